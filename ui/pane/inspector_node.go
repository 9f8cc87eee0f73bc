package pane

import (
	"strconv"
	"strings"

	"authlab/sim/snapshot"
)

func (i *inspector) balancer(b *snapshot.Balancer) {
	i.put(0, run{"Policy ", toneDim}, run{b.Policy, toneStrong})
	i.say(policyRule(b.Policy), toneText)
	i.services()
	i.rows = append(i.rows, nil)
	if len(b.Queue) > 0 {
		i.fact("queue", strings.Join(b.Queue, " → "), "", toneText)
	}
	if b.Next != "" {
		i.fact("next", b.Next, "", toneText)
	}
	for _, s := range i.in.Now.Servers {
		if n := b.Active[s.Name]; n > 0 {
			i.fact(s.Name, count(n, "request")+" under way", "", toneText)
		}
	}
	if len(b.Down) > 0 {
		i.fact("skips", strings.Join(b.Down, " "), "believed dead", toneBad)
	}
	for _, s := range i.in.Now.Servers {
		if !s.Noticed {
			i.fact(s.Name, "not noticed", "what the balancer believes of it is out of date", toneUnknown)
		}
	}
}

// services tells which server carries which service, if they differ.
func (i *inspector) services() {
	first := true
	for _, s := range i.in.Now.Servers {
		if s.Service == "" {
			continue
		}
		if first {
			i.rows = append(i.rows, nil)
			first = false
		}
		i.fact(s.Name, s.Service, servicePaths(s.Service), toneText)
	}
}

func servicePaths(service string) string {
	switch service {
	case "issuer":
		return "what is about credentials: /login, /refresh, /logout; it alone signs"
	case "billing":
		return "/transfer"
	case "profile":
		return "everything else"
	}
	return ""
}

// policyRule says in a sentence how a policy chooses.
func policyRule(policy string) string {
	switch policy {
	case "round-robin":
		return "A queue: the server at its head takes the next request and goes to the end. Who is calling plays no part."
	case "least-connections":
		return "The server with the fewest requests under way takes the next one; among equals, the one that waited longest."
	case "random":
		return "Two servers are drawn at random, and the less busy of them takes the request."
	case "ip-hash":
		return "The caller's address decides: the same address comes to the same server as long as the set of servers does not change."
	case "uri-hash":
		return "The requested path decides: the same path comes to the same server, whoever asks."
	case "path":
		return "What is asked for decides: each service takes its own paths."
	case "sticky":
		return "A cookie of the balancer's own names the server. Without one, or if that server is gone, it is the queue's turn and a new cookie is set."
	}
	return ""
}

func (i *inspector) server(s *snapshot.Server) {
	if s.Service != "" {
		i.put(0, run{"The service ", toneText}, run{s.Service, toneStrong}, run{", with tokens made for it.", toneText})
	}
	switch {
	case s.Up:
		i.put(0, run{"up", toneGood}, run{", " + count(s.Busy, "request") + " inside", toneText})
	default:
		i.put(0, run{"✗ down", toneBad}, run{", it answers nobody", toneText})
	}
	if !s.Noticed {
		i.say("The balancer has not noticed yet.", toneUnknown)
	}
	if s.Clock != 0 {
		i.say("Its clock deviates by "+offset(s.Clock)+" from the true time. Every expiry is judged by this clock.", toneUnknown)
	}
	if s.Leeway > 0 {
		i.say("It takes a token up to "+span(s.Leeway)+" before nbf and after exp: its leeway.", toneText)
	}
	i.clocks("")
	if s.Lookup != nil {
		i.lookup(s.Lookup)
	}
	if s.Memory {
		what := "row"
		if i.in.Now.Design == "session" || i.in.Now.Design == "bff" {
			what = "session"
		}
		i.heading("memory: " + count(s.Total, what))
		if s.Total == 0 {
			i.say("  It remembers nobody.", toneDim)
		}
		i.records(s.Rows, s.Total)
	}
	if n := answersKept(s, i.in.Now.At); n > 0 {
		i.heading("cache: " + count(n, "answer"))
		i.say("  It asks the store about the same token again when an answer is "+span(s.AnswersFor)+" old.", toneText)
	}
	if !s.Memory && i.in.Now.Design == "jwt" {
		i.rows = append(i.rows, nil)
		i.say("It remembers nobody: what it has to know of a caller stands in the token.", toneDim)
	}
	i.keys(s.Keys)
	if copiesKeys(s) {
		i.fact("copied", i.moment(s.KeysAt), "it fetches the issuer's keys again once its copy is older than key-cache", toneText)
	}
}

