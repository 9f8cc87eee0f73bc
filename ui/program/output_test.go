package program

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// drawnCells plays what a program wrote on a screen and answers its cells, with their inks.
func drawnCells(t interface{ Fatalf(string, ...any) }, written string, width, height int) [][]string {
	grid := blankCells(width, height)
	x, y, ink := 0, 0, ""
	position := regexp.MustCompile(`^\x1b\[(?:(\d+);(\d*))?H`)
	for written != "" {
		if found := position.FindStringSubmatch(written); found != nil {
			x, y = 0, 0
			_, _ = fmt.Sscan(found[1], &y)
			_, _ = fmt.Sscan(found[2], &x)
			x, y = max(x-1, 0), max(y-1, 0)
			written = written[len(found[0]):]
			continue
		}
		sequence, w, n, _ := ansi.DecodeSequence(written, 0, nil)
		written = written[n:]
		switch {
		case sequence == "\r":
			x = 0
		case sequence == "\n":
			y++
		case sequence == "\x1b[2J":
			grid = blankCells(width, height)
		case sequence == "\x1b[?25l":
		case sequence == "\x1b[0m":
			ink = ""
		case strings.HasPrefix(sequence, "\x1b["):
			ink += sequence
		case x+w > width || y >= height:
			t.Fatalf("%q is written at %d,%d of %d×%d", sequence, x, y, width, height)
		default:
			// What is written over one half of a wide character wipes the other.
			if x > 0 && grid[y][x] == "" {
				grid[y][x-1] = " "
			}
			if x+w < width && grid[y][x+w] == "" {
				grid[y][x+w] = " "
			}
			grid[y][x] = ink + sequence
			for i := 1; i < w; i++ {
				grid[y][x+i] = ""
			}
			x += w
		}
	}
	return grid
}

func blankCells(width, height int) [][]string {
	grid := make([][]string, height)
	for i := range grid {
		grid[i] = strings.Split(strings.Repeat(" ", width), "")
	}
	return grid
}

// rendered is a frame as Bubble Tea writes it after another one.
func rendered(before, after []string) string {
	var b strings.Builder
	b.WriteString("\x1b[H")
	for i, line := range after {
		if i < len(before) && before[i] == line {
			if i < len(after)-1 {
				b.WriteString("\n")
			}
			continue
		}
		if i == 0 && before == nil {
			b.WriteString("\r")
		}
		b.WriteString(line)
		if i < len(after)-1 {
			b.WriteString("\r\n")
		}
	}
	fmt.Fprintf(&b, "\x1b[%d;H", len(after))
	return b.String()
}

// TestPatchedFramesShowTheSame writes frames after one another, some of them anew.
func TestPatchedFramesShowTheSame(t *testing.T) {
	const width, height = 24, 3
	words := []string{" ", "a", "b", "漢", "│", "é", "\x1b[1mc\x1b[0m", "\x1b[38;2;1;2;3md\x1b[0m", "\x1b[1m\x1b[7m字\x1b[0m"}
	line := rapid.Custom(func(t *rapid.T) string {
		s := ""
		for ansi.StringWidth(s) < width-1 {
			s += rapid.SampledFrom(words).Draw(t, "word")
		}
		return s + strings.Repeat(" ", width-ansi.StringWidth(s))
	})
	rapid.Check(t, func(t *rapid.T) {
		out := &patchedOutput{}
		var before []string
		plain, patched := "", ""
		for range rapid.IntRange(1, 6).Draw(t, "frames") {
			frame := append([]string(nil), before...)
			for len(frame) < height {
				frame = append(frame, line.Draw(t, "line"))
			}
			for i := range frame {
				switch rapid.IntRange(0, 3).Draw(t, "change") {
				case 0:
					frame[i] = line.Draw(t, "line")
				case 1: // the second half alone
					frame[i] = ansi.Truncate(frame[i], 12, "")
					frame[i] += strings.Repeat(" ", width-ansi.StringWidth(frame[i]))
				}
			}
			switch rapid.IntRange(0, 6).Draw(t, "between") {
			case 0: // drawn anew, as after a resize
				before = nil
			case 1: // the screen is wiped before, as by ctrl+l or on the way back from a stop
				write := "\x1b[2J"
				before, plain, patched = nil, plain+write, patched+out.patched(write)
			case 2: // a sequence that says nothing about the screen
				write := "\x1b[?25l"
				plain, patched = plain+write, patched+out.patched(write)
			}
			write := rendered(before, frame)
			plain += write
			patched += out.patched(write)
			before = frame
		}
		want, got := drawnCells(t, plain, width, height), drawnCells(t, patched, width, height)
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("the screen shows\n%q\nwant\n%q\nafter %q", got, want, patched)
		}
	})
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	prose := strings.Repeat("some prose beside a picture ", 3)
	out := &patchedOutput{}
	out.patched(rendered(nil, []string{prose + "s1", prose}))
	if got, want := out.patched(rendered([]string{prose + "s1", prose}, []string{prose + "s2", prose})), "\x1b[1;86H2\x1b[2;H"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}

// TestOtherWritesPassAsTheyAre sends what is no frame, and what is not known to be one.
func TestOtherWritesPassAsTheyAre(t *testing.T) {
	frame := rendered(nil, []string{"abc", "def"})
	for _, other := range []string{"", "\x1b[?1049h", "\x1b[2J", "\x1b[H", "\x1b[Hab\r\ncd", "\x1b[Hab\ncd\x1b[2;H", "\x1b[Hab\r\ncd\x1b[J\x1b[2;H", "\x1b[Hab\x1b[3;H"} {
		out := &patchedOutput{}
		out.patched(frame)
		if got := out.patched(other); got != other {
			t.Errorf("%q became %q", other, got)
		}
		// Nothing is known of the screen any more: the line is written whole.
		if got := out.patched("\x1b[Habd\r\n\x1b[2;H"); got != "\x1b[1;1Habd\x1b[2;H" {
			t.Errorf("after %q: %q", other, got)
		}
	}
}

func TestPatchedOutputReportsWhatTheWriterSaid(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	out := &patchedOutput{File: file}
	frame := rendered(nil, []string{"abc", "def"})
	if n, err := out.WriteString(frame); n != len(frame) || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if written, _ := os.ReadFile(file.Name()); string(written) != frame {
		t.Errorf("wrote %q", written)
	}
	file.Close()
	if _, err := out.Write([]byte(frame)); err == nil {
		t.Error("a closed file takes a frame")
	}
}

// TestAFailedWriteIsMadeUpFor: Bubble Tea overlooks the error and passes over the lines of
// the frame that was lost.
func TestAFailedWriteIsMadeUpFor(t *testing.T) {
	first, lost, third := []string{"abc", "def", "ghi"}, []string{"abX", "def", "ghi"}, []string{"abX", "def", "ghY"}
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	broken, err := os.Open(os.DevNull) // for reading alone
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	out := &patchedOutput{File: file}
	_, _ = out.WriteString(rendered(nil, first))
	out.File = broken
	if _, err := out.WriteString(rendered(first, lost)); err == nil {
		t.Fatal("the write did not fail")
	}
	out.File = file
	_, _ = out.WriteString(rendered(lost, third))
	written, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	got, want := drawnCells(t, string(written), 3, 3), drawnCells(t, rendered(nil, third), 3, 3)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the screen shows %q, want %q", got, want)
	}
	if got, want := out.patched(rendered(third, lost)), "\x1b[3;3Hi\x1b[3;H"; got != want {
		t.Errorf("afterwards %q is written, want %q", got, want)
	}
}
