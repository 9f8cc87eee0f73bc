package app

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/sim/history"
	"authlab/ui/page"
)

// atBench starts the lab's second line: three servers with sessions of their own.
func atBench(t *testing.T, w, h int) *driver {
	t.Helper()
	return start(t, setting{over: atLab, profile: termenv.Ascii}, w, h).keys("j enter")
}

// digest stands for everything on the bench.
func (d *driver) digest() history.Digest { return d.m.top().(*page.Lab).Digest() }

// typed types a command at the prompt and runs it.
func (d *driver) typed(command string) *driver { return d.keys(":").text(command).keys("enter") }

// knob opens the knobs and marks one.
func (d *driver) knob(name string) *driver {
	d.t.Helper()
	d.keys("o")
	for range 200 {
		if strings.Contains(d.screen(), "▸ "+name+" ") {
			return d
		}
		d.keys("down")
	}
	d.t.Fatalf("there is no knob %s:\n%s", name, d.screen())
	return d
}

func TestLabIsADoorOfTheMap(t *testing.T) {
	d := start(t, setting{}, 80, 24)
	d.keys("esc end")
	for range 20 {
		if strings.Contains(d.screen(), "A cluster of your own") {
			break
		}
		d.keys("up")
	}
	d.keys("enter")
	d.sees("authlab · the lab")
	d.keys("esc L")
	d.sees("An empty cluster")
	d.keys("esc")
	d.sees("authlab · the course")
}

func TestASituationLiesAhead(t *testing.T) {
	d := atBench(t, 80, 24)
	d.sees("4 commands lie ahead")
	d.sees("step 0/0")
	d.keys("right right")
	d.sees("step 2/7")
	d.keys("end")
	d.sees("✓ 200 from s1")
	d.sees("goal 1/2")
	d.keys("right")
	d.sees("nothing is left to run: type a command")
}

func TestAnEmptyClusterSaysWhatToTypeFirst(t *testing.T) {
	d := start(t, setting{over: atLab}, 60, 16).keys("enter")
	d.sees("Nothing has been sent yet. Press :")
	d.sees("alice POST /login")
	d.keys(":").text("al").keys("tab").text("P").keys("tab").text("/logi").keys("tab enter")
	d.sees("200 from s1")
	d.seesNot("first request")
}

func TestAKnobSetsItsKeyByACommand(t *testing.T) {
	d := atBench(t, 120, 36).keys("end")
	before := d.digest()
	d.knob("balancer").keys("right right")
	d.sees("Enter runs: set balancer=")
	if d.digest() != before {
		t.Fatal("choosing a value has already set it")
	}
	d.keys("left left right right right right right")
	d.sees("sticky")
	d.keys("enter").sees("balancer           sticky")
	d.keys("esc").sees("set balancer=sticky")
	d.keys("u").seesNot("set balancer=sticky")
	if d.digest() != before {
		t.Error("undo has not brought back the run before")
	}
	d.keys("ctrl+r").sees("set balancer=sticky")
}

func TestAKnobTakesAValueThatIsTyped(t *testing.T) {
	d := atBench(t, 80, 24)
	d.knob("idle").keys("enter ctrl+u").text("soon").keys("enter")
	d.sees("idle cannot be soon")
	d.keys("ctrl+u").text("90s").keys("enter")
	d.sees("set idle=90s")
	d.keys("right").sees("Enter types a value")
}

func TestAKnobOfOneServer(t *testing.T) {
	d := atBench(t, 80, 24)
	d.keys("o tab tab").sees("knobs of s2")
	d.seesNot("redispatch")
	for !strings.Contains(d.screen(), "▸ clock ") {
		d.keys("down")
	}
	d.keys("enter ctrl+u").text("+2m").keys("enter")
	d.sees("set s2.clock=+2m")
	d.sees("▸ clock              +2m")
}

func TestServersAreScaled(t *testing.T) {
	d := atBench(t, 80, 24)
	d.knob("servers").keys("right enter esc")
	d.sees("s4")
	d.keys("u").seesNot("s4")
}

