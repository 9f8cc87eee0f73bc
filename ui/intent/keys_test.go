package intent

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestEveryActionHasAKey(t *testing.T) {
	for a := Quit; a < Insert; a++ {
		k := keysOf(a)
		if len(k.keys) == 0 || k.shown == "" {
			t.Errorf("action %d has no key", a)
		}
		for _, r := range (Binding{Action: a}).ASCIIKey() {
			if r > '~' {
				t.Errorf("action %d is shown as %q in ASCII", a, r)
			}
		}
	}
}

func TestTheFirstBindingThatHasTheKeyWins(t *testing.T) {
	bindings := []Binding{{Action: Sure, Off: "not yet"}, {Action: Inspect}, {Action: Choose}, {Action: Insert}}
	press := func(msg tea.KeyMsg) (Intent, Binding) {
		in, b, _ := Of(msg, bindings)
		return in, b
	}
	if _, b := press(tea.KeyMsg{Type: tea.KeyEnter}); b.Action != Sure || b.Works() {
		t.Errorf("enter is %v", b)
	}
	if in, _ := press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3")}); in.Action != Choose || in.Number != 3 {
		t.Errorf("3 is %v", in)
	}
	if in, _ := press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3"), Paste: true}); in.Action != Insert || in.Text != "3" {
		t.Errorf("a pasted 3 is %v", in)
	}
	bindings = append(bindings, Binding{Action: Paste})
	if in, _ := press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3")}); in.Action != Choose {
		t.Errorf("3 is %v beside Paste", in)
	}
	if in, _ := press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a.b\n"), Paste: true}); in.Action != Paste || in.Text != "a.b\n" {
		t.Errorf("what is pasted is %v where Paste is offered", in)
	}
	bindings = bindings[:4]
	if got := Clear(bindings); len(got) != 3 {
		t.Errorf("%d bindings can be listed, want 3: Inspect has lost its key", len(got))
	}
}

func TestKeysInOneReadAreTakenApart(t *testing.T) {
	all := Split(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a b")})
	if len(all) != 3 || all[1].Type != tea.KeySpace || all[2].String() != "b" {
		t.Errorf("%v", all)
	}
}

// TestKeysAreNamedHereOnly looks for key names in the other packages of ui.
func TestKeysAreNamedHereOnly(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../intent/") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.Contains(string(src), "msg.String()") {
			t.Errorf("%s asks a message for its key", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
