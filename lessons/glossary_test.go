package lessons

import (
	"slices"
	"strings"
	"testing"
)

func TestGlossaryIsInOrder(t *testing.T) {
	terms := Glossary()
	if len(terms) < 50 {
		t.Fatalf("%d terms", len(terms))
	}
	names := map[string]bool{}
	for i, term := range terms {
		if i > 0 && strings.ToLower(terms[i-1].Name) >= strings.ToLower(term.Name) {
			t.Errorf("%s stands behind %s", term.Name, terms[i-1].Name)
		}
		if n := len(strings.Fields(term.Text)); n < 5 || n > 60 || !strings.ContainsAny(term.Text[len(term.Text)-1:], ".)") {
			t.Errorf("%s: %d words: %s", term.Name, n, term.Text)
		}
		for _, name := range append([]string{term.Name}, term.Also...) {
			if names[name] {
				t.Errorf("%s is explained twice", name)
			}
			names[name] = true
		}
	}
}

func TestATermIsMetAsAWord(t *testing.T) {
	terms := Glossary()
	find := func(name string) *Term {
		return terms[slices.IndexFunc(terms, func(t *Term) bool { return t.Name == name })]
	}
	for _, c := range []struct {
		term, text string
		want       bool
	}{
		{"session", "Two sessions are kept.", true}, {"session", "Sessions end.", true}, {"session", "obsession", false},
		{"exp", "the claim `exp`", true}, {"exp", "expand", false}, {"exp", "EXP", false}, {"exp", "its expiry", true},
		{"sticky session", "a sticky\nsession", true}, {"CSRF", "cross-site request forgery", true}, {"family", "the family of tokens", true},
	} {
		if got := find(c.term).In(c.text); got != c.want {
			t.Errorf("%s in %q: %v", c.term, c.text, got)
		}
	}
}

// TestEveryTermIsTaught finds a lesson that speaks of each term.
func TestEveryTermIsTaught(t *testing.T) {
	course, _ := read(Content())
	for _, term := range Glossary() {
		if course.Taught(term) == nil {
			t.Errorf("no lesson speaks of %s", term.Name)
		}
	}
}
