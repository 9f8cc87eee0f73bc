package cluster

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// play runs a few words on a fresh cluster: "alice login", "alice profile", "kill s1".
// It answers "200s1 401s2 …", one word a request.
func play(t *testing.T, keys string, lines ...string) (*World, string) {
	t.Helper()
	c := Defaults()
	for _, kv := range strings.Fields(keys) {
		k, v, _ := strings.Cut(kv, "=")
		if err := c.Set(k, v); err != nil {
			t.Fatal(err)
		}
	}
	w := New(c, true)
	t.Cleanup(w.Close)
	var out []string
	for i, line := range lines {
		w.Begin(i)
		f := strings.Fields(line)
		var err error
		switch f[0] {
		case "kill":
			err = w.Kill(f[1])
		case "start":
			err = w.Start(f[1])
		case "restart":
			err = w.Restart(f[1])
		case "pause":
			err = w.Pause()
		case "resume":
			err = w.Resume()
		case "wipe":
			err = w.Wipe()
		case "promote":
			err = w.Promote()
		case "wait":
			var d time.Duration
			if d, err = time.ParseDuration(f[1]); err == nil {
				w.Wait(d)
			}
		case "copy":
			err = w.Copy(f[1], f[2])
		case "guess":
			err = w.Guess(GuessSpec{Tries: 70000})
		default:
			spec := RequestSpec{Client: f[0], Method: "GET", Path: "/" + f[1]}
			if f[1] == "login" || f[1] == "logout" || f[1] == "revoke" {
				spec.Method = "POST"
			}
			for _, kv := range f[2:] {
				k, v, _ := strings.Cut(kv, "=")
				switch k {
				case "with":
					spec.With = v
				case "password":
					spec.Password = v
				case "ms":
					spec.MS = v
				}
			}
			ex, reqErr := w.Request(spec)
			if reqErr != nil {
				t.Fatal(reqErr)
			}
			if f[len(f)-1] == "&" {
				continue
			}
			w.Settle()
			word := strconv.Itoa(ex.Status) + ex.Server
			if ex.Cut {
				word += "cut"
			}
			out = append(out, word)
		}
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return w, strings.Join(out, " ")
}

func TestWhatTheRealClusterDoes(t *testing.T) {
	for _, c := range []struct{ name, keys, script, want string }{
		{"memory behind round robin", "servers=3", "alice login/alice profile/alice profile/alice profile/kill s1/alice profile/start s1/alice profile/alice profile/alice profile",
			"200s1 401s2 401s3 200s1 401s2 401s3 401s2 401s1"},
		{"saveUninitialized orphans the session", "servers=2 save-uninitialized=true", "alice login/alice profile/alice profile/alice profile/alice profile",
			"200s1 401s2 401s1 401s2 401s1"},
		{"sticky", "servers=2 balancer=sticky", "alice login/alice profile/alice profile/kill s1/alice profile/start s1/alice profile",
			"200s1 200s1 200s1 401s2 401s2"},
		{"shared store", "servers=3 store=redis", "alice login/alice profile/kill s2/alice profile/pause/alice profile/resume/alice profile/wipe/alice profile",
			"200s1 200s2 200s3 503s1 200s3 401s1"},
		{"store killed, fail fast", "servers=2 store=redis store-errors=500 regenerate=false", "kill store/bob login/bob profile/start store/bob profile",
			"200s1 500s2 401s1"},
		{"store killed, default queue", "servers=2 store=redis store-errors=hang regenerate=false", "kill store/bob login/bob profile/start store/bob profile",
			"200s1cut 504 200s1"},
		{"asynchronous failover forgets a logout", "servers=2 store=redis replica=async", "alice login/copy alice old/wait 2s/alice profile/alice logout/kill store/promote/mallory profile with=old",
			"200s1 200s2 200s1 200s2"},
		{"a slow request writes the row back after the logout", "servers=1 store=redis resave=true", "alice login/copy alice old/alice slow ms=300 &/alice logout/mallory profile with=old",
			"200s1 200s1 200s1"},
		{"a slow request only touches it", "servers=1 store=redis", "alice login/copy alice old/alice slow ms=300 &/alice logout/mallory profile with=old",
			"200s1 200s1 401s1"},
		{"idle is pushed on by use", "servers=1 idle=15m absolute=1h", "alice login/wait 14m/alice profile/wait 14m/alice profile/wait 15m/alice profile", "200s1 200s1 200s1 401s1"},
		{"absolute is not", "servers=1 idle=30m absolute=40m", "alice login/wait 20m/alice profile/wait 19m/alice profile/wait 1m/alice profile", "200s1 200s1 200s1 401s1"},
		{"nobody left", "servers=1", "kill s1/alice profile", "503"},
		{"stateless", "servers=3 auth=jwt", "alice login/alice profile/kill s1/alice profile/alice profile", "200s1 200s2 200s3 200s2"},
		{"dead and unnoticed", "servers=3 detect=never store=redis", "alice login/kill s2/alice profile/alice profile", "200s1 200s3 200s1"},
		{"dead, unnoticed, no redispatch", "servers=2 detect=never redispatch=off store=redis", "alice login/kill s2/alice profile/alice profile", "200s1 503 200s1"},
		{"few bits are guessed", "servers=1 id-bits=16", "alice login/guess/mallory profile", "200s1 200s1"},
		{"many bits are not", "servers=1", "alice login/guess/mallory profile", "200s1 401s1"},
		{"a password each time", "servers=1 auth=password", "alice profile/alice login/alice profile/alice profile password=right/alice admin password=right", "401s1 200s1 401s1 200s1 403s1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got := play(t, c.keys, strings.Split(c.script, "/")...)
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestASwitchOfSeveralWordsTakesOn(t *testing.T) {
	for value, want := range map[string]string{"on": "token", "true": "token", "false": "off", "origin": "origin"} {
		c := Defaults()
		if err := c.Set("csrf", value); err != nil {
			t.Fatal(err)
		}
		if got, _ := c.Get("csrf"); got != want {
			t.Errorf("csrf=%s is %s, want %s", value, got, want)
		}
	}
}
