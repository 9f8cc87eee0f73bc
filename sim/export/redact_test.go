package export

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/option"
	"authlab/sim/scenario"
)

// credentialsOf lists what a run's messages and clients hold that would let somebody in.
func credentialsOf(result *scenario.Result) []string {
	var out []string
	cookie := func(pair string) {
		name, value, _ := strings.Cut(pair, "=")
		if name == "SRV" {
			return // a server's name
		}
		plain, _ := url.PathUnescape(value)
		id, _, _ := strings.Cut(strings.TrimPrefix(plain, "s:"), ".")
		out = append(out, value, plain, id)
	}
	for _, s := range result.World.Steps() {
		for _, c := range s.Snapshot.Clients {
			for _, k := range c.Cookies {
				cookie(k.Name + "=" + k.Value)
			}
			if c.Token != nil {
				out = append(out, c.Token.Raw)
			}
		}
		if s.Message != nil {
			out = append(out, credentialsIn(s.Message, cookie)...)
		}
	}
	slices.Sort(out)
	// What is shorter is a word of a tamper kind, such as garbage.
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return len(s) < leastSecret })
}

func credentialsIn(m *event.Message, cookie func(string)) (out []string) {
	for _, line := range m.Header {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "Cookie":
			for _, pair := range strings.Split(value, "; ") {
				cookie(pair)
			}
		case "Set-Cookie":
			pair, _, _ := strings.Cut(value, ";")
			cookie(pair)
		case "Authorization":
			_, credential, _ := strings.Cut(value, " ")
			out = append(out, credential)
			if pair, err := base64.StdEncoding.DecodeString(credential); err == nil {
				_, password, _ := strings.Cut(string(pair), ":")
				out = append(out, password)
			}
		}
	}
	var members map[string]any
	if json.Unmarshal([]byte(m.Body), &members) == nil {
		for _, name := range []string{"password", "access_token", "refresh_token", "csrf", "csrf_token"} {
			if value, ok := members[name].(string); ok {
				out = append(out, value)
			}
		}
	}
	return out
}

// designs are the values of the cluster's auth key.
func designs() []string {
	i := slices.IndexFunc(cluster.Keys, func(k option.Key) bool { return k.Name == "auth" })
	return cluster.Keys[i].Values
}

const everyDesign = `cluster servers=2 auth=DESIGN store=STORE balancer=sticky
alice POST /login
bob POST /login password=correct-horse
alice GET /profile
alice GET /profile password=battery-staple
alice GET /sessions
alice POST /refresh
mallory GET /profile with=alice
alice POST /login
kill s1
alice POST /logout
`

func TestNoCredentialIsExported(t *testing.T) {
	sources := map[string]string{}
	for _, design := range designs() {
		for _, store := range []string{"memory", "redis"} {
			sources[design+" "+store] = strings.NewReplacer("DESIGN", design, "STORE", store).Replace(everyDesign)
		}
	}
	for _, file := range scenarioFiles(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources[filepath.Base(file)] = string(source)
	}
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			result := run(t, source)
			credentials := credentialsOf(result)
			for _, secrets := range []bool{false, true} {
				var har, diagram, sequence, text bytes.Buffer
				if err := HAR(&har, result, HAROptions{IncludeSecrets: secrets}); err != nil {
					t.Fatal(err)
				}
				if err := Mermaid(&diagram, result, MermaidOptions{IncludeSecrets: secrets}); err != nil {
					t.Fatal(err)
				}
				if err := Sequence(&sequence, result, SequenceOptions{IncludeSecrets: secrets, Width: 4000}); err != nil {
					t.Fatal(err)
				}
				if err := Text(&text, result, TextOptions{Redacted: !secrets}); err != nil {
					t.Fatal(err)
				}
				leaks := 0
				for _, c := range credentials {
					for format, all := range map[string]string{"HAR": har.String(), "Mermaid": diagram.String(), "sequence": sequence.String(), "text": text.String()} {
						if !strings.Contains(all, c) {
							continue
						}
						leaks++
						if !secrets {
							t.Errorf("%s holds the credential %q", format, c)
						}
					}
				}
				if secrets && len(credentials) > 0 && leaks == 0 {
					t.Error("credentials were asked for and are missing")
				}
			}
		})
	}
}

