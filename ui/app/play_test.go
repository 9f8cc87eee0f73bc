package app

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"authlab/ui/page"
)

func TestEnterWithoutAChoiceDoesNothingAndSaysSo(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end enter")
	d.sees("nothing is chosen for you")
	d.sees("step 7/7")
	d.keys("space")
	d.sees("nothing is chosen for you")
}

func TestNothingBeyondAPredictionIsExecuted(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end end ] space")
	before := d.screen()
	d.keys(": enter f u ctrl+r b")
	d.ticks(2)
	if !strings.Contains(before, "step 7/7") || !strings.Contains(d.screen(), "step 7/7") {
		t.Errorf("events beyond the prediction:\n%s", d.screen())
	}
}

func TestForwardBackForwardShowsTheSame(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 1 enter end end")
	var seen []string
	d.keys("home")
	for range 18 {
		seen = append(seen, d.screen())
		d.keys("right")
	}
	for i := len(seen) - 1; i >= 0; i-- {
		d.keys("left")
		if d.screen() != seen[i] {
			t.Fatalf("step %d differs after going back:\n%s\nwas\n%s", i, d.screen(), seen[i])
		}
	}
}

func TestVerdictComesWithItsEventAndNotBefore(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 3 enter")
	for range 4 {
		d.seesNot("As you predicted")
		d.keys("right")
	}
	d.keys("right")
	d.sees("As you predicted")
	d.sees("s2 answered 401")
}

func TestAForkKeepsTheOldFuture(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 3 enter end end")
	d.sees("step 25/25")
	old := d.m.top().(*page.Player).Digest()
	d.keys("[ [ :").text("kill s1").keys("enter")
	d.sees("A new branch")
	d.keys("end")
	d.sees("from s2")
	if d.m.top().(*page.Player).Digest() == old {
		t.Error("killing a server changed nothing")
	}
	d.keys("b").keys("end")
	d.sees("step 25/25")
	if d.m.top().(*page.Player).Digest() != old {
		t.Error("the old future is another")
	}
}

func TestUndoAndRedo(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 3 enter end end")
	d.keys("u")
	d.sees("step 19/19")
	d.keys("ctrl+r")
	d.sees("step 25/25")
	d.keys("ctrl+r")
	d.sees("nothing to redo")
}

// The task of an exercise says which key opens the command line; it does so from the
// task as well, lest what is typed after it goes astray.
func TestTheCommandLineOpensFromTheTaskOfAnExercise(t *testing.T) {
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 36}} {
		d := start(t, setting{lesson: "3"}, size[0], size[1]).keys("n n n tab")
		d.sees("command")
		d.keys(":").text("kill s2")
		d.sees(":kill s2")
	}
}

func TestAMessageTravelsAndAnyKeyEndsIt(t *testing.T) {
	d := start(t, setting{lesson: "3", motion: true}, 80, 24)
	d.keys("enter")
	_, cmd := d.m.Update(keyMsg("right"))
	if cmd == nil {
		t.Fatal("nothing moves")
	}
	moving := d.screen()
	d.ticks(1)
	if d.screen() == moving {
		t.Error("a tick moved nothing")
	}
	d.ticks(20)
	still := d.screen()
	d.ticks(20)
	if d.screen() != still {
		t.Error("it never comes to rest")
	}
	d.keys("left right")
	d.keys("w esc")
	if d.screen() != still {
		t.Errorf("a key did not complete the way:\n%s\nwant\n%s", d.screen(), still)
	}
}

func TestPlayingStopsAtThePrediction(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter space")
	d.sees("pause")
	d.ticks(40)
	d.sees("Predict")
	d.sees("step 7/7")
	d.keys("3 enter space").ticks(40)
	d.sees("As you predicted")
}

func TestAStaleTickChangesNothing(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter space space")
	before := d.screen()
	d.m.Update(page.Tick{Generation: 1})
	if d.m.dirty || d.screen() != before {
		t.Error("a stale tick moved something")
	}
}

func TestAnUnchangedFrameCostsNothing(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 120, 40)
	if n := testing.AllocsPerRun(100, func() {
		d.m.Update(tea.FocusMsg{})
		d.m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		d.m.View()
	}); n > 4 {
		t.Errorf("%v allocations for nothing", n)
	}
	if d.m.dirty {
		t.Error("an equal size draws the frame again")
	}
}

func TestTheCourseOpensWhereTheLearnerLeftOff(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter right right right q")
	again := start(t, setting{store: d.store}, 80, 24)
	again.sees("the course")
	again.keys("enter")
	again.sees("step 3/7")
}

func TestNoticesAreShownOnTheFirstScreen(t *testing.T) {
	d := start(t, setting{notice: "Progress was damaged and is kept aside."}, 80, 24)
	d.sees("kept aside")
	d.keys("esc")
	d.sees("kept aside")
}

