package scenario

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"authlab/sim/browser"
)

// TestMistakesInAttacks checks place, message and suggestion of what people get wrong
// with attacks on browsers and with the keys against them.
func TestMistakesInAttacks(t *testing.T) {
	const first = "cluster servers=3 auth=refresh\nalice GET /public\n"
	for _, c := range []struct{ line, column, width, message, suggestion string }{
		{"xss", "4", "1", "missing: whose browser", "xss CLIENT"},
		{"xss alcie", "5", "5", "nobody is called alcie", "alice"},
		{"xss mallory", "5", "7", "mallory is the attacker", "alice"},
		{"xss s1", "5", "2", "a machine", "alice"},
		{"xss alice POST", "15", "1", "missing: a path", "xss CLIENT"},
		{"xss alice PUT /transfer", "11", "3", "unknown method PUT", "POST"},
		{"xss alice POST /trasnfer", "16", "9", "unknown path /trasnfer", "/transfer"},
		{"xss alice => 200", "11", "2", "only requests are answered", "expect"},
		{"xss alice POST /transfer from=link", "26", "9", "unknown argument from", "user"},
		{"xss alice POST /login user=alice", "28", "5", "does not know the password of alice", "user=mallory"},
		{"csrf", "5", "1", "missing: whose browser", "csrf CLIENT"},
		{"csrf alice", "11", "1", "missing: a method", "csrf CLIENT"},
		{"csrf alice POST /transfer from=croos-site", "32", "10", "from cannot be croos-site", "cross-site"},
		{"csrf alice POST /transfer frm=link", "27", "8", "unknown argument frm", "from"},
		{"csrf alice POST /transfer from=link", "32", "4", "a link makes a GET", "cross-site"},
		{"csrf alice POST /transfer with=alice", "27", "10", "unknown argument with", ""},
		{"csrf alice POST /revoke", "24", "1", "whose sessions", ""},
		{"csrf alice POST /transfer => 20", "30", "2", "20 is not a status", "100 to 599"},
		{"csrf alice POST /transfer from=link from=link", "32", "4", "a link makes a GET", ""},
		{"sniff", "6", "1", "missing: whose browser", "sniff CLIENT"},
		{"sniff alice now", "13", "3", "unexpected now", "sniff CLIENT"},
		{"sniff alice => 200", "13", "2", "only requests are answered", "expect"},
		{"sniff alice &", "1", "5", "overlap", "&"},
		{"fixate", "7", "1", "missing: whose browser", "fixate CLIENT"},
		{"fixate mallory", "8", "7", "mallory is the attacker", "alice"},
		{"fixate alice", "1", "6", "no session id with auth=refresh", "auth=session"},
		{"fixte alice", "1", "5", "unknown command fixte", "fixate"},
		{"set csrf=yes", "10", "3", "csrf cannot be yes", ""},
		{"set keep=localstorage", "10", "12", "keep cannot be localstorage", "local-storage"},
		{"set cookie-domain=app_example", "19", "11", "cookie-domain cannot be app_example", "app.example"},
		{"set same-site=strcit", "15", "6", "same-site cannot be strcit", "strict"},
		{"expect stoln.alice=0", "8", "11", "unknown name stoln.alice", "stolen.alice"},
	} {
		_, mistakes := Parse("file.txt", []byte(first+c.line+"\n"))
		if len(mistakes) == 0 {
			t.Errorf("%q: no mistake", c.line)
			continue
		}
		e := mistakes[0]
		if fmt.Sprint(e.Line) != "3" || fmt.Sprint(e.Column) != c.column || fmt.Sprint(e.Width) != c.width {
			t.Errorf("%q: at %s, %d wide; want 3:%s, %s wide", c.line, e.Where(), e.Width, c.column, c.width)
		}
		if !strings.Contains(e.Message, c.message) || !strings.Contains(e.Suggestion, c.suggestion) {
			t.Errorf("%q: %q %q; want %q %q", c.line, e.Message, e.Suggestion, c.message, c.suggestion)
		}
	}
}

func TestForcedRequests(t *testing.T) {
	script, mistakes := Parse("file.txt", []byte("cluster\nalice GET /public\n"+
		"xss alice POST /transfer delay=5ms => 401 s2 &\ncsrf alice POST /login => 200\ncsrf alice GET http:///profile from=link\nmallory GET /profile\n"))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	ride, _ := script.Commands[2].Request()
	if !ride.Script || ride.From != browser.OwnPage || ride.Client != "alice" || script.Commands[2].Expect.Server != "s2" || !script.Commands[2].Overlap {
		t.Errorf("%+v", ride)
	}
	login, _ := script.Commands[3].Request()
	if login.From != browser.CrossSite || login.User != "mallory" || login.Script {
		t.Errorf("%+v", login)
	}
	link, _ := script.Commands[4].Request()
	if link.From != browser.Link || !link.Plain || link.Path != "/profile" {
		t.Errorf("%+v", link)
	}
	if known := sceneAfter(script.Commands).holders; !slices.Contains(known, "mallory") {
		t.Errorf("known: %v", known)
	}
}

func TestCompletionOfAttacks(t *testing.T) {
	names := Names{Clients: []string{"alice", "mallory"}, Servers: []string{"s1"}}
	for text, want := range map[string]string{
		"xs":                                "xss",
		"xss ":                              "alice",
		"csrf alice PO":                     "POST",
		"csrf alice POST /tr":               "/transfer",
		"csrf alice POST /transfer from=s":  "from=same-site",
		"xss alice POST /transfer de":       "delay=",
		"sniff a":                           "alice",
		"fixate ":                           "alice",
		"csrf alice POST /transfer => 200 ": "s1",
	} {
		got := Complete(text, len(text), names)
		if !slices.Contains(got, want) || slices.Contains(got, "mallory") {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}
