package lessons

import (
	"testing"

	"pgregory.net/rapid"
)

func TestHoldsNeedsEveryExpectation(t *testing.T) {
	w, err := Play("cluster servers=2\nalice POST /login\nalice GET /profile\n")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for when, want := range map[string]bool{
		"last.alice=401":                       true,
		"last.alice=401 and rows.s1=1":         true,
		"last.alice=401, rows.s1=1":            true,
		"last.alice=401 and rows.s1=2":         false,
		"recent.alice=200,401":                 true,
		"recent.alice=401":                     true,
		"last-server.alice=s2 and requests<=2": true,
		"":                                     false,
	} {
		if got, observed := Holds(when, w); got != want {
			t.Errorf("%q: %v, observed %q", when, got, observed)
		}
	}
}

func TestJudgeLeavesTheLessonAlone(t *testing.T) {
	w, err := Play("cluster servers=2\nalice POST /login\nalice GET /profile\n")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	q := &Question{Options: []Option{{When: "last.alice=200"}, {When: "last.alice=401"}}}
	if judged := q.Judge(w); judged.Right() != 1 || q.Right() != -1 {
		t.Errorf("judged %d, lesson %d; want 1 and -1", judged.Right(), q.Right())
	}
}

func TestRightIsOneOrNone(t *testing.T) {
	for want, rights := range map[int][]bool{-1: {true, false, true}, 2: {false, false, true}} {
		q := &Question{}
		for _, r := range rights {
			q.Options = append(q.Options, Option{Right: r})
		}
		if got := q.Right(); got != want {
			t.Errorf("%v: %d, want %d", rights, got, want)
		}
	}
}

func TestFillShowsOnlyWhatHasHappened(t *testing.T) {
	lesson, _ := LoadFile("01-x.md", []byte(head+scene))
	page := lesson.Pages()[0]
	w, err := Play(page.Scene.Source)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	const text = "{{a.1.status}} {{a.2.server}} {{a.2.tag}} {{a.count.lost-sessions}} {{nonsense}} {{a.9.status}}"
	got := page.Fill(text, func(f Field) (string, bool) { return Fact(f, w, true) })
	tag, _ := Fact(Field{Request: 2, Name: "tag"}, w, true)
	if want := "200 s2 " + tag + " 1 {{nonsense}} " + Pending; got != want || len(tag) != 4 {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	none := page.Fill(text, func(Field) (string, bool) { return "", false })
	if want := "··· ··· ··· ··· {{nonsense}} ···"; none != want {
		t.Errorf("got  %q\nwant %q", none, want)
	}
	if v, known := Fact(Field{Name: "lost-sessions"}, w, false); known {
		t.Errorf("a count before the end of the scene: %q", v)
	}
}

// What attacks send on their way has no number: neither predictions nor fields speak of it.
func TestFieldsCountOnlyWhatWasAskedFor(t *testing.T) {
	w, err := Play("cluster servers=1 secure=false\nfixate alice\nalice POST /login\nsniff alice\nalice GET /admin\n")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for number, want := range map[int]string{1: "/login", 2: "/admin"} {
		if x := Asked(number, w); x == nil || x.Spec.Path != want {
			t.Errorf("request %d: %+v, want %s", number, x, want)
		}
	}
	if x := Asked(3, w); x != nil {
		t.Errorf("request 3: %+v", x.Spec)
	}
}

func TestParseFieldNeverNamesRequestZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z.0-9 ]{0,20}`).Draw(t, "text")
		f, ok := ParseField(text)
		if ok && (f.Scene == "" || f.Name == "" || f.Request < 0 || f.Request > 9999) {
			t.Fatalf("%q is %+v", text, f)
		}
	})
}

func TestShuffleIsAnOrderOfAllOptions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := &Question{ID: rapid.String().Draw(t, "id"), Options: make([]Option, rapid.IntRange(0, 6).Draw(t, "n"))}
		seed := rapid.Uint64().Draw(t, "seed")
		order, seen := q.Shuffle(seed), map[int]bool{}
		for i, o := range order {
			seen[o] = true
			if o != q.Shuffle(seed)[i] {
				t.Fatal("another order the second time")
			}
		}
		if len(seen) != len(q.Options) {
			t.Fatalf("order %v", order)
		}
	})
}

func TestAttemptKeepsWhatWasDone(t *testing.T) {
	lesson, _ := LoadFile("01-x.md", []byte(head+goodExercise))
	attempt, err := lesson.Pages()[0].Exercise.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer attempt.Close()
	steps := []struct {
		command string
		solved  bool
	}{{"delete-row alice", false}, {"alice GET /profile", true}, {"alice POST /login", false}}
	for _, s := range steps {
		if err := attempt.Do(s.command); err != nil {
			t.Fatal(err)
		}
		if list, solved := attempt.Check(); solved != s.solved {
			t.Errorf("after %s: solved %v, %+v", s.command, solved, list)
		}
	}
	if err := attempt.Do("kill s9"); err == nil {
		t.Error("kill s9 went well")
	}
}
