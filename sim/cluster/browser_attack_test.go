package cluster

import (
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/event"
)

// designs of one cookie or another that can carry a caller's identity.
var ambient = []string{"auth=session", "auth=bff", "auth=jwt carrier=cookie", "auth=refresh carrier=cookie", "auth=stateful-jwt carrier=cookie"}

// assault does one random thing that a user or an attacker does with browsers.
func assault(t *rapid.T, w *World) {
	name := rapid.SampledFrom(people).Draw(t, "client")
	spec := RequestSpec{Client: name, Method: http.MethodPost, Path: rapid.SampledFrom([]string{"/login", "/transfer", "/logout", "/profile"}).Draw(t, "path")}
	spec.Plain = rapid.Bool().Draw(t, "plain")
	if spec.Path == "/profile" {
		spec.Method = http.MethodGet
	}
	if w.byName[name] == nil {
		w.client(name)
	}
	switch rapid.SampledFrom([]string{"own", "own", "foreign", "script", "read", "sniff"}).Draw(t, "what") {
	case "foreign":
		spec.From = rapid.SampledFrom([]browser.Initiator{browser.CrossSite, browser.SameSite, browser.Link}).Draw(t, "from")
		if spec.From == browser.Link {
			spec.Method, spec.Path = http.MethodGet, "/profile"
		}
	case "script":
		spec.Script = true
	case "read":
		if err := w.Inject(name); err != nil {
			t.Fatal(err)
		}
		return
	case "sniff":
		if err := w.Sniff(name); err != nil {
			t.Fatal(err)
		}
		w.Settle()
		return
	}
	if _, err := w.Request(spec); err != nil {
		t.Fatal(err)
	}
	w.Settle()
}

// besieged is a random run of such things.
func besieged(t *rapid.T, keys string) *World {
	w := New(configured(t, rapid.SampledFrom(ambient).Draw(t, "design")+" "+keys), true)
	for range rapid.IntRange(1, 20).Draw(t, "deeds") {
		assault(t, w)
	}
	return w
}

// sentCookies are the credential cookies of each request that left a client other than the attacker.
func sentCookies(w *World, check func(spec *RequestSpec, name string)) {
	for _, s := range w.Steps() {
		if s.Kind != event.RequestSent || s.Node == Attacker {
			continue
		}
		for _, line := range s.Message.Header {
			cookies, found := strings.CutPrefix(line, "Cookie: ")
			for pair := range strings.SplitSeq(cookies, "; ") {
				if name, _, _ := strings.Cut(pair, "="); found && w.credentialKind(name) != "" {
					check(&w.exchanges[s.Flight-1].Spec, name)
				}
			}
		}
	}
}

func TestStrictStaysWithinTheSite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := besieged(t, "same-site=strict")
		defer w.Close()
		sentCookies(w, func(spec *RequestSpec, name string) {
			if spec.From == browser.CrossSite || spec.From == browser.Link {
				t.Fatalf("%s goes with %+v", name, *spec)
			}
		})
	})
}

func TestSecureStaysOffThePlainLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := besieged(t, "secure=true")
		defer w.Close()
		sentCookies(w, func(spec *RequestSpec, name string) {
			if spec.Plain {
				t.Fatalf("%s goes with %+v", name, *spec)
			}
		})
	})
}

func TestScriptsDoNotReadHTTPOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := besieged(t, "http-only=true keep=local-storage")
		defer w.Close()
		for _, s := range w.Steps() {
			if s.Kind == event.CredentialRead && s.Get("by") == byScript {
				t.Fatalf("%+v", s.Attrs)
			}
		}
	})
}

// With a check on the server no page but the site's own moves money, whatever the cookie says.
func TestGuardedPosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		guard := rapid.SampledFrom([]string{auth.CSRFToken, auth.CSRFOrigin}).Draw(t, "csrf")
		w := besieged(t, "same-site=none csrf="+guard)
		defer w.Close()
		for _, ex := range w.Exchanges() {
			if ex.Spec.From.Foreign() && ex.Spec.Method == http.MethodPost && ex.Status == http.StatusOK {
				// A guard by the token leaves a logout alone that carries no credential.
				if ex.Spec.Path != "/logout" || guard == auth.CSRFOrigin || ex.CredentialBytes > 0 {
					t.Fatalf("%+v is answered 200", ex.Spec)
				}
			}
		}
	})
}

// Who plants an ID gains nothing where a login gives a new one, whoever else logs in.
func TestAFixatedIDDies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := "regenerate=true servers=1 save-uninitialized=" + rapid.SampledFrom([]string{"true", "false"}).Draw(t, "save-uninitialized") +
			" cookie-name=" + rapid.SampledFrom([]string{"sid", "__Host-sid"}).Draw(t, "name")
		w := New(configured(t, keys), rapid.Bool().Draw(t, "record"))
		defer w.Close()
		if rapid.Bool().Draw(t, "visits before") {
			act(t, w, deed{what: "login", client: "alice"})
		}
		if err := w.Fixate("alice"); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 5).Draw(t, "more") {
			act(t, w, deed{what: rapid.SampledFrom([]string{"profile", "login", "logout"}).Draw(t, "what"), client: "alice"})
		}
		act(t, w, deed{what: "login", client: "alice"})
		if ex := act(t, w, deed{what: "profile", client: Attacker}); ex.Status == http.StatusOK && strings.Contains(ex.Body, "alice") {
			t.Fatalf("mallory is alice: %s", ex.Body)
		}
		if n, _ := w.Count("stolen.alice"); n != 0 {
			t.Fatalf("%d stolen", n)
		}
	})
}

func TestVictims(t *testing.T) {
	w := New(Defaults(), false)
	defer w.Close()
	w.client("alice")
	for _, name := range []string{Attacker, "nobody"} {
		if w.Inject(name) == nil || w.Sniff(name) == nil {
			t.Errorf("%s can be attacked", name)
		}
		if _, err := w.Request(RequestSpec{Client: name, Method: "GET", Path: "/profile", From: browser.Link}); err == nil || w.byName["nobody"] != nil {
			t.Errorf("%s: a page makes it send something", name)
		}
	}
	if w.Fixate(Attacker) == nil {
		t.Error("mallory fixates herself")
	}
	other := New(configured(t, "auth=jwt"), false)
	defer other.Close()
	if other.Fixate("alice") == nil {
		t.Error("there is no session id with auth=jwt")
	}
}
