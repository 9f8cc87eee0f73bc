package scenario

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// typed reads a command as it is typed behind a few others.
func typed(text string) (Command, *Error) {
	before, mistakes := Parse("", []byte("cluster servers=3 store=redis auth=jwt\nalice POST /login\ncopy alice as loot\n"))
	if len(mistakes) > 0 {
		return Command{}, mistakes[0]
	}
	return ParseAfter(before.Commands, text)
}

// TestMistakesPointAtTheWord checks place, message and suggestion of what people get wrong.
func TestMistakesPointAtTheWord(t *testing.T) {
	const first = "cluster servers=3 store=redis auth=refresh\nalice GET /public\n"
	for _, c := range []struct{ line, column, width, message, suggestion string }{
		{"kil s2", "1", "3", "unknown command kil", "kill"},
		{"GET /profile", "1", "3", "who sends this GET?", "alice GET /profile"},
		{"post /login", "1", "4", "who sends this POST?", "alice POST /login"},
		{"GET", "1", "3", "who sends this GET?", "alice GET /profile"},
		{"/profile", "1", "8", "who sends a request to /profile?", "alice GET /profile"},
		{"alice GTE /profile", "7", "3", "unknown method GTE", "GET"},
		{"alice get /profile", "7", "3", "unknown method get", "GET"},
		{"alice GET /porfile", "11", "8", "unknown path /porfile", "/profile"},
		{"alice GET profile", "11", "7", "not a path", "/profile"},
		{"alice GET /login", "7", "3", "there is no GET /login", "POST /login"},
		{"alice GET", "10", "1", "missing: a path", "CLIENT METHOD PATH"},
		{"alice GET http://other.example/profile", "11", "28", "no site other.example", "http://app.example/profile"},
		{"alice GET /slow?ms=3", "11", "10", "no query", "ms=3"},
		{"alice GET /slow mss=3", "17", "5", "unknown argument mss", "ms"},
		{"alice GET /slow ms=3 ms=4", "22", "4", "given twice", ""},
		{"alice GET /profile ms=3", "20", "4", "means nothing", "/slow"},
		{"alice GET /profile tamper=sid-unsinged", "27", "12", "tamper cannot be sid-unsinged", "sid-unsigned"},
		{"alice GET /profile with=alcie", "25", "5", "nobody is called alcie", "alice"},
		{"alice GET /profile delay=50", "26", "2", "50 is not a time span", "50ms"},
		{"alice GET /profile ip=1.2.3", "23", "5", "not an address", "IPv4"},
		{"alice GET /profile => 20", "23", "2", "20 is not a status", "100 to 599"},
		{"alice GET /profile =>", "20", "2", "nothing stands behind", "=> 200"},
		{"alice GET /profile => 200 s4", "27", "2", "there is no s4", "s3"},
		{"alice GET /profile => 200 s1 s2", "30", "2", "unexpected s2", ""},
		{"alice GET /profile & => 200", "20", "1", "last word", "end of the line"},
		{"root POST /revoke", "1", "17", "whose sessions", "user=alice"},
		{"kill GET /profile", "6", "3", "cannot kill GET", ""},
		{"s2 GET /profile", "1", "2", "a machine", "alice"},
		{"copy alice as kill", "15", "4", "a word of the language", "alice"},
		{"copy alice to loot", "12", "2", "unexpected to", "copy CLIENT as NAME"},
		{"kill s4", "6", "2", "there is no s4", "s3"},
		{"kill strore", "6", "6", "cannot kill strore", "store"},
		{"pause s1", "7", "2", "cannot pause s1", "pause store"},
		{"kill s1 delay=1s after=3", "18", "7", "exclude", ""},
		{"clock s2 2 minutes", "10", "1", "not an offset", "+2m"},
		{"wait 15", "6", "2", "not a time span", "15s"},
		{"wait 99999h", "6", "6", "not a time span", "at most 87600h"},
		{"wait untill=3s", "6", "9", "unknown argument untill", "until"},
		{"wait 1s &", "1", "4", "overlap", "&"},
		{"set servers=4", "5", "9", "cannot change", "scale 4"},
		{"set balancer=stiky", "14", "5", "balancer cannot be stiky", "sticky"},
		{"set blancer=sticky", "5", "7", "unknown key blancer", "balancer"},
		{"scale 9", "7", "1", "9 will not do", "1 to 8"},
		{"guess tries=0", "13", "1", "0 will not do", ""},
		{"guess secret=knwon", "14", "5", "secret cannot be knwon", "known"},
		{"rotate-key overlp=3s", "12", "9", "unknown argument overlp", "overlap"},
		{"rotate-key overlap=15", "20", "2", "not a time span", "15s"},
		{"rotate-key overlap=0s", "20", "2", "an overlap of 0", "Leave"},
		{"rotate-key server=s4", "19", "2", "there is no s4", "s3"},
		{"rotate-key server=x", "19", "1", "not a server", "s1"},
		{"rotate-key overlap=1m server=s1", "23", "9", "exclude", ""},
		{"rotate-key now", "12", "3", "unexpected now", "rotate-key"},
		{"drop-key first", "10", "5", "first is not a key", "k1"},
		{"drop-key k1 k2", "13", "2", "unexpected k2", "drop-key"},
		{"leak-key sever=s1", "10", "8", "unknown argument sever", "server"},
		{"leak-key server=s9", "17", "2", "there is no s9", "s3"},
		{"forge", "6", "1", "missing: a kind", "KIND"},
		{"forge any-agl", "7", "7", "unknown forgery any-agl", "any-alg"},
		{"forge any-alg usr=root", "15", "8", "unknown argument usr", "user"},
		{"forge any-alg user=9", "20", "1", "cannot be a user", "root"},
		{"forge any-alg role=admn", "20", "4", "role cannot be admn", "admin"},
		{"forge any-alg key=jku", "15", "7", "key= means nothing", "embedded-key"},
		{"forge any-alg times=100001", "21", "6", "will not do", "100000"},
		{"decode", "7", "1", "missing: whose token", "decode CLIENT"},
		{"decode alcie", "8", "5", "nobody is called alcie", "alice"},
		{"drop reponse", "6", "7", "cannot drop reponse", "drop response"},
		{"alice GET /profile tamper=alg-non", "27", "7", "tamper cannot be alg-non", "alg-none"},
		{"alice GET /profile audience=billing", "20", "16", "audience= means nothing", "login"},
		{"alice GET /profile => 1", "23", "1", "1 is not a status", "or 0"},
		{"set verifier=brokn", "14", "5", "verifier cannot be brokn", "Did you mean broken"},
		{"set verifier=any-alg,any-alg", "14", "15", "verifier cannot be", "commas"},
		{"set jwt-secret=secret", "16", "6", "jwt-secret cannot be secret", "32 bytes"},
		{"set access-ttl=1500ms", "16", "6", "access-ttl cannot be 1500ms", "whole seconds"},
		{"set cookie-name=SRV", "17", "3", "cookie-name cannot be SRV", "balancer's"},
		{"set alg=HS512", "9", "5", "alg cannot be HS512", "HS256"},
		{"set services=issuer,api", "5", "19", "services cannot change", ""},
		{"expect", "7", "1", "missing: a comparison", ""},
		{"expect logns=1", "8", "5", "unknown name logns", "logins"},
		{"expect lst.alice=1", "8", "9", "unknown name lst.alice", "last.alice"},
		{"expect status.999=1", "8", "10", "unknown name status.999", "status.CODE"},
		{"expect logins", "8", "6", "not compared", "logins=1"},
		{"expect logins >= x", "18", "1", "x is not a number", ""},
		{"expect logins=abc", "15", "3", "abc is not a number", ""},
		{"expect logins !=abc", "17", "3", "abc is not a number", ""},
		{"expect last-server.alice<3", "8", "19", "is text", "!="},
		{"cluster servers=2", "1", "7", "stands once", "scale"},
		{"alice GET /profile user=\"bob", "25", "4", "quotes are not closed", ""},
		{"alice GET /pro\x01file", "15", "1", "U+0001", ""},
		{"alice GET /p\xff", "13", "1", "0xff is not UTF-8", ""},
		{"alice GET\u00a0/profile", "10", "1", "U+00A0", ""},
		{"alice GET /profile # \x1b[2J", "22", "1", "U+001B", ""},
	} {
		_, mistakes := Parse("file.txt", []byte(first+c.line+"\n"))
		if len(mistakes) != 1 {
			t.Errorf("%q: %d mistakes %v", c.line, len(mistakes), mistakes)
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

func TestEveryMistakeIsReported(t *testing.T) {
	_, mistakes := Parse("f", []byte("cluster servers=9 auth=sesion\nalice GTE /x\nalice GET /slow mss=1 with=bob\n"))
	var places []string
	for _, m := range mistakes {
		places = append(places, m.Where())
	}
	if got := strings.Join(places, " "); got != "f:1:17 f:1:24 f:2:7 f:3:17 f:3:28" {
		t.Errorf("mistakes at %s", got)
	}
}

func TestErrorShowsTheLineAndACaret(t *testing.T) {
	_, err := typed("\talice GET /profile tamper=sid-unsinged")
	want := "1:28: tamper cannot be sid-unsinged\n" +
		"     alice GET /profile tamper=sid-unsinged\n" +
		"                               ^^^^^^^^^^^^\n" +
		"  Did you mean sid-unsigned?"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	_, err = typed(strings.Repeat("x", 300) + " GET /profile \x1b" + strings.Repeat("y", 300))
	if text := err.Error(); strings.ContainsRune(text, '\x1b') || len(text) > 600 || !strings.Contains(text, `^^^^`) {
		t.Errorf("a long line with an escape: %q", text)
	}
}

func TestLimits(t *testing.T) {
	long := []byte("cluster\n" + strings.Repeat("#", MaxLine+1))
	if _, m := Parse("f", long); len(m) != 1 || m[0].Line != 2 {
		t.Errorf("a long line: %v", m)
	}
	if _, m := Parse("f", bytes.Repeat([]byte("#\n"), MaxFile)); len(m) != 1 {
		t.Errorf("a long file: %v", m)
	}
	many := []byte("cluster\n" + strings.Repeat("wait 1s\n", MaxCommands))
	if s, m := Parse("f", many); len(m) != 1 || m[0].Line != MaxCommands+1 || len(s.Commands) != MaxCommands {
		t.Errorf("many commands: %v", m)
	}
	if _, m := Parse("f", []byte(strings.Repeat("nonsense\n", 10_000))); len(m) > 100 {
		t.Errorf("%d mistakes are too many to read", len(m))
	}
}

func TestFilesOfOtherSystems(t *testing.T) {
	script, mistakes := Parse("f", []byte("\ufeffcluster servers=2\r\n\r\n# naïve café\r\n\talice\tGET   /profile   => 200 # yes\r\nwait 1s"))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	if got := script.String(); got != "cluster servers=2\nalice GET /profile => 200\nwait 1s\n" {
		t.Errorf("%q", got)
	}
	if c := script.Commands[1]; c.Line != 4 || c.Column != 2 || c.Deed() != "alice GET /profile" || c.Expect.Status != 200 {
		t.Errorf("%+v", c)
	}
}

func TestPlainRequests(t *testing.T) {
	for _, path := range []string{"http:///profile", "http://app.example/profile"} {
		c, err := typed("alice GET " + path)
		if err != nil {
			t.Fatal(err)
		}
		if r, ok := c.Request(); !ok || !r.Plain || r.Path != "/profile" {
			t.Errorf("%s: %+v", path, r)
		}
	}
	c, err := typed("alice GET https://app.example/profile")
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := c.Request(); r.Plain {
		t.Error("https is not plain")
	}
}

func TestFaultAfter(t *testing.T) {
	for text, want := range map[string]string{
		"kill s2": "kill s2 after=17", "kill s2 delay=3s &": "kill s2 after=17", "kill s2 after=3": "kill s2 after=17", "clock s1 -2m": "clock s1 -2m after=17",
	} {
		c, err := typed(text)
		if err != nil {
			t.Fatal(err)
		}
		after, ok := c.After(17)
		again, err := typed(after.Text)
		if !ok || after.Text != want || err != nil || again.action != after.action || after.Overlap {
			t.Errorf("%s: %q %v", text, after.Text, err)
		}
	}
	if c, _ := typed("wait 1s"); c.IsFault() {
		t.Error("waiting is no fault")
	}
}

// TestExamplesAndHelp keeps the help honest: what it shows is accepted, and fits.
func TestExamplesAndHelp(t *testing.T) {
	help := Help()
	for _, v := range Verbs() {
		read := ParseFragment
		if v.Name == "cluster" {
			read = Parse
		}
		if _, mistakes := read("", []byte(v.Example)); len(mistakes) > 0 {
			t.Errorf("the example of %q: %v", v.Name, mistakes)
		}
		if !strings.Contains(help, v.Example) {
			t.Errorf("the help lacks %s", v.Example)
		}
		for _, a := range v.Arguments {
			if !strings.Contains(help, a.Name+"=") {
				t.Errorf("the help lacks %s=", a.Name)
			}
		}
	}
	for l := range strings.SplitSeq(help, "\n") {
		if utf8.RuneCountInString(l) > 80 {
			t.Errorf("wider than 80: %s", l)
		}
	}
}

func TestCompletion(t *testing.T) {
	names := Names{Clients: []string{"alice", "bob"}, Copies: []string{"loot"}, Servers: []string{"s1", "s2"}}
	for line, want := range map[string]string{
		"ki":                          "kill",
		"al":                          "alice",
		"kill ":                       "s1 s2 store",
		"pause ":                      "store",
		"alice P":                     "POST",
		"alice GET /pr":               "/profile",
		"alice GET /profile wi":       "with=alice with=bob with=loot",
		"alice GET /profile => 200 s": "s1 s2",
		"set balancer=st":             "balancer=sticky",
		"expect last.a":               "last.alice",
		"copy alice a":                "as",
		"kill s1 delay=1s de":         "",
	} {
		if got := strings.Join(Complete(line, utf8.RuneCountInString(line), names), " "); got != want {
			t.Errorf("%q completes to %q, want %q", line, got, want)
		}
	}
	if got := Complete("ki s1", 2, names); len(got) != 1 || got[0] != "kill" {
		t.Errorf("in the middle of a line: %v", got)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"kill", "start", "restart", "set", "session", "stateful-jwt"}
	for typed, want := range map[string]string{"kil": "kill", "strat": "start", "KILL": "kill", "sesion": "session", "statefull-jwt": "stateful-jwt", "xyzzy": "", "": ""} {
		if got := Nearest(typed, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	word := rapid.StringMatching(`[a-c]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := distance(a, b)
		if d != distance(b, a) || (d == 0) != (a == b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("distance(%q, %q) = %d", a, b, d)
		}
	})
}

// TestKeysThatDependOnOthers: what a key may be can hang on another one of the line.
func TestKeysThatDependOnOthers(t *testing.T) {
	for line, want := range map[string]string{
		"cluster jwt-secret=secret":                                                                            "1:20: jwt-secret cannot be secret",
		"cluster jwt-secret=secret verifier=weak-secret":                                                       "",
		"cluster s2.jwt-secret=secret s2.verifier=broken":                                                      "",
		"cluster s2.jwt-secret=secret s1.verifier=broken":                                                      "1:23: s2.jwt-secret cannot be secret",
		"cluster s2.jwt-secret=secret s2.verifier=broken\nset verifier=any-alg":                                "",
		"cluster verifier=broken s2.jwt-secret=secret\nset verifier=any-alg":                                   "2:14: verifier cannot be any-alg",
		"cluster servers=5 services=issuer,api":                                                                "1:17: servers cannot be 5",
		"cluster services=issuer,api s2.clock=1m":                                                              "",
		"cluster services=issuer,api s3.clock=1m":                                                              "1:38: there is no s3: servers=2 (give servers= first)",
		"cluster services=profile,billing":                                                                     "1:18: services cannot be profile,billing",
		"cluster services=issuer,issuer":                                                                       "1:18: services cannot be issuer,issuer",
		"cluster auth=session\nrotate-key":                                                                     "2:1: nothing is signed with auth=session",
		"cluster auth=session\nforge any-alg":                                                                  "2:1: nothing is signed with auth=session",
		"cluster auth=jwt\nset verifier=weak-secret\nset jwt-secret=secret\nset verifier=hardened":             "4:14: verifier cannot be hardened",
		"cluster auth=jwt\nset verifier=weak-secret\nset jwt-secret=secret\nrotate-key\nset verifier=hardened": "",
	} {
		_, mistakes := Parse("", []byte(line))
		got := ""
		if len(mistakes) > 0 {
			got = mistakes[0].Where() + ": " + mistakes[0].Message
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// A value that is right by itself is not proposed in its own place.
func TestSuggestionsDoNotRepeatWhatWasWritten(t *testing.T) {
	_, mistakes := Parse("", []byte("cluster auth=jwt verifier=broken jwt-secret=secret\nset verifier=hardened"))
	if len(mistakes) != 1 {
		t.Fatalf("%d mistakes, want 1", len(mistakes))
	}
	if s := mistakes[0].Suggestion; strings.Contains(s, "hardened") || !strings.Contains(s, "jwt-secret") {
		t.Errorf("suggestion %q", s)
	}
}

func TestAnUnfinishedExpectationNamesTheClientThatWasMeant(t *testing.T) {
	script, mistakes := Parse("test", []byte("cluster\nalice POST /login\n"))
	if mistakes != nil {
		t.Fatal(mistakes[0])
	}
	for typed, want := range map[string]string{
		"expect streak.aliee": "Write streak.alice=1.", "expect streak.alice": "Write streak.alice=1.",
		"expect streak.zoe": "Write streak.zoe=1.", "expect logins": "Write logins=1.",
	} {
		if _, err := ParseAfter(script.Commands, typed); err == nil || err.Suggestion != want {
			t.Errorf("%s: %v, want %s", typed, err, want)
		}
	}
}