func TestKeysThatCameTogetherAreSeparate(t *testing.T) {
	d := start(t, setting{}, 80, 24)
	d.keys("esc")
	d.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/two servers")})
	d.sees("1 found")
	d.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("\x1b[31m\nx"), Paste: true})
	d.check()
	d.sees("no lesson")
}

func TestMouse(t *testing.T) {
	d := start(t, setting{mouse: true}, 80, 24)
	d.keys("esc")
	d.m.Update(tea.MouseMsg{Button: tea.MouseButtonWheelDown, Action: tea.MouseActionPress})
	d.sees("▸  3")
	d.m.Update(tea.MouseMsg{X: 10, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	d.sees("▸  1")
	d.m.Update(tea.MouseMsg{X: 10, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	d.sees("A request stands alone")
}

// TestMonkey presses anything at any size. The driver sees that every frame
// fills its screen, and rapid that nothing panics.
func TestMonkey(t *testing.T) {
	names := []string{"right", "left", "up", "down", "enter", "esc", "tab", "shift+tab", "space", "home", "end",
		"]", "[", "1", "2", "3", "4", "w", "f", "u", "ctrl+r", "b", ":", "/", "?", "H", "x", "n", "p", "a", "r", "+", "-",
		"backspace", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+l", "pgup", "pgdown", "l", "h", "j", "k", "m", "o", "o", "a", "y", "s", "O", "L"}
	words := []string{"kill s1", "alice GET /profile", "restart s1", "bob POST /login", "wait 1h", "scale 4", "set balancer=sticky", "kill store", "\u202e漢字", "expect logins=1", "cluster servers=2 auth=jwt"}
	rapid.Check(t, func(r *rapid.T) {
		d := start(t, setting{lesson: rapid.SampledFrom([]string{"", "1", "3"}).Draw(r, "lesson"), over: rapid.SampledFrom([]func(*page.Env) page.Page{nil, atLab, atCompare}).Draw(r, "over"), motion: true, mouse: true}, 80, 24)
		for range rapid.IntRange(1, 60).Draw(r, "presses") {
			switch rapid.IntRange(0, 12).Draw(r, "kind") {
			case 0:
				d.resize(rapid.IntRange(1, 200).Draw(r, "w"), rapid.IntRange(1, 60).Draw(r, "h"))
			case 1:
				d.text(rapid.SampledFrom(words).Draw(r, "words"))
			case 2:
				for g := range 200 {
					d.m.Update(page.Tick{Generation: g})
				}
				d.check()
			case 3:
				d.m.Update(tea.MouseMsg{X: rapid.IntRange(0, 200).Draw(r, "x"), Y: rapid.IntRange(0, 60).Draw(r, "y"),
					Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
				d.check()
			default:
				d.keys(rapid.SampledFrom(names).Draw(r, "key"))
			}
		}
	})
}

func TestSearchingFromADoorMarksALesson(t *testing.T) {
	d := start(t, setting{}, 80, 24)
	d.keys("esc end /")
	d.sees("found")
}

func TestHintsReadAfterwardsTakeNothingBack(t *testing.T) {
	solved := "n n n : 'kill s2' enter : 'alice GET /profile' enter : up enter : up enter"
	d := start(t, setting{lesson: "3"}, 80, 24).walk(place{keys: solved})
	d.sees("Solved")
	d.keys("H H H")
	d.sees("kill s2")
	d.keys("H")
	d.sees("Solved")
	d.seesNot("with the solution shown")

	d = start(t, setting{lesson: "3"}, 80, 24).walk(place{keys: "n n n H H H H : 'kill s2' enter : 'alice GET /profile' enter : up enter : up enter"})
	d.sees("Reached  with the solution shown")
	d.seesNot("Solved")
}

// TestARefutingRunLeadsBackToItsQuestion: at its end the footer offers to go on.
func TestARefutingRunLeadsBackToItsQuestion(t *testing.T) {
	d := start(t, setting{course: fixture(t), lesson: "3"}, 80, 24)
	d.keys("n n 1 enter r end")
	d.sees("→ go on")
	d.keys("right")
	d.sees("your answer")
}

// TestARefutingRunSaysWhatItRefutes at every size, in one line above the stage.
func TestARefutingRunSaysWhatItRefutes(t *testing.T) {
	for _, size := range sizes {
		d := start(t, setting{lesson: "3"}, size[0], size[1]).keys("n n")
		d.option("All of the requests").keys("enter r")
		d.sees("You said: All of the reques")
		d.sees("this run shows it false.")
		d.keys("esc")
		d.seesNot("this run shows it false.")
	}
}
