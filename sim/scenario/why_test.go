package scenario

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// chainOf plays a script and answers the chain behind its last answer.
func chainOf(t *testing.T, text string) []string {
	t.Helper()
	script, problems := Parse("", []byte(text))
	for _, p := range problems {
		t.Fatal(p)
	}
	result := Run(script, Options{})
	defer result.World.Close()
	var events []event.Event
	last := 0
	for _, s := range result.World.Steps() {
		events = append(events, s.Event)
		if s.Kind == event.ResponseReceived {
			last = s.Seq
		}
	}
	var chain []string
	for i, link := range event.Why(events, last) {
		chain = append(chain, link.Text)
		if i > 0 && link.Seq >= last {
			t.Errorf("%q stands at step %d, not before %d", link.Text, link.Seq, last)
		}
		last = link.Seq
		if i == 0 {
			last++
		}
	}
	return chain
}

// inOrder tells whether each of wants stands in a link behind the one before.
func inOrder(chain, wants []string) bool {
	at := 0
	for _, link := range chain {
		if at < len(wants) && strings.Contains(link, wants[at]) {
			at++
		}
	}
	return at == len(wants)
}

func TestChainsOfTokensAndAttacks(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		want   []string
	}{
		"a clock": {"cluster servers=2 auth=jwt access-ttl=1m\nalice POST /login\nclock s2 +2m\nalice GET /profile\n",
			[]string{"401", "jwt expired", "s2's clock set to +2m", "s1 signed", "login landed on s1"}},
		"another audience": {"cluster servers=2 auth=jwt\nalice POST /login\nset aud=other\nalice GET /profile\n",
			[]string{"401", "jwt audience invalid", "aud set to other", "s1 signed"}},
		"another secret of cookies": {"cluster servers=2 auth=session store=redis\nalice POST /login\nset s2.session-secret=foo\nalice GET /profile\n",
			[]string{"401", "s2 ignored the cookie", "s2.session-secret set to foo"}},
		"a guard that came later": {"cluster servers=2 auth=session store=redis\nalice POST /login\nset csrf=token\nalice POST /transfer\n",
			[]string{"403", "missed the page's token", "csrf set to token"}},
		"another carrier": {"cluster servers=2 auth=jwt\nalice POST /login\nset carrier=cookie\nalice GET /profile\n",
			[]string{"401", "no credential came", "carrier set to cookie"}},
		"a logout": {"cluster servers=1 auth=session\nalice POST /login\nalice POST /logout\nset cookie-name=sid\nalice GET /profile\n",
			[]string{"401", "no credential came", "alice dropped connect.sid"}},
		"a cookie at its end": {"cluster servers=1 auth=session cookie-max-age=10s\nalice POST /login\nwait 10s\nalice GET /profile\n",
			[]string{"401", "no credential came", "alice dropped connect.sid"}},
		"a cookie for another host": {"cluster servers=1 auth=session cookie-domain=elsewhere.example\nalice POST /login\nalice GET /profile\n",
			[]string{"401", "no credential came", "alice refused the cookie connect.sid"}},
		"an answer that never came": {"cluster servers=1 auth=session\ndrop response\nalice POST /login\nalice GET /profile\n",
			[]string{"401", "no credential came", "the answer to /login was lost"}},
		"a slow server": {"cluster servers=1 auth=session timeout=1s\nalice POST /login\nalice GET /slow ms=3000\n",
			[]string{"504", "balancer waited 1s for s1"}},
		"a key that one server has alone": {"cluster servers=2 auth=jwt\nalice POST /login\nrotate-key server=s2\nalice GET /profile\n",
			[]string{"401", "s2 refused", "s2 signs with key", "s1 signed"}},
		"a dropped key": {"cluster servers=2 auth=jwt alg=EdDSA\nalice POST /login\nrotate-key\nalice GET /profile\n",
			[]string{"401", "s2 refused", "the cluster dropped key k1", "s1 signed"}},
		"reuse": {"cluster servers=2 auth=refresh store=redis\nalice POST /login\ncopy alice as loot\nalice POST /refresh\nmallory POST /refresh with=loot\n",
			[]string{"400", "came a second time", "exchanged refresh token", "loot copied from alice", "login landed on s1"}},
		"the victim of a reuse": {"cluster servers=2 auth=refresh store=redis\nalice POST /login\ncopy alice as loot\nmallory POST /refresh with=loot\nalice POST /refresh\nmallory POST /refresh with=loot\n",
			[]string{"400", "was ended by s1", "exchanged refresh token", "loot copied from alice"}},
		"a revocation": {"cluster servers=2 auth=stateful-jwt store=redis\nalice POST /login\nalice GET /profile\nroot POST /login\nroot POST /revoke user=alice\nalice GET /profile\n",
			[]string{"401", "found no row", "the access of alice was revoked", "POST /revoke landed on"}},
		"a script that reads": {"cluster servers=2 auth=jwt keep=local-storage\nalice POST /login\nxss alice\nmallory GET /profile\n",
			[]string{"200", "accepted", "mallory read", "a script runs in alice's page", "s1 signed"}},
		"a script that rides": {"cluster servers=2 auth=session store=redis\nalice POST /login\nxss alice POST /transfer\n",
			[]string{"200", "store has row", "script in the site's own page", "a script runs in alice's page"}},
		"a form of another site": {"cluster servers=2 auth=session store=redis same-site=none\nalice POST /login\ncsrf alice POST /transfer from=cross-site\n",
			[]string{"200", "store has row", "for another site", "row"}},
		"a cookie kept back": {"cluster servers=2 auth=session store=redis\nalice POST /login\ncsrf alice POST /transfer from=cross-site\n",
			[]string{"401", "no credential came", "for another site", "kept connect.sid back"}},
		"a planted cookie": {"cluster servers=1 auth=session regenerate=false\nfixate alice\nalice POST /login\nmallory GET /profile\n",
			[]string{"200", "s1 has row", "was planted in alice's browser"}},
		"a forgery": {"cluster servers=2 auth=jwt alg=RS256 verifier=any-alg\nalice POST /login\nforge any-alg user=root\nmallory GET /profile\n",
			[]string{"200", "accepted", "mallory forged"}},
		"a store that is not asked": {"cluster servers=2 auth=stateful-jwt store=redis fail=open\nalice POST /login\nkill store\nalice GET /profile\n",
			[]string{"200", "pass unasked", "store died"}},
	} {
		if chain := chainOf(t, c.script); !inOrder(chain, c.want) {
			t.Errorf("%s: no %q in\n%s", name, c.want, strings.Join(chain, "\n"))
		}
	}
}

