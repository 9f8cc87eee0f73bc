package app

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/page"
)

// drain runs a command and those it holds, as Bubble Tea would, in order.
func drain(m *model, cmd tea.Cmd) (quit bool) {
	if cmd == nil {
		return false
	}
	msg := cmd()
	if msg == nil {
		return false
	}
	if _, is := msg.(tea.QuitMsg); is {
		return true
	}
	// tea.Batch and tea.Sequence both answer a list of commands.
	if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range list.Len() {
			quit = drain(m, list.Index(i).Interface().(tea.Cmd)) || quit
		}
		return quit
	}
	_, next := m.Update(msg)
	return drain(m, next)
}

// TestWhatWasLearnedIsInTheFileAtOnce answers a prediction and looks at the file
// without leaving.
func TestWhatWasLearnedIsInTheFileAtOnce(t *testing.T) {
	dir := t.TempDir()
	store, _ := progress.Open(dir, time.Now)
	d := start(t, setting{lesson: "3", store: store}, 80, 24)
	for _, key := range strings.Fields("enter end 3 enter end") {
		_, cmd := d.m.Update(keyMsg(key))
		drain(d.m, cmd)
	}
	id := fixture(t).Lessons[1].Pages()[0].Scene.Gates[0].ID
	again, notice := progress.Open(dir, time.Now)
	if best, tried := again.State().Best(id); !tried || best.Outcome != progress.Right || best.Confidence != progress.Sure {
		t.Errorf("%q: %v", notice, best)
	}
}

func TestLeavingSavesThePlace(t *testing.T) {
	dir := t.TempDir()
	store, _ := progress.Open(dir, time.Now)
	d := start(t, setting{lesson: "3", store: store}, 80, 24)
	d.keys("enter right right right")
	_, cmd := d.m.Update(keyMsg("q"))
	if !drain(d.m, cmd) {
		t.Error("q does not quit")
	}
	again, _ := progress.Open(dir, time.Now)
	if at := again.State().Position; at.Lesson != "turns" || at.Page != 0 || at.Step != 3 {
		t.Errorf("position %+v", at)
	}
}

func TestAFailedSaveIsTold(t *testing.T) {
	d := start(t, setting{}, 80, 24)
	d.m.Update(page.Saved{Err: errDiskFull{}})
	d.sees("disk full")
}

type errDiskFull struct{}

func (errDiskFull) Error() string { return "progress is not saved: disk full" }

// TestAShownSolutionEarnsNothing climbs the ladder to its end and then does what
// it says.
func TestAShownSolutionEarnsNothing(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("n n n H")
	d.sees("Look at the balancer")
	d.seesNot("Type kill s2")
	d.sees("three answers 200 in a row")
	d.keys("H H")
	d.sees("Type kill s2")
	d.sees("three answers 200 in a row")
	d.keys(":").text("kill s2").keys("enter :").text("alice GET /profile").keys("enter : up enter : up enter")
	d.sees("with the solution shown")
	id := fixture(t).Lessons[1].Pages()[3].Exercise.ID
	best, _ := d.store.State().Best(id)
	if best.Outcome.Earned() || best.Hints != 3 {
		t.Errorf("%+v", best)
	}
}

func TestAnExerciseCanBeStartedAfresh(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("n n n")
	d.sees("logged in only once")
	d.seesNot("logged in only once:") // what holds needs no figures
	d.keys(":").text("kill s2").keys("enter :").text("alice GET /profile").keys("enter")
	d.sees("in a row: now 1 of 3")
	d.keys("x")
	d.sees("in a row: now 0 of 3")
	d.keys("ctrl+r ctrl+r")
	d.sees("in a row: now 1 of 3")
}

func TestAnsweringAgainShufflesTheOptions(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("n n")
	first := d.screen()
	d.keys("1 enter a")
	if d.screen() == first {
		t.Error("the options stand where they stood")
	}
	d.sees("1-3 choose")
}

func TestAPromptPointsAtTheWord(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("n n n :").text("kill s7").keys("enter")
	d.sees(":kill s7\n       ^^")
	d.keys("backspace")
	d.seesNot("^^")
	d.keys("2 enter")
	d.sees("down")
}

func TestTabCompletesACommand(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("n n n :").text("ali").keys("tab")
	d.sees(":alice")
	d.text("GET /prof").keys("tab")
	d.sees(":alice GET /profile")
	d.keys("ctrl+u").text("zzz").keys("tab")
	d.sees("nothing begins like this")
}

func TestACommandThatRanClosesThePrompt(t *testing.T) {
	for _, way := range []string{"enter end 3 enter end left :", "n n n :"} {
		d := start(t, setting{lesson: "3"}, 80, 24)
		d.keys(way).text(": kill s1").keys("enter")
		if typing(d.m.live()) {
			t.Errorf("%s: the prompt is open still:\n%s", way, d.screen())
		}
		d.sees("down")
	}
}

// TestAnExerciseIsNotLeftByOneKey wants a second press at every size, whichever key was
// meant for the one before.
func TestAnExerciseIsNotLeftByOneKey(t *testing.T) {
	for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}, {160, 50}} {
		d := start(t, setting{lesson: "3"}, size[0], size[1])
		d.keys("n n n")
		for !d.offers(intent.Onward) {
			d.keys("right")
		}
		d.offersTo(intent.Onward, "leave it unsolved")
		here := d.m.top().(*page.Player)
		before, _ := here.Header()
		d.keys("right")
		d.sees("press the same key again")
		if now, at := here.Header(); now != before || !strings.Contains(at, "page 4/") {
			t.Errorf("%v: one key leaves the exercise for %s", size, at)
		}
		d.offersTo(intent.Onward, "leave it now")
		d.keys("left right") // another key between takes the warning back
		if _, at := here.Header(); !strings.Contains(at, "page 4/") {
			t.Errorf("%v: a key between does not take the warning back: %s", size, at)
		}
		for !d.offers(intent.Onward) {
			d.keys("right")
		}
		d.keys("right right right")
		if _, at := here.Header(); strings.Contains(at, "page 4/") {
			t.Errorf("%v: two keys do not leave the exercise", size)
		}
	}
}

// offersTo wants a key that works and is said to do so.
func (d *driver) offersTo(a intent.Action, does string) {
	d.t.Helper()
	for _, b := range d.m.live() {
		if b.Action == a && b.Works() && b.Does == does {
			return
		}
	}
	d.t.Errorf("no key offers to %s", does)
}

// TestClicksOnTheMapHitTheLineUnderThem clicks each line of the map, where the doors are
// set apart and where they are not.
func TestClicksOnTheMapHitTheLineUnderThem(t *testing.T) {
	for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}, {100, 40}, {160, 50}} {
		d := start(t, setting{mouse: true, course: realCourse(t), over: atReview()}, size[0], size[1])
		d.keys("esc home")
		for y, line := range strings.Split(d.screen(), "\n")[:size[1]-1] {
			for _, title := range []string{"3  The right cookie", "13  Where to put", "Review", "The lab", "Cheat sheet"} {
				if !strings.HasPrefix(strings.TrimLeft(line, " "), title) || y < 2 {
					continue
				}
				d.keys("home")
				d.m.Update(tea.MouseMsg{X: 10, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
				if got := strings.Split(d.screen(), "\n")[y]; !strings.Contains(got, "▸") || !strings.Contains(got, title) {
					t.Errorf("%v: a click on %q marks another line:\n%s", size, title, d.screen())
				}
			}
		}
	}
}
