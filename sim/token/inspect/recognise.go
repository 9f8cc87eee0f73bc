package inspect

import (
	"fmt"
	"strings"

	"authlab/sim/token"
)

// recognise says what a text is that is no signed token in compact form.
func (i *inspection) recognise(t text, parts int) {
	what := kindOfText(t.s, parts)
	i.shapeIs(t.place(0), what.source, what.words)
	if what.code != "" {
		i.note(what.gravity, what.code, t.place(0), what.source, what.words)
	}
	switch what.code {
	case "jwe":
		i.readAlone(0, t.s[:strings.IndexByte(t.s, '.')], 0)
	case "jws-json", "jws-json-flattened", "jwe-json":
		i.readSerialised(t.s)
	case "one-part", "two-parts", "":
		i.readOddParts(t.s, parts)
	}
}

// readOddParts shows what too few or too many parts hold, where one of the first two
// looks like that of a token. Of five parts the second would be an encrypted key.
func (i *inspection) readOddParts(s string, count int) {
	parts := strings.SplitN(s, ".", 4)
	switch {
	case !looksJSON(parts[0]) && (count == 1 || !looksJSON(parts[1])):
		return
	case count == 1 && !isHeader(s):
		i.readAlone(1, s, 0)
		return
	case count == 5:
		i.readAlone(0, parts[0], 0)
		return
	}
	begin := 0
	for k, part := range parts[:min(count, 3)] {
		i.readAlone(k, part, begin)
		begin += len(part) + 1
	}
}

// isHeader tells a header from a payload by what only a header has.
func isHeader(part string) bool {
	decoded, _ := decode(part)
	found := false
	token.Walk(string(decoded), token.MaxDepth, func(p token.Place) { found = found || p.Name == "alg" || p.Name == "typ" })
	return found
}

// readAlone shows part k of something that is not judged further. begin is where it
// stands in the text.
func (i *inspection) readAlone(k int, part string, begin int) {
	p := [...]*Part{&i.report.Header, &i.report.Payload, &i.report.Signature}[k]
	p.Raw, p.Start = part, i.report.At(begin)
	p.Decoded, _ = decode(part)
	if k == 2 {
		return
	}
	o := object{}
	token.Walk(string(p.Decoded), token.MaxDepth, func(place token.Place) {
		if len(o.members) < token.MaxMembers {
			o.members = append(o.members, Member{Name: place.Name, JSON: place.JSON, Start: place.Start, End: place.End, Twice: o.get(place.Name) != nil})
			i.explain(k, &o.members[len(o.members)-1])
		}
	})
	p.Members = o.members
}

// readSerialised shows the protected header of a JSON serialisation, of the first
// signature where there are several.
func (i *inspection) readSerialised(s string) {
	name := `"protected"`
	at := strings.Index(s, name)
	if at < 0 {
		return
	}
	from := at + len(name)
	from += len(s[from:]) - len(strings.TrimLeft(s[from:], " \t\r\n:"))
	if from >= len(s) || s[from] != '"' {
		return
	}
	if end := strings.IndexByte(s[from+1:], '"'); end > 0 {
		i.readAlone(0, s[from+1:from+1+end], from+1)
	}
}

// kind is what a text turned out to be.
type kind struct {
	code          string
	gravity       Gravity
	words, source string
}

// kindOfText recognises what is often taken for a signed token.
func kindOfText(s string, parts int) kind {
	switch {
	case strings.Trim(s, blanks) == "":
		return kind{"", Remark, "There is nothing here.", "RFC 7515 §7.1"}
	case strings.HasPrefix(s, "{"):
		return kindOfJSON(s)
	case strings.HasPrefix(s, "-----BEGIN"):
		if strings.Contains(s[:min(len(s), 64)], "PRIVATE KEY") {
			return kind{"private-key", Danger, "This is a private key in PEM, not a token. It should not leave the machine it was made on.", "RFC 7468 §10"}
		}
		return kind{"pem", Remark, "This is a PEM block, a key or certificate, not a token.", "RFC 7468 §2"}
	case len(s) > 6 && strings.EqualFold(s[:6], "basic "):
		return kind{"basic", Danger, "This is a name and a password (Basic), spelled in base64 for anyone to read, and not a token.", "RFC 7617 §2"}
	case strings.HasPrefix(s, "s:") && parts == 2:
		return kind{"session-cookie", Remark, "This is a signed session cookie as express-session makes it, a session id and an HMAC of it; there is nothing in it to decode, and it is no JWT.", "RFC 7519 §3"}
	case isPaseto(s):
		return kind{"paseto", Remark, "This is a PASETO, another kind of token, which is no JWT.", "RFC 7519 §3"}
	case parts == 5 && looksEncrypted(s):
		return kind{"jwe", Remark, "This is an encrypted token (JWE) in its compact form of five parts: header, encrypted key, initialisation vector, ciphertext, tag. Only its header can be read without the key, and it is not a signed token.", "RFC 7516 §3.1"}
	case parts == 1:
		return kindOfWord(s)
	case parts == 2 && looksJSON(s[:strings.IndexByte(s, '.')]):
		return kind{"two-parts", Warning, "There are two parts, header and payload; the signature is missing with its dot.", "RFC 7515 §7.1"}
	}
	return kind{"", Remark, fmt.Sprintf("There are %d parts between dots; a signed token has three.", parts), "RFC 7515 §7.1"}
}

