package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	host   = "app.example"
	secret = "reference-session-secret"
	cookie = "s%3Aabcdefghijklmnopqrstuvwxyz012345.4KT0kLfTViK%2Fxq0gNvmh6rAqEawrU1e7vfrevSNYfbg"
)

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func sent(j *Jar, at time.Duration, https bool, path string) string {
	cookies, _ := j.Cookies(Request{Now: start.Add(at), HTTPS: https, Host: host, Path: path})
	return Header(cookies)
}

func store(j *Jar, line string) Change {
	return j.Store(Request{Now: start, HTTPS: true, Host: host, Path: "/login"}, line)
}

func TestChanges(t *testing.T) {
	var j Jar
	steps := []struct {
		line string
		kind ChangeKind
		was  string
		sent string
	}{
		{"connect.sid=" + cookie + "; Path=/; HttpOnly", Stored, "", "connect.sid=" + cookie},
		{"connect.sid=" + cookie + "; Path=/; HttpOnly", Renewed, cookie, "connect.sid=" + cookie},
		{"connect.sid=other; Path=/", Replaced, cookie, "connect.sid=other"},
		{"SRV=s1; path=/", Stored, "", "connect.sid=other; SRV=s1"},
		{"connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", Deleted, "other", "SRV=s1"},
		{"connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", Ignored, "", "SRV=s1"},
		{"SRV=x; path=/; Max-Age=0", Deleted, "s1", ""},
	}
	for _, s := range steps {
		c := store(&j, s.line)
		if c.Kind != s.kind || c.Was != s.was || c.Why != "" {
			t.Fatalf("%s: %+v", s.line, c)
		}
		if got := sent(&j, 0, true, "/profile"); got != s.sent {
			t.Fatalf("%s: sends %q, want %q", s.line, got, s.sent)
		}
	}
}

func TestAttributes(t *testing.T) {
	var j Jar
	store(&j, "a=1; Path=/x; Secure; HttpOnly; SameSite=Strict; Expires=Thu, 01 Jan 2026 00:01:00 GMT; Domain=.App.Example")
	c := j.Get("a")
	want := Cookie{Name: "a", Value: "1", Domain: host, Path: "/x", Secure: true, HTTPOnly: true, SameSite: "Strict", Created: start, Expires: start.Add(time.Minute)}
	if c == nil || *c != want {
		t.Fatalf("%+v", c)
	}
	store(&j, "b=2; Max-Age=30; Expires=Thu, 01 Jan 2099 00:00:00 GMT; SameSite=None; Secure")
	if c := j.Get("b"); !c.Expires.Equal(start.Add(30*time.Second)) || c.SameSite != "None" || c.Path != "/" || !c.HostOnly {
		t.Errorf("%+v", c)
	}
	store(&j, "c=3; Max-Age=9999999999")
	if c := j.Get("c"); !c.Expires.After(start.Add(24 * 365 * time.Hour)) {
		t.Errorf("a very long life: %+v", c)
	}
}

func TestValuesAreKeptByteForByte(t *testing.T) {
	for _, value := range []string{cookie, `"quoted"`, "s:a/b+c=", "with space", "a,b", "", "\xff", "é"} {
		var j Jar
		store(&j, "sid="+value+"; Path=/")
		if got := sent(&j, 0, true, "/"); got != "sid="+value {
			t.Errorf("%q is sent as %q", value, got)
		}
	}
}

func TestRefusals(t *testing.T) {
	cases := []struct {
		line  string
		https bool
		why   string
	}{
		{"a=1; Secure", false, "it is Secure, but came over http"},
		{"noequals", true, "no name"},
		{"=x", true, "no name"},
		{"a=1; Domain=evil.example", true, "Domain"},
		{"a=1; Domain=example", true, "Domain"},
		{"a=1; Domain=sub.app.example", true, "Domain"},
		{"a=1; SameSite=None", true, "SameSite=None needs Secure"},
		{"__Host-a=1; Secure; Path=/; Domain=app.example", true, "__Host-"},
		{"__Host-a=1; Secure", true, "__Host-"},
		{"__Host-a=1; Path=/", true, "__Host-"},
		{"__Secure-a=1", true, "__Secure-"},
	}
	for _, c := range cases {
		var j Jar
		got := j.Store(Request{Now: start, HTTPS: c.https, Host: host, Path: "/"}, c.line)
		if got.Kind != Refused || !strings.Contains(got.Why, c.why) || len(j.All()) != 0 {
			t.Errorf("%s: %+v", c.line, got)
		}
	}
	var j Jar
	if c := store(&j, "__Host-a=1; Secure; Path=/"); c.Kind != Stored {
		t.Errorf("a proper __Host- cookie: %+v", c)
	}
	store(&j, "a=1; Secure; Path=/")
	if c := j.Store(Request{Now: start, HTTPS: false, Host: host, Path: "/"}, "a=2; Path=/"); c.Kind != Refused || j.Get("a").Value != "1" {
		t.Errorf("http replaced a Secure cookie: %+v", c)
	}
}

