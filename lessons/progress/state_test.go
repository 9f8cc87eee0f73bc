package progress

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func attempts() *rapid.Generator[Attempt] {
	return rapid.Custom(func(t *rapid.T) Attempt {
		return Attempt{
			At:         rapid.Int64Range(1, 60).Draw(t, "at"),
			Outcome:    rapid.SampledFrom([]Outcome{Skipped, Wrong, Shown, Right, Solved}).Draw(t, "outcome"),
			Confidence: rapid.SampledFrom([]Confidence{None, Guess, Sure}).Draw(t, "confidence"),
			Hints:      rapid.IntRange(0, 3).Draw(t, "hints"),
			Anew:       rapid.Bool().Draw(t, "anew"),
		}
	})
}

func states() *rapid.Generator[State] {
	return rapid.Custom(func(t *rapid.T) State {
		var s State
		for _, page := range rapid.SliceOfN(rapid.IntRange(0, 9), 0, 6).Draw(t, "pages") {
			s.See(fmt.Sprintf("lesson-%d", page%3), page)
		}
		for i, attempt := range rapid.SliceOfN(attempts(), 0, 60).Draw(t, "attempts") {
			s.Record(fmt.Sprintf("item-%d", i%2), attempt)
		}
		for i, grade := range rapid.SliceOfN(rapid.IntRange(1, 3), 0, 8).Draw(t, "grades") {
			s.Answer(fmt.Sprintf("item-%d", i%3), Grade(grade), int64(grade*100+i))
		}
		if n := rapid.IntRange(0, 3).Draw(t, "exam"); n > 0 {
			s.Sitting = Sitting{Seed: uint64(n), Items: []string{"a", "b", "c"}, Answers: make([]Answer, n), Done: n == 3}
			s.Examine(Score{Right: n, Of: 4, Passed: n == 3})
			s.Test(fmt.Sprintf("lesson-%d", n%2), Score{Right: n, Of: 3, Passed: n == 3})
		}
		s.Move("lesson-1", rapid.IntRange(0, 3).Draw(t, "page"), 0)
		s.stamp(rapid.Int64Range(1, 9).Draw(t, "now"))
		return s
	})
}

func TestMergeIsAUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := states().Draw(t, "a"), states().Draw(t, "b"), states().Draw(t, "c")
		equal := func(what string, x, y State) {
			if !reflect.DeepEqual(x, y) {
				t.Fatalf("%s:\n%v\n%v", what, x, y)
			}
		}
		equal("order", Merge(a, b), Merge(b, a))
		equal("grouping", Merge(Merge(a, b), c), Merge(a, Merge(b, c)))
		equal("repetition", Merge(Merge(a, b), b), Merge(a, b))
		both := Merge(a, b)
		for item := range both.Items {
			best, _ := both.Best(item)
			for _, part := range []State{a, b} {
				if one, tried := part.Best(item); tried && better(one, best) > 0 {
					t.Fatalf("%s: %v was better than %v", item, one, best)
				}
			}
			if len(both.Items[item]) > latest+2 {
				t.Fatalf("%s keeps %d attempts", item, len(both.Items[item]))
			}
		}
		for _, part := range []State{a, b} {
			for lesson, pages := range part.Pages {
				for _, page := range pages {
					if !both.Seen(lesson, page) {
						t.Fatalf("page %d of %s is lost", page, lesson)
					}
				}
			}
		}
	})
}

func TestStateSurvivesItsFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states().Draw(t, "state")
		data, err := encode(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(Merge(State{}, s), back) {
			t.Fatalf("wrote %v, read %v", s, back)
		}
	})
}

func TestOnlyAnswersEarnMastery(t *testing.T) {
	items := []string{"02/scene/1", "02/quiz/1", "02/exercise"}
	var s State
	for page := range 9 {
		s.See("sessions", page)
	}
	for _, item := range items {
		s.Record(item, Attempt{At: 1, Outcome: Skipped})
	}
	if s.Earned(items) != 0 || s.Mastered(items) {
		t.Error("pressing only → and Enter earned something")
	}
	s.Record(items[0], Attempt{At: 2, Outcome: Wrong, Confidence: Sure})
	s.Record(items[2], Attempt{At: 2, Outcome: Shown, Hints: 3})
	if s.Earned(items) != 0 {
		t.Error("a wrong answer or a copied solution earned something")
	}
	s.Record(items[0], Attempt{At: 3, Outcome: Right})
	s.Record(items[1], Attempt{At: 3, Outcome: Right, Confidence: Guess})
	s.Record(items[2], Attempt{At: 3, Outcome: Solved, Hints: 1})
	s.Record(items[0], Attempt{At: 4, Outcome: Wrong})
	if !s.Mastered(items) {
		t.Error("right answers and a solved exercise earn mastery, also when one is answered wrong later")
	}
	if last, _ := s.Last(items[0]); last.Outcome != Wrong {
		t.Errorf("last attempt %v", last)
	}
	if (State{}).Mastered(nil) {
		t.Error("nothing to master is mastered")
	}
}

func TestDirectory(t *testing.T) {
	for _, c := range []struct{ xdg, home, want string }{
		{"/xdg", "/home/a", "/xdg/authlab"},
		{"relative", "/home/a", "/home/a/.local/state/authlab"},
		{"", "/home/a", "/home/a/.local/state/authlab"},
		{"", "", ""},
		{"relative", "also", ""},
	} {
		env := map[string]string{"XDG_STATE_HOME": c.xdg, "HOME": c.home}
		if got := Directory(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("XDG_STATE_HOME=%q HOME=%q: %q, want %q", c.xdg, c.home, got, c.want)
		}
	}
}

// TestTheBestAnswerIsKeptForGood: however often an item is answered afterwards.
func TestTheBestAnswerIsKeptForGood(t *testing.T) {
	var s State
	s.Record("a", Attempt{At: 1, Outcome: Wrong})
	s.Record("a", Attempt{At: 2, Outcome: Solved, Hints: 2})
	s.Record("a", Attempt{At: 3, Outcome: Solved, Hints: 1})
	for at := range 2 * latest {
		s.Record("a", Attempt{At: int64(at) + 4, Outcome: Wrong})
	}
	if best, _ := s.Best("a"); best.Outcome != Solved || best.Hints != 1 {
		t.Errorf("%+v, want the one with fewer hints", best)
	}
	if n := len(s.Items["a"]); n != latest+2 {
		t.Errorf("%d attempts are kept", n)
	}
}
