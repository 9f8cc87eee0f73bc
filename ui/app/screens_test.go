package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/ui/page"
)

// place is a way to a screen worth looking at.
type place struct {
	name   string
	lesson string
	// over is a page over the map, or nil.
	over func(env *page.Env) page.Page
	// grows tells that it lists all verbs or keys: no golden file holds that.
	grows bool
	// keys are pressed; what stands between ' and ' is typed.
	keys string
}

var places = []place{
	{name: "welcome", keys: ""},
	{name: "map", keys: "esc down"},
	{name: "find", keys: "esc / 'server'"},
	{name: "help", keys: "esc ?"},
	{name: "reading", lesson: "3", keys: ""},
	{name: "stage", lesson: "3", keys: "enter right right right"},
	{name: "gate", lesson: "3", keys: "enter end"},
	{name: "chosen", lesson: "3", keys: "enter end 2"},
	{name: "verdict", lesson: "3", keys: "enter end 1 enter end"},
	{name: "why", lesson: "3", keys: "enter end 3 enter end w down"},
	{name: "sequence", lesson: "3", keys: "enter end 3 enter end d up"},
	{name: "inspector", lesson: "3", keys: "enter end enter left left enter"},
	{name: "fork", lesson: "3", keys: "enter end 3 enter end left left : 'kill s1'"},
	{name: "forked", lesson: "3", keys: "enter end 3 enter end left left : 'kill s1' enter"},
	{name: "after", lesson: "3", keys: "enter end 3 enter end end right"},
	{name: "code", lesson: "3", keys: "n"},
	{name: "quiz", lesson: "3", keys: "n n"},
	{name: "feedback", lesson: "3", keys: "n n 1 enter"},
	{name: "refuted", lesson: "3", keys: "n n 1 enter r right right"},
	{name: "exercise", lesson: "3", keys: "n n n"},
	{name: "mistake", lesson: "3", keys: "n n n : 'kil s2' enter"},
	{name: "hints", lesson: "3", keys: "n n n H H H"},
	{name: "solved", lesson: "3", keys: "n n n : 'kill s2' enter : 'alice GET /profile' enter : up enter : up enter"},
	{name: "comparison", lesson: "3", keys: "n n n n right right right right"},
	{name: "compared", lesson: "3", keys: "n n n n right end"},
	{name: "token-shown", lesson: "1", keys: "n n right ] ]"},
	{name: "token-shown-stages", lesson: "1", keys: "n n right down down down down down down down down down down down"},
	{name: "token-opened", lesson: "1", keys: "n n right enter"},
	{name: "glossary", lesson: "3", keys: "g down"},
	{name: "glossary-found", lesson: "3", keys: "g / 'forg'"},
	{name: "review", lesson: "3", keys: "n n n n n"},
	{name: "due", over: atReview("turns/turns/1", "turns/quiz/1"), keys: ""},
	{name: "due-answered", over: atReview("turns/turns/1", "turns/quiz/1"), keys: "2 space"},
	{name: "due-none", over: atReview(), keys: ""},
	{name: "map-due", over: atReview("turns/turns/1", "turns/quiz/1"), keys: "esc"},
	{name: "due-exercise", over: atReview("turns/exercise/1"), keys: ""},
	{name: "due-done", over: atReview("turns/quiz/1"), keys: "1 enter right"},
	{name: "exam", over: atExam, keys: ""},
	{name: "exam-asks", over: atExam, keys: "enter 2"},
	{name: "exam-graded", over: atExam, keys: "enter 1 enter 1 space 1 enter 1 enter"},
	{name: "test", lesson: "3", keys: "esc t 2"},
	{name: "test-failed", lesson: "3", keys: "esc t 1 enter right 1 enter right"},
	{name: "test-passed", lesson: "3", keys: "esc t 2 enter right 1 enter right"},
	{name: "map-tested", lesson: "3", keys: "esc t 2 enter right 1 enter right esc"},
	{name: "believed", lesson: "3", keys: "enter end 1 enter end n n 2 space n n n"},
	{name: "lab", over: atLab, keys: ""},
	{name: "lab-about", over: atLab, keys: "j j"},
	{name: "lab-empty", over: atLab, keys: "enter"},
	{name: "lab-ahead", over: atLab, keys: "j enter"},
	{name: "lab-end", over: atLab, keys: "j enter end"},
	{name: "lab-card", over: atLab, keys: "j j enter end tab H"},
	{name: "lab-commands", over: atLab, keys: "j enter end left left left left left left left tab tab"},
	{name: "lab-knobs", over: atLab, keys: "j enter o j", grows: true},
	{name: "lab-choosing", over: atLab, keys: "j enter o j l", grows: true},
	{name: "lab-typing", over: atLab, keys: "j enter o j j enter", grows: true},
	{name: "lab-one-server", over: atLab, keys: "j enter o tab", grows: true},
	{name: "lab-actions", over: atLab, keys: "j enter a j j", grows: true},
	{name: "lab-verb", over: atLab, keys: "j enter a j enter"},
	{name: "lab-mistake", over: atLab, keys: "j enter : 'alice GET /profle' enter"},
	{name: "lab-copy", over: atLab, keys: "j enter end y"},
	{name: "lab-write", over: atLab, keys: "j enter end y s"},
	{name: "lab-save", over: atLab, keys: "j enter end s"},
	{name: "lab-open", over: atLab, keys: "O"},
	{name: "lab-why", over: atLab, keys: "j enter end w down"},
	{name: "compare", over: atCompare, keys: "down down down enter"},
	{name: "compare-events", over: atCompare, keys: "tab down enter"},
	{name: "compare-start", over: atCompare, keys: "c"},
	{name: "compare-parts", over: atCompare, keys: "enter end down enter tab c right right right right right right right"},
	{name: "compare-ledger", over: atCompare, keys: "c end"},
	{name: "compare-figures", over: atCompare, keys: "enter c end v down"},
	{name: "cheat-sheet", over: atCheatSheet},
	{name: "cheat-sheet-end", over: atCheatSheet, keys: "end"},
	{name: "lab-inspector", over: atLab, keys: "j enter end left left enter"},
	{name: "token-empty", over: atTokens(""), keys: "tab tab"},
	{name: "token-decoded", over: atTokens(johnDoe), keys: "tab"},
	{name: "token-weak", over: atTokens(johnDoe), keys: "tab tab tab enter 'your-256-bit-secret' esc"},
	{name: "token-sample", over: atTokens(""), keys: "d right right"},
	{name: "token-payload", over: atTokens(""), keys: "d tab tab down right right right"},
	{name: "token-editing", over: atTokens(""), keys: "d tab tab enter end backspace"},
	{name: "token-stages", over: atTokens(""), keys: "d e e tab tab tab tab"},
	{name: "token-broken", over: atTokens("Bearer " + johnDoe[:60] + "==\t" + johnDoe[60:90]), keys: "end left"},
	{name: "token-goal", over: atTokens(""), keys: "d G"},
	{name: "token-key", over: atTokens(""), keys: "i down down down down up up right right right right right right right right right right right right enter tab tab tab v"},
	{name: "token-forger", over: atTokens(""), keys: "d f down"},
	{name: "token-forged", over: atTokens(""), keys: "d f down enter"},
	{name: "token-generator", over: atTokens(""), keys: "i right right down down"},
}

