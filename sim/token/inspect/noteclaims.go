package inspect

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"authlab/sim/token"
)

// noteClaims says what a reader should know about the payload.
func (i *inspection) noteClaims() {
	i.noteTimes()
	p := &i.payload
	for k := range p.members {
		m := &p.members[k]
		if kin := spelledLike(m.Name, claimNames); kin != "" {
			i.note(Warning, "wrong-case", i.where(p, m), "RFC 7519 §4", fmt.Sprintf("%q is not %q: names are compared letter by letter. Readers that fold case, as golang-jwt's RegisteredClaims do, take one for the other.", shorten(m.Name), kin))
		}
		if what := secretLooking(m.Name); what != "" {
			i.note(Danger, "secret-claim", i.where(p, m), "RFC 7519 §12", fmt.Sprintf("%q looks like %s. A token is signed, not encrypted: anyone who sees it can read this.", shorten(m.Name), what))
		}
		if m.Name == "__proto__" || m.Name == "constructor" || m.Name == "prototype" {
			i.note(Danger, "prototype", i.where(p, m), "RFC 7519 §4", fmt.Sprintf("%q is no claim but an attack on programs in JavaScript that copy claims into objects.", m.Name))
		}
		if slices.Contains(rightsClaims, strings.ToLower(m.Name)) {
			i.note(Remark, "rights-claim", i.where(p, m), "RFC 9068 §2.2.3", fmt.Sprintf("%q is a snapshot from the moment of issue: who loses a right keeps it until the token ends.", shorten(m.Name)))
		}
	}
	i.noteTypes()
	i.noteNumbers()
}

// noteTypes says what registered claims of the wrong type are, whether or not they are judged.
func (i *inspection) noteTypes() {
	p := &i.payload
	for _, name := range []string{"iss", "sub", "jti"} {
		if m := p.get(name); m != nil && kindOf(m.JSON) != "a string" {
			i.note(Warning, "claim-type", i.where(p, m), claimNames[name].source, fmt.Sprintf("%s is %s, and must be a string. Libraries take it as missing, or as it is.", name, kindOf(m.JSON)))
		}
	}
	for _, name := range []string{"iss", "sub", "aud"} {
		if m := p.get(name); m != nil {
			if wrong := noStringOrURI(m.JSON); wrong != "" {
				i.note(Warning, "no-uri", i.where(p, m), "RFC 7519 §2", fmt.Sprintf("%s is %s: with a colon in it, it must be a URI. Libraries take it.", name, shorten(wrong)))
			}
		}
	}
	if m := p.get("aud"); m != nil {
		if _, bad := token.Audience(m.JSON); bad {
			i.note(Warning, "claim-type", i.where(p, m), "RFC 7519 §4.1.3", fmt.Sprintf("aud is %s, and must be a string or a list of strings. golang-jwt takes it where no audience is asked for.", describe(m.JSON)))
		}
	}
	if m := p.get("aud"); m != nil && (m.JSON == `""` || counted(m.JSON) == "a list of 0") {
		i.note(Warning, "empty-audience", i.where(p, m), "RFC 7519 §4.1.3", "aud is there and names nobody. Libraries take it where no audience is asked for.")
	}
	if m := p.get("nonce"); m != nil {
		i.note(Remark, "nonce", i.where(p, m), oidcTokens, "nonce ties an ID token to the request of one client, which has to compare it. Nothing here can.")
	}
	if m := p.get("cnf"); m != nil {
		i.note(Remark, "bound", i.where(p, m), "RFC 7800 §3.1", "cnf binds the token to a key of the sender's. A server that does not check that takes a stolen token.")
	}
}

// secretLooking says what a claim of that name seems to be that does not belong into a token.
func secretLooking(name string) string {
	flat := strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(strings.ToLower(name))
	for _, one := range []struct{ part, what string }{
		{"password", "a password"}, {"passwd", "a password"}, {"pwd", "a password"}, {"passphrase", "a password"},
		{"secret", "a secret"}, {"privatekey", "a private key"}, {"apikey", "a key for an interface"}, {"accesskey", "a key for an interface"},
		{"creditcard", "a card number"}, {"cardnumber", "a card number"}, {"cvv", "the check number of a card"}, {"cvc", "the check number of a card"},
		{"ssn", "a social security number"}, {"socialsecurity", "a social security number"}, {"iban", "an account number"},
		{"passport", "the number of a passport"}, {"taxid", "a tax number"}, {"refreshtoken", "another token"}, {"pin", "a PIN"},
	} {
		short := len(one.part) <= 4
		if flat == one.part || !short && strings.Contains(flat, one.part) {
			return one.what
		}
	}
	return ""
}

// rightsClaims are the usual names for what a user may do.
var rightsClaims = []string{"role", "roles", "admin", "is_admin", "isadmin", "groups", "permissions", "entitlements", "scope", "scp", "scopes"}

