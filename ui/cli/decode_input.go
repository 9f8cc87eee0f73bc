package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits of what is read of standard input, in bytes.
const (
	// mostHeld is what is kept of one token; the inspector looks at less.
	mostHeld = 64 << 10
	// mostLine is where reading on to the end of a line is given up.
	mostLine = 1 << 20
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
		switch bare := bareLine(line.raw); {
		case bare == "":
			if err := group.pause(); err != nil {
				return err
			}
		case bare[0] != '#':
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

// bareLine is a line without blanks around it, and without what a file in UTF-16 or with
// a byte order mark has beside the text.
func bareLine(raw string) string {
	bare := strings.TrimSpace(raw)
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		bare = strings.TrimPrefix(bare, mark)
	}
	return strings.Trim(bare, "\x00 \t\r\n")
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
