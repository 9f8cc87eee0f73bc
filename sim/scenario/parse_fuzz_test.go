package scenario

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// seeds are texts the fuzzers start from.
func seeds(f *testing.F) {
	for _, v := range Verbs() {
		f.Add(v.Example)
	}
	for _, s := range []string{
		"cluster servers=2\nalice GET /slow ms=3 => 200 s1 &\nkill s1 delay=2ms # x", "expect logins >= 1 recent.alice=200,401",
		"expect a<\"b c\"", "alice POST /login device=\"my \\\"lap\\\\top\" password=\"#\"", "a\x00b", "\ufeffcluster\r\n", "\xff\xfe", "= => & \"\"", "clock s1 -9999999h", "wait until=1h",
	} {
		f.Add(s)
	}
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		script, mistakes := Parse("f", []byte(src))
		for _, m := range mistakes {
			checkMistake(t, m)
		}
		if len(mistakes) == 0 {
			checkPrinting(t, script)
		}
		fragment, mistakes := ParseFragment("f", []byte(src))
		if len(mistakes) == 0 && len(fragment.String()) < MaxLine {
			again, mistakes := ParseFragment("f", []byte(fragment.String()))
			if len(mistakes) > 0 || again.String() != fragment.String() {
				t.Fatalf("%q prints as %q and that as %q %v", src, fragment, again, mistakes)
			}
		}
	})
}

// checkPrinting parses what a script prints: it is the same script.
func checkPrinting(t *testing.T, script *Script) {
	for _, c := range script.Commands {
		if len(c.Text) > MaxLine {
			return
		}
	}
	printed := script.String()
	again, mistakes := Parse("f", []byte(printed))
	if len(mistakes) > 0 {
		t.Fatalf("%q was printed and is wrong: %v", printed, mistakes)
	}
	if again.String() != printed || len(again.Commands) != len(script.Commands) {
		t.Fatalf("%q prints as %q", printed, again)
	}
	for i, c := range again.Commands {
		old := script.Commands[i]
		if fmt.Sprintf("%#v", c.Expect) != fmt.Sprintf("%#v", old.Expect) && *c.Expect != *old.Expect || c.Overlap != old.Overlap || fmt.Sprint(c.action) != fmt.Sprint(old.action) && c.Verb != "cluster" {
			t.Fatalf("%q became another command: %v, %v", old.Text, old.action, c.action)
		}
	}
}

func checkMistake(t *testing.T, e *Error) {
	text := e.Error()
	if e.Line < 1 || e.Column < 1 || e.Width < 1 || e.Message == "" {
		t.Fatalf("no valid place: %+v", e)
	}
	if e.Column > utf8.RuneCountInString(e.Source)+1 {
		t.Fatalf("%s is behind the end of %q", e.Where(), e.Source)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
		t.Fatalf("not printable: %q", text)
	}
}

func FuzzParseAfter(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		c, err := typed(src)
		Complete(src, len(src)/2, Names{Clients: []string{"alice"}})
		if _, err := ParseExpectation(src); err != nil && err.Error() == "" {
			t.Fatal("an error without words")
		}
		if err != nil {
			checkMistake(t, err)
			return
		}
		again, err := typed(c.Text)
		if err != nil && len(c.Text) <= MaxLine || err == nil && again.Text != c.Text {
			t.Fatalf("%q prints as %q: %v", src, c.Text, err)
		}
		if c.Deed() == "" || !strings.HasPrefix(c.Text, c.Deed()) {
			t.Fatalf("%q does %q", c.Text, c.Deed())
		}
	})
}
