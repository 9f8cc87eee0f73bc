package pane

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
	"authlab/ui/theme"
)

// plays are scenarios of every design and attack that the picture has to tell.
var plays = []struct{ name, script string }{
	{"jwt", `cluster servers=3 auth=jwt access-ttl=1m
alice POST /login
alice GET /profile
clock s3 +2m
alice GET /profile
bob GET /profile
copy alice as loot
mallory GET /profile with=loot`},
	{"refresh", `cluster servers=3 auth=refresh store=redis access-ttl=1m
alice POST /login
copy alice as loot
wait 61s
alice GET /profile
alice POST /refresh
alice GET /profile
mallory POST /refresh with=loot
alice POST /refresh
drop response
bob POST /login`},
	{"refresh-cookies", `cluster servers=2 auth=refresh carrier=cookie store=redis
alice POST /login
drop response
alice POST /refresh
alice POST /refresh`},
	{"spoilt-cookie", `cluster servers=2 auth=jwt carrier=cookie
alice POST /login
alice GET /profile tamper=expired
alice GET /profile tamper=garbage`},
	{"stateful", `cluster servers=3 auth=stateful-jwt store=redis check=row,version,denylist cache=30s
alice POST /login device=laptop
alice GET /profile
root POST /login
root POST /revoke user=alice
alice GET /profile
wait 31s
alice GET /profile
root GET /sessions`},
	{"stateful-open", `cluster servers=2 auth=stateful-jwt store=redis check=version fail=open
alice POST /login
kill store
alice GET /profile`},
	{"keys", `cluster servers=3 auth=jwt alg=RS256
alice POST /login
rotate-key overlap=10m
alice GET /profile
rotate-key server=s3
alice GET /profile
drop-key k1
alice GET /profile
leak-key`},
	{"services", `cluster auth=jwt alg=EdDSA services=issuer,profile,billing key-cache=5m
alice POST /login
alice GET /profile
rotate-key overlap=15m
alice POST /transfer`},
	{"forgery", `cluster servers=2 auth=jwt alg=RS256 verifier=any-alg
alice POST /login
decode alice
forge any-alg user=root
mallory GET /profile
forge embedded-key user=root
mallory GET /profile`},
	{"script", `cluster servers=2 auth=session store=redis http-only=false
alice POST /login
xss alice
mallory GET /profile
xss alice POST /transfer
set http-only=true
bob POST /login
xss bob`},
	{"foreign-page", `cluster servers=2 auth=session store=redis same-site=none
alice POST /login
csrf alice POST /transfer from=cross-site
set same-site=lax
bob POST /login
csrf bob POST /transfer from=cross-site
csrf bob GET /profile from=link`},
	{"fixation", `cluster servers=2 auth=bff store=redis csrf=token
alice POST /login
csrf alice POST /transfer from=same-site
fixate bob
bob POST /login
mallory GET /profile`},
	{"sample", `cluster servers=2 auth=sample
alice POST /session-login
alice GET /session-profile
alice POST /token-login
alice GET /token-profile`},
}

// scenes are the moments of the plays that have a golden picture.
var scenes = []struct {
	play string
	kind event.Kind // the last of this kind
}{
	{"refresh", event.RefreshReused},
	{"refresh", event.RefreshRejected},
	{"refresh-cookies", event.ResponseDropped},
	{"stateful", event.AccessRevoked},
	{"stateful", event.StateCached},
	{"stateful", event.StateRefused},
	{"stateful-open", event.StateSkipped},
	{"keys", event.TokenRejected},
	{"keys", event.KeyLeaked},
	{"services", event.KeyPublished},
	{"forgery", event.TokenAccepted},
	{"script", event.CredentialRead},
	{"foreign-page", event.CookieWithheld},
	{"fixation", event.CSRFRefused},
	{"fixation", event.CookiePlanted},
}

