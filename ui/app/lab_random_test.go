package app

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/sim/scenario"
	"authlab/ui/intent"
)

// typist makes up commands: right ones out of what completion offers, such ones with
// a slip of the finger, and nonsense.
type typist struct{ *rand.Rand }

func (r typist) pick(words []string) string { return words[r.IntN(len(words))] }

var everybody = scenario.Names{Clients: []string{"alice", "bob", "root", "mallory"}, Copies: []string{"loot"}, Servers: []string{"s1", "s2", "s3"}}

// right is an example of the help, or a command written word by word as completion
// offers them.
func (r typist) right() string {
	if verbs := scenario.Verbs(); r.IntN(2) == 0 {
		return verbs[1+r.IntN(len(verbs)-1)].Example
	}
	line := ""
	for range 2 + r.IntN(4) {
		words := scenario.Complete(line, len(line), everybody)
		if len(words) == 0 {
			break
		}
		word := r.pick(words)
		if strings.HasSuffix(word, "=") {
			word += r.pick([]string{"1", "90s", "true", "alice", "x"})
		}
		line += word + " "
	}
	return strings.TrimSpace(line)
}

// slip changes one letter of one word.
func (r typist) slip(line string) string {
	letters := []rune(line)
	at := r.IntN(len(letters))
	switch r.IntN(4) {
	case 0:
		return string(append(letters[:at:at], letters[at+1:]...))
	case 1:
		letters[at] = rune('a' + r.IntN(26))
	case 2:
		if at > 0 {
			letters[at-1], letters[at] = letters[at], letters[at-1]
		}
	default:
		return string(append(letters[:at:at], append([]rune{letters[at]}, letters[at:]...)...))
	}
	return string(letters)
}

// nonsense is any characters, among them wide ones, invisible ones and controls.
func (r typist) nonsense() string {
	const all = "ab z019-_=>&#\"\\/.:\t\x1b\x7fé漢\u202e\u200b\u0301😀\ufffd"
	runes := []rune(all)
	var b strings.Builder
	for range 1 + r.IntN(120) {
		b.WriteRune(runes[r.IntN(len(runes))])
	}
	return b.String()
}

func (r typist) line() string {
	switch n := r.IntN(10); {
	case n < 4:
		return r.right()
	case n < 8:
		return r.slip(r.right())
	case n < 9:
		return r.right() + " " + r.right()
	}
	return r.nonsense()
}

// TestAThousandRandomCommandsAtThePrompt sees that nothing panics, that every frame
// fills its screen, and that a refusal names the word and the nearest right one. The
// driver checks the frames.
func TestAThousandRandomCommandsAtThePrompt(t *testing.T) {
	const seed, commands, each = 20260101, 1000, 50
	sizes := [][2]int{{119, 40}, {60, 16}, {80, 24}, {160, 50}}
	r := typist{rand.New(rand.NewPCG(seed, 1))}
	t.Logf("seed %d", seed)
	refused, taken := 0, 0
	var d *driver
	for n := range commands {
		if n%each == 0 {
			size := sizes[n/each%len(sizes)]
			d = start(t, setting{over: atLab, profile: termenv.Ascii}, size[0], size[1]).keys("enter")
			d.typed("cluster store=redis auth=" + r.pick([]string{"session", "refresh", "jwt", "stateful-jwt"}))
			d.typed("alice POST /login").typed("copy alice as loot")
		}
		line := r.line()
		d.keys(":").text(line).press("enter")
		if !d.offers(intent.Cancel) {
			taken++
			continue
		}
		refused++
		if d.w == sizes[0][0] && strings.Trim(line, " \t\x1b\x7f") != "" {
			d.judgeRefusal(line)
		}
		d.keys("esc")
	}
	if taken < commands/8 || refused < commands/8 {
		t.Errorf("%d taken and %d refused: that tries too little", taken, refused)
	}
}

// judgeRefusal reads the prompt: the line, the caret below, and what is said.
func (d *driver) judgeRefusal(typed string) {
	d.t.Helper()
	rows := strings.Split(strings.TrimRight(d.screen(), "\n"), "\n")
	at := len(rows) - 1
	for at > 0 && !strings.HasPrefix(rows[at], " :") {
		at--
	}
	caret := ""
	if at+1 < len(rows) {
		caret = rows[at+1]
	}
	from, width := strings.IndexByte(caret, '^'), strings.Count(caret, "^")
	if width == 0 || strings.Trim(caret, " ^") != "" {
		d.t.Errorf("%q is refused without a caret:\n%s", typed, d.screen())
		return
	}
	said := strings.Join(rows[at+2:len(rows)-1], " ")
	said = strings.Join(strings.Fields(said), " ")
	word := strings.TrimSpace(ansi.Cut(rows[at], from, from+width))
	if word == "" {
		return // something is missing at the end
	}
	key, value, _ := strings.Cut(word, "=")
	begins := strings.HasPrefix(strings.TrimLeft(typed, " :"), word)
	odd := strings.Contains(word, `"`) || strings.HasPrefix(word, `\u`) || strings.HasPrefix(word, "#")
	if !begins && !odd && !strings.Contains(said, key) && (value == "" || !strings.Contains(said, value)) {
		d.t.Errorf("%q marks %q and says %q", typed, word, said)
	}
	// A word too many is near nothing, and of numbers and spans the form is said.
	form := strings.Contains(said, "unexpected") || strings.Contains(said, " is not a") || strings.Contains(said, "has no value")
	near := d.nearest(typed, word, from-len(" :"))
	if near != "" && !strings.Contains(said, near) && !strings.Contains(said, "Did you mean") && !odd && !form {
		d.t.Errorf("%q marks %q and says %q, but not %q", typed, word, said, near)
	}
}

// nearest is the word that completion offers at a column and that is nearest to the one
// that stands there; "" where none is near, or where the word is one of them.
func (d *driver) nearest(typed, word string, column int) string {
	before := strings.TrimLeft(typed, ": ")
	if column > len(before) || strings.ContainsFunc(typed, func(r rune) bool { return r > '~' || r < ' ' }) {
		return ""
	}
	start := strings.LastIndexByte(before[:column], ' ') + 1
	lead := before[start:column] // the key, where only the value is marked
	key, _, isPair := strings.Cut(word, "=")
	var words []string
	for _, c := range scenario.Complete(before[:start], start, everybody) {
		c = strings.TrimPrefix(c, lead)
		if isPair && lead == "" {
			c, _, _ = strings.Cut(c, "=")
		}
		words = append(words, c)
	}
	near := scenario.Nearest(key, words)
	// Whom the run does not know cannot be what was meant, nor what is counted of them.
	who := near[strings.LastIndexByte(near, '.')+1:]
	if slices.Contains(words, key) || slices.Contains(everybody.Clients, who) && who != "alice" {
		return ""
	}
	return near
}
