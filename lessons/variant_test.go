package lessons

import (
	"regexp"
	"strings"
	"testing"
)

// oldNames are those of the people in the lessons.
var oldNames = regexp.MustCompile(`(?i)\b(alice|bob|carol|dave|erin|frank|grace|heidi)\b`)

// Every question of the course can be asked anew: exactly one right option, no name of
// the lessons, and the same for the same seed.
func TestVariantsOfTheWholeCourse(t *testing.T) {
	fell, asked := 0, 0
	for _, it := range load(t).Asked() {
		t.Run(it.ID, func(t *testing.T) {
			seeds := uint64(200)
			if it.slow() || testing.Short() {
				seeds = 10
			}
			for seed := range seeds {
				v, err := it.Variant(seed)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				if v.Question.Right() < 0 {
					t.Fatalf("seed %d: not exactly one right option: %+v", seed, v.Question.Options)
				}
				if len(v.Order) != len(v.Question.Options) {
					t.Fatalf("seed %d: order %v", seed, v.Order)
				}
				asked++
				if !v.Fresh {
					fell++
					continue
				}
				if old := oldNames.FindString(v.Text()); old != "" {
					t.Fatalf("seed %d: %s is still there:\n%s", seed, old, v.Text())
				}
			}
		})
	}
	if fell > asked/20 {
		t.Errorf("%d of %d fell back to the question of the lesson", fell, asked)
	}
}

// slow tells that a run takes long: thousands of guesses, or keys of RSA to be found.
func (it *Item) slow() bool {
	text := it.Question.Setup
	if it.Scene != nil {
		text = it.Scene.Source
	}
	return strings.Contains(text, "guess ") || strings.Contains(text, "RS256") || strings.Contains(text, "rotate-key")
}
