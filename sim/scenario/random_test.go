package scenario

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/cluster"
	"authlab/sim/token"
)

// anyCluster is a cluster line with some keys of enumerations, switches and spans.
func anyCluster(t *rapid.T) string {
	words := []string{"cluster", "servers=" + rapid.SampledFrom([]string{"1", "2", "3", "8"}).Draw(t, "servers")}
	for _, k := range cluster.Keys {
		values := k.Values
		switch {
		case k.Form == "true|false":
			values = []string{"true", "false"}
		case strings.HasPrefix(k.Form, "duration"):
			values = []string{"1ms", "500ms", "1m", k.Default}
		}
		if len(values) > 0 && rapid.IntRange(0, 5).Draw(t, k.Name) == 0 {
			words = append(words, k.Name+"="+rapid.SampledFrom(values).Draw(t, "value"))
		}
	}
	return strings.Join(words, " ")
}

// anyCommand is one line that parses. Whether it can be done is another matter.
func anyCommand(t *rapid.T) string {
	who := rapid.SampledFrom([]string{"alice", "bob", "root", "mallory"}).Draw(t, "client")
	switch rapid.IntRange(0, 12).Draw(t, "kind") {
	case 0:
		return rapid.SampledFrom([]string{"kill", "start", "restart"}).Draw(t, "fault") + " " + rapid.SampledFrom([]string{"s1", "s2", "s3", "store"}).Draw(t, "machine") + anyTime(t)
	case 1:
		return rapid.SampledFrom([]string{"pause store", "resume store", "wipe store", "promote replica", "delete-row " + who, "clock s1 +2m", "clock s1 -1h"}).Draw(t, "fault") + anyTime(t)
	case 2:
		return rapid.SampledFrom([]string{"wait 1s", "wait 20m", "wait until=1h", "scale 1", "scale 4", "guess tries=50", "guess secret=unknown tries=5",
			"copy alice as loot", "set balancer=sticky", "set auth=jwt", "set auth=session", "set auth=refresh", "set auth=stateful-jwt", "set auth=bff", "set auth=sample",
			"set alg=RS256", "set alg=EdDSA", "set carrier=cookie", "set keep=local-storage", "set keep=cookie", "set check=row,version,denylist", "set csrf=token", "set csrf=origin",
			"set verifier=broken", "set cache=10s", "set fail=open", "set same-site=none", "set jwt-secret=0123456789abcdef0123456789abcdef", "set store=redis", "set store=memory", "set idle=1s", "set access-ttl=1s", "set order=lookup-first"}).Draw(t, "operation")
	case 3:
		return who + " POST /login" + rapid.SampledFrom([]string{"", " user=alice", " password=wrong", " device=phone", " ip=10.0.0.7"}).Draw(t, "argument") + anyTime(t)
	case 10:
		victim := rapid.SampledFrom([]string{"alice", "bob", "root"}).Draw(t, "victim")
		return rapid.SampledFrom([]string{"rotate-key", "rotate-key overlap=1m", "rotate-key server=s1", "drop-key", "leak-key", "leak-key server=s2", "revoke " + victim,
			"revoke " + victim + " device=phone", "demote root", "drop response", "decode " + victim}).Draw(t, "operation")
	case 11:
		who = rapid.SampledFrom([]string{"alice", "bob", "root"}).Draw(t, "victim")
		return rapid.SampledFrom([]string{"xss " + who, "xss " + who + " POST /transfer", "csrf " + who + " POST /transfer from=cross-site", "csrf " + who + " POST /transfer from=same-site",
			"csrf " + who + " GET /profile from=link", "sniff " + who, "fixate " + who}).Draw(t, "attack")
	case 12:
		kind := rapid.SampledFrom(token.Flaws()).Draw(t, "forgery")
		return "forge " + kind + rapid.SampledFrom([]string{"", " user=root", " user=root role=admin", " times=20"}).Draw(t, "argument")
	case 4:
		kinds := cluster.TamperKinds()
		return who + " GET /profile tamper=" + kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "tamper")].Name
	}
	r := rapid.SampledFrom(routes).Draw(t, "route")
	line := who + " " + r.method + " " + rapid.SampledFrom([]string{"", "http://"}).Draw(t, "scheme") + r.path
	if r.path == "/revoke" {
		line += " user=alice"
	}
	if r.path == "/slow" {
		line += " ms=40"
	}
	return line + rapid.SampledFrom([]string{"", " password=right", " with=alice", " with=loot"}).Draw(t, "argument") + anyTime(t)
}

func anyTime(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "", "", " &", " delay=7ms &", " delay=25ms"}).Draw(t, "time")
}

// TestAnyScenarioRuns plays whatever can be written: nothing panics, every request
// ends, and recording changes nothing.
func TestAnyScenarioRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := []string{anyCluster(t)}
		for range rapid.IntRange(1, 15).Draw(t, "commands") {
			lines = append(lines, anyCommand(t))
		}
		src := strings.Join(lines, "\n")
		fragment, mistakes := ParseFragment("test", []byte(strings.Join(lines[1:], "\n")))
		if len(mistakes) > 0 {
			t.Fatalf("%s\n%v", src, mistakes)
		}
		first, mistakes := Parse("test", []byte(lines[0]))
		if len(mistakes) > 0 {
			t.Fatal(mistakes)
		}
		recorded, plain := play(t, first.Commands[0], fragment.Commands, true), play(t, first.Commands[0], fragment.Commands, false)
		if !reflect.DeepEqual(recorded, plain) {
			t.Fatalf("%s\nrecorded and unrecorded runs differ:\n%+v\n%+v", src, recorded, plain)
		}
	})
}

// seen is what a run can be asked for.
type seen struct {
	exchanges []cluster.Exchange
	counts    []int64
	texts     []string
}

// play does what can be done and answers what the clients saw.
func play(t *rapid.T, first Command, commands []Command, record bool) seen {
	runner, err := NewRunner(first, record)
	if err != nil {
		t.Fatal(err)
	}
	defer runner.World().Close()
	for _, c := range commands {
		if _, err := runner.Do(c); err != nil && err.Error() == "" {
			t.Fatal("an error without words")
		}
	}
	runner.Finish()
	out := seen{}
	for _, x := range runner.World().Exchanges() {
		if !x.Done {
			t.Fatalf("%s\n%v\n%+v has no end", first.Text, commands, x.Spec)
		}
		if x.Status != 0 && (x.Status < 200 || x.Status > 599) {
			t.Fatalf("%s\n%v\n%+v got %d", first.Text, commands, x.Spec, x.Status)
		}
		copied := *x
		// The reason is worded from the events.
		copied.FirstSeq, copied.LastSeq, copied.Error, copied.Memory = 0, 0, "", nil
		out.exchanges = append(out.exchanges, copied)
	}
	fill := strings.NewReplacer("CODE", "200", "CLIENT", "mallory", "USER", "alice", "SERVER", "s1")
	for _, c := range cluster.Facts {
		n, _ := runner.World().Count(fill.Replace(c.Name))
		text, _ := runner.World().Text(fill.Replace(c.Name))
		out.counts, out.texts = append(out.counts, n), append(out.texts, text)
	}
	return out
}
