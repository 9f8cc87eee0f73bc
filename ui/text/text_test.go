package text

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"authlab/ui/theme"
)

func colored() *theme.Styles { return theme.New(theme.Options{Dark: true, Profile: termenv.TrueColor}) }

// styled draws text with inks, wide characters and combining marks in it.
func styled(t *rapid.T) string {
	st := colored()
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{"word", " ", "漢字", "é", "e\u0301", "a-long-word-without-a-blank", "✓"}), 0, 12).Draw(t, "pieces")
	var b strings.Builder
	for i, p := range pieces {
		if i%2 == 0 {
			p = st.Good.On(p)
		}
		b.WriteString(p)
	}
	return b.String()
}

func TestFitIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 40).Draw(t, "w"), rapid.IntRange(0, 8).Draw(t, "h")
		lines := FitLines([]string{styled(t), styled(t)}, w, h)
		if len(lines) != h {
			t.Fatalf("%d lines, want %d", len(lines), h)
		}
		for _, l := range lines {
			if Width(l) != w {
				t.Fatalf("%q is %d wide, want %d", l, Width(l), w)
			}
		}
	})
}

func TestWrapKeepsEveryWordAndEveryLineFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := styled(t), rapid.IntRange(2, 30).Draw(t, "w")
		lines := Wrap(s, w)
		for _, l := range lines {
			if Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(ansi.Strip(s)), "") }
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Fatalf("%q became %q", s, lines)
		}
	})
}

func TestOverlayKeepsTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := FitLines([]string{styled(t), styled(t), styled(t)}, 30, 3)
		over := FitLines([]string{styled(t)}, rapid.IntRange(1, 12).Draw(t, "w"), 1)
		for _, l := range Overlay(base, over, rapid.IntRange(0, 18).Draw(t, "x"), rapid.IntRange(0, 2).Draw(t, "y")) {
			if Width(l) != 30 {
				t.Fatalf("%q is %d wide, want 30", l, Width(l))
			}
		}
	})
}

func TestMarkdownFitsItsWidth(t *testing.T) {
	doc := "# A heading that is long enough to wrap\n\nProse with `code`, *stress* and [a link](x) in it.\n\n- one\n- two, which is longer\n  1. inner\n\n" +
		"> quoted words\n\n| a | number |\n|---|--:|\n| first row | 12 |\n| second | 3456 |\n\n```js\nconst verylongname = require('something-or-other') // why\n```\n\n---\n"
	for w := 1; w <= 90; w++ {
		for _, l := range Markdown(doc, w, colored()) {
			if Width(l) > max(w, 12) || Width(l) > ProseWidth && !strings.Contains(ansi.Strip(l), "require") {
				t.Fatalf("width %d: %q is %d wide", w, ansi.Strip(l), Width(l))
			}
		}
	}
	joined := ansi.Strip(strings.Join(Markdown(doc, 72, colored()), "\n"))
	for _, want := range []string{"A heading that is long", "Prose with code, stress and a link in it.", "• two, which is longer", "1. inner", "▏ quoted words", "second       3456"} {
		if !strings.Contains(joined, want) {
			t.Errorf("%q is missing in\n%s", want, joined)
		}
	}
}

func TestCodeIsNeverCut(t *testing.T) {
	line := `res.status(401).json({ error: "no_session", message: "not logged in" })`
	got := ansi.Strip(strings.Join(Code("js", line, 30, colored()), ""))
	for _, piece := range strings.Fields(line) {
		if !strings.Contains(got, piece) {
			t.Errorf("%q is missing in %q", piece, got)
		}
	}
}

// hostile are things a terminal would obey or swallow.
var hostile = []string{
	"\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x1b]4;1;red\x1b\\", "\x1b]8;;http://x\x1b\\", "\x1bP1$r\x1b\\", "\x1b_G\x1b\\", "\x1bc", "\x1b]0;open",
	"\x1b[2J", "\x1b[6n", "\x1b[31m", "\x1b[?1049h", "\x1b[5;5H", "\x1b7", "\x1b#8", "\x1b(0", "\x1bN", "\x1b^x\x1b\\",
	"\u009b2J", "\u009d52;c;x\u009c", "\u0090q", "\u0085", "\u008d", "\x9b2J", "\x9d0;x", "\x90", "\x80", "\xff\xfe",
	"\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\r", "a\rb", "\x0e", "\x0f", "\x1a", "\x7f", "abc\x08\x08",
	"\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
	"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\u2028", "\u2029", "\ufe0f", "\ufff9",
	"\U000e0041", "\U000e0001", "\U0001d173", "\ue000", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u3164", "\uffa0",
}

func checkSafe(t interface{ Fatalf(string, ...any) }, in string) {
	marks := 0
	for _, r := range Safe(in) {
		if r != '\n' && (r < 0x20 || r == 0x7f || hidden(r)) || r == unicode.ReplacementChar && !strings.ContainsRune(in, unicode.ReplacementChar) {
			t.Fatalf("%q lets %U through: %q", in, r, Safe(in))
		}
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) {
			if marks++; marks > maxMarks {
				t.Fatalf("%q keeps %d marks on one character", in, marks)
			}
		} else {
			marks = 0
		}
	}
}

func TestHostileTextIsShownAndNotSent(t *testing.T) {
	if len(hostile) < 60 {
		t.Fatalf("only %d payloads", len(hostile))
	}
	for _, in := range hostile {
		checkSafe(t, in)
		if Safe("<"+in+">") == "<>" {
			t.Errorf("%q vanished", in)
		}
	}
	if got := Safe("a\x1b[2Jb\tc\u202ed"); got != `a\x1b[2Jb    c\u202ed` {
		t.Errorf("shown as %q", got)
	}
}

