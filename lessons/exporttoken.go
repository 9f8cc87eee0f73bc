package lessons

import (
	"strings"

	"authlab/sim/scenario"
	"authlab/sim/token/inspect"
)

// token writes a token, what can be read in it, and how it is judged.
func (w *markdownWriter) token(t *Token) {
	r := t.Inspect()
	w.line("The token:")
	w.block("text", scenario.Show(t.Raw))
	for _, part := range []struct {
		name string
		of   *inspect.Part
	}{{"header", &r.Header}, {"payload", &r.Payload}} {
		if len(part.of.Decoded) == 0 {
			w.line("Its %s cannot be decoded.", part.name)
			continue
		}
		w.line("Its %s, which anyone can decode:", part.name)
		w.block("json", shownLines(string(part.of.Decoded)))
	}
	if t.Key == "" {
		w.line("No key was given, so it is judged as far as that goes without:")
	} else {
		w.line("Judged at %s with this key:", t.At.Format("2006-01-02 15:04:05 UTC"))
		w.block("text", shownLines(t.Key))
	}
	rows := [][]string{{"stage", "", "why"}}
	for _, s := range r.Stages {
		rows = append(rows, []string{string(s.Name), string(s.Status), scenario.Show(s.Reason)})
	}
	writeTable(&w.b, rows)
	w.line("")
	if failed := r.Failure(); failed != nil {
		w.line("The outcome: **%s**, at %s.", r.Outcome, failed.Name)
		return
	}
	w.line("The outcome: **%s**.", r.Outcome)
}

// shownLines is a text of several lines with nothing in it that a terminal would obey.
func shownLines(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = scenario.Show(lines[i])
	}
	return strings.Join(lines, "\n")
}
