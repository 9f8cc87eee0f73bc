package lifetime

import (
	"fmt"
	"strings"
)

// Words say the life in two lines: the token's dates, and what each clock shows and how
// its server judged.
func (l *Life) Words() []string {
	clocks := make([]string, len(l.Clocks))
	for i, c := range l.Clocks {
		clocks[i] = fmt.Sprintf("%s at %ds", strings.Join(c.Servers, " and "), c.At)
		if c.Verdict != NotJudged {
			clocks[i] += ", " + c.Verdict.String()
		}
	}
	return []string{l.dates(), "clocks: " + strings.Join(clocks, "; ")}
}

// dates say from when to when the token is good, and with which leeway.
func (l *Life) dates() string {
	begin, end := "no nbf", "no exp"
	if l.HasNotBefore {
		begin = fmt.Sprintf("nbf %ds", l.NotBefore)
	}
	if l.HasExpires {
		end = fmt.Sprintf("exp %ds", l.Expires)
	}
	words := begin + ", " + end
	if l.Tag != "" {
		words = l.Tag + "…: " + words
	}
	if l.Leeway > 0 {
		words += fmt.Sprintf(", leeway %ds", l.Leeway)
	}
	return words
}

// String words a verdict; it is "" where there is none.
func (v Verdict) String() string {
	switch v {
	case TooEarly:
		return "too early"
	case TooLate:
		return "too late"
	case InTime:
		return "in time"
	case ByLeeway:
		return "by leeway"
	}
	return ""
}
