package lifetime_test

import (
	"strings"
	"testing"

	"authlab/sim/event"
	"authlab/sim/lifetime"
	"authlab/sim/scenario"
)

// said are the words on a run's end, "" where there are none.
func said(t *testing.T, script string) string {
	t.Helper()
	parsed, mistakes := scenario.Parse("", []byte(script))
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	result := scenario.Run(parsed, scenario.Options{})
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	defer result.World.Close()
	steps := result.World.Steps()
	var events []event.Event
	for _, s := range steps {
		events = append(events, s.Event)
	}
	l, ok := lifetime.At(events, steps[len(steps)-1].Snapshot)
	if !ok {
		return ""
	}
	_, words, _ := strings.Cut(strings.Join(l.Words(), " | "), "…: ")
	return words
}

func TestWords(t *testing.T) {
	const login, profile = "alice POST /login\n", "alice GET /profile\n"
	for _, c := range []struct{ script, want string }{
		{"cluster servers=3 auth=jwt\n" + login + profile, ""},
		{"cluster servers=3 auth=session store=redis s2.clock=-2m\n" + login + profile, ""},
		{"cluster servers=2 auth=jwt s2.clock=+1m\n" + login, ""},
		{"cluster servers=1 auth=jwt access-ttl=60s\n" + login + "wait until=60s\n" + profile, "no nbf, exp 60s | clocks: s1 at 60s, too late"},
		{"cluster servers=1 auth=jwt access-ttl=60s leeway=9s\n" + login + "wait until=60s\n" + profile, "no nbf, exp 60s, leeway 9s | clocks: s1 at 60s, by leeway"},
		{"cluster servers=1 auth=jwt\n" + login + "alice GET /profile tamper=no-exp", "no nbf, no exp | clocks: s1 at 0s, in time"},
		{
			"cluster servers=3 auth=jwt nbf=on access-ttl=60s s3.clock=-5s\n" + login + profile,
			"nbf 0s, exp 60s | clocks: s1 and s2 at 0s, in time; s3 at -5s",
		},
	} {
		if got := said(t, c.script); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.script, got, c.want)
		}
	}
}

func TestNothingIsSaidOfNothing(t *testing.T) {
	if _, ok := lifetime.At(nil, nil); ok {
		t.Error("a life without events")
	}
}
