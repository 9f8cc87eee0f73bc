package inspect

import (
	"fmt"
	"strings"

	"authlab/sim/token"
)

// noteType says what typ tells, and what it promises.
func (i *inspection) noteType(h *object) {
	typ := h.get("typ")
	if typ == nil {
		i.note(Remark, "no-typ", -1, "RFC 8725 §3.11", "There is no typ, so that one kind of token can be taken for another.")
		return
	}
	text, ok := token.Unquote(typ.JSON)
	where := i.where(h, typ)
	switch says := typeSays(text); {
	case !ok:
	case says == "":
		i.note(Warning, "unknown-typ", where, "RFC 8725 §3.11", fmt.Sprintf("typ %q is no type that is known here.", shorten(text)))
	case !strings.EqualFold(text, "JWT"):
		i.note(Remark, "typ", where, "RFC 8725 §3.11", "typ "+text+": "+says+".")
		i.notePromised(h, text, where)
	}
}

// promise is what a kind of token must have.
type promise struct {
	header, payload []string
	source          string
}

// promises are those of the types that name their claims.
var promises = map[string]promise{
	"at+jwt":       {nil, []string{"iss", "exp", "aud", "sub", "client_id", "iat", "jti"}, "RFC 9068 §2.2"},
	"secevent+jwt": {nil, []string{"iss", "iat", "jti", "events"}, "RFC 8417 §2.2"},
	"logout+jwt":   {nil, []string{"iss", "aud", "iat", "exp", "jti", "events"}, "OpenID Connect Back-Channel Logout §2.4"},
	"dpop+jwt":     {[]string{"jwk"}, []string{"jti", "htm", "htu", "iat"}, "RFC 9449 §4.2"},
}

// notePromised warns of a token that lacks what its type must have.
func (i *inspection) notePromised(h *object, typ string, where int) {
	p := promises[plainTypeName(typ)]
	var missing []string
	for _, name := range p.header {
		if h.get(name) == nil {
			missing = append(missing, name)
		}
	}
	for _, name := range p.payload {
		if i.payload.is && i.payload.get(name) == nil {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		i.note(Warning, "missing-of-type", where, p.source, fmt.Sprintf("Every token of the type %s must have %s; here that is missing.", shorten(typ), enumerate(missing)))
	}
}

// plainTypeName is a typ in small letters and without "application/" (RFC 7515 §4.1.9).
func plainTypeName(typ string) string {
	return strings.TrimPrefix(strings.ToLower(typ), "application/")
}

// enumerate joins names as a sentence does.
func enumerate(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// noteNested says whether the payload is a token in itself, and whether cty says so.
func (i *inspection) noteNested(h *object) {
	m := h.get("cty")
	says := m != nil && plainTypeName(h.text("cty")) == "jwt"
	nested := looksCompact(string(i.report.Payload.Decoded))
	switch {
	case says && i.payload.is:
		i.note(Warning, "cty-without-nesting", i.where(h, m), "RFC 7519 §5.2", "cty says that the payload is a token in itself, and it is a JSON object.")
	case says:
		i.note(Remark, "nested", i.where(h, m), "RFC 7519 §5.2", "cty is JWT: the payload is a token in itself, to be inspected for its own sake.")
	case nested:
		i.note(Warning, "nesting-without-cty", i.report.Payload.Start, "RFC 7519 §5.2", "The payload is a token in itself, and the header must say so by cty JWT.")
	}
}

// noteReplicated compares claims that the header repeats with those of the payload.
func (i *inspection) noteReplicated(h *object) {
	for _, name := range []string{"iss", "sub", "aud"} {
		outer, inner := h.get(name), i.payload.get(name)
		if outer != nil && inner != nil && outer.JSON != inner.JSON {
			i.note(Warning, "replicated-claim", i.where(h, outer), "RFC 7519 §5.3", fmt.Sprintf("%s is %s in the header and %s in the payload. A reader that takes the header's can be misled.", name, shorten(outer.JSON), shorten(inner.JSON)))
		}
	}
}
