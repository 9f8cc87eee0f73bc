package page

import (
	"time"

	"authlab/sim/token"
	"authlab/sim/token/broken"
	"authlab/sim/token/inspect"
	"authlab/sim/token/keyset"
	"authlab/ui/pane"
)

// question is all that a report depends on.
type question struct {
	tokenDraft
	at   time.Time
	weak bool
	want wanted
}

// wanted is what a verifier asks of iss, aud and typ; "" asks nothing.
type wanted struct{ issuer, audience, typ string }

// looked is what can be said of a draft. It is worked out once for each question.
type looked struct {
	question
	keys keyset.Set
	// keyError says why the key cannot be used, "" if it can or there is none.
	keyError string
	report   inspect.Report
	segments []pane.Segment
	// falls are the flaws with which a verifier would take the token, and for whom.
	falls []fall
	// lives tells that the payload can be given a life.
	lives bool
	// What a frame needs that depends on nothing but this and a width.
	rows    memo[rowsOf]
	decoded [2]memo[[]pane.Row]
	still   [2]memo[[]string]
	brief   [2]memo[[]string]
	after   memo[[]string]
}

// fall is a flaw that lets the token in, though a strict verifier refuses it.
type fall struct{ flaw, subject string }

// look answers a question. before is the answer to another, or nil: reading a key takes
// longer than all the rest, and mostly it is the same.
func look(q question, before *looked) *looked {
	l := &looked{question: q}
	switch {
	case q.key == "":
	case before != nil && before.key == q.key && before.read == q.read && before.algorithm == q.algorithm:
		l.keys, l.keyError = before.keys, before.keyError
	default:
		l.keys, l.keyError = readKey(q.tokenDraft)
	}
	l.report = inspect.Inspect(inspect.Request{Raw: q.raw, Keys: l.keys.Keys, At: q.at, AllowWeakKey: q.weak,
		Issuer: q.want.issuer, Audience: q.want.audience, Type: q.want.typ})
	l.segments = pane.Segments(q.raw, l.report.Token, l.report.At)
	if l.report.Header.Start < 0 && l.report.Payload.Start >= 0 {
		pane.Lone(l.segments)
	}
	_, l.lives = withLife(string(l.report.Payload.Decoded), q.at, time.Hour)
	l.ask()
	return l
}

// readKey makes keys of what was typed, pasted or read from a file.
func readKey(d tokenDraft) (keyset.Set, string) {
	var set keyset.Set
	var err error
	switch {
	case d.key[0] != '@':
		set, err = keyset.Parse(d.key, d.algorithm)
	case d.read == "":
		return set, "Enter reads the file"
	default:
		set, err = keyset.Read([]byte(d.read), d.algorithm)
	}
	if err != nil {
		return keyset.Set{}, err.Error()
	}
	return set, ""
}

// ask asks verifiers with one flaw each what they make of a token that is refused.
func (l *looked) ask() {
	if l.report.Outcome != inspect.Refused {
		return
	}
	at := l.at
	for _, flaw := range token.Flaws() {
		v, err := broken.NewVerifier(token.Rules{Keys: l.keys.Keys, Clock: func() time.Time { return at }, AllowForever: true,
			Issuer: l.want.issuer, Audience: l.want.audience, Type: l.want.typ}, flaw)
		if err != nil {
			continue
		}
		if claims, ok := v.Check(l.report.Token); ok {
			l.falls = append(l.falls, fall{flaw, claims.Subject})
		}
	}
}

// part is the header or the payload.
func (l *looked) part(kind int) *inspect.Part {
	if kind == pane.HeaderSegment {
		return &l.report.Header
	}
	return &l.report.Payload
}

// segment is the place of a part in the draft; empty where there is none.
func (l *looked) segment(kind int) pane.Segment {
	for _, s := range l.segments {
		if s.Kind == kind {
			return s
		}
	}
	return pane.Segment{Kind: kind}
}

// signer is the first key that can sign.
func (l *looked) signer() (token.Key, bool) {
	for _, k := range l.keys.Keys {
		if k.CanSign() {
			return k, true
		}
	}
	return token.Key{}, false
}

// expiry is the exp of the payload, false if there is none to be read.
func (l *looked) expiry() (time.Time, bool) {
	for _, m := range l.report.Payload.Members {
		if m.Name == "exp" {
			return numericDate(m.JSON)
		}
	}
	return time.Time{}, false
}

// names are what the token says of its issuer, its audience and its type, as far as that
// is text; of several audiences the first.
func (l *looked) names() wanted {
	claims := token.Decode(l.report.Token)
	issuer, _ := claims.Payload.Text("iss")
	audience, one := claims.Payload.Text("aud")
	if list, ok := claims.Payload.Get("aud"); ok && !one {
		if all, _ := token.Audience(list); len(all) > 0 {
			audience = all[0]
		}
	}
	typ, _ := claims.Header.Text("typ")
	return wanted{issuer, audience, typ}
}