func TestASeedStartsTheRunOver(t *testing.T) {
	d := atBench(t, 120, 36).keys("end").typed("alice GET /public")
	before := d.digest()
	d.knob("seed").keys("enter ctrl+u").text("7").keys("enter esc")
	d.sees("seed                7")
	d.sees("alice GET /public")
	if d.digest() == before {
		t.Error("another seed gives the same run")
	}
	after := d.digest()
	d.keys("u").sees("seed                1")
	if d.digest() != before {
		t.Error("undo has not brought back the run before")
	}
	d.keys("ctrl+r")
	if d.digest() != after {
		t.Error("redo has not brought back the new run")
	}
}

func TestAClusterLineAtThePrompt(t *testing.T) {
	d := atBench(t, 120, 36).keys("end").typed("kill s3")
	d.typed("cluster servers=2 auth=jwt")
	d.sees("kill s3 is left out: there is no s3")
	d.sees("auth                jwt")
	d.keys(":").text("cluster servers=9").keys("enter")
	d.sees("servers cannot be 9")
}

func TestAChangedPastRunsTheSameCommands(t *testing.T) {
	d := atBench(t, 80, 24).keys("end").sees2("goal 1/2")
	d.keys("home").typed("set store=redis")
	d.sees("A new branch")
	d.keys("end").typed("alice GET /profile")
	d.sees("The goal is reached.")
	d.sees("goal 2/2")
	d.keys("b").sees("goal 1/2")
}

// sees2 is sees in a chain.
func (d *driver) sees2(want string) *driver {
	d.t.Helper()
	d.sees(want)
	return d
}

func TestActionsFillThePrompt(t *testing.T) {
	d := atBench(t, 80, 24)
	d.keys("a").sees("CLIENT METHOD PATH")
	d.keys("enter").sees(":alice")
	d.sees("GET  POST")
	d.keys("esc a /").text("dies and comes back").keys("enter enter")
	d.sees(":restart")
	d.sees("s1  s2  s3  store")
}

func TestThePromptKeepsItsHistoryForAllBenches(t *testing.T) {
	d := atBench(t, 80, 24).typed("kill s2")
	d.keys("esc up enter : up").sees(":kill s2")
	d.keys("up down down").seesNot(":kill s2")
}

func TestThePromptPointsAtTheWord(t *testing.T) {
	d := atBench(t, 80, 24).keys(":").text("set balncer=sticky").keys("enter")
	d.sees(" :set balncer=sticky\n      ^^^^^^^\n")
	d.sees("Did you mean balancer?")
	d.keys("ctrl+u").text(strings.Repeat("alice GET /profile ", 8) + "x=1").keys("enter")
	d.sees("^^^")
}

func TestSavingNeverReplacesSilently(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.scenario")
	d := atBench(t, 80, 24).keys("right").typed("alice GET /profile =>  401")
	d.keys("s ctrl+u").text(path)
	d.sees("3 commands are not")
	d.press("enter").sees("bytes written to")
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "cluster servers=3 auth=session store=memory balancer=round-robin\nalice POST /login\nalice GET /profile => 401\n"
	if !strings.HasSuffix(string(first), want) || !strings.HasPrefix(string(first), "# title: ") {
		t.Errorf("%s", first)
	}
	d.typed("kill s1").keys("s").press("enter")
	d.sees("already. Enter again replaces it.")
	if now, _ := os.ReadFile(path); string(now) != string(first) {
		t.Fatal("it was replaced without being asked")
	}
	d.press("enter").sees("bytes written to")
	if now, _ := os.ReadFile(path); !strings.HasSuffix(string(now), want+"kill s1\n") {
		t.Errorf("%s", now)
	}
	if rest, _ := os.ReadDir(filepath.Dir(path)); len(rest) != 1 {
		t.Errorf("%d files are left behind", len(rest)-1)
	}
	d.keys("s ctrl+u").text(filepath.Dir(path)).press("enter")
	d.sees("not an ordinary file")
	d.keys("ctrl+u").text(path + "/no/such").press("enter")
	// The path may be so long that the message breaks anywhere between its words.
	d.sees("directory")
}

func TestOpeningAFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.scenario", "# title: My own\ncluster servers=2\nalice POST /login\n")
	bad := write("bad.scenario", "cluster servers=2\nalice GOT /profile\nkil s1\nkill s7\n")
	d := atBench(t, 80, 24).keys("right right")
	before := d.digest()
	d.keys("O").text(bad).press("enter")
	for _, want := range []string{":2:7: ", ":3:1: unknown command kil", ":4:6: ", "^^^"} {
		d.sees(want)
	}
	d.keys("esc")
	if d.digest() != before {
		t.Error("a broken file has changed the run")
	}
	d.keys("O").text(filepath.Join(dir, "go")).press("tab").sees("good.scenario")
	d.keys("ctrl+u").text(filepath.Join(dir, "none")).press("enter").sees("no such file")
	d.keys("ctrl+u").text(good).press("enter")
	d.sees("lab · My own")
	d.sees("One command lies ahead")
	d.keys("esc").sees("My own")
	d.keys("up up up enter").sees("sessions in thei")
	if d.digest() != before {
		t.Error("the run before has not been kept")
	}
}

func TestLeavingTheLabLosesNothing(t *testing.T) {
	d := start(t, setting{}, 80, 24).keys("esc L j enter end").typed("kill s1")
	before := d.digest()
	d.keys("[ [").keys("esc")
	d.sees("begun")
	d.keys("esc").sees("the course")
	d.keys("L enter")
	if d.digest() != before {
		t.Error("the run is another")
	}
	d.sees("step 19/27")
}

func TestTheCardHelpsInTwoSteps(t *testing.T) {
	d := start(t, setting{over: atLab}, 80, 24).keys("j j enter end")
	d.keys("tab").sees("After what happened in owner/name #123.")
	d.seesNot("Diagnose")
	d.keys("H").sees("Diagnose  s2 does not have the secret")
	d.seesNot("Give both")
	d.keys("H").sees("Fix       Give both servers")
	d.keys("H").seesNot("Diagnose")
	d.typed("set s2.session-secret=first").typed("alice GET /profile").typed("alice GET /profile")
	d.sees("goal 1/1")
	d.sees("Goal reached")
}

func TestCopying(t *testing.T) {
	var got string
	d := start(t, setting{over: atLab, copied: func(s string) error { got = s; return nil }}, 80, 24)
	d.keys("enter").typed(`alice POST /login password="it's $HOME \\ %s"`).typed("alice GET /profile")
	d.keys("y").sees("| authlab run -")
	d.press("enter")
	d.sees("bytes sent to the terminal's clipboard: the replay line")
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell to try it with")
	}
	out, err := exec.Command(shell, "-c", "authlab() { cat; }; "+got).Output()
	want := "cluster\nalice POST /login password=\"it's $HOME \\\\ %s\"\nalice GET /profile\n"
	if err != nil || string(out) != want {
		t.Errorf("%v: the line gives\n%s\nwant\n%s", err, out, want)
	}
	d.keys("y j j").press("enter")
	if !strings.HasPrefix(got, "sequenceDiagram") {
		t.Errorf("not Mermaid: %.80s", got)
	}
	path := filepath.Join(t.TempDir(), "run.txt")
	d.keys("y j s ctrl+u").text(path).press("enter")
	if data, _ := os.ReadFile(path); !strings.Contains(string(data), "alice GET /profile") {
		t.Errorf("not the run: %.80s", data)
	}
}

func TestCopyingWithoutAClipboard(t *testing.T) {
	d := start(t, setting{over: atLab}, 80, 24).keys("enter y enter")
	d.sees("there is no clipboard here: s writes a file")
	d = start(t, setting{over: atLab, copied: func(string) error { return errors.New("too much for it") }}, 80, 24)
	d.keys("enter y").press("enter")
	d.sees("too much for it: write it to a file instead")
}

