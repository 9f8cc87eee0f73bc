package event

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// kinds reads the constants of kind.go, so that a kind added there is tested.
func kinds(t *testing.T) []Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, Kind(value))
		}
		return true
	})
	return out
}

func TestEveryKindIsExplained(t *testing.T) {
	all := kinds(t)
	if len(all) < 40 {
		t.Fatalf("only %d kinds found", len(all))
	}
	for _, kind := range all {
		e := &Event{Seq: 1, Kind: kind, Node: "s1"}
		for name, text := range map[string]string{"Explain": Explain(e, nil), "Short": Short(e)} {
			if strings.Contains(text, string(kind)) && strings.Contains(text, ": "+string(kind)) {
				t.Errorf("%s has no words for %s: %q", name, kind, text)
			}
		}
		if text := Explain(e, nil); !strings.HasSuffix(text, ".") {
			t.Errorf("%s is not explained in a sentence: %q", kind, text)
		}
		if text := Short(e); strings.HasSuffix(text, ".") {
			t.Errorf("the short form of %s is a sentence: %q", kind, text)
		}
	}
}

func TestMissNamesTheOnlyHolder(t *testing.T) {
	events := missRun()
	got := Explain(&events[7], func(seq int) *Event { return BySeq(events, seq) })
	if want := "s2 looked for 9f3a… in its own memory. Only s1 has that row."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMissNamesTheDeathThatTookTheRow(t *testing.T) {
	events := []Event{
		{Seq: 1, Kind: NodeKilled, Node: "s1"},
		{Seq: 2, Kind: SessionMiss, Node: "s1", Flight: 1, Attrs: []Attr{Of("tag", "9f3a"), Of("where", "s1")}, Causes: []int{1}},
	}
	got := Explain(&events[1], func(seq int) *Event { return BySeq(events, seq) })
	if !strings.Contains(got, "lost when s1 died") {
		t.Errorf("got %q", got)
	}
}

func TestALoginCarriesANameAndAPassword(t *testing.T) {
	login := &missRun()[0]
	if got, want := Explain(login, nil), "alice sends POST /login with a name and a password."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestATokenWithoutASignatureIsNoEmptyValue(t *testing.T) {
	for _, kind := range []Kind{RequestSent, TokenForged, TokenRejected} {
		e := &Event{Seq: 1, Kind: kind, Node: "s1", Attrs: []Attr{Of("carrier", "header"), Of("method", "GET"), Of("path", "/profile"), Of("why", "jwt signature is required")}}
		for _, text := range []string{Explain(e, nil), Short(e)} {
			if strings.Contains(text, "empty value") {
				t.Errorf("%s: %q", kind, text)
			}
		}
	}
}

// TestALeakedKeyIsNoFlawOfTheVerifier: what is signed with the right key is taken by any
// verifier.
func TestALeakedKeyIsNoFlawOfTheVerifier(t *testing.T) {
	for kind, want := range map[string]bool{"leaked-key": false, "weak-secret": false, "any-alg": true} {
		forged := &Event{Seq: 1, Kind: TokenForged, Node: "mallory", Attrs: []Attr{Of("tag", "9f3a"), Of("kind", kind)}}
		taken := &Event{Seq: 2, Kind: TokenAccepted, Node: "s1", Attrs: []Attr{Of("tag", "9f3a"), Of("user", "root")}, Causes: []int{1}}
		text := Explain(taken, func(int) *Event { return forged })
		if strings.Contains(text, "its verifier falls for") != want {
			t.Errorf("%s: %q", kind, text)
		}
	}
}

// TestAChainDoesNotSayVerified: a link of a chain does not know what the verifier falls
// for, so it says no more than that the token was accepted.
func TestAChainDoesNotSayVerified(t *testing.T) {
	taken := &Event{Kind: TokenAccepted, Node: "s1", Attrs: []Attr{Of("tag", "9f3a"), Of("user", "root")}}
	if text := Short(taken); strings.Contains(text, "verified") || !strings.Contains(text, "accepted") {
		t.Errorf("%q", text)
	}
}

// TestAGenuineTokenIsNotCalledForged: a token for another service was made by the issuer.
func TestAGenuineTokenIsNotCalledForged(t *testing.T) {
	taken := &Event{Kind: TokenForged, Node: "mallory", Attrs: []Attr{Of("tag", "9f3a"), Of("kind", ForAnother), Of("user", "alice")}}
	for _, text := range []string{Explain(taken, nil), Short(taken)} {
		if strings.Contains(text, "forge") || strings.Contains(text, "makes") || !strings.Contains(text, "another service") {
			t.Errorf("%q", text)
		}
	}
}

// missRun is a login that lands on s1 and a request that lands on s2.
func missRun() []Event {
	return []Event{
		{Seq: 1, Kind: RequestSent, Node: "alice", Flight: 1, Attrs: []Attr{Of("method", "POST"), Of("path", "/login")}},
		{Seq: 2, Kind: ServerChosen, Node: "balancer", Flight: 1, Attrs: []Attr{Of("server", "s1")}, Causes: []int{1}},
		{Seq: 3, Kind: SessionCreated, Node: "s1", Flight: 1, Attrs: []Attr{Of("tag", "9f3a"), Of("where", "s1")}, Causes: []int{2}},
		{Seq: 4, Kind: ResponseSent, Node: "s1", Flight: 1, Attrs: []Attr{Of("status", "200")}, Causes: []int{3}},
		{Seq: 5, Kind: RequestSent, Node: "alice", Flight: 2, Attrs: []Attr{Of("method", "GET"), Of("path", "/profile"), Of("tag", "9f3a")}, Causes: []int{4}},
		{Seq: 6, Kind: ServerChosen, Node: "balancer", Flight: 2, Attrs: []Attr{Of("server", "s2")}, Causes: []int{5}},
		{Seq: 7, Kind: CookieAccepted, Node: "s2", Flight: 2, Attrs: []Attr{Of("tag", "9f3a")}, Causes: []int{6}},
		{Seq: 8, Kind: SessionMiss, Node: "s2", Flight: 2, Attrs: []Attr{Of("tag", "9f3a"), Of("where", "s2")}, Causes: []int{7, 3}},
		{Seq: 9, Kind: CredentialMissing, Node: "s2", Flight: 2, Attrs: []Attr{Of("carrier", "cookie")}, Causes: []int{8}},
		{Seq: 10, Kind: ResponseReceived, Node: "alice", Flight: 2, Attrs: []Attr{Of("status", "401"), Of("path", "/profile"), Of("server", "s2")}, Causes: []int{9}},
	}
}

func TestASpanOfTimeIsSpelledInOneWay(t *testing.T) {
	for _, c := range []struct{ key, value, was, says, short string }{
		{"leeway", "110s", "1m30s", "leeway is now 1m50s; it was 1m30s.", "leeway set to 1m50s"},
		{"access-ttl", "900s", "0s", "access-ttl is now 15m; it was 0s.", "access-ttl set to 15m"},
		{"s2.clock", "+120s", "-60m", "s2.clock is now +2m; it was -1h.", "s2.clock set to +2m"},
		{"servers", "0", "3", "servers is now 0; it was 3.", "servers set to 0"},
		{"s1.jwt-secret", "60s", "", "s1.jwt-secret is now 60s; it was not set.", "s1.jwt-secret set to 60s"},
	} {
		e := Event{Kind: OptionSet, Node: "lab", Attrs: []Attr{Of("key", c.key), Of("value", c.value), Of("was", c.was)}}
		if got := Explain(&e, nil); got != c.says {
			t.Errorf("%q, want %q", got, c.says)
		}
		if got := Short(&e); got != c.short {
			t.Errorf("%q, want %q", got, c.short)
		}
	}
}
