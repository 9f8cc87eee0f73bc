package cli

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The limits of what is read of standard input, in bytes.
const (
	// mostHeld is what is kept of one token; the inspector looks at less.
	mostHeld = 64 << 10
	// mostLine is where reading on to the end of a line is given up.
	mostLine = 16 << 20
)

// pasted is one token as it was given.
type pasted struct {
	raw string
	// line is where it begins in standard input, from 1; 0 for an argument.
	line int
	// size is its length in bytes, greater than that of raw where it was cut.
	size int
}

// all inspects the tokens of the command line, or of standard input where there are
// none or where - stands.
func (d *decoding) all(args []string) error {
	if len(args) == 0 {
		args = []string{"-"}
	}
	read := false
	for i, arg := range unsplit(args) {
		if arg != "-" {
			if err := d.inspect(pasted{raw: arg[:min(len(arg), mostHeld)], size: len(arg)}, i+1 < len(args)); err != nil {
				return err
			}
			continue
		}
		if read {
			return usageError{message: "standard input can be read only once", hint: "Give - once."}
		}
		read = true
		if err := d.standardInput(); err != nil {
			return err
		}
	}
	return nil
}

// unsplit puts a header together that the shell has cut at its blanks.
func unsplit(args []string) []string {
	var out []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if strings.EqualFold(arg, "Authorization:") && i+1 < len(args) && strings.EqualFold(args[i+1], "Bearer") {
			i++
			arg += " " + args[i]
		}
		if strings.HasSuffix(strings.ToLower(arg), "bearer") && i+1 < len(args) {
			i++
			arg += " " + args[i]
		}
		out = append(out, arg)
	}
	return out
}

func (d *decoding) standardInput() error {
	before := d.index
	lines := &lineReader{in: bufio.NewReaderSize(d.sh.In, mostHeld)}
	group := &gatherer{emit: func(p pasted) error {
		return d.inspect(p, lines.in.Buffered() > 0)
	}}
	for {
		line, err := lines.next()
		if err != nil && !errors.Is(err, io.EOF) {
			if flushErr := group.end(); flushErr != nil {
				return flushErr
			}
			return d.broken(err)
		}
		if trimmed := strings.TrimSpace(line.raw); trimmed != "" && trimmed[0] != '#' {
			if err := group.add(line); err != nil {
				return err
			}
		}
		if err != nil {
			break
		}
	}
	if err := group.end(); err != nil {
		return err
	}
	if d.index == before {
		return exitError{exitUsage, "standard input holds no token"}
	}
	return nil
}

// broken ends with what came of standard input before it failed.
func (d *decoding) broken(err error) error {
	if flushErr := d.out.Flush(); flushErr != nil {
		return flushErr
	}
	return unreadable("stdin", err)
}

// lineReader reads lines in constant memory.
type lineReader struct {
	in   *bufio.Reader
	line int
	over error // what ended the input
}

// next is the next line without its end. A last line without an end comes together
// with io.EOF.
func (r *lineReader) next() (pasted, error) {
	if r.over != nil {
		return pasted{}, r.over
	}
	r.line++
	p := pasted{line: r.line}
	var held []byte
	for {
		part, err := r.in.ReadSlice('\n')
		end := err == nil
		if end {
			part = bytes.TrimSuffix(part, []byte("\n"))
		}
		p.size += len(part)
		held = append(held, part[:min(len(part), mostHeld-len(held))]...)
		if p.size > mostLine {
			r.over = fmt.Errorf("line %d is longer than %d MB; nothing behind it was read", p.line, mostLine>>20)
			return pasted{}, r.over
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if !end {
			r.over = err
		}
		if n := len(held); n > 0 && n == p.size && held[n-1] == '\r' {
			held, p.size = held[:n-1], p.size-1
		}
		p.raw = string(held)
		return p, r.over
	}
}

// gatherer finds out whether lines are tokens, one each, or one token that was wrapped.
// It holds lines only at the beginning, and only as long as that is in doubt.
type gatherer struct {
	emit    func(pasted) error
	decided bool
	held    []pasted
	dots    int  // in all lines held
	whole   bool // one of them has two dots or more
	json    bool // they are JSON over several lines
	size    int
}

func (g *gatherer) add(p pasted) error {
	if g.decided {
		return g.emit(p)
	}
	dots := strings.Count(p.raw, ".")
	g.held = append(g.held, p)
	g.dots += dots
	g.size += p.size
	g.whole = g.whole || dots >= 2
	first := strings.TrimSpace(g.held[0].raw)
	g.json = strings.HasPrefix(first, "{") && !strings.HasSuffix(first, "}")
	switch {
	case g.size > mostHeld:
		return g.apart()
	case g.json:
		return nil
	case strings.HasPrefix(first, "{"), g.whole && g.dots > 2, dots == 2 && wholeSignature(p.raw):
		return g.apart()
	}
	return nil
}

// end is told that no more lines come.
func (g *gatherer) end() error {
	if g.decided || len(g.held) == 0 {
		return nil
	}
	if len(g.held) == 1 || g.whole && !g.json && !folded(g.held) {
		return g.apart()
	}
	var lines []string
	for _, p := range g.held {
		lines = append(lines, p.raw)
	}
	one := strings.Join(lines, "\n")
	return g.emit(pasted{raw: one, line: g.held[0].line, size: len(one)})
}

func (g *gatherer) apart() error {
	g.decided = true
	for _, p := range g.held {
		if err := g.emit(p); err != nil {
			return err
		}
	}
	g.held = nil
	return nil
}

// folded tells whether the lines are as long as each other, but for a shorter last one.
func folded(lines []pasted) bool {
	width := lines[0].size
	for i, p := range lines {
		if p.size > width || p.size < width && i < len(lines)-1 {
			return false
		}
	}
	return true
}

// wholeSignature tells whether the last part is as long as signatures are.
func wholeSignature(raw string) bool {
	last := strings.TrimRight(raw[strings.LastIndexByte(raw, '.')+1:], "= ")
	return slices.Contains([]int{32, 48, 64, 96, 132, 128, 256, 384, 512, 1024}, base64.RawURLEncoding.DecodedLen(len(last)))
}
