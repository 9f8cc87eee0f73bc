package lessons

import (
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// oldNames are those of the people in the lessons.
var oldNames = regexp.MustCompile(`(?i)\b(alice|bob|carol|dave|erin|frank|grace|heidi)\b`)

// Every question of the course can be asked anew: exactly one right option, no name of
// the lessons, and the same for the same seed.
func TestVariantsOfTheWholeCourse(t *testing.T) {
	var fell, asked atomic.Int64
	t.Cleanup(func() {
		if fell.Load() > asked.Load()/20 {
			t.Errorf("%d of %d fell back to the question of the lesson", fell.Load(), asked.Load())
		}
	})
	for _, it := range load(t).Asked() {
		t.Run(it.ID, func(t *testing.T) {
			t.Parallel()
			seeds := uint64(200)
			if it.slow() || testing.Short() {
				seeds = 10
			}
			for seed := range seeds {
				v, err := it.Variant(seed)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				asked.Add(1)
				if !v.Fresh {
					fell.Add(1)
				}
				v.sound(t, seed)
			}
		})
	}
}

// sound reports what is wrong with a variant.
func (v *Variant) sound(t *testing.T, seed uint64) {
	t.Helper()
	if v.Question.Right() < 0 {
		t.Fatalf("seed %d: not exactly one right option: %+v", seed, v.Question.Options)
	}
	places := slices.Sorted(slices.Values(v.Order))
	if len(places) != len(v.Question.Options) || places[0] != 0 || places[len(places)-1] != len(places)-1 {
		t.Fatalf("seed %d: order %v", seed, v.Order)
	}
	if old := oldNames.FindString(v.Text()); old != "" && v.Fresh {
		t.Fatalf("seed %d: %s is still there:\n%s", seed, old, v.Text())
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

// Each family makes questions, and the answer is not always at the same option.
func TestFamiliesMakeNewCases(t *testing.T) {
	families := 0
	for _, it := range load(t).Asked() {
		if it.kin() == nil {
			continue
		}
		families++
		own, right, asks := 0, map[int]bool{}, map[string]bool{}
		for seed := range uint64(60) {
			v, err := it.Variant(seed)
			if err != nil {
				t.Fatal(err)
			}
			if v.Own {
				own++
				right[v.Question.Right()] = true
				asks[v.Question.Ask] = true
				said := map[string]bool{}
				for _, o := range v.Question.Options {
					if said[o.Feedback] || o.Feedback == "" || len(o.Feedback) > 160 {
						t.Errorf("%s, seed %d: feedback %q", it.ID, seed, o.Feedback)
					}
					said[o.Feedback] = true
				}
			}
		}
		if own < 15 || len(asks) < 10 {
			t.Errorf("%s: %d of 60 are of the family, %d different", it.ID, own, len(asks))
		}
		t.Logf("%s: %d own, right options %v", it.ID, own, right)
	}
	if families < 7 {
		t.Errorf("%d families", families)
	}
}

// The same seed asks the same, another seed something else.
func TestVariantsDependOnTheSeedAlone(t *testing.T) {
	for _, it := range load(t).Asked()[:20] {
		one, err := it.Variant(5)
		if err != nil {
			t.Fatal(err)
		}
		two, _ := it.Variant(5)
		if one.Text() != two.Text() || !slices.Equal(one.Order, two.Order) {
			t.Errorf("%s: two questions for one seed", it.ID)
		}
	}
}
