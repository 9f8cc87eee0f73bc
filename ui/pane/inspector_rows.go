package pane

import (
	"strconv"

	"authlab/sim/snapshot"
)

// records writes rows in full, newest first: refresh families as a whole before all
// others, index rows and the audit trail at the end.
func (i *inspector) records(rows []snapshot.Row, total int) {
	i.families(rows)
	var late []*snapshot.Row
	first := true
	one := func(r *snapshot.Row) {
		if !first {
			i.rows = append(i.rows, nil)
		}
		first = false
		i.record(r)
	}
	for n := len(rows) - 1; n >= 0; n-- {
		if r := &rows[n]; index(r.Kind) || r.Kind == kindAudit {
			late = append(late, r)
		} else {
			one(r)
		}
	}
	for _, r := range late {
		one(r)
	}
	if hidden := total - len(rows); hidden > 0 {
		i.say("  +"+strconv.Itoa(hidden)+" older rows", toneDim)
	}
}

// record writes one row.
func (i *inspector) record(r *snapshot.Row) {
	i.put(2, run{safe(r.Key), i.hue(r.Tag)})
	if meaning := rowMeaning(r.Kind); meaning != "" {
		i.say("    "+meaning, toneDim)
	}
	if r.User != "" || r.Kind == kindSession || r.Kind == "" {
		i.fact("user", userOf(*r), "", toneText)
	}
	i.fact("created", i.moment(r.Created), "", toneText)
	if r.Seen != r.Created || r.Kind == kindSession || r.Kind == "" {
		i.fact("last seen", i.moment(r.Seen), "", toneText)
	}
	if r.Expires > 0 {
		i.fact("expires", i.moment(r.Expires), "", toneText)
	} else {
		i.fact("expires", "never", "", toneText)
	}
	i.fact("size", count(r.Bytes, "byte"), "", toneText)
	if r.Text != "" {
		i.document(r.Text, 4)
	}
}

// rowMeaning says what a kind of row is for.
func rowMeaning(kind string) string {
	switch kind {
	case kindRefresh:
		return "A refresh token that was handed out. Who shows it gets a new pair, once."
	case kindFamily:
		return "A refresh family is alive as long as this row is there. Deleting it ends all tokens of the family."
	case kindUsed:
		return "This refresh token has been used. Who shows it again raises the alarm."
	case kindFamilies:
		return "An index: the refresh families of one user, for revoking them all."
	case kindToken:
		return "The session a signed token names. Without this row the token is refused."
	case kindTokens:
		return "An index: the sessions of one user, for listing and revoking them."
	case kindVersion:
		return "The user's token_version. Tokens signed with an older one are refused."
	case kindDenied:
		return "A token that is refused although it is genuine. The row may go once the token has expired."
	case kindAudit:
		return "The audit trail: who logged in, was revoked, and by whom."
	case "csrf":
		return "The token that only the site's own page knows."
	}
	return ""
}

// families writes every refresh family with its tokens in their order.
func (i *inspector) families(rows []snapshot.Row) {
	folded := foldFamilies(rows)
	for n := len(rows) - 1; n >= 0; n-- {
		f := folded.of[n]
		if f == nil || f.told || len(f.members) == 0 {
			continue
		}
		f.told = true
		state := run{"✓ alive", toneGood}
		if !f.alive {
			state = run{"✗ ended", toneBad}
		}
		i.put(2, run{"family ", toneText}, run{safe(f.id), toneRemember}, run{" of " + firstOf(f.user, "nobody") + ": ", toneText}, state)
		for at, m := range f.members {
			said := run{"✓ the newest: good for one use", toneGood}
			switch {
			case m.used:
				said = run{"✗ used", toneBad}
			case !f.alive:
				said = run{"✗ ended with the family", toneBad}
			}
			i.put(4, run{strconv.Itoa(at+1) + "  ", toneDim}, run{m.tag + ellipsis + "  ", i.hue(m.tag)}, said)
		}
		i.rows = append(i.rows, nil)
	}
}