// fewMinutes is the longest leeway that nobody need be asked about.
const fewMinutes = 10 * time.Minute

// noteTimes says what is odd about the times, whether or not they are judged.
func (i *inspection) noteTimes() {
	p := &i.payload
	exp, nbf, iat := p.moment("exp"), p.moment("nbf"), p.moment("iat")
	for _, one := range []struct {
		name, source string
		m            moment
	}{{"exp", "RFC 7519 §4.1.4", exp}, {"nbf", "RFC 7519 §4.1.5", nbf}, {"iat", "RFC 7519 §4.1.6", iat}} {
		i.noteMoment(one.name, one.source, one.m)
	}
	if exp.member == nil {
		i.note(Warning, "no-exp", -1, "RFC 7519 §4.1.4", "There is no exp: the token never ends, unless the key is changed. Libraries accept that unless told otherwise.")
	}
	for _, one := range []struct {
		name string
		m    moment
	}{{"iat", iat}, {"nbf", nbf}} {
		if exp.ok && one.m.ok && exp.seconds <= one.m.seconds {
			i.note(Warning, "ends-before-it-begins", i.where(p, exp.member), "RFC 7519 §4.1.4", "exp is not after "+one.name+": the token was never good.")
		}
	}
	i.noteLife(exp, nbf, iat)
	if i.Leeway > fewMinutes && len(i.Keys) > 0 && (exp.ok || nbf.ok) {
		i.note(Warning, "long-leeway", -1, "RFC 7519 §4.1.4", "The leeway is "+span(int64(i.Leeway/time.Second))+", and usually it is no more than a few minutes: so long a token passes before it begins and after it has ended.")
	}
	if now := float64(i.Request.At.Unix()) + i.Leeway.Seconds(); iat.ok && iat.seconds > now {
		i.note(Warning, "issued-in-the-future", i.where(p, iat.member), "RFC 7519 §4.1.6", "iat says that it is issued "+i.distance(iat.seconds)+": clocks differ, or it was made up. Nothing refuses it for that.")
	}
}

// noteMoment says what is odd about one time.
func (i *inspection) noteMoment(name, source string, m moment) {
	if m.member == nil {
		return
	}
	where, value := i.where(&i.payload, m.member), m.member.JSON
	seconds, number := token.Number(value)
	switch {
	case m.unit != "":
		i.note(Warning, m.unit, where, "RFC 7519 §2", m.problem+" Libraries take it for a date far off"+farOff[name]+".")
	case kindOf(value) == "a string":
		i.note(Warning, "time-text", where, "RFC 7519 §2", fmt.Sprintf("%s is a string, %s. Libraries refuse it, or overlook it.", name, shorten(value)))
	case m.problem != "" && kindOf(value) == "a number":
		i.note(Warning, "time-out-of-range", where, "RFC 7519 §2", fmt.Sprintf("%s is %s, %s. Libraries reckon with it as it is, and golang-jwt may misread it where its numbers overflow.", name, shorten(value), outOfRange(value)))
	case m.ok && seconds == 0:
		text := name + " is 0, which is the beginning of 1970."
		if name == "exp" {
			text += " golang-jwt's MapClaims take it as no exp at all, so that the token never ends."
		}
		i.note(Warning, "time-zero", where, "RFC 7519 §2", text)
	case m.ok && seconds < 0:
		i.note(Warning, "time-negative", where, "RFC 7519 §2", name+" is negative, a date before 1970.")
	case number && seconds != math.Floor(seconds):
		text := name + " has a fraction of a second, which is allowed. It is rounded down here; golang-jwt rounds down too, jsonwebtoken keeps it."
		if name == "nbf" {
			text = "nbf has a fraction of a second, which is allowed. It is rounded up here; golang-jwt rounds it down and takes the token too early, jsonwebtoken keeps it."
		}
		i.note(Remark, "time-fraction", where, "RFC 7519 §2", text)
	}
}

// farOff is what comes of a time that libraries take for a date far off.
var farOff = map[string]string{"exp": ", so that the token never ends", "nbf": ", so that the token is never good", "iat": ""}

// noteLife says that a token lives long.
func (i *inspection) noteLife(exp, nbf, iat moment) {
	const day, year = 86400, 365 * 86400
	from := iat
	if !from.ok {
		from = nbf
	}
	if !exp.ok || !from.ok {
		return
	}
	where, life := i.where(&i.payload, exp.member), exp.seconds-from.seconds
	switch words := "It lives for " + apart(int64(from.seconds), int64(max(from.seconds, exp.seconds))); {
	case life > year:
		i.note(Warning, "long-life", where, "RFC 7519 §4.1.4", words+". Who steals it keeps it that long.")
	case life > day:
		i.note(Remark, "long-life", where, "RFC 7519 §4.1.4", words+". Short lives bound what a stolen token is good for.")
	}
}
