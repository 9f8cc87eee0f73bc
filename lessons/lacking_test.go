package lessons

import (
	"regexp"
	"strings"
	"testing"

	"authlab/sim/cluster"
)

// TestWhatAClauseLacksIsSaidInWords checks the parts that fail of clauses of one and of
// several comparisons.
func TestWhatAClauseLacksIsSaidInWords(t *testing.T) {
	w, err := Play("cluster servers=2 auth=session store=memory\nalice POST /login\nalice GET /profile\nalice GET /profile\n")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for when, want := range map[string]string{
		"logins=1":                       "",
		"logins=1, up.store=0":           "",
		"logins>=3":                      "now 1 login, 3 wanted",
		"logouts>=1":                     "not yet",
		"status.403>=1":                  "not yet",
		"status.401=0":                   "now 1 answer 401",
		"requests<=2":                    "now 3 requests",
		"last.alice=401":                 "now 200",
		"last.bob=200":                   "now no answer",
		"sessions.alice=0":               "now 1 live session of alice",
		"sessions.bob=1":                 "now no live session of bob",
		"streak.alice>=5":                "now 1 of 5",
		"streak.alice>=5, streak.bob>=1": "now 1 of 5 in a row for alice; 0 of 1 in a row for bob",
		"up.s1=0":                        "now s1 is up",
		"up.store=1":                     "now the store is not up",
		"logins=1, last.alice=401":       "now alice's newest answer is 200",
		"last-client=bob":                "now alice got the newest answer",
		"recent.alice=200,200":           "now 401, 200",
		"recent.bob=200":                 "now no answer",
		"rows.servers=0":                 "now 1 row in the servers",
		"logins=1, requests<=2":          "now 3 requests, at most 2",
		"logins=1 and logouts>=1":        "now no logout",
		"logins.bob=1 and logouts>=1":    "now no login by bob; no logout",
		"lasted.alice>=60, logins=1":     "now alice's login was good for 0 s, 60 wanted",
		"shut-out.mallory<=60, logins=2": "now 1 login, 2 wanted",
		"locked-out.mallory=1":           "now mallory's copy was not looked at and refused",
	} {
		if got := (Clause{When: when}).judge(w).Lacking(); got != want {
			t.Errorf("%s: %q, not %q", when, got, want)
		}
	}
}

// TestEveryNameHasWords keeps names of counts out of the checklists of goals.
func TestEveryNameHasWords(t *testing.T) {
	w, err := Play("cluster servers=2 auth=session store=memory\n")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, c := range cluster.Facts {
		name := strings.NewReplacer("CODE", "503", "CLIENT", "alice", "USER", "alice", "SERVER", "s1", "KIND", "sniff").Replace(c.Name)
		value := "77"
		if c.IsText() {
			value = "s9"
		}
		for _, op := range []string{"=", "!="} {
			state := Clause{When: name + op + value}.judge(w)
			for i := range state.Parts {
				state.Parts[i].Holds = false // any part can fail at some time
			}
			state.Holds = false
			says := state.Lacking()
			raw := regexp.MustCompile(`\{of\}|[a-z]-[a-z]+\.|` + regexp.QuoteMeta(name) + " ")
			if says == "" || strings.Contains(name, ".") && strings.Contains(says, name) || strings.Contains(name, "-") && raw.MatchString(says+" ") {
				t.Errorf("%s%s%s: %q", name, op, value, says)
			}
		}
	}
}
