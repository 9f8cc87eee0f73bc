package inspect

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/token"
)

// judgeHeader is the header stage; what concerns keys follows in judgeKeys.
func (i *inspection) judgeHeader() {
	h := &i.header
	if !h.is {
		i.finish(StageHeader, NotReached, "The header is no JSON object.")
		return
	}
	i.checkAlg(h)
	i.checkCritical(h)
	for _, name := range []string{"typ", "cty", "kid", "jku", "x5u", "x5t", "x5t#S256", "zip"} {
		if m := h.get(name); m != nil && kindOf(m.JSON) != "a string" {
			i.fail(StageHeader, i.where(h, m), headerSource(name), fmt.Sprintf("%s is %s, and must be a string.", name, kindOf(m.JSON)))
		}
	}
	if m := h.get("kid"); m != nil && m.JSON == `""` {
		i.fail(StageHeader, i.where(h, m), "RFC 7515 §4.1.4", "kid is an empty string, which names no key.")
	}
	i.checkKeysInside(h)
	i.noteHeader(h)
	i.finish(StageHeader, Passed, "alg is there, and nothing in the header has to be understood that is not.")
}

// checkAlg wants an alg (RFC 7515 §4.1.1).
func (i *inspection) checkAlg(h *object) {
	m := h.get("alg")
	switch {
	case m == nil:
		i.fail(StageHeader, i.report.Header.Start, "RFC 7515 §4.1.1", "The header has no alg, which every token must have.")
	case kindOf(m.JSON) != "a string":
		i.fail(StageHeader, i.where(h, m), "RFC 7515 §4.1.1", "alg is "+kindOf(m.JSON)+", and must be a string.")
	case m.JSON == `""`:
		i.fail(StageHeader, i.where(h, m), "RFC 7515 §4.1.1", "alg is an empty string.")
	}
}

// checkCritical refuses what has to be understood and is not (RFC 7515 §4.1.11, RFC 7797).
func (i *inspection) checkCritical(h *object) {
	if m := h.get("crit"); m != nil {
		where := i.where(h, m)
		reason := fmt.Sprintf("crit lists extensions that must be understood, %s; none is understood here, so the token must be refused.", shorten(m.JSON))
		names := token.Elements(m.JSON)
		if len(names) == 0 {
			reason = "crit must be a list of at least one name; it is " + shorten(m.JSON) + "."
		}
		for k, one := range names {
			name, ok := token.Unquote(one)
			switch {
			case !ok:
				reason = "crit must list names; " + shorten(one) + " is " + kindOf(one) + "."
			case strings.HasPrefix(headerParameters[name].source, "RFC 7515"):
				reason = fmt.Sprintf("crit lists %s, which RFC 7515 defines itself and which therefore must not stand there.", name)
			case slices.Contains(names[:k], one):
				reason = fmt.Sprintf("crit lists %q twice.", shorten(name))
			case h.get(name) == nil:
				reason = fmt.Sprintf("crit lists %q, which the header does not have.", shorten(name))
			}
		}
		i.fail(StageHeader, where, "RFC 7515 §4.1.11", reason)
		i.note(Danger, "crit", where, "RFC 7515 §4.1.11", "golang-jwt and jsonwebtoken ignore crit and take the token, as if the extension did not matter.")
	}
	m := h.get("b64")
	if m == nil {
		return
	}
	where := i.where(h, m)
	if m.JSON == "false" {
		i.fail(StageHeader, where, "RFC 7797 §7", "b64 is false: the payload is signed as it is, not as base64url, which tokens must not do.")
	} else if m.JSON != "true" {
		i.fail(StageHeader, where, "RFC 7797 §3", "b64 is "+kindOf(m.JSON)+", and must be true or false.")
	}
	if h.get("crit") == nil {
		i.note(Warning, "b64-without-crit", where, "RFC 7797 §6", "b64 without crit: a library that does not know b64 checks the signature over another text.")
	}
}

// headerSource is the section of a header parameter.
func headerSource(name string) string {
	if p := headerParameters[name]; p.source != "" {
		return p.source
	}
	return "RFC 7515 §4"
}