func TestSecretsOfTheScenarioAreNotExported(t *testing.T) {
	result := run(t, `cluster servers=2 session-secret="one two;three-of-the-cluster"
set s2.session-secret=four-five-six-of-one-server
alice POST /login password=tiny
alice POST /login password="with \"quotes\" and blanks"
`)
	var out bytes.Buffer
	if err := HAR(&out, result, HAROptions{}); err != nil {
		t.Fatal(err)
	}
	if err := Mermaid(&out, result, MermaidOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&out, result, TextOptions{Redacted: true}); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"one two", "three-of", "four-five", "tiny", "quotes", "blanks"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q was exported:\n%s", secret, out.String())
		}
	}
}

func TestCommandsThatHoldSecrets(t *testing.T) {
	for command, want := range map[string]bool{
		"cluster servers=2 auth=jwt": false, "alice POST /login password=wrong": false, "alice GET /profile": false, "sleep 5m": false,
		"cluster jwt-secret=abc": true, "set s2.session-secret=abc": true, "give mallory token=abc": true, `alice POST /login password="a b"`: true,
		"mallory GET /profile x=eyJhbGciOiJub25lIn0.e30.": true,
	} {
		if got := HoldsSecrets([]string{"alice GET /", command}); got != want {
			t.Errorf("%q: %v", command, got)
		}
	}
}

// A token in a cookie must not make the beginning of all tokens a credential, and
// so tear others apart.
func TestTokensInCookies(t *testing.T) {
	head := "eyJhbGciOiJIUzI1NiJ9."
	r := newRedactor([]cluster.Step{{Event: event.Event{Message: &event.Message{Header: []string{"Cookie: token=" + head + "eyJhIjoxfQ.1111111111"}}}}})
	if got, want := r.text("saw "+head+"eyJiIjoyfQ.2222222222 and "+head+"eyJhIjoxfQ.1111111111"), "saw <2222> and <1111>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRedactedMessages(t *testing.T) {
	r := newRedactor(nil)
	token := "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.9f3aB_longer-than-that"
	for _, c := range []struct{ name, value, want string }{
		{"Cookie", "connect.sid=s%3A9f3aXXXXXXXX.sig; SRV=s1; other=", "connect.sid=<9f3a>; SRV=s1; other="},
		{"Set-Cookie", "connect.sid=s%3A9f3aXXXXXXXX.sig; Path=/; HttpOnly", "connect.sid=<9f3a>; Path=/; HttpOnly"},
		{"Set-Cookie", "connect.sid=; Path=/", "connect.sid=; Path=/"},
		{"Set-Cookie", "9f3aXXXXXXXX; Path=/", "<9f3a>; Path=/"},
		{"Authorization", "Bearer " + token, "Bearer <9f3a>"},
		{"Authorization", "Bearer  " + token, "Bearer  <9f3a>"},
		{"Authorization", token, "<9f3a>"},
		{"X-Csrf-Token", "9f3aXXXXXXXX", "<9f3a>"},
		{"Cookie", "token=" + token, "token=<9f3a>"},
		{"Authorization", "Basic YWxpY2U6eA==", "Basic <redacted>"},
		{"Authorization", "onlyoneword", "<only>"},
		{"Location", "/next?token=" + token, "/next?token=<9f3a>"},
		{"X-Served-By", "s1", "s1"},
	} {
		if got := r.header(c.name, c.value); got != c.want {
			t.Errorf("%s: %s becomes %q, want %q", c.name, c.value, got, c.want)
		}
	}
	for body, want := range map[string]string{
		`{"access_token":"` + token + `","token_type":"Bearer"}`: `{"access_token":"<9f3a>","token_type":"Bearer"}`,
		`{"refresh_token": "9f3aXXXXXXXX"}`:                      `{"refresh_token": "<9f3a>"}`,
		`{"refresh_token":"9f3aXXXXXX`:                           `{"refresh_token":"<9f3a>`,
		`{"password":"a\"b"}`:                                    `{"password":"<redacted>"}`,
		`{"csrf":"short"}`:                                       `{"csrf":"<redacted>"}`,
		`{"user":"alice"}`:                                       `{"user":"alice"}`,
	} {
		if got := r.body(body); got != want {
			t.Errorf("%s becomes %s, want %s", body, got, want)
		}
	}
	var none *redactor
	if none.header("Cookie", "a=b") != "a=b" || none.body(`{"csrf":"x"}`) != `{"csrf":"x"}` {
		t.Error("asked for, and still taken out")
	}
}