func TestScenesGolden(t *testing.T) {
	for _, scene := range scenes {
		for _, p := range plays {
			if p.name != scene.play {
				continue
			}
			steps := play(t, p.script)
			in := at(steps, lastOf(t, steps, scene.kind))
			for _, size := range [][2]int{{60, 8}, {78, 13}, {100, 20}, {158, 33}} {
				name := fmt.Sprintf("play-%s-%s-%dx%d.txt", scene.play, scene.kind, size[0], size[1])
				golden(t, name, Stage(in, size[0], size[1]))
			}
		}
	}
}

// play runs a script and answers its steps.
func play(t testing.TB, script string) []cluster.Step {
	t.Helper()
	parsed, problems := scenario.Parse("", []byte(script))
	for _, p := range problems {
		t.Fatal(p)
	}
	result := scenario.Run(parsed, scenario.Options{})
	t.Cleanup(result.World.Close)
	return result.World.Steps()
}

// at is the moment after the n-th step, from 1.
func at(steps []cluster.Step, n int) Input {
	in := Input{Now: steps[n-1].Snapshot, Phase: 1, Styles: plainStyles()}
	if n > 1 {
		in.Was = steps[n-2].Snapshot
	}
	for _, s := range steps[:n] {
		in.Events = append(in.Events, s.Event)
	}
	return in
}

// lastOf is the number of the last step of a kind.
func lastOf(t testing.TB, steps []cluster.Step, kind event.Kind) int {
	t.Helper()
	for n := len(steps); n > 0; n-- {
		if steps[n-1].Kind == kind {
			return n
		}
	}
	t.Fatalf("there is no %s", kind)
	return 0
}

func TestEveryStepOfEveryPlayFillsEverySize(t *testing.T) {
	sizes := [][2]int{{1, 1}, {3, 2}, {10, 4}, {24, 7}, {40, 9}, {57, 8}, {58, 20}, {60, 8}, {73, 16}, {78, 11}, {90, 15}, {100, 24}, {120, 30}, {160, 36}, {200, 60}}
	for _, p := range plays {
		steps := play(t, p.script)
		for n := 1; n <= len(steps); n++ {
			in := at(steps, n)
			in.Styles = colorStyles(n%2 == 0)
			size := sizes[n%len(sizes)]
			for name, draw := range panes() {
				where := fmt.Sprintf("%s step %d %s", p.name, n, name)
				checkSize(t, where, draw(in, size[0], size[1]), size[0], size[1])
				checkSize(t, where, draw(in, 77, 13), 77, 13)
			}
		}
	}
}

func TestEveryPlayIsASCIIWhereThatIsAskedFor(t *testing.T) {
	for _, p := range plays {
		steps := play(t, p.script)
		for n := 1; n <= len(steps); n++ {
			in := at(steps, n)
			in.Styles = theme.New(theme.Options{Profile: termenv.Ascii, ASCII: true})
			for name, draw := range panes() {
				for _, line := range draw(in, 120, 30) {
					if at := strings.IndexFunc(line, func(r rune) bool { return r > '~' }); at >= 0 {
						t.Fatalf("%s step %d %s: %q", p.name, n, name, line[at:])
					}
				}
			}
		}
	}
}

// inspected is everything the inspector says about a target.
func inspected(in Input, node string) string {
	lines, _ := Inspector(in, Target{node}, 0, 160, 200)
	return strings.Join(lines, "\n")
}

