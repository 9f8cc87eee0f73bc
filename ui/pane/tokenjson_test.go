package pane

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"authlab/sim/token/inspect"
	"authlab/ui/theme"
)

// TestTheCursorStandsInOnePlace: members that follow each other without a blank share
// the offset where one ends and the next begins.
func TestTheCursorStandsInOnePlace(t *testing.T) {
	st := theme.New(theme.Options{Profile: termenv.Ascii})
	for _, payload := range []string{`{"sub":"alice","role":"user"}`, "{ \"sub\": \"alice\",\n  \"role\": 1\n}\n"} {
		split := strings.Index(payload, `"role`)
		part := &inspect.Part{Decoded: []byte(payload), Members: []inspect.Member{
			{Name: "sub", Start: strings.Index(payload, `"sub`), End: strings.Index(payload, ",")}, {Name: "role", Start: split, End: strings.LastIndex(strings.TrimSpace(payload), "}")}}}
		for at := range payload {
			lines, row := Decoded(st, part, Pointing{At: at}, 60)
			if n := strings.Count(strings.Join(lines, "\n"), "^"); n != 1 || row < 0 {
				t.Errorf("%q: the cursor at %d is drawn %d times, in row %d:\n%s", payload, at, n, row, strings.Join(lines, "\n"))
			}
		}
	}
}
