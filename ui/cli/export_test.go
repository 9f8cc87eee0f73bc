package cli

import (
	"regexp"
	"slices"
	"testing"
)

// Every link between exported files leads to one of them, and from each lesson there is
// a way on and a way back.
func TestExportedLinksLeadSomewhere(t *testing.T) {
	files, err := exported()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	links := regexp.MustCompile(`\]\(([^)\s]+\.md)\)`)
	for _, f := range files {
		found := links.FindAllStringSubmatch(f.body, -1)
		for _, link := range found {
			if !slices.Contains(names, link[1]) {
				t.Errorf("%s: a link to %s, which is not there", f.name, link[1])
			}
		}
		if f.name[0] >= '0' && f.name[0] <= '9' && len(found) < 3 {
			t.Errorf("%s: %d links", f.name, len(found))
		}
	}
}
