package cli

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
)

// gatherer finds out whether lines are tokens, one each, or one text over several: a token
// that was wrapped, a command with its line breaks, the head of a request, or JSON. It
// holds lines only as long as that is in doubt.
type gatherer struct {
	emit func(pasted) error
	// decided tells that there is a token on each line, but for the texts below.
	decided bool
	held    []pasted
	as      form
	dots    int  // in all lines held
	whole   bool // one of them has two dots or more
	size    int
}

// form is what lines are held as.
type form int

const (
	inDoubt   form = iota
	asCommand      // up to the line that does not end in a backslash
	asHead         // up to a blank line
	asJSON         // up to the end
)

// headLine is the first line of a request or response (RFC 9112 §3, §4).
var headLine = regexp.MustCompile(`^([A-Z]+ \S+ HTTP/[0-9.]+|HTTP/[0-9.]+ [0-9]{3}\b.*)$`)

// formOf tells how far a text goes by its first line.
func formOf(first string) form {
	switch first = strings.TrimSpace(first); {
	case strings.HasSuffix(first, `\`):
		return asCommand
	case headLine.MatchString(first):
		return asHead
	case strings.HasPrefix(first, "{") && !strings.HasSuffix(first, "}"), first == "[":
		return asJSON
	}
	return inDoubt
}

func (g *gatherer) add(p pasted) error {
	if len(g.held) == 0 {
		g.as = formOf(p.raw)
	}
	dots := strings.Count(p.raw, ".")
	g.held = append(g.held, p)
	g.dots += dots
	g.size += p.size
	g.whole = g.whole || dots >= 2
	switch {
	case g.size > mostHeld:
		return g.apart()
	case g.as == asCommand && formOf(p.raw) != asCommand:
		return g.together()
	case g.as != inDoubt:
		return nil
	case g.decided, strings.HasPrefix(strings.TrimSpace(g.held[0].raw), "{"), g.whole && g.dots > 2, dots == 2 && wholeSignature(p.raw):
		return g.apart()
	}
	return nil
}

// pause is told of a blank line. It ends a head, and a token over several lines.
func (g *gatherer) pause() error {
	if g.as == asHead || g.as == inDoubt && len(g.held) > 1 && !g.whole && g.dots == 2 {
		return g.together()
	}
	return nil
}

// end is told that no more lines come.
func (g *gatherer) end() error {
	switch {
	case len(g.held) == 0:
		return nil
	case len(g.held) == 1 || g.as == inDoubt && g.whole && !folded(g.held):
		return g.apart()
	}
	return g.together()
}

// together takes the lines held for one text.
func (g *gatherer) together() error {
	if len(g.held) == 0 {
		return nil
	}
	var lines []string
	for _, p := range g.held {
		lines = append(lines, p.raw)
	}
	one := strings.Join(lines, "\n")
	p := pasted{raw: one, line: g.held[0].line, size: len(one)}
	g.clear()
	return g.emit(p)
}

// apart takes each line held for a token.
func (g *gatherer) apart() error {
	g.decided = true
	held := g.held
	g.clear()
	for _, p := range held {
		if err := g.emit(p); err != nil {
			return err
		}
	}
	return nil
}

func (g *gatherer) clear() {
	g.held, g.as, g.dots, g.size, g.whole = nil, inDoubt, 0, 0, false
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