// TestARetryThatWorkedDoesNotExplainTheRefusal: s2 is dead and unnoticed, s3 takes
// the request and does not know the session.
func TestARetryThatWorkedDoesNotExplainTheRefusal(t *testing.T) {
	chain := chainOf(t, "cluster servers=3 detect=never\nalice POST /login\nkill s2\nalice GET /profile\n")
	why := strings.Join(chain, "\n")
	if !strings.Contains(why, "s3 has no row") || len(chain) < 2 || strings.Contains(chain[1], "refused") {
		t.Errorf("the 401 of s3 is explained by\n%s", why)
	}
}

// TestALossOfManyRowsExplainsOne: what struck everybody is told of the one who asks.
func TestALossOfManyRowsExplainsOne(t *testing.T) {
	for name, script := range map[string]string{
		"a dead store":    "cluster servers=2 store=redis\nalice POST /login\nbob POST /login\nkill store\nstart store\nalice GET /profile\n",
		"a wiped store":   "cluster servers=2 store=redis\nalice POST /login\nbob POST /login\nwipe store\nalice GET /profile\n",
		"a dead server":   "cluster servers=1\nalice POST /login\nbob POST /login\nkill s1\nstart s1\nalice GET /profile\n",
		"refresh tokens":  "cluster servers=2 auth=refresh store=redis\nalice POST /login\nbob POST /login\nkill store\nstart store\nalice POST /refresh\n",
		"a promoted copy": "cluster servers=2 store=redis replica=async replica-lag=1h\nalice POST /login\nbob POST /login\nkill store\npromote replica\nalice GET /profile\n",
	} {
		chain := chainOf(t, script)
		if logins := strings.Count(strings.Join(chain, "\n"), "login landed on"); logins != 1 {
			t.Errorf("%s: %d logins in %q", name, logins, chain)
		}
	}
}

