package lessons

import (
	"strings"
	"testing"

	"authlab/sim/scenario"
)

// solutions reach the goals of the incident cards: how many of the card's commands
// are kept, and what is done then. Other ways are as good.
var solutions = map[string]struct {
	kept int
	then string
}{
	"01-local-sessions":           {1, "set balancer=sticky\nalice POST /login\n" + strings.Repeat("alice GET /profile\n", 4)},
	"04-users-moved-away":         {1, "set store=redis\nalice POST /login\n" + strings.Repeat("alice GET /profile\n", 6)},
	"05-pinned-to-the-dead":       {1, "set store=redis\nalice POST /login\nbob POST /login\nkill s1\nalice GET /profile\nbob GET /profile\n"},
	"06-a-secret-made-at-start":   {1, "set s1.session-secret=shared\nset s2.session-secret=shared\nalice POST /login\n" + strings.Repeat("alice GET /profile\n", 4)},
	"07-one-server-cannot-verify": {1, "set jwt-secret=another-secret-that-only-s2-was-started-with\nalice POST /login\n" + strings.Repeat("alice GET /profile\n", 6)},
	"08-logged-out-and-back":      {1, "set replica-lag=1ms\nalice POST /login\ncopy alice as found\nalice POST /logout\nkill store\npromote replica\nmallory GET /profile with=found\n"},
	"09-token-after-logout":       {1, "set access-ttl=60s\nalice POST /login\ncopy alice as loot\nalice POST /logout\nwait 60s\nmallory GET /profile with=loot\nbob POST /login\nbob GET /profile\n"},
	"10-offline-logout":           {1, "set auth=stateful-jwt\nset store=database\nset refresh-ttl=336h\nnurse POST /login device=tablet\nroot POST /login\ncopy nurse as tablet\nwait 24h\nthief GET /profile with=tablet\nroot POST /revoke user=nurse\nthief GET /profile with=tablet\n"},
	"11-what-a-denylist-costs":    {1, "set persist=true\nset fail=closed\nalice POST /login\ncopy alice as loot\nalice POST /logout\nkill store\nmallory GET /profile with=loot\nstart store\nmallory GET /profile with=loot\n"},
	"12-two-tabs":                 {1, "set refresh-grace=10s\nalice POST /login\nwait 61s\nalice POST /refresh &\nalice POST /refresh\nalice POST /refresh\nalice GET /profile\n"},
	"13-a-form-on-another-site":   {4, "set csrf=token\ncsrf alice POST /transfer from=cross-site\nalice GET /profile\n"},
	"14-the-key-changed-at-noon":  {5, "rotate-key overlap=15m\nalice GET /profile\nbob GET /profile\n"},
	"15-three-clocks":             {6, "clock s2 0s\nclock s3 0s\n" + strings.Repeat("alice GET /profile\n", 3)},
}

// TestSituationsCanBeSolved plays a solution of every situation with a goal.
func TestSituationsCanBeSolved(t *testing.T) {
	all, problems := LoadSituations(SituationFiles())
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	for _, s := range all {
		if len(s.Goal) == 0 {
			continue
		}
		solution, ok := solutions[strings.TrimSuffix(s.File, ".scenario")]
		if !ok {
			t.Errorf("%s has a goal and no solution", s.File)
			continue
		}
		var text strings.Builder
		for _, c := range s.Commands[:solution.kept] {
			text.WriteString(c.Text + "\n")
		}
		script, mistakes := scenario.Parse(s.File, []byte(text.String()+solution.then))
		if len(mistakes) > 0 {
			t.Errorf("%s: %v", s.File, mistakes[0])
			continue
		}
		result := scenario.Run(script, scenario.Options{})
		if result.Err != nil {
			t.Errorf("%s: %v", s.File, result.Err)
			continue
		}
		clauses, reached := CheckGoal(s.Goal, result.World)
		if !reached {
			t.Errorf("%s is not solved: %+v", s.File, clauses)
		}
		result.World.Close()
	}
}