// TestWhatIsShownIsAsWideAsAnyTerminalTakesIt compares the two ways in which
// programs count columns: character by character, and by what is read as one.
func TestWhatIsShownIsAsWideAsAnyTerminalTakesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := SafeLine(rapid.String().Draw(t, "text"))
		each := 0
		for _, r := range s {
			each += runewidth.RuneWidth(r)
		}
		if whole := Width(s); whole != each {
			t.Fatalf("%+q is %d or %d columns wide", s, whole, each)
		}
	})
}

func FuzzSafe(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		checkSafe(t, in)
		if strings.Contains(SafeLine(in), "\n") {
			t.Fatalf("%q breaks a line", in)
		}
		for _, l := range Markdown(in, 40, colored()) {
			if strings.Contains(l, "\n") {
				t.Fatalf("%q breaks a line of Markdown", in)
			}
		}
	})
}

// columns lists what stands in each column of a line, with its ink.
func columns(line string) []string {
	var out []string
	active := ""
	for line != "" {
		if n := ink(line); n > 0 {
			if active += line[:n]; line[:n] == reset {
				active = ""
			}
			line = line[n:]
			continue
		}
		n, w := cluster(line)
		for range w {
			out = append(out, active+line[:n])
		}
		line = line[n:]
	}
	return out
}

func TestCutKeepsPlaceAndInk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := styled(t)
		whole := columns(s)
		from := rapid.IntRange(0, 30).Draw(t, "from")
		to := from + rapid.IntRange(0, 30).Draw(t, "length")
		cut := Cut(s, from, to)
		got := columns(cut)
		if want := max(min(to, len(whole))-from, 0); len(got) != want {
			t.Fatalf("%d columns of %q, want %d", len(got), cut, want)
		}
		for i, cell := range got {
			if cell != whole[from+i] && !strings.HasSuffix(cell, " ") {
				t.Fatalf("column %d of %q is %q, want %q", i, cut, cell, whole[from+i])
			}
		}
		if last := strings.LastIndexByte(cut, 0x1b); last >= 0 && !strings.HasPrefix(cut[last:], reset) {
			t.Fatalf("%q leaves its ink on", cut)
		}
	})
}

func TestOverlayMayLieOutside(t *testing.T) {
	base := []string{"abcdef", "漢字漢", "abcdef"}
	for _, c := range []struct {
		x, y int
		over string
		want []string
	}{
		{-1, 0, "xy", []string{"ybcdef", "漢字漢", "abcdef"}},
		{5, 0, "xy", []string{"abcdex", "漢字漢", "abcdef"}},
		{1, 1, "xy", []string{"abcdef", " xy 漢", "abcdef"}},
		{-9, 0, "xy", base}, {6, 0, "xy", base}, {0, -1, "xy", base}, {0, 3, "xy", base},
	} {
		if got := Overlay(base, []string{c.over}, c.x, c.y); !slices.Equal(got, c.want) {
			t.Errorf("at %d,%d: %q, want %q", c.x, c.y, got, c.want)
		}
	}
}

func TestEveryWrappedLineStandsForItself(t *testing.T) {
	st := colored()
	for _, line := range Wrap(st.Good.On("one two three four five")+" and "+st.Bad.On("six seven eight"), 9) {
		if last := strings.LastIndexByte(line, 0x1b); last >= 0 && !strings.HasPrefix(line[last:], reset) {
			t.Errorf("%q leaves its ink on", line)
		}
	}
	if got := Wrap(st.Good.On("one two"), 4); len(got) != 2 || got[1] != st.Good.On("two") {
		t.Errorf("%q", got)
	}
}

// Whatever a pane forgot to make safe, the frame obeys nothing but inks.
func TestNothingButInksPassesFit(t *testing.T) {
	inks := regexp.MustCompile("\x1b\\[[0-9;:]*m")
	for _, in := range hostile {
		line := FitLines([]string{colored().Good.On("a") + in + "b"}, 60, 1)[0]
		for _, r := range inks.ReplaceAllString(line, "") {
			if r < 0x20 || r == 0x7f || hidden(r) {
				t.Errorf("%q lets %U through: %q", in, r, line)
			}
		}
		if Width(line) != 60 {
			t.Errorf("%q makes a line of %d columns", in, Width(line))
		}
	}
}

func FuzzFit(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, in string, w int) {
		w = min(max(w, 0), 100)
		for _, line := range FitLines([]string{in}, w, 1) {
			if Width(line) != w {
				t.Fatalf("%q is %d wide, want %d", line, Width(line), w)
			}
		}
	})
}

func BenchmarkFitLines(b *testing.B) {
	st := colored()
	row := st.Border.On("│") + strings.Repeat(st.Remember.On("9f3a")+" alice → "+st.Good.On("✓ in memory")+"  ", 4)
	lines := slices.Repeat([]string{row}, 40)
	b.ReportAllocs()
	for b.Loop() {
		FitLines(lines, 120, 40)
	}
}

func TestWidthAgreesWithTheTerminalLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := styled(t) + rapid.StringOf(rapid.SampledFrom([]rune("a─│▶✓…↳◾é漢́\u20dd "))).Draw(t, "more")
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Fatalf("%q is %d wide, want %d", s, got, want)
		}
	})
}
