//go:build linux

package program

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/ui/internal/ptytest"
	_ "authlab/ui/probe"
)

// asProgram makes the test executable run the model below instead of tests.
const asProgram = "AUTHLAB_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(runSubject())
	}
	os.Exit(m.Run())
}

func runSubject() int {
	result, err := Run(subject{wide: os.Getenv(asProgram) == "wide"}, Options{In: os.Stdin, Out: os.Stdout, Mouse: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return 2
	}
	if result.Panic != nil {
		fmt.Fprintln(os.Stderr, result.Panic)
		return 1
	}
	fmt.Printf("last key %s\n", result.Model.(subject).last)
	return result.Code
}

// secret stands for what a user pasted: no report may show it.
const secret = "pasted-token"

type hang struct{}

// subject does on a key what a program may do wrong.
type subject struct {
	// wide fills two lines, as the frames of the real program do theirs.
	wide    bool
	last    string
	size    tea.WindowSizeMsg
	resumed int
}

func (m subject) Init() tea.Cmd { return nil }

func (m subject) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	die := func() tea.Msg { panic(secret) }
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case hang:
		select {}
	case tea.ResumeMsg:
		m.resumed++
	case tea.KeyMsg:
		m.last = msg.String()
		switch m.last {
		case "q":
			return m, tea.Quit
		case "u":
			panic(secret)
		case "c":
			return m, die
		case "b":
			return m, tea.Batch(nil, func() tea.Msg { return nil }, die)
		case "s":
			return m, tea.Sequence(tea.Batch(func() tea.Msg { return nil }), die)
		case "h":
			return m, func() tea.Msg { return hang{} }
		}
	}
	return m, nil
}

func (m subject) View() string {
	if m.last == "v" {
		panic(fmt.Errorf("broken by %s", secret))
	}
	line := fmt.Sprintf("%dx%d last=%s resumed=%d.", m.size.Width, m.size.Height, m.last, m.resumed)
	if m.wide {
		blank := strings.Repeat(" ", m.size.Width)
		line += blank[min(len(line), len(blank)):] + "\n" + blank
	}
	return line
}

func start(t *testing.T, wrap ...string) *ptytest.Terminal {
	t.Helper()
	return startAs(t, "1", wrap...)
}

func startAs(t *testing.T, as string, wrap ...string) *ptytest.Terminal {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	line := append(slices.Clone(wrap), self)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = ptytest.Environment(t.TempDir(), asProgram+"="+as)
	return ptytest.Start(t, cmd, 80, 24)
}

func TestEveryWayOutRestoresTheTerminal(t *testing.T) {
	keys := func(text string) func(*ptytest.Terminal) {
		return func(term *ptytest.Terminal) { term.Send(text) }
	}
	signal := func(s syscall.Signal) func(*ptytest.Terminal) {
		return func(term *ptytest.Terminal) { term.Signal(s) }
	}
	for _, way := range []struct {
		name string
		end  func(*ptytest.Terminal)
		code int
	}{
		{"quit", keys("q"), 0},
		{"ctrl+c", keys("\x03"), 130},
		{"ctrl+c in a paste that never ends", func(term *ptytest.Terminal) {
			term.Send("x\x1b[200~abc")
			term.Expect(0, "last=x")
			term.Send("\x03")
		}, 130},
		{"INT", signal(syscall.SIGINT), 130},
		{"TERM", signal(syscall.SIGTERM), 143},
		{"HUP", signal(syscall.SIGHUP), 129},
		{"QUIT", signal(syscall.SIGQUIT), 131},
		{"panic in Update", keys("u"), 1},
		{"panic in View", keys("v"), 1},
		{"panic in a command", keys("c"), 1},
		{"panic in a batch", keys("b"), 1},
		{"panic in a sequence", keys("s"), 1},
		{"TERM while Update hangs", func(term *ptytest.Terminal) {
			term.Send("h")
			term.Expect(0, "last=h")
			term.Signal(syscall.SIGTERM)
		}, 143},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			term := start(t)
			term.Expect(0, "80x24 last=")
			way.end(term)
			if code := term.Wait(); code != way.code {
				t.Errorf("exit code %d, want %d", code, way.code)
			}
			if wrong := term.Restored(); wrong != nil {
				t.Errorf("not restored: %v", wrong)
			}
			output := term.Output()
			if strings.Contains(output, secret) {
				t.Errorf("the report shows data: %q", output)
			}
			if way.code == 1 && !strings.Contains(output, "program.subject.") {
				t.Errorf("the report does not say where: %q", output)
			}
			if asked := ptytest.Queries(output); asked != nil {
				t.Errorf("asked the terminal %q", asked)
			}
		})
	}
}

