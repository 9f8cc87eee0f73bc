package lessons

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"authlab/sim/event"
	"authlab/sim/rng"
	"authlab/sim/token"
	"authlab/sim/token/keyset"
)

// ownKey in a token's key is the one it was signed with.
const ownKey = "own"

// tokenText is a token block as it is written.
type tokenText struct {
	yamlText
	name string
	top  *yaml.Node
	// values are what stands in the fields, nodes where that is.
	values map[string]string
	nodes  map[string]*yaml.Node
	weak   bool
}

// token reads the token of a page.
func (b *builder) token(page *Page, k *block) {
	y, top := b.read(k.first, k.body)
	if top == nil {
		return
	}
	t := &tokenText{yamlText: y, name: k.info["name"], top: top, values: map[string]string{}, nodes: map[string]*yaml.Node{}}
	if t.name == "" {
		b.report(k.line, 1, len(b.line(k.line)), "a token needs a name, by which prose speaks of it", "Write ```token name=first")
		t.name = strconv.Itoa(k.line)
	}
	for _, p := range b.pages {
		if p.Token != nil && p.Token.Name == t.name {
			b.reportWord(k.line, t.name, "token "+t.name+" exists already in line "+strconv.Itoa(p.Token.Line), "")
		}
	}
	read := map[string]func(*yaml.Node){"allow-weak-key": y.truth(&t.weak)}
	for _, name := range []string{"header", "payload", "secret", "algorithm", "raw", "key", "at", "tamper", "forge"} {
		read[name] = t.field(name)
	}
	y.fields(top, "token", read)
	page.Token = t.token(k.line)
}

func (t *tokenText) field(name string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var s string
		t.text(&s)(n)
		t.values[name], t.nodes[name] = s, n
	}
}

// wrong reports a problem with a field.
func (t *tokenText) wrong(field, message, suggestion string) {
	n := t.nodes[field]
	if n == nil {
		n = t.top
	}
	t.at(n, message, suggestion)
}

// token makes the token of what is written, as far as that can be read.
func (t *tokenText) token(line int) *Token {
	out := &Token{Name: t.name, Line: line, At: event.Epoch, AllowWeakKey: t.weak, Algorithm: t.values["algorithm"]}
	if t.nodes["at"] != nil {
		at, err := time.Parse(time.RFC3339, t.values["at"])
		if err != nil {
			t.wrong("at", "want a moment such as 2026-01-01T12:00:00Z", "")
		} else {
			out.At = at.UTC()
		}
	}
	if _, known := token.LookUpAlgorithm(out.Algorithm); out.Algorithm != "" && !known {
		t.wrong("algorithm", "there is no algorithm "+out.Algorithm+" to sign with", suggest(out.Algorithm, algorithms()))
		out.Algorithm = ""
	}
	signer := t.signed(out)
	t.verified(out, signer)
	t.spoiled(out, signer)
	return out
}

func algorithms() (names []string) {
	for _, a := range token.Algorithms() {
		names = append(names, a.Name)
	}
	return names
}

// signed puts the token together, and answers the key that has signed it.
func (t *tokenText) signed(out *Token) (signer token.Key) {
	if t.nodes["raw"] != nil {
		for _, name := range []string{"header", "payload", "secret"} {
			if t.nodes[name] != nil {
				t.wrong(name, "a token is given by raw, or made here: "+name+" does not go with raw", "")
			}
		}
		out.Raw = t.values["raw"]
		return signer
	}
	if t.nodes["payload"] == nil {
		t.wrong("", "the token lacks payload, or raw", `payload: '{"sub":"alice"}'`)
		return signer
	}
	signer, ok := t.signer(out.Algorithm)
	if !ok {
		return signer
	}
	header := t.values["header"]
	if header == "" {
		header = `{"alg":"` + signer.Algorithm + `","typ":"JWT"}`
	}
	t.object("header")
	t.object("payload")
	raw, err := token.Resign(base64URL(header)+"."+base64URL(t.values["payload"]), signer)
	if err != nil {
		t.wrong("", "this token cannot be signed: "+err.Error(), "")
	}
	out.Raw = raw
	return signer
}

func base64URL(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// object reports a field that is no JSON object. Broken tokens are made by tamper or
// given by raw, so that JSON which is wrong here is a slip.
func (t *tokenText) object(field string) {
	if t.nodes[field] == nil {
		return
	}
	var members map[string]json.RawMessage
	err := json.Unmarshal([]byte(t.values[field]), &members)
	if err == nil && members != nil {
		return
	}
	why := "want an object"
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		why = "at byte " + strconv.FormatInt(syntax.Offset, 10) + ", " + syntax.Error()
	}
	t.wrong(field, "the "+field+" is no JSON object: "+why, "To show a token that is broken, give it by raw, or by tamper.")
}

// drawnFor is the seed of keys that the lesson leaves to the simulator.
const drawnFor = 1

// signer is the key that the token is signed with.
func (t *tokenText) signer(algorithm string) (token.Key, bool) {
	if a, known := token.LookUpAlgorithm(algorithm); known && (a.Family == token.FamilyECDSA || a.Family == token.FamilyPSS) {
		t.wrong("algorithm", "signatures by "+algorithm+" differ each time, so that the page would, too", "Sign with HS256, RS256 or EdDSA, or give the token by raw.")
		return token.Key{}, false
	}
	if t.nodes["secret"] != nil {
		set, err := keyset.Parse(t.values["secret"], algorithm)
		if err != nil {
			t.wrong("secret", err.Error(), "")
			return token.Key{}, false
		}
		return set.Keys[0], true
	}
	if algorithm == "" {
		algorithm = token.HS256
	}
	material, err := token.Draw(algorithm, rng.New(drawnFor, t.name, algorithm))
	if err != nil {
		t.wrong("algorithm", err.Error(), "")
		return token.Key{}, false
	}
	key, err := token.NewKey("", algorithm, material)
	if err != nil {
		t.wrong("algorithm", err.Error(), "")
	}
	return key, err == nil
}

// verified reads the key to verify with.
func (t *tokenText) verified(out *Token, signer token.Key) {
	if t.nodes["key"] == nil {
		return
	}
	out.Key = t.values["key"]
	if out.Key == ownKey {
		if signer.Algorithm == "" {
			if t.nodes["raw"] != nil {
				t.wrong("key", "own is the key that a token was signed with here, and this one is given by raw", "Write the key itself.")
			}
			out.Key = ""
			return
		}
		out.Key, out.Algorithm = t.spelled(signer), signer.Algorithm
	}
	set, err := keyset.Parse(out.Key, out.Algorithm)
	if err != nil {
		t.wrong("key", "this is no key to verify with: "+err.Error(), "")
		out.Key = ""
		return
	}
	out.keys = set.Keys
}

// spelled writes the key that verifies, so that keyset.Parse reads it.
func (t *tokenText) spelled(key token.Key) string {
	if public := keyset.PublicPEM(key); public != "" {
		return public
	}
	if given := t.values["secret"]; given != "" {
		return given
	}
	secret, _ := key.ForLibrary().([]byte)
	return string(secret)
}
