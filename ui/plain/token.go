package plain

import (
	"strings"

	"authlab/lessons"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// tokenWidth is the width of a token that is written out.
const tokenWidth = 80

// token writes a token, what can be read in it, and how it is judged.
func (r *reader) token(t *lessons.Token) (values, error) {
	report := t.Inspect()
	st := r.Styles
	r.say(append([]string{"The token", ""}, partLines(t.Raw)...)...)
	header, _ := pane.Decoded(st, &report.Header, pane.Nowhere, tokenWidth)
	payload, _ := pane.Decoded(st, &report.Payload, pane.Nowhere, tokenWidth)
	r.say(append([]string{"", "Its header, which anyone can decode", ""}, header...)...)
	r.say(append([]string{"", "Its payload, likewise", ""}, payload...)...)
	verifying := "Judged at " + t.At.Format("2006-01-02 15:04:05 UTC")
	if t.Key == "" {
		verifying += ", without a key"
	}
	r.say("", verifying, "")
	stages, _ := pane.Stages(st, &report, -1, true, tokenWidth)
	r.say(stages...)
	_, verdict := pane.Verdict(st, &report)
	r.say("")
	r.tell(verdict)
	r.say("")
	return func(f lessons.Field) (string, bool) { return lessons.TokenFact(f, &report) }, nil
}

// partLines are the rows of a token, each of its three parts with its name beside it.
func partLines(raw string) (lines []string) {
	const label = 11
	names := []string{"header", "payload", "signature"}
	parts := strings.SplitAfter(raw, ".")
	if len(parts) != len(names) {
		names, parts = []string{""}, []string{raw}
	}
	for i, part := range parts {
		for _, row := range pane.Rows(part, 0, len(part), tokenWidth-label, false) {
			lines = append(lines, text.Pad(names[i], label)+row.Shown)
			names[i] = ""
		}
	}
	return lines
}
