package inspect

import (
	"fmt"
	"strings"

	"authlab/sim/token"
)

// MaxText is the longest input that is looked at, in bytes: a token with whatever
// stands around it.
const MaxText = 64 << 10

// readShape finds the token in what was given, and tells whether it has three parts.
//
// The shape passes for exactly a token, and also with white space around it and with
// "Bearer " or "Authorization: Bearer " before it, which belong to the paste and to the
// request and are only noted. Anything else that has to be taken off fails the shape,
// for a server that got this text would refuse it; the token inside is judged anyway.
func (i *inspection) readShape() bool {
	if len(i.Raw) > MaxText {
		i.fail(StageShape, MaxText, "", fmt.Sprintf("The text has %d bytes; no more than %d are looked at.", len(i.Raw), MaxText))
		return false
	}
	t, around := peel(text{s: i.Raw})
	i.report.Token, i.report.Offset, i.report.origin = t.s, t.place(0), t.origin(i.Raw)
	for _, one := range around {
		if one.harmless {
			i.note(Remark, one.code, one.offset, one.source, one.words)
			continue
		}
		i.fail(StageShape, one.offset, one.source, one.words+" A server that got this would refuse it; what follows is about the token without.")
		i.note(Warning, one.code, one.offset, one.source, one.words)
	}
	if len(t.s) > token.MaxSize {
		i.shapeIs(t.place(token.MaxSize), "RFC 7515 §7.1", fmt.Sprintf("The token has %d bytes; tokens of more than %d are refused, as servers refuse header lines of that length.", len(t.s), token.MaxSize))
		i.report.Token = ""
		return false
	}
	parts := strings.Count(t.s, ".") + 1
	if parts != 3 || isPaseto(t.s) {
		i.recognise(t, parts)
		return false
	}
	i.compact = true
	i.checkEmpty(t)
	i.noteSize(t)
	i.finish(StageShape, Passed, "Three parts with dots between them.")
	return true
}

// shapeIs replaces whatever the shape was found to be by what matters more.
func (i *inspection) shapeIs(offset int, source, reason string) {
	for k := range i.report.Stages {
		if i.report.Stages[k].Name == StageShape {
			i.report.Stages[k] = Stage{StageShape, Failed, reason, offset, source}
		}
	}
}

// checkEmpty refuses an empty header. An empty signature is for its own stage to say, and an
// empty payload is well-formed (RFC 7515 §7.1), though no JSON.
func (i *inspection) checkEmpty(t text) {
	if strings.HasPrefix(t.s, ".") {
		i.fail(StageShape, t.place(0), "", "The header is empty.")
	}
}

// The sizes from which on a token gets lost on its way.
const (
	cookieSize = 4096 // RFC 6265 §6.1, the least that browsers keep
	headerSize = 8 << 10
)

func (i *inspection) noteSize(t text) {
	switch n := len(t.s); {
	case n > headerSize:
		i.note(Warning, "large", -1, "RFC 9110 §5.4", fmt.Sprintf("The token has %d bytes. nginx refuses header lines of more than 8 KB, and browsers cookies of more than 4 KB.", n))
	case n > cookieSize:
		i.note(Warning, "large", -1, "RFC 6265 §6.1", fmt.Sprintf("The token has %d bytes. Browsers drop a cookie of more than 4096.", n))
	}
}