// keys lists what a server signs and verifies with.
func (i *inspector) keys(keys []snapshot.Key) {
	if len(keys) == 0 {
		return
	}
	i.heading("keys")
	for _, k := range keys {
		use := "verifies only: nothing can be made with it"
		switch {
		case k.Signing:
			use = "new tokens are signed with it; who has it can make any user's"
		case k.Mint:
			use = "signs and verifies: who has it can make credentials"
		}
		i.fact(k.ID, strings.TrimSpace(k.Alg+" "+k.Tag+"…"), use, toneProve)
		if meaning := algorithmMeaning(k.Alg); meaning != "" {
			i.say("             "+meaning, toneDim)
		}
	}
}

// algorithmMeaning says who can do what with a key of an algorithm.
func algorithmMeaning(alg string) string {
	switch alg {
	case "HS256":
		return "one secret signs and verifies (RFC 7518 §3.2)"
	case "RS256":
		return "a private key signs, its public half verifies (RFC 7518 §3.3)"
	case "EdDSA":
		return "a private key signs, its public half verifies (RFC 8037 §3.1)"
	}
	return ""
}

func (i *inspector) lookup(l *snapshot.Lookup) {
	place := "its own memory"
	if l.Where == "store" {
		place = "the shared store"
	}
	row := []run{{"Looked for ", toneText}, {l.Tag + "…", i.hue(l.Tag)}, {" in " + place + ": ", toneText}}
	switch {
	case l.Unknown:
		row = append(row, run{"? no answer", toneUnknown})
	case l.Found && l.User != "":
		row = append(row, run{"✓ found, " + l.User, toneGood})
	case l.Found:
		row = append(row, run{"✓ found, nobody logged in", toneGood})
	default:
		row = append(row, run{"✗ not there", toneBad})
	}
	i.put(0, row...)
}

func (i *inspector) store(s *snapshot.Store) {
	state := run{"up", toneGood}
	switch {
	case !s.Up:
		state = run{"✗ down: it refuses every connection", toneBad}
	case s.Paused:
		state = run{"? paused: it accepts connections and answers nothing", toneUnknown}
	}
	i.put(0, run{s.Kind + ", ", toneText}, state)
	i.say(count(s.Reads, "read")+" and "+count(s.Writes, "write")+" so far.", toneText)
	if s.Persist {
		i.say("It keeps its rows on disk and has them again after a restart.", toneText)
	} else {
		i.say("It keeps its rows in memory only; a restart loses them.", toneText)
	}
	if s.Waiting > 0 {
		i.say(count(s.Waiting, "call")+" waiting for an answer.", toneUnknown)
	}
	i.heading("rows: " + strconv.Itoa(s.Total))
	i.records(s.Rows, s.Total)
}

func (i *inspector) replica(r *snapshot.Replica) {
	i.say("A copy of the store that follows "+span(r.Lag)+" behind. Writes younger than that are only in the store.", toneText)
	if r.Pending > 0 {
		i.say(count(r.Pending, "write")+" not copied yet.", toneUnknown)
	}
	i.heading("rows: " + strconv.Itoa(r.Total))
	i.records(r.Rows, r.Total)
}