// noteHeader says what a reader should know about the header.
func (i *inspection) noteHeader(h *object) {
	for k := range h.members {
		m := &h.members[k]
		if kin := spelledLike(m.Name, headerParameters); kin != "" {
			i.note(Warning, "wrong-case", i.where(h, m), "RFC 7515 §4", fmt.Sprintf("%q is not %q: names are compared letter by letter. Readers that fold case, as Go's encoding/json does with structs, take one for the other.", shorten(m.Name), kin))
		}
		switch m.Name {
		case "jwk":
			i.noteKeyInside(h, m, "The header brings a key along. Who trusts it accepts any token that its maker has signed; it is never used here.")
			if strings.Contains(m.JSON, `"d"`) || strings.Contains(m.JSON, `"oct"`) {
				i.note(Danger, "private-key-inside", i.where(h, m), "RFC 7515 §4.1.3", "The key in the header looks like a private or secret one. Whoever sees the token has it.")
			}
		case "jku":
			i.noteKeyInside(h, m, "The header says where keys can be fetched. Who fetches them accepts any token of whoever runs that address; it is never fetched here."+inTheClear(h.text("jku")))
		case "x5u":
			i.noteKeyInside(h, m, "The header says where a certificate can be fetched. It is never fetched here."+inTheClear(h.text("x5u")))
		case "x5c":
			i.noteKeyInside(h, m, "The header brings a certificate along. Unless its chain is checked, anyone could have made it; it is never used here.")
		case "x5t", "x5t#S256":
			i.note(Remark, "certificate-hint", i.where(h, m), headerSource(m.Name), m.Name+" is the hash of a certificate, a hint which key is meant. It is not used here.")
		case "kid":
			i.noteKeyID(h, m)
		case "zip":
			i.note(Warning, "zip", i.where(h, m), "RFC 7516 §4.1.3", "zip belongs to encrypted tokens. In a signed one it has no meaning, and a reader that inflates the payload can be flooded.")
		case "enc":
			i.note(Warning, "enc", i.where(h, m), "RFC 7516 §4.1.2", "enc belongs to encrypted tokens of five parts. This one has three and is not encrypted.")
		}
	}
	i.noteType(h)
	i.noteNested(h)
	i.noteReplicated(h)
}

func (i *inspection) noteKeyInside(h *object, m *Member, text string) {
	i.note(Danger, "key-inside", i.where(h, m), "RFC 8725 §3.10", text)
}

// inTheClear says of an address that it is not protected on the way, as it must be (RFC
// 7515 §4.1.2, §4.1.5).
func inTheClear(address string) string {
	if isURI(address) && !strings.HasPrefix(strings.ToLower(address), "https:") {
		return " It is not even https:, so that anyone on the way can put in a key of their own."
	}
	return ""
}

// noteKeyID warns of a kid that is made for a reader who puts it into a path or query.
func (i *inspection) noteKeyID(h *object, m *Member) {
	kid, ok := token.Unquote(m.JSON)
	if !ok {
		return
	}
	lower := strings.ToLower(kid)
	where := i.where(h, m)
	const advice = " Here it only picks among the keys given."
	switch {
	case strings.ContainsAny(kid, "'\"`") && strings.ContainsAny(kid, " ;-)=") || strings.Contains(lower, "union select") || strings.Contains(lower, " --"):
		i.note(Danger, "kid-query", where, "RFC 8725 §3.10", "kid looks like a piece of SQL, for readers that look keys up in a database without care."+advice)
	case strings.Contains(kid, "../") || strings.Contains(kid, `..\`) || strings.HasPrefix(kid, "/") || strings.Contains(lower, "%2e%2e") || strings.Contains(lower, "dev/null"):
		i.note(Danger, "kid-path", where, "RFC 8725 §3.10", "kid looks like the path of a file, for readers that open what it names: an empty file makes an empty key."+advice)
	case strings.ContainsAny(kid, "|;&$<>\n\r\x00"):
		i.note(Danger, "kid-command", where, "RFC 8725 §3.10", "kid has characters that mean something to a shell, for readers that run a command with it."+advice)
	case strings.HasPrefix(lower, "http:") || strings.HasPrefix(lower, "https:"):
		i.note(Warning, "kid-address", where, "RFC 8725 §3.10", "kid is an address. Nothing is fetched from it here, and nothing should be elsewhere.")
	}
}