func isPaseto(s string) bool {
	return len(s) > 2 && s[0] == 'v' && (strings.HasPrefix(s[2:], ".local.") || strings.HasPrefix(s[2:], ".public."))
}

// looksJSON tells whether a part begins with the brace of an object.
func looksJSON(part string) bool {
	// These are the first characters that a brace and white space make.
	if part == "" || strings.IndexByte("eICD", part[0]) < 0 {
		return false
	}
	header, _ := decode(part[:min(len(part), 16)])
	rest, ok := strings.CutPrefix(strings.TrimLeft(string(header), blanks), "{")
	return ok && (rest == "" || strings.IndexByte(blanks+`"}`, rest[0]) >= 0)
}

// looksEncrypted tells whether a text of five parts begins as an encrypted token must,
// with a header that names an enc (RFC 7516 §9). One that cannot be read to its end may
// have been damaged on its way.
func looksEncrypted(s string) bool {
	part := s[:strings.IndexByte(s, '.')]
	if !looksJSON(part) {
		return false
	}
	header, _ := decode(part)
	encrypted := false
	w := token.Walk(string(header), token.MaxDepth, func(p token.Place) { encrypted = encrypted || p.Name == "enc" })
	return encrypted || !w.Valid
}

// isSerialised tells whether JSON is a token of its own, or a key, and not only text around one.
func isSerialised(s string) bool {
	return strings.HasPrefix(s, "{") && kindOfJSON(s).code != "json"
}

// kindOfJSON tells the JSON serialisations apart by their members (RFC 7516 §9).
func kindOfJSON(s string) kind {
	members := map[string]string{}
	w := token.Walk(s, token.MaxDepth, func(p token.Place) {
		if len(members) < token.MaxMembers {
			members[p.Name] = p.JSON
		}
	})
	has := func(name string) bool { return w.Object && members[name] != "" }
	switch {
	case has("ciphertext"):
		return kind{"jwe-json", Remark, "This is an encrypted token in the JSON serialisation. A JWT is always compact; this cannot be one.", "RFC 7516 §7.2"}
	case has("payload") && has("signatures"):
		return kind{"jws-json", Remark, "This is a signed object in the general JSON serialisation, which can carry several signatures. A JWT is always compact; this cannot be one.", "RFC 7515 §7.2.1"}
	case has("payload") && has("signature"):
		return kind{"jws-json-flattened", Remark, "This is a signed object in the flattened JSON serialisation. A JWT is always compact; this cannot be one.", "RFC 7515 §7.2.2"}
	case has("kty"):
		if has("d") || has("k") {
			return kind{"private-key", Danger, "This is a private or secret key (JWK), not a token. It should not leave the machine it was made on.", "RFC 7517 §4"}
		}
		return kind{"jwk", Remark, "This is a key (JWK), not a token.", "RFC 7517 §4"}
	case has("keys") && (strings.Contains(members["keys"], `"d"`) || strings.Contains(members["keys"], `"k"`)):
		return kind{"private-key", Danger, "This is a set of keys (JWK Set) with private or secret ones in it, not a token. It should not leave the machine it was made on.", "RFC 7517 §5"}
	case has("keys"):
		return kind{"jwk-set", Remark, "This is a set of keys (JWK Set), not a token.", "RFC 7517 §5"}
	case has("alg") && !has("iat") && !has("exp"):
		return kind{"json", Remark, "This is the header of a token, decoded already.", "RFC 7515 §7.1"}
	}
	return kind{"json", Remark, "This is JSON without a token in it; decoded already, perhaps, and without its signature nothing can be said about it.", "RFC 7515 §7.1"}
}

// kindOfWord recognises identifiers without any dot.
func kindOfWord(s string) kind {
	hex := strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || hexDigit(byte(r)) < 0 }) < 0
	switch {
	case len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-':
		return kind{"uuid", Remark, "This is a UUID, such as a session id or an opaque token. It says nothing by itself; only who issued it can look it up. It is no JWT.", "RFC 9562 §4"}
	case hex && len(s) >= 16:
		return kind{"hex-id", Remark, fmt.Sprintf("This is a number of %d hexadecimal digits, such as a session id or an opaque token. It says nothing by itself, and is no JWT.", len(s)), "RFC 7519 §3"}
	case looksJSON(s):
		return kind{"one-part", Warning, "This is one part of a token; a signed token has three with dots between them.", "RFC 7515 §7.1"}
	case len(s) >= 16 && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) < 0:
		return kind{"opaque", Remark, "This may be an opaque token: it has no parts, and only who issued it can look it up (RFC 7662). It is no JWT.", "RFC 7519 §3"}
	}
	return kind{"", Remark, "There is one part and no dot; a signed token has three parts.", "RFC 7515 §7.1"}
}