// TestWhatBecameOfARefreshToken names the end of the row that was looked for.
func TestWhatBecameOfARefreshToken(t *testing.T) {
	const begin = "cluster servers=2 auth=refresh store=redis\nalice POST /login\n"
	for name, c := range map[string]struct{ script, want string }{
		"another server's memory": {"cluster servers=2 auth=refresh\nalice POST /login\nalice POST /refresh\n", "in its own memory. Only s1 has that row."},
		"logout":                  {begin + "copy alice as loot\nalice POST /logout\nmallory POST /refresh with=loot\n", "The row was deleted when the family was ended."},
		"a dead store":            {begin + "kill store\nstart store\nalice POST /refresh\n", "The row was lost when the store died."},
		"a wiped store":           {begin + "wipe store\nalice POST /refresh\n", "The row went when the store was wiped."},
		"its time":                {"cluster servers=1 auth=refresh refresh-ttl=1m\nalice POST /login\nwait 61s\nalice POST /refresh\n", "but its lifetime is over."},
		"the family's time":       {"cluster servers=1 auth=refresh absolute=1m\nalice POST /login\nwait 61s\nalice POST /refresh\n", "but its absolute lifetime is over."},
		"nothing sent":            {"cluster servers=1 auth=refresh\nbob POST /refresh\n", "finds no refresh token in the request."},
	} {
		script, _ := Parse("", []byte(c.script))
		result := Run(script, Options{})
		all := Events(result.World)
		said := ""
		for i := range all {
			if all[i].Kind == event.RefreshRejected {
				said = event.Explain(&all[i], func(seq int) *event.Event { return event.BySeq(all, seq) })
			}
		}
		result.World.Close()
		if !strings.HasSuffix(said, c.want) {
			t.Errorf("%s: %q, want %q", name, said, c.want)
		}
	}
}

// What becomes of copies is told of those who use them, and of nobody else.
func TestACopyExplainsOnlyWhoeverUsesIt(t *testing.T) {
	const session, jwt = "cluster servers=1 auth=session\n", "cluster servers=1 auth=jwt verifier=decode-only\n"
	for name, c := range map[string]struct {
		script  string
		names   string
		explain bool
	}{
		"her own logout":                    {session + "alice POST /login\ncopy alice as loot\nalice POST /logout\n", "loot copied", false},
		"her own profile":                   {jwt + "alice POST /login\ncopy alice as loot\ndecode loot\nalice GET /profile\n", "decoded", false},
		"her own profile after a theft":     {"cluster servers=1 auth=session http-only=false\nalice POST /login\nxss alice\nalice GET /profile\n", "mallory read", false},
		"her own profile after guesses":     {"cluster servers=1 auth=session id-bits=8\nalice POST /login\nguess tries=300\nalice GET /profile\n", "mallory guessed", false},
		"what the copy got":                 {session + "alice POST /login\ncopy alice as loot\nmallory GET /profile with=loot\n", "loot copied", true},
		"what the decoded copy got":         {jwt + "alice POST /login\ncopy alice as loot\ndecode loot\nmallory GET /profile with=loot\n", "loot copied", true},
		"what was made of it":               {jwt + "alice POST /login\ncopy alice as loot\ndecode loot\nforge decode-only user=root\nmallory GET /profile\n", "loot copied", true},
		"what was read and not copied":      {"cluster servers=1 auth=session http-only=false\nalice POST /login\nxss alice\ncopy alice as loot\nmallory GET /profile\n", "loot copied", false},
		"what the reader got all that":      {"cluster servers=1 auth=session http-only=false\nalice POST /login\nxss alice\ncopy alice as loot\nmallory GET /profile\n", "mallory read", true},
		"her own token, a forgery's source": {jwt + "alice POST /login\ncopy alice as loot\nforge decode-only user=root\nalice GET /profile\n", "mallory forged", false},
		"her own token, one of many":        {jwt + "alice POST /login\ncopy alice as loot\nforge decode-only user=root times=3\nalice GET /profile\n", "mallory", false},
		"the forgery of her token":          {jwt + "alice POST /login\ncopy alice as loot\nforge decode-only user=root\nmallory GET /profile\n", "mallory forged", true},
		"a key that forged":                 {"cluster servers=1 auth=jwt\nleak-key\nforge leaked-key user=root\nalice POST /login\n", "mallory forged", false},
		"the copy after the owner's logout": {session + "set logout=clear\nalice POST /login\ncopy alice as loot\nalice POST /logout\nmallory GET /profile with=loot\n", "dropped", false},
		"a token after its owner's logout":  {"cluster servers=1 auth=jwt\nalice POST /login\ncopy alice as loot\nalice POST /logout\nmallory GET /profile with=loot\n", "dropped", false},
		"a guess that hit":                  {"cluster servers=1 auth=session id-bits=8\nalice POST /login\nguess tries=300\nmallory GET /profile\n", "mallory guessed", true},
	} {
		script, problems := Parse("", []byte(c.script))
		for _, p := range problems {
			t.Fatal(p)
		}
		result := Run(script, Options{})
		steps := result.World.Steps()
		last := steps[len(steps)-1].Flight
		told := false
		for _, s := range steps {
			for _, cause := range s.Causes {
				told = told || s.Flight == last && strings.Contains(event.Short(&steps[cause-1].Event), c.names)
			}
		}
		result.World.Close()
		if told && !c.explain {
			t.Errorf("%s: %q stands behind it", name, c.names)
		}
		if chain := strings.Join(chainOf(t, c.script), "\n"); strings.Contains(chain, c.names) != c.explain {
			t.Errorf("%s: %q in the chain, want %t:\n%s", name, c.names, c.explain, chain)
		}
	}
}

