package pane

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/ui/theme"
)

func plainStyles() *theme.Styles {
	return theme.New(theme.Options{Dark: true, Profile: termenv.Ascii})
}

func colorStyles(ascii bool) *theme.Styles {
	return theme.New(theme.Options{Dark: true, Profile: termenv.TrueColor, ASCII: ascii})
}

// panes are all drawings that fill a rectangle.
func panes() map[string]func(Input, int, int) []string {
	return map[string]func(Input, int, int) []string{
		"stage":    Stage,
		"happened": Happened,
		"wire":     Wire,
		"timeline": func(in Input, w, h int) []string { return Timeline(in, Marks{Ahead: 3, Branches: []int{4}}, w, h) },
		"why":      func(in Input, w, h int) []string { return Why(in, 1, w, h) },
		"inspector": func(in Input, w, h int) []string {
			targets := Targets(in)
			lines, _ := Inspector(in, targets[(w+h)%len(targets)], w%5, w, h)
			return lines
		},
	}
}

func checkSize(t interface{ Fatalf(string, ...any) }, name string, lines []string, w, h int) {
	if len(lines) != h {
		t.Fatalf("%s at %d×%d has %d lines", name, w, h, len(lines))
	}
	for y, line := range lines {
		if got := ansi.StringWidth(line); got != w {
			t.Fatalf("%s at %d×%d: line %d is %d wide: %q", name, w, h, y, got, line)
		}
	}
}

func TestEveryPaneFillsEverySize(t *testing.T) {
	widths := []int{1, 2, 3, 5, 8, 13, 20, 33, 45, 46, 57, 58, 59, 60, 62, 73, 74, 78, 90, 100, 120, 160, 200}
	heights := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 15, 16, 20, 30, 40, 60}
	for _, s := range append(situations(), situation{"empty", Input{Phase: 1}}) {
		for i, w := range widths {
			for j, h := range heights {
				s.in.Styles = colorStyles((i+j)%2 == 0)
				for name, draw := range panes() {
					checkSize(t, s.name+" "+name, draw(s.in, w, h), w, h)
				}
			}
		}
	}
}

func TestStageGolden(t *testing.T) {
	for _, size := range [][2]int{{60, 8}, {78, 11}, {58, 20}, {120, 36}} {
		for _, s := range situations() {
			s.in.Styles = plainStyles()
			name := fmt.Sprintf("%s-%dx%d.txt", s.name, size[0], size[1])
			golden(t, name, Stage(s.in, size[0], size[1]))
		}
	}
	s := missRequest()
	s.Styles = theme.New(theme.Options{Profile: termenv.Ascii, ASCII: true})
	golden(t, "miss-request-ascii.txt", Stage(s, 78, 11))
}

func TestOtherPanesGolden(t *testing.T) {
	in := missMoment(13)
	in.Styles = plainStyles()
	golden(t, "timeline-1.txt", Timeline(in, Marks{Ahead: 3}, 78, 1))
	golden(t, "timeline-2.txt", Timeline(in, Marks{Ahead: 3, Branches: []int{7}}, 78, 2))
	golden(t, "wire.txt", Wire(in, 38, 9))
	golden(t, "why.txt", Why(in, 2, 76, 9))
	in = missMoment(11)
	in.Styles = plainStyles()
	golden(t, "happened.txt", Happened(in, 38, 9))
	lines, _ := Inspector(in, Target{"alice"}, 0, 76, 24)
	golden(t, "inspector-browser.txt", lines)
}

// golden compares with a file of testdata. UPDATE_GOLDEN=1 writes it.
func golden(t *testing.T, name string, lines []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 accepts):\n%s\nwant\n%s", name, b.String(), want)
	}
}

func TestStageSaysWhatMatters(t *testing.T) {
	for name, c := range map[string]struct {
		in   Input
		want []string
	}{
		"a miss names what was looked for": {missLooked(), []string{"9f3a… ✗ not in memory", "◉ s2", "9f3a… alice"}},
		"an answer runs back":              {missAnswer(), []string{"◀╪═", "✗ 401"}},
		"a dead server is dashed":          {deadServer(), []string{"╌", "up → down", "its memory is gone"}},
		"a silent store":                   {storePaused(), []string{"paused", "?"}},
		"a token is proof, no row":         {tokenAccepted(), []string{"token dXr9…", "signature ✓", "exp ✓ alice", "clock +2m"}},
		"a crowd is counted":               {crowd(), []string{"more"}},
	} {
		c.in.Styles = plainStyles()
		for _, size := range [][2]int{{100, 30}, {160, 40}} {
			picture := strings.Join(Stage(c.in, size[0], size[1]), "\n")
			for _, want := range c.want {
				if !strings.Contains(picture, want) {
					t.Errorf("%s: no %q in\n%s", name, want, picture)
				}
			}
		}
	}
}

func TestMessageAdvancesWithPhase(t *testing.T) {
	heads := map[int]bool{}
	for _, phase := range []float64{0, 0.5, 1} {
		in := missRequest()
		in.Phase, in.Styles = phase, plainStyles()
		for _, line := range Stage(in, 100, 30) {
			if at := strings.IndexAny(line, "▶▲▼"); at >= 0 {
				heads[ansi.StringWidth(line[:at])] = true
			}
		}
	}
	if len(heads) < 2 {
		t.Errorf("the head stands still at columns %v", heads)
	}
}