func TestAFileOfTheCallerIsOnTheBench(t *testing.T) {
	s, problems := lessons.ReadSituation("x/mine.scenario", []byte("cluster servers=1\nalice POST /login\n"))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	d := start(t, setting{over: labOf(s)}, 80, 24)
	d.sees("lab · mine")
	d.keys("end").sees("200 from s1")
	d.keys("esc esc").sees("the course")
}

func TestPlayingStopsAtTheGoal(t *testing.T) {
	d := start(t, setting{over: atLab}, 80, 24).keys("j j enter").typed("set s2.session-secret=first")
	d.keys("space").ticks(30)
	d.sees("The goal is reached.")
	before := d.screen()
	if d.ticks(5); d.screen() != before {
		t.Errorf("it plays on:\n%s", d.screen())
	}
}

func TestUndoTakesBackWhatLeavesNoTrace(t *testing.T) {
	d := atBench(t, 120, 36).keys("end").typed("cluster servers=2 auth=jwt").typed("expect logins=1")
	d.sees("expect logins=1")
	d.keys("u").seesNot("expect logins=1")
	d.sees("auth                jwt")
	d.keys("u").sees("auth                session")
	d.keys("ctrl+r").sees("auth                jwt")
	d.keys("ctrl+r").sees("expect logins=1")
}

func TestAKnobTurnedInThePastForks(t *testing.T) {
	d := atBench(t, 80, 24).keys("end [ [")
	old := d.digest()
	d.knob("idle").keys("enter ctrl+u").text("1m").keys("enter")
	d.sees("a new branch, and the old future is kept")
	d.keys("esc b")
	if d.digest() != old {
		t.Error("the old future is gone")
	}
}

func TestTheListTellsHowMuchLiesBelow(t *testing.T) {
	d := start(t, setting{over: atLab, profile: termenv.Ascii}, 60, 16).keys("j j")
	d.sees("and 1 more")
	d.keys("end")
	d.sees("Open a scenario file")
	d.seesNot("more\n")
}

func TestSavingOneCommandSaysSo(t *testing.T) {
	atBench(t, 80, 24).keys("s").sees("Writes the one command of this branch")
}

func TestWhereACommandGoesOnIsTold(t *testing.T) {
	d := atBench(t, 80, 24).keys("end left left left :").text("wait 1s")
	d.sees("the end of the command at hand")
	d.keys("enter")
	d.seesNot("new branch")
	d.keys("b")
	d.sees("there is only one branch")

	d = atBench(t, 80, 24).keys("end left left left :").text("kill s2")
	d.sees("strikes after step")
	d.keys("enter")
	d.sees("A new branch")

	d = atBench(t, 80, 24).keys("end [ [ left :").text("wait 1s")
	d.sees("forks after step")
	d.keys("enter")
	d.sees("A new branch")
}

func TestAKnobTurnedWithinTheLastRequestDoesNotFork(t *testing.T) {
	d := atBench(t, 80, 24).keys("end left left left").knob("idle")
	d.keys("enter ctrl+u").text("1m").keys("enter")
	d.sees("set idle=1m")
	d.seesNot("new branch")
}

func TestAKnobSetToWhatItIsChangesNothing(t *testing.T) {
	d := atBench(t, 80, 24).typed("alice POST /login")
	before := d.digest()
	d.knob("seed").keys("enter")
	d.sees("Enter changes nothing")
	d.keys("enter")
	if strings.Contains(d.screen(), "A new cluster") || d.digest() != before {
		t.Errorf("the run is another:\n%s", d.screen())
	}
}

func TestTheCommandsSayWhichBranchTheyAre(t *testing.T) {
	d := atBench(t, 80, 24).typed("alice POST /login").keys("u").typed("bob POST /login").keys("tab tab")
	d.sees("Commands, branch 2 of 2")
	d.keys("b")
	d.sees("Commands, branch 1 of 2")
}

func TestALongExplanationEndsInItsOwnLine(t *testing.T) {
	for _, row := range strings.Split(atBench(t, 80, 24).keys("a").screen(), "\n") {
		if strings.Trim(row, "│ ") == "…" {
			t.Errorf("a line of its own for the ellipsis: %q", row)
		}
	}
}
