package inspect

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// noteHalves warns of escapes that stand for half a character in the JSON of part k.
func (i *inspection) noteHalves(k int, data []byte) {
	if at := halfCharacter(string(data)); at >= 0 {
		i.note(Warning, "half-character", i.byteAt(k, at), "RFC 8259 §8.2", fmt.Sprintf("%s in the %s stands for half a character. Go puts another one in its place and Node keeps it, so that texts which differ look the same to one of them.", data[at:at+len(`\u0000`)], partNames[k]))
	}
}

// halfCharacter is the place of the first escape of a surrogate without its other half,
// -1 for none.
func halfCharacter(s string) int {
	for k := 0; k+1 < len(s); k++ {
		if s[k] != '\\' {
			continue
		}
		high := surrogate(s[k:])
		switch {
		case high == 0:
			k++ // whatever is escaped here
		case high < 0xdc00 && surrogate(s[k+6:]) >= 0xdc00:
			k += 11
		default:
			return k
		}
	}
	return -1
}

// surrogate is the one that a text begins with as an escape, 0 for none.
func surrogate(s string) uint64 {
	if len(s) < 6 || s[:2] != `\u` {
		return 0
	}
	unit, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil || unit < 0xd800 || unit > 0xdfff {
		return 0
	}
	return unit
}

// noteNumbers warns of whole numbers that readers with floating point round.
func (i *inspection) noteNumbers() {
	p := &i.payload
	for k := range p.members {
		m := &p.members[k]
		if kindOf(m.JSON) != "a number" || timeClaims[m.Name] {
			continue
		}
		rounded := asFloat(m.JSON)
		switch {
		case rounded == "":
			i.note(Warning, "large-number", i.where(p, m), "RFC 8259 §6", fmt.Sprintf("%q is too large for the numbers of JavaScript and Go. golang-jwt refuses the token for it, jsonwebtoken reckons with infinity.", shorten(m.Name)))
		case rounded != m.JSON:
			i.note(Warning, "large-number", i.where(p, m), "RFC 8259 §6", fmt.Sprintf("%q is %s. JavaScript and Go's MapClaims round it to %s, so that two different numbers become one.", shorten(m.Name), shorten(m.JSON), rounded))
		}
	}
}

// asFloat is what a number becomes in a float64 where it is a whole one that does not fit;
// itself where it fits or is no whole one; "" where it is beyond all of them.
func asFloat(number string) string {
	f, err := strconv.ParseFloat(number, 64)
	switch {
	case err != nil:
		return ""
	case strings.ContainsAny(number, ".eE") || math.Abs(f) < 1<<53:
		return number
	}
	return new(big.Float).SetFloat64(f).Text('f', 0)
}