// A forgery that has the signature of a genuine token, and so its tag, is told from it.
func TestAForgeryIsToldFromItsSource(t *testing.T) {
	const before = "cluster servers=1 auth=jwt verifier=decode-only\nalice POST /login\ncopy alice as loot\nforge decode-only user=root\n"
	for request, forged := range map[string]bool{"mallory GET /profile": true, "alice GET /profile": false, "mallory GET /profile with=loot": false} {
		script, problems := Parse("", []byte(before+request+"\n"))
		for _, p := range problems {
			t.Fatal(p)
		}
		result := Run(script, Options{})
		steps := result.World.Steps()
		text := ""
		for i := range steps {
			if steps[i].Kind == event.TokenAccepted {
				text = event.Explain(&steps[i].Event, func(seq int) *event.Event { return &steps[seq-1].Event })
			}
		}
		result.World.Close()
		if text == "" || strings.Contains(text, "is forged") != forged {
			t.Errorf("%s: %q", request, text)
		}
	}
}

// Nothing adds a cookie by itself for somebody who guessed it or took it.
func TestATakenCookieIsPutInByHand(t *testing.T) {
	for script, want := range map[string]string{
		"cluster servers=1 id-bits=8\nalice POST /login\nguess tries=300\nmallory GET /profile\n":    "by hand: it was guessed.",
		"cluster servers=1 http-only=false\nalice POST /login\nxss alice\nmallory GET /profile\n":    "by hand: it was read from alice.",
		"cluster servers=1\nalice POST /login\ncopy alice as loot\nmallory GET /profile with=loot\n": "by hand. The credential is that of loot.",
		"cluster servers=1\nalice POST /login\ncopy alice as loot\nalice GET /profile\n":             "The browser adds the cookie",
		"cluster servers=1 regenerate=false\nfixate alice\nalice POST /login\nalice GET /profile\n":  "The browser adds the cookie",
	} {
		parsed, problems := Parse("", []byte(script))
		for _, p := range problems {
			t.Fatal(p)
		}
		result := Run(parsed, Options{})
		steps := result.World.Steps()
		text := ""
		for i := range steps {
			if steps[i].Kind == event.RequestSent {
				text = event.Explain(&steps[i].Event, func(seq int) *event.Event { return &steps[seq-1].Event })
			}
		}
		result.World.Close()
		if !strings.Contains(text, want) {
			t.Errorf("%s: %q", script, text)
		}
	}
}