// go_ walks to the place.
func (d *driver) walk(p place) *driver {
	for i, part := range strings.Split(p.keys, "'") {
		if i%2 == 1 {
			d.text(part)
			continue
		}
		d.keys(part)
	}
	return d
}

var sizes = [][2]int{{60, 16}, {80, 24}, {100, 30}, {160, 50}}

// TestScreens compares every screen with the one that was looked at and found
// good. UPDATE_GOLDEN=1 accepts what is drawn now.
func TestScreens(t *testing.T) {
	for _, p := range places {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", p.name, size[0], size[1]), func(t *testing.T) {
				coloured := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.TrueColor}, size[0], size[1]).walk(p)
				plain := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii}, size[0], size[1]).walk(p)
				ascii := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii, ascii: true}, size[0], size[1]).walk(p)
				if strings.Contains(plain.m.View(), "\x1b") {
					t.Error("without colours there is an escape code in the frame")
				}
				for _, r := range ascii.screen() {
					if r > '~' {
						t.Errorf("in ASCII there is a %q on the screen:\n%s", r, ascii.screen())
						break
					}
				}
				// Without colours a bar stands for the cursor of a line that is typed.
				if !typing(plain.m.live()) && !strings.Contains(p.keys, "'") && coloured.screen() != plain.screen() {
					t.Error("without colours the screen says something else")
				}
				if p.grows {
					return
				}
				golden(t, fmt.Sprintf("%s-%dx%d", p.name, size[0], size[1]), plain.screen())
				if size[0] == 80 {
					golden(t, p.name+"-ascii", ascii.screen())
				}
			})
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "screens", name+".txt")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 accepts it):\n%s\nwant\n%s", name, got, want)
	}
}

