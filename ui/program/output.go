package program

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"authlab/ui/text"
)

// Sequences of Bubble Tea's renderer, and of the frames written in its place.
const (
	home       = "\x1b[H"
	eraseBelow = "\x1b[J"
)

// patchedOutput writes only the cells of a frame that have changed. Bubble Tea writes a
// line whole when one cell of it differs, and most lines hold prose beside a picture.
// Whatever it does not know as a frame passes as it is.
type patchedOutput struct {
	*os.File
	// rows are the lines as the renderer believes them to stand on the terminal, "" where
	// that is not known.
	rows []string
	// lost tells that a write has failed: what the renderer passes over may not stand there.
	lost bool
}

func (out *patchedOutput) Write(p []byte) (int, error) {
	if _, err := out.File.WriteString(out.patched(string(p))); err != nil {
		out.lost = true
		return 0, err
	}
	return len(p), nil
}

// WriteString keeps io.WriteString from writing to the file behind our back.
func (out *patchedOutput) WriteString(s string) (int, error) { return out.Write([]byte(s)) }

// patched answers what to write instead of a write of the renderer.
func (out *patchedOutput) patched(written string) string {
	lines, whole, ok := frameLines(written)
	if !ok {
		out.rows = nil
		return written
	}
	before, lost := out.rows, out.lost
	out.rows, out.lost = make([]string, len(lines)), false
	var b strings.Builder
	for i, line := range lines {
		known := ""
		if !whole && i < len(before) {
			known = before[i]
		}
		if line == "" { // stands there already
			out.rows[i] = known
			if !lost || known == "" {
				continue
			}
			line = known
		}
		if lost {
			known = ""
		}
		out.rows[i] = line
		patches, fits := text.Patches(known, line)
		if !fits {
			patches = []text.Patch{{Text: line}}
		}
		for _, p := range patches {
			fmt.Fprintf(&b, "\x1b[%d;%dH%s", i+1, p.Column+1, p.Text)
		}
	}
	if whole {
		return written
	}
	fmt.Fprintf(&b, "\x1b[%d;H", len(lines))
	return b.String()
}

// frameLines takes a frame apart as Bubble Tea writes it: the cursor goes home; every
// line is written, or passed over where it stands there already; the cursor goes to the
// start of the last. whole tells that the frame was written anew from top to bottom.
func frameLines(written string) (lines []string, whole, ok bool) {
	body, ok := strings.CutPrefix(written, home)
	if !ok {
		return nil, false, false
	}
	end := strings.LastIndex(body, "\x1b[")
	if end < 0 {
		return nil, false, false
	}
	row, ok := strings.CutSuffix(body[end+len("\x1b["):], ";H")
	height, err := strconv.Atoi(row)
	if !ok || err != nil {
		return nil, false, false
	}
	body, whole = strings.CutPrefix(body[:end], "\r")
	body, erased := strings.CutSuffix(body, eraseBelow)
	if erased && !whole {
		return nil, false, false
	}
	lines = strings.Split(body, "\n")
	if len(lines) != height {
		return nil, false, false
	}
	for i := range lines[:height-1] {
		line, written := strings.CutSuffix(lines[i], "\r")
		if !written && line != "" {
			return nil, false, false
		}
		lines[i] = line
	}
	return lines, whole, true
}
