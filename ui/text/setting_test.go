package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/ui/theme"
)

func set80(doc string, st *theme.Styles) string {
	return ansi.Strip(strings.Join(Markdown(doc, 80, st), "\n"))
}

func TestMarkdownResolvesEscapesAndStaysSafe(t *testing.T) {
	for doc, want := range map[string]string{
		`a \* b &amp; c &lt;d&gt;`:      "a * b & c <d>",
		"`a \\* &amp;`":                 `a \* &amp;`,
		"x &#27;]0;t&#7; y":             `x \x1b]0;t\x07 y`,
		"x &#x202e; y":                  `x \u202e y`,
		"[text](http://x) <http://y.z>": "text http://y.z",
		"9. nine\n10. ten":              " 9. nine\n10. ten",
		"<div>raw</div>":                "<div>raw</div>",
		"one  \ntwo":                    "one\ntwo",
		"| a | b |\n|:-:|--:|\n| x | 12 |\n| long | 3 |": " a     b\n────────\n x    12\nlong   3",
	} {
		if got := set80(doc, colored()); got != want {
			t.Errorf("%q is set as\n%s\nwant\n%s", doc, got, want)
		}
	}
}

func TestATableWithoutRoomBecomesRecords(t *testing.T) {
	doc := "| where | who remembers | after a restart |\n|---|---|---|\n| session | server | everybody logs in again |\n| token | client | nothing changes |\n"
	got := ansi.Strip(strings.Join(Markdown(doc, 24, colored()), "\n"))
	want := "where: session\nwho remembers: server\nafter a restart:\neverybody logs in again\n\nwhere: token\nwho remembers: client\nafter a restart: nothing\nchanges"
	if got != want {
		t.Errorf("set as\n%s\nwant\n%s", got, want)
	}
	for w := 30; w <= 80; w++ {
		for _, line := range Markdown(doc, w, colored()) {
			if Width(line) > w {
				t.Errorf("at %d a line is %d wide: %q", w, Width(line), ansi.Strip(line))
			}
		}
	}
}

// TestATableBreaksNoWordThatHasRoom: the other columns have blanks to break at.
func TestATableBreaksNoWordThatHasRoom(t *testing.T) {
	doc := "| token | Node says | Go |\n|---|---|---|\n| none | jwt signature is required | SignatureInvalid |\n"
	for w := 36; w <= 60; w++ {
		if got := ansi.Strip(strings.Join(Markdown(doc, w, colored()), "\n")); !strings.Contains(got, "SignatureInvalid") {
			t.Errorf("at %d it is set as\n%s", w, got)
		}
	}
}

func TestColourChangesNoWord(t *testing.T) {
	doc := "# Title\n\nThe *server* sets `connect.sid`.\n\n```js\nconst a = 'b' // c\n```\n"
	if plain, ink := set80(doc, theme.New(theme.Options{Profile: termenv.Ascii})), set80(doc, colored()); plain != ink {
		t.Errorf("without colour\n%s\nwith\n%s", plain, ink)
	}
}

func TestInksOfCode(t *testing.T) {
	st := colored()
	got := Code("js", "const a = `x\ny` // c\n/* more\nconst */ \"it\\\"s\" 'open\nif", 40, st)
	edge := st.Border.On("│") + " "
	want := []string{
		st.Strong.On("const") + st.Code.On(" a = ") + st.Good.On("`x"),
		st.Good.On("y`") + st.Code.On(" ") + st.Dim.On("// c"),
		st.Dim.On("/* more"),
		st.Dim.On("const */") + st.Code.On(" ") + st.Good.On(`"it\"s"`) + st.Code.On(" ") + st.Good.On("'open"),
		st.Strong.On("if"),
	}
	for i := range want {
		if i >= len(got) || got[i] != edge+want[i] {
			t.Errorf("line %d is %q, want %q", i, got[min(i, len(got)-1)], edge+want[i])
		}
	}
	http := Code("http", "HTTP/1.1 200 OK\nSet-Cookie: a=b\n\nkey: no header", 40, st)
	for i, want := range []string{st.Strong.On("HTTP/1.1 200 OK"), st.Dim.On("Set-Cookie:") + st.Code.On(" a=b"), "", st.Code.On("key: no header")} {
		if http[i] != edge+want {
			t.Errorf("line %d is %q, want %q", i, http[i], edge+want)
		}
	}
}

func FuzzCode(f *testing.F) {
	for _, s := range append([]string{"a 漢字 b", "const x = 'y' // z", "/*", "`", "\"\\"}, hostile...) {
		f.Add(s, 9)
	}
	f.Fuzz(func(t *testing.T, in string, w int) {
		w = min(max(w, 8), 80)
		for _, language := range []string{"js", "http", "scenario", ""} {
			letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
			var got strings.Builder
			for _, line := range Code(language, in, w, colored()) {
				if Width(line) > w {
					t.Fatalf("%q is wider than %d", line, w)
				}
				line = strings.TrimPrefix(ansi.Strip(line), "│ ")
				got.WriteString(strings.TrimPrefix(line, "↳ "))
			}
			if want := letters(strings.TrimRight(Safe(in), "\n")); !strings.Contains(in, "↳") && letters(got.String()) != want {
				t.Fatalf("%q is set as %q", want, letters(got.String()))
			}
		}
	})
}

func TestWideCharactersSurviveBeingBroken(t *testing.T) {
	for w := 2; w <= 12; w++ {
		for doc, want := range map[string]string{"a漢字漢字漢字b": "a漢字漢字漢字b", "x `漢字` **漢字漢字**": "x漢字漢字漢字"} {
			var got strings.Builder
			for _, line := range Markdown(doc, w, colored()) {
				if Width(line) > w {
					t.Errorf("%q is wider than %d", line, w)
				}
				got.WriteString(strings.ReplaceAll(ansi.Strip(line), " ", ""))
			}
			if got.String() != want {
				t.Errorf("at %d %q became %q", w, doc, got.String())
			}
		}
	}
}