func TestCredentialIsNeverCut(t *testing.T) {
	in := missMoment(8)
	in.Styles = plainStyles()
	for w := 24; w < 100; w += 7 {
		joined := ""
		for _, line := range Wire(in, w, 40) {
			joined += strings.TrimSpace(line)
		}
		if !strings.Contains(joined, "s%3A9f3ab2c8.Kq81") {
			t.Errorf("at width %d the cookie is not whole: %s", w, joined)
		}
	}
}

func TestASCIIMeansASCII(t *testing.T) {
	for _, s := range situations() {
		s.in.Styles = theme.New(theme.Options{Profile: termenv.Ascii, ASCII: true})
		for name, draw := range panes() {
			for _, line := range draw(s.in, 100, 30) {
				if at := strings.IndexFunc(line, func(r rune) bool { return r > '~' }); at >= 0 {
					t.Errorf("%s %s: %q", s.name, name, line[at:])
				}
			}
		}
	}
}

func TestDrawingChangesNothing(t *testing.T) {
	in := crowd()
	in.Styles = plainStyles()
	before := strings.Join(Stage(in, 100, 30), "\n")
	for _, draw := range panes() {
		draw(in, 80, 24)
	}
	if after := strings.Join(Stage(in, 100, 30), "\n"); before != after {
		t.Error("two drawings of one moment differ")
	}
}

func TestAnySnapshotFitsAnySize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		w, h := rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		for name, draw := range panes() {
			checkSize(t, name, draw(in, w, h), w, h)
		}
	})
}

var hostile = []string{"", "alice", "名前が長い利用者", "a\x1b[31mb", "x\ty", strings.Repeat("long", 30), "e\u0301", "s1", "store", "balancer", "9f3a"}

func drawInput(t *rapid.T) Input {
	word := rapid.SampledFrom(hostile)
	small := rapid.IntRange(0, 40)
	row := rapid.Custom(func(t *rapid.T) snapshot.Row {
		return snapshot.Row{Key: word.Draw(t, "key"), Tag: word.Draw(t, "tag"), User: word.Draw(t, "user"), Text: word.Draw(t, "text")}
	})
	now := &snapshot.Snapshot{Design: "session", Balancer: &snapshot.Balancer{Policy: word.Draw(t, "policy"), Next: word.Draw(t, "next"),
		Queue: rapid.SliceOfN(word, 0, 8).Draw(t, "queue"), Down: rapid.SliceOfN(word, 0, 3).Draw(t, "down")}}
	for range rapid.IntRange(0, 30).Draw(t, "clients") {
		c := &snapshot.Client{Name: word.Draw(t, "name"), Waiting: word.Draw(t, "waiting"), Attacker: rapid.Bool().Draw(t, "attacker")}
		if rapid.Bool().Draw(t, "cookie") {
			c.Cookies = []snapshot.Cookie{{Name: word.Draw(t, "cookie name"), Value: word.Draw(t, "value"), Tag: word.Draw(t, "tag")}}
		}
		if rapid.Bool().Draw(t, "answered") {
			c.Last = &snapshot.Answer{Method: "GET", Path: word.Draw(t, "path"), Status: rapid.SampledFrom([]int{0, 200, 401, 503}).Draw(t, "status")}
		}
		now.Clients = append(now.Clients, c)
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "servers") {
		now.Servers = append(now.Servers, &snapshot.Server{Name: fmt.Sprint("s", i+1), Up: rapid.Bool().Draw(t, "up"),
			Memory: rapid.Bool().Draw(t, "memory"), Rows: rapid.SliceOfN(row, 0, 5).Draw(t, "rows"), Total: small.Draw(t, "total")})
	}
	if rapid.Bool().Draw(t, "store") {
		now.Store = &snapshot.Store{Kind: word.Draw(t, "kind"), Up: rapid.Bool().Draw(t, "up"), Paused: rapid.Bool().Draw(t, "paused"),
			Rows: rapid.SliceOfN(row, 0, 9).Draw(t, "rows"), Total: small.Draw(t, "total"), Waiting: small.Draw(t, "waiting")}
		if rapid.Bool().Draw(t, "replica") {
			now.Store.Replica = &snapshot.Replica{Total: small.Draw(t, "total")}
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "lines") {
		now.Lines = append(now.Lines, snapshot.Line{Flight: 1, From: word.Draw(t, "from"), To: word.Draw(t, "to"),
			Label: word.Draw(t, "label"), Tag: word.Draw(t, "tag"), Response: rapid.Bool().Draw(t, "response"), Hung: rapid.Bool().Draw(t, "hung")})
	}
	kind := rapid.SampledFrom([]event.Kind{event.RequestSent, event.ServerChosen, event.SessionMiss, event.ResponseSent, event.ResponseReceived, event.NodeKilled})
	var events []event.Event
	for i := range rapid.IntRange(0, 12).Draw(t, "events") {
		e := event.Event{Seq: i + 1, Kind: kind.Draw(t, "kind"), Node: word.Draw(t, "node"), Flight: rapid.IntRange(0, 2).Draw(t, "flight")}
		e.Attrs = []event.Attr{event.Of("tag", word.Draw(t, "tag")), event.Of("status", "401"), event.Of("server", "s2"), event.Of("path", word.Draw(t, "path"))}
		if rapid.Bool().Draw(t, "message") {
			e.Message = &event.Message{StartLine: word.Draw(t, "start"), Header: []string{"Cookie: a=" + word.Draw(t, "value"), word.Draw(t, "header")}, Body: word.Draw(t, "body")}
		}
		events = append(events, e)
	}
	return Input{Now: now, Events: events, Phase: rapid.Float64Range(0, 1).Draw(t, "phase"), Styles: colorStyles(rapid.Bool().Draw(t, "ascii"))}
}
