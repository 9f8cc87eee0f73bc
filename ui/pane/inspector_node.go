package pane

import (
	"strconv"
	"strings"

	"authlab/sim/snapshot"
)

func (i *inspector) balancer(b *snapshot.Balancer) {
	i.put(0, run{"Policy ", toneDim}, run{b.Policy, toneStrong})
	i.say(policyRule(b.Policy), toneText)
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
	case "sticky":
		return "A cookie of the balancer's own names the server. Without one, or if that server is gone, it is the queue's turn and a new cookie is set."
	}
	return ""
}

func (i *inspector) server(s *snapshot.Server) {
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
	if s.Lookup != nil {
		i.lookup(s.Lookup)
	}
	if s.Memory {
		i.heading("memory: " + count(s.Total, "session"))
		if s.Total == 0 {
			i.say("  It remembers nobody.", toneDim)
		}
		i.records(s.Rows, s.Total)
	}
	if len(s.Keys) > 0 {
		i.heading("keys")
		for _, k := range s.Keys {
			use := "verifies only"
			if k.Mint {
				use = "signs and verifies: who has it can make credentials"
			}
			i.fact(k.ID, strings.TrimSpace(k.Alg+" "+k.Tag+"…"), use, toneProve)
		}
	}
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

// records writes rows in full, newest first.
func (i *inspector) records(rows []snapshot.Row, total int) {
	for n := len(rows) - 1; n >= 0; n-- {
		r := &rows[n]
		if n < len(rows)-1 {
			i.rows = append(i.rows, nil)
		}
		i.put(2, run{safe(r.Key), i.hue(r.Tag)})
		i.fact("user", userOf(*r), "", toneText)
		i.fact("created", i.moment(r.Created), "", toneText)
		i.fact("last seen", i.moment(r.Seen), "", toneText)
		if r.Expires > 0 {
			i.fact("expires", i.moment(r.Expires), "", toneText)
		} else {
			i.fact("expires", "never", "", toneText)
		}
		i.fact("size", strconv.Itoa(r.Bytes)+" bytes", "", toneText)
		if r.Text != "" {
			i.document(r.Text, 4)
		}
	}
	if hidden := total - len(rows); hidden > 0 {
		i.say("  +"+strconv.Itoa(hidden)+" older rows", toneDim)
	}
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
