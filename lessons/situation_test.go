package lessons

import (
	"strings"
	"testing"

	"authlab/sim/scenario"
)

func TestSituationsCanBePlayed(t *testing.T) {
	all, problems := LoadSituations(SituationFiles())
	for _, p := range problems {
		t.Error(p)
	}
	if len(all) < 3 {
		t.Fatalf("only %d situations", len(all))
	}
	titles := map[string]bool{}
	for _, s := range all {
		if s.Title == "" || s.About == "" || titles[s.Title] {
			t.Errorf("%s: the title %q and what it is about %q", s.File, s.Title, s.About)
		}
		titles[s.Title] = true
		if s.Incident != "" && (s.Diagnose == "" || s.Fix == "" || len(s.Goal) == 0) {
			t.Errorf("%s: a card has diagnose, fix and goal", s.File)
		}
		result := scenario.Run(&scenario.Script{Commands: s.Commands}, scenario.Options{})
		if result.Err != nil {
			t.Errorf("%s: %v", s.File, result.Err)
			continue
		}
		if _, reached := CheckGoal(s.Goal, result.World); reached {
			t.Errorf("%s: the goal is reached before anything was done", s.File)
		}
		result.World.Close()
	}
}

func TestHeaderOfASituation(t *testing.T) {
	s, problems := ReadSituation("dir/card.scenario", []byte("# title: A card\n# about: one\n# about: two\n\n# a remark: of no field\n"+
		"# goal: last.alice=200, logins=1 | she is known\n# fix: use a store\ncluster servers=2\n# title: too late\nalice POST /login\n"))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	if s.Title != "A card" || s.About != "one two" || s.Fix != "use a store" || len(s.Commands) != 2 || len(s.Header) != 5 {
		t.Errorf("%+v", s)
	}
	if len(s.Goal) != 1 || s.Goal[0] != (Clause{Say: "she is known", When: "last.alice=200, logins=1"}) {
		t.Errorf("%+v", s.Goal)
	}
	plain, _ := ReadSituation("dir/my.scenario", []byte("cluster\n"))
	if plain.Title != "my" {
		t.Errorf("without a title it is called %q", plain.Title)
	}
}

func FuzzReadSituation(f *testing.F) {
	f.Add("# title: x\n# goal: logins=1 | once\ncluster servers=2\nalice POST /login\n")
	f.Add("\ufeff#goal:|\n# goal: =| x\n# titel: \x1b\ncluster")
	f.Fuzz(func(t *testing.T, text string) {
		s, problems := ReadSituation("f", []byte(text))
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Width < 1 || p.Message == "" {
				t.Errorf("%+v", p)
			}
		}
		if len(problems) == 0 && (s.Title == "" && !strings.Contains(text, "title") || len(s.Commands) == 0) {
			t.Errorf("nothing was read of %q: %+v", text, s)
		}
		for _, line := range s.Header {
			if strings.ContainsAny(line, "\x1b\n\r") || !strings.HasPrefix(line, "#") {
				t.Errorf("header %q", line)
			}
		}
	})
}

func TestMistakesInASituation(t *testing.T) {
	_, problems := ReadSituation("x.scenario", []byte("# titel: x\n# goal: lgins=1 | once\n# goal: logins=1\nclster\n"))
	var all []string
	for _, p := range problems {
		all = append(all, p.Where()+" "+p.Message+" "+p.Suggestion)
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{"x.scenario:1:3 titel is not a field Did you mean title?", "x.scenario:2:9 ", "logins", "x.scenario:3:9 a goal is", "x.scenario:4:1 ", "cluster"} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing says %q:\n%s", want, got)
		}
	}
}