// TestOnlyAServerVerifies: whatever is shown of a token says that it is decoded; that it
// was verified is said where a server's event says so.
func TestOnlyAServerVerifies(t *testing.T) {
	for _, p := range plays {
		steps := play(t, p.script)
		for n := 1; n <= len(steps); n++ {
			in := at(steps, n)
			said := map[int]bool{}
			for _, e := range in.Events {
				said[e.Flight] = said[e.Flight] || e.Kind == event.TokenAccepted
			}
			for _, node := range []string{"", "alice"} {
				lines, _ := Inspector(in, Target{node}, 0, 100, 60)
				text := strings.Join(lines, "\n")
				if strings.Contains(text, "verified it") && !said[in.Events[n-1].Flight] {
					t.Fatalf("%s step %d: nobody has verified anything yet:\n%s", p.name, n, text)
				}
				if strings.Contains(text, "payload") && !strings.Contains(text, "not verified") {
					t.Fatalf("%s step %d: a decoded token does not say so:\n%s", p.name, n, text)
				}
			}
		}
	}
}

func TestTheInspectorExplains(t *testing.T) {
	for name, c := range map[string]struct {
		play, node string
		kind       event.Kind
		want       []string
	}{
		"a token by the receiver's clock": {"jwt", "", event.TokenRejected, []string{"s3 refused it", "ago by s3's clock", "not valid from then on"}},
		"a challenge":                     {"keys", "", event.ResponseReceived, []string{"invalid_token", "RFC 6750 §3.1"}},
		"both tokens of a client":         {"refresh", "alice", event.TokenKept, []string{"access token", "refresh token", "in memory"}},
		"a family":                        {"refresh", "store", event.FamilyRevoked, []string{"✗ ended", "✗ used", "Who shows it gets a new pair"}},
		"a refused refresh":               {"refresh-cookies", "", event.ResponseReceived, []string{"invalid_grant", "RFC 6749 §5.2"}},
		"rows of a stateful token":        {"stateful", "store", event.StateRefused, []string{"token_version", "refused although it is genuine", "audit trail"}},
		"keys":                            {"services", "s2", event.KeyPublished, []string{"service profile", "EdDSA", "verifies only"}},
		"services":                        {"services", "balancer", event.KeyPublished, []string{"issuer", "billing", "/transfer"}},
		"loot":                            {"script", "mallory", event.CredentialRead, []string{"loot", "reads the cookie"}},
		"where a request comes from":      {"fixation", "", event.CSRFRefused, []string{"Origin", "Sec-Fetch-Site", "no page can change it"}},
	} {
		for _, p := range plays {
			if p.name != c.play {
				continue
			}
			steps := play(t, p.script)
			text := inspected(at(steps, lastOf(t, steps, c.kind)), c.node)
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("%s: no %q in\n%s", name, want, text)
				}
			}
		}
	}
}

// styled finds a tag with the escape sequence that dresses it.
var styled = regexp.MustCompile(`\x1b\[([0-9;]*)m([^\x1b]*)`)

// TestATagHasOneColour: a credential keeps its colour on the stage, on the wire, in
// sentences, in chains and in the inspector, from the first step to the last.
func TestATagHasOneColour(t *testing.T) {
	for _, p := range plays {
		steps := play(t, p.script)
		tags := map[string]bool{}
		for _, s := range steps {
			if tag := s.Get("tag"); len(tag) == 4 {
				tags[tag] = true
			}
		}
		colours, first := map[string]string{}, map[string]string{}
		for n := 1; n <= len(steps); n++ {
			in := at(steps, n)
			in.Styles = colorStyles(false)
			for name, draw := range panes() {
				if name == "why" { // its selected row is inverse throughout
					draw = func(in Input, w, h int) []string { return Why(in, -1, w, h) }
				}
				for _, line := range draw(in, 120, 30) {
					for _, m := range styled.FindAllStringSubmatch(line, -1) {
						for tag := range tags {
							if !strings.Contains(m[2], tag+ellipsis) {
								continue
							}
							where := fmt.Sprintf("%s step %d, %s: %q", p.name, n, name, ansi.Strip(line))
							if have, ok := colours[tag]; ok && have != m[1] {
								t.Fatalf("%s is %s in\n%s\nand %s in\n%s", tag, have, first[tag], m[1], where)
							}
							colours[tag], first[tag] = m[1], where
						}
					}
				}
			}
		}
	}
}
