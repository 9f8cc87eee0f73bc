package lessons

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// oldNames are those of the people in the lessons.
var oldNames = regexp.MustCompile(`(?i)\b(alice|bob|carol|dave|erin|frank|heidi)\b`)

// Every question of the course can be asked anew: exactly one right option, no name of
// the lessons, and the same for the same seed.
func TestVariantsOfTheWholeCourse(t *testing.T) {
	for _, it := range load(t).Asked() {
		t.Run(it.ID, func(t *testing.T) {
			t.Parallel()
			seeds := uint64(200)
			if it.slow() || testing.Short() {
				seeds = 10
			}
			fell := uint64(0)
			for seed := range seeds {
				v, err := it.Variant(seed)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				if it.Varies() != v.Fresh {
					fell++
				}
				v.sound(t, seed)
			}
			if fell > seeds/5 {
				t.Errorf("%d of %d fell back to the question of the lesson", fell, seeds)
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
	lesson, err := v.Item.taught()
	if err != nil {
		t.Fatal(err)
	}
	if same := lesson.Text() == v.Text(); same == v.Fresh {
		t.Fatalf("seed %d: fresh %v, the same words %v:\n%s", seed, v.Fresh, same, v.Text())
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

// Only people and servers get other names: no other word and no setting does.
func TestOnlyPeopleAreRenamed(t *testing.T) {
	change := &renaming{names: map[string]string{}, ahead: 1, servers: 3}
	for _, list := range []func() (course, fresh []string){women, men} {
		course, fresh := list()
		for i, name := range course {
			change.names[name] = fresh[i]
		}
	}
	for text, want := range map[string]string{
		"Alice has a grace period on s3":                    "Judy has a grace period on s1",
		"cluster refresh-grace=10s s2.clock=-5s csrf=token": "cluster refresh-grace=10s s3.clock=-5s csrf=token",
		"bob GET /profile with=alice":                       "ivan GET /profile with=judy",
		"mallory and root, s4 and S1, 2s of leeway":         "mallory and root, s4 and S1, 2s of leeway",
	} {
		if got := change.text(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