func TestWhatIsSentWhere(t *testing.T) {
	var j Jar
	j.Store(Request{Now: start, HTTPS: true, Host: host, Path: "/account/settings"}, "deep=1")
	store(&j, "root=2; Path=/")
	store(&j, "second=3; Path=/")
	store(&j, "secure=4; Path=/; Secure")
	store(&j, "root=5; Path=/")
	j.Store(Request{Now: start, HTTPS: true, Host: host, Path: "/"}, "shared=6; Domain=app.example")
	for _, c := range []struct {
		https      bool
		host, path string
		want       string
	}{
		{true, host, "/account", "deep=1; root=5; second=3; secure=4; shared=6"},
		{true, host, "/account/x?y=/", "deep=1; root=5; second=3; secure=4; shared=6"},
		{true, host, "/accounts", "root=5; second=3; secure=4; shared=6"},
		{false, host, "/", "root=5; second=3; shared=6"},
		{true, "api.app.example", "/", "shared=6"},
		{true, "app.example.evil", "/", ""},
		{true, "evilapp.example", "/", ""},
	} {
		cookies, _ := j.Cookies(Request{Now: start, HTTPS: c.https, Host: c.host, Path: c.path})
		if got := Header(cookies); got != c.want {
			t.Errorf("https=%v %s%s: %q, want %q", c.https, c.host, c.path, got, c.want)
		}
	}
}

func TestExpiry(t *testing.T) {
	var j Jar
	store(&j, "a=1; Path=/; Max-Age=60")
	copied := j.Clone()
	if got := sent(&j, 60*time.Second-1, true, "/"); got != "a=1" {
		t.Errorf("just before the end: %q", got)
	}
	cookies, expired := j.Cookies(Request{Now: start.Add(time.Minute), HTTPS: true, Host: host, Path: "/"})
	if len(cookies) != 0 || len(expired) != 1 || expired[0].Name != "a" || len(j.All()) != 0 {
		t.Errorf("at the end: %v %v", cookies, expired)
	}
	if got := Header(copied.All()); got != "a=1" {
		t.Errorf("a copy does not honour the expiry: %q", got)
	}
}

func TestCloneIsIndependent(t *testing.T) {
	var j Jar
	store(&j, "a=1; Path=/")
	c := j.Clone()
	store(&j, "a=2; Path=/")
	store(c, "b=3; Path=/")
	if got := sent(&j, 0, true, "/") + "|" + sent(c, 0, true, "/"); got != "a=2|a=1; b=3" {
		t.Error(got)
	}
}

// The values were made by the reference program with the same secret.
func TestTamper(t *testing.T) {
	want := [][2]string{
		{"sid-unsigned", "abcdefghijklmnopqrstuvwxyz012345"},
		{"sid-no-prefix", "abcdefghijklmnopqrstuvwxyz012345.4KT0kLfTViK%2Fxq0gNvmh6rAqEawrU1e7vfrevSNYfbg"},
		{"sid-wrong-secret", "s%3Aabcdefghijklmnopqrstuvwxyz012345.o6dP1KaiFDIxRydkJmXWdVPUmcX9dfE6rrUlbkdpEQI"},
		{"sid-edited", "s%3AAbcdefghijklmnopqrstuvwxyz012345.4KT0kLfTViK%2Fxq0gNvmh6rAqEawrU1e7vfrevSNYfbg"},
		{"sid-cut-signature", "s%3Aabcdefghijklmnopqrstuvwxyz012345.4KT0kLfTViK%2Fxq0gNvmh6rAqEawrU1e7vfrevS"},
		{"sid-no-signature", "s%3Aabcdefghijklmnopqrstuvwxyz012345"},
		{"sid-garbage", "garbage"},
		{"sid-empty", ""},
		{"sid-made-up", "s%3AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.51fsBWFmSRUcZE%2BjZX0DXWTqfpJJpR60A%2FMr4M3fC6o"},
		{"sid-not-encoded", "s:abcdefghijklmnopqrstuvwxyz012345.4KT0kLfTViK/xq0gNvmh6rAqEawrU1e7vfrevSNYfbg"},
	}
	kinds := TamperKinds()
	if len(kinds) != len(want) {
		t.Fatalf("%d kinds, want %d", len(kinds), len(want))
	}
	for i, w := range want {
		got, err := TamperCookie(w[0], cookie, []byte(secret))
		if err != nil || got != w[1] || kinds[i].Name != w[0] || kinds[i].Doc == "" {
			t.Errorf("%s: %q %v, want %q", w[0], got, err, w[1])
		}
	}
	const beginsWithA = "s%3AA1-_xyz.hydE0VTdOpOiGPN2%2Blc6tow4z8kyPXTA6WDIlW2bPVg"
	if got, _ := TamperCookie("sid-edited", beginsWithA, nil); got != strings.Replace(beginsWithA, "%3AA", "%3AB", 1) {
		t.Errorf("edited A: %s", got)
	}
	if _, err := TamperCookie("sid-eaten", cookie, nil); err == nil {
		t.Error("an unknown kind")
	}
	if _, err := TamperCookie("sid-edited", "%zz", nil); err == nil {
		t.Error("a value that is not percent-encoded")
	}
	for _, k := range kinds {
		for _, short := range []string{"", "s", "s%3A"} {
			if _, err := TamperCookie(k.Name, short, nil); err != nil {
				t.Errorf("%s of %q: %v", k.Name, short, err)
			}
		}
	}
}

