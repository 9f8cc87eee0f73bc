package pane

import (
	"regexp"
	"strings"
	"testing"
)

// steplessRow is what a row has besides the words of its link.
var steplessRow = regexp.MustCompile(` step \d+ +│|│`)

// The words that decide stand at the end of a link: that it was for another site, that
// the row had reached its end.
func TestNoLinkIsCutWhereThereIsRoom(t *testing.T) {
	for script, want := range map[string]string{
		"cluster servers=1 auth=session same-site=none\nalice POST /login\ncsrf alice POST /transfer from=cross-site\n":                             "for another site",
		"cluster servers=1 auth=jwt verifier=decode-only\nalice POST /login\ncopy alice as loot\nforge decode-only user=root\nmallory GET /admin\n": "by decode-only",
	} {
		steps := play(t, script)
		in := at(steps, len(steps))
		in.Styles = plainStyles()
		for _, w := range []int{46, 56, 64, 78} {
			h := WhyHeight(in, w)
			lines := Why(in, 2, w, h)
			checkSize(t, "why", lines, w, h)
			drawn := strings.Join(strings.Fields(steplessRow.ReplaceAllString(strings.Join(lines, "\n"), " ")), " ")
			if !strings.Contains(drawn, want) {
				t.Errorf("%d columns: no %q in\n%s", w, want, strings.Join(lines, "\n"))
			}
			if strings.Count(drawn, " at step ") > 0 {
				t.Errorf("%d columns: a step is told twice:\n%s", w, strings.Join(lines, "\n"))
			}
			for low := range h { // in too small a box, every selected link can be seen
				for i := range WhySteps(in) {
					if got := strings.Join(Why(in, i, w, low), "\n"); low > 2 && !strings.Contains(got, "▸") {
						t.Errorf("%dx%d: link %d is out of sight:\n%s", w, low, i, got)
					}
				}
			}
		}
	}
}