func TestQuitReturnsTheLastModel(t *testing.T) {
	t.Parallel()
	term := start(t)
	term.Expect(0, "80x24 last=")
	term.Send("q")
	term.Wait()
	term.Expect(0, "last key q")
}

// TestFramesOfBubbleTeaAreKnown: were they written otherwise, every line would go out whole.
func TestFramesOfBubbleTeaAreKnown(t *testing.T) {
	t.Parallel()
	term := startAs(t, "wide")
	at := term.Expect(0, "80x24 last= resumed=0.")
	term.Send("y")
	term.Expect(at, "\x1b[1;12Hy")
	if after := term.Output()[at:]; strings.Contains(after, "80x24") {
		t.Errorf("the line was written whole: %q", after)
	}
	// On the way back from a stop nothing is known of the screen.
	term.Send("\x1a")
	term.Expect(at, "80x24 last=y resumed=1.")
}

func TestClosedTerminalEndsTheProgram(t *testing.T) {
	for name, wrap := range map[string][]string{
		"plain":       nil,
		"HUP ignored": {"sh", "-c", `trap "" HUP; exec "$@"`, "sh"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, wrap...)
			term.Expect(0, "80x24 last=")
			term.Hangup()
			if code := term.Wait(); code != 129 {
				t.Errorf("exit code %d, want 129", code)
			}
		})
	}
}

func TestStopAndContinue(t *testing.T) {
	const script = `set -m; "$@"; echo "stopped $?"; fg >/dev/null; echo "ended $?"`
	for name, stop := range map[string]func(*ptytest.Terminal){
		"ctrl+z": func(term *ptytest.Terminal) { term.Send("\x1a") },
		"from outside": func(term *ptytest.Terminal) {
			if err := syscall.Kill(-term.Foreground(), syscall.SIGTSTP); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, "sh", "-c", script, "sh")
			at := term.Expect(0, "80x24 last=")
			stop(term)
			stopped := term.Expect(at, "stopped 149")
			if !strings.Contains(term.Output()[at:stopped], "\x1b[?1049l") {
				t.Error("the shell sees the alternate screen")
			}
			at = term.Expect(stopped, "resumed=1")
			if !strings.Contains(term.Output()[stopped:at], "\x1b[?1049h") {
				t.Error("no alternate screen after the return")
			}
			term.Send("q")
			term.Expect(at, "ended 0")
			if term.Wait(); term.Restored() != nil {
				t.Errorf("not restored: %v", term.Restored())
			}
		})
	}
}

func TestRefusedStopGoesOn(t *testing.T) {
	t.Parallel()
	term := start(t) // leader of its session: the system refuses to stop it
	at := term.Expect(0, "80x24 last=")
	term.Send("\x1a")
	term.Expect(at, "resumed=1")
	term.Send("q")
	if code := term.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestNoTerminal(t *testing.T) {
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := Run(subject{}, Options{In: file, Out: file}); err != ErrNoTerminal {
		t.Errorf("got %v", err)
	}
	if _, err := Run(subject{}, Options{}); err != ErrNoTerminal {
		t.Errorf("closed files: got %v", err)
	}
}