// A jar never holds two cookies of one name, domain and path, never sends one
// that does not fit, and sends longer paths first.
func TestJarInvariants(t *testing.T) {
	paths := []string{"/", "/a", "/a/b", "/b"}
	rapid.Check(t, func(t *rapid.T) {
		var j Jar
		for range 30 {
			now := start.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "now")) * time.Second)
			https := rapid.Bool().Draw(t, "https")
			path := rapid.SampledFrom(paths).Draw(t, "path")
			line := fmt.Sprintf("%s=%d; Path=%s", rapid.SampledFrom([]string{"x", "y"}).Draw(t, "name"),
				rapid.IntRange(0, 9).Draw(t, "value"), rapid.SampledFrom(paths).Draw(t, "cookie path"))
			line += rapid.SampledFrom([]string{"", "; Secure", "; Max-Age=10", "; Max-Age=-1"}).Draw(t, "attributes")
			j.Store(Request{Now: now, HTTPS: https, Host: host, Path: path}, line)
			seen := map[string]bool{}
			for _, c := range j.All() {
				if id := fmt.Sprint(c.Name, c.Domain, c.HostOnly, c.Path); seen[id] {
					t.Fatalf("twice: %s", id)
				} else {
					seen[id] = true
				}
			}
			last := 1 << 10
			cookies, _ := j.Cookies(Request{Now: now, HTTPS: https, Host: host, Path: path})
			for _, c := range cookies {
				if c.Secure && !https || c.Expired(now) || !pathMatch(path, c.Path) || len(c.Path) > last {
					t.Fatalf("sent %+v over https=%v to %s", c, https, path)
				}
				last = len(c.Path)
			}
		}
	})
}

func FuzzStore(f *testing.F) {
	f.Add("connect.sid=x; Path=/; HttpOnly", "/login", uint8(0))
	f.Add("a=b; Domain=.; Max-Age=x; Expires=yesterday; =; ;", "", uint8(1))
	f.Add("__Host-a=b; Secure; Path=/; Domain=app.example; SameSite=None", "/", uint8(2))
	f.Add("a=b; SameSite=strict; samesite=; Secure=false; path", "/a/b?c", uint8(7))
	f.Fuzz(func(t *testing.T, line, path string, how uint8) {
		var j Jar
		pages := []Initiator{OwnPage, PlainPage, SameSite, CrossSite, Link}
		r := Request{Now: start, HTTPS: how&1 == 0, Method: []string{"GET", "POST"}[how>>1&1], Host: host, Path: path, From: pages[int(how>>2)%len(pages)]}
		c := j.Store(r, line)
		if (c.Kind == Refused) != (c.Why != "") {
			t.Fatalf("%q: %+v", line, c)
		}
		if (c.Kind == Stored) != (len(j.All()) == 1) {
			t.Fatalf("%q: %+v, jar %v", line, c, j.All())
		}
		held := j.Withheld(r)
		if sent, _ := j.Cookies(r); len(sent)+len(held) != len(j.All()) || len(j.Readable(r)) > len(sent) {
			t.Fatalf("%q: %v sent, %v held back", line, sent, held)
		}
	})
}

func BenchmarkRequest(b *testing.B) {
	var j Jar
	store(&j, "connect.sid="+cookie+"; Path=/; HttpOnly")
	b.ReportAllocs()
	for b.Loop() {
		sent(&j, 0, true, "/profile")
	}
}

// TestARenewedCookieKeepsItsAge (RFC 6265 §5.3, step 11.3).
func TestARenewedCookieKeepsItsAge(t *testing.T) {
	var j Jar
	store(&j, "a=1")
	for _, line := range []string{"a=1", "a=2"} {
		c := j.Store(Request{Now: start.Add(time.Hour), HTTPS: true, Host: host, Path: "/login"}, line)
		if !c.Cookie.Created.Equal(start) || !j.Get("a").Created.Equal(start) {
			t.Errorf("%s: created at %s", line, j.Get("a").Created)
		}
	}
}
