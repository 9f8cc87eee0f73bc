package page

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"authlab/sim/token"
)

// withLife is a payload whose iat is now and whose exp is so much later, whatever they
// were before; false where it is no JSON object with every name once. forever takes exp away.
func withLife(payload string, now time.Time, life time.Duration) (string, bool) {
	members, problem := token.StrictObject(payload)
	if problem != "" {
		return payload, false
	}
	set := map[string]string{"iat": strconv.FormatInt(now.Unix(), 10), "exp": strconv.FormatInt(now.Add(life).Unix(), 10)}
	if life == forever {
		set["exp"] = ""
	}
	var out []string
	write := func(name, value string) {
		if value != "" {
			// Text always marshals.
			quoted, _ := json.Marshal(name)
			out = append(out, string(quoted)+":"+value)
		}
	}
	for _, m := range members {
		if m.Twice {
			return payload, false
		}
		value, ours := set[m.Name]
		if !ours {
			value = m.JSON
		}
		write(m.Name, value)
		delete(set, m.Name)
	}
	for _, name := range []string{"iat", "exp"} {
		write(name, set[name])
	}
	return "{" + strings.Join(out, ",") + "}", true
}

// forever stands for a life without exp.
const forever time.Duration = -1 << 62

// live gives the payload an hour's life. The old signature stays, and fails.
func (p *Tokens) live() Result {
	payload, _ := withLife(p.text(panelPayload), p.at(), time.Hour)
	p.replace(p.with(panelPayload, payload))
	if p.look().report.Signature.Raw == "" {
		return note("iat is now, exp an hour on. Nobody has signed it yet: s signs, with a key")
	}
	return note("iat is now, exp an hour on. The signature is still the old one: s signs anew")
}

// sample puts the course's sample on the bench.
func (p *Tokens) sample() Result {
	g := newGenerator(p)
	r, _ := g.generate()
	return r
}
