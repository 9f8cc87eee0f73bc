package scenario

import (
	"strings"
	"testing"
)

// TestGiveRefusals: each mistake is marked at the word that is wrong.
func TestGiveRefusals(t *testing.T) {
	for line, want := range map[string]string{
		"cluster auth=jwt\ngive":                             "2:5: missing: mallory",
		"cluster auth=jwt\ngive alice token=a.b.c":           "2:6: only mallory takes what she is given",
		"cluster auth=jwt\ngive mallory":                     "2:13: missing: token=TEXT",
		"cluster auth=jwt\ngive mallory token=\"\"":          "visible ASCII characters, one at least",
		"cluster auth=jwt\ngive mallory token=\u6f22":        "visible ASCII characters",
		"cluster auth=jwt\ngive mallory token=\"a b\"":       "visible ASCII characters",
		"cluster auth=jwt\ngive mallory tokn=a.b.c":          "unknown argument tokn",
		"cluster auth=session\ngive mallory token=a.b.c":     "nothing is signed with auth=session",
		"cluster auth=jwt\ngive mallory token=a.b.c further": "further",
	} {
		_, errs := Parse("x", []byte(line))
		if len(errs) == 0 || !strings.Contains(errs[0].Error(), want) {
			t.Errorf("%q gives %v, want %q", line, errs, want)
		}
	}
}