// TestEverySizeIsFilled resizes every screen through a grid of sizes; the driver
// sees that each frame fills its screen.
func TestEverySizeIsFilled(t *testing.T) {
	widths := []int{1, 2, 3, 7, 20, 59, 60, 61, 71, 79, 80, 99, 100, 101, 120, 133, 160, 199, 200}
	heights := []int{1, 2, 5, 15, 16, 17, 20, 24, 25, 30, 45, 60}
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			d := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii}, 80, 24).walk(p)
			for _, w := range widths {
				for _, h := range heights {
					d.resize(w, h)
				}
			}
			d.resize(80, 24)
		})
	}
}

func TestTooSmallSaysTheSizeNeeded(t *testing.T) {
	d := start(t, setting{}, 40, 10)
	d.sees("60×16")
	d.sees("40×10")
	d.resize(80, 24)
	d.sees("Three keys")
}

func TestNothingIsDrawnBeforeTheSizeIsKnown(t *testing.T) {
	d := start(t, setting{}, 80, 24)
	m := New(Config{Course: fixture(t), Progress: d.store, Styles: d.m.styles}).(*model)
	if m.View() != "" {
		t.Error("a frame without a size")
	}
}

// TestFooterTellsTheTruth presses every key that a footer promises.
func TestFooterTellsTheTruth(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			d := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii}, 160, 50).walk(p)
			live := d.m.live()
			for _, b := range live {
				shown := d.m.keyName(b) + " " + b.Does
				promised := strings.Contains(d.footer(), shown)
				if b.Quiet || !b.Works() {
					continue
				}
				if !promised && d.m.note == "" {
					t.Errorf("the footer leaves out %q: %s", shown, d.footer())
				}
				fresh := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii}, 160, 50).walk(p)
				before := ansi.Strip(fresh.m.View())
				fresh.m.note, fresh.m.dirty = "", true
				_, cmd := fresh.m.Update(keyMsg(b.Keys()[0]))
				if ansi.Strip(fresh.m.View()) == before && cmd == nil {
					t.Errorf("%q does nothing", shown)
				}
			}
		})
	}
}

// TestKeysThatAreOffSayWhy presses every key that is off.
func TestKeysThatAreOffSayWhy(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			d := start(t, setting{lesson: p.lesson, over: p.over, profile: termenv.Ascii}, 160, 50).walk(p)
			for _, b := range d.m.live() {
				if b.Works() {
					continue
				}
				d.keys(strings.ReplaceAll(b.Keys()[0], " ", "space"))
				if d.footer() != b.Off {
					t.Errorf("%s is off, but the footer says %q", b.Key(), d.footer())
				}
			}
		})
	}
}
