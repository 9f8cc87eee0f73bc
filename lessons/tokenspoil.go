package lessons

import (
	"authlab/sim/token"
)

// Whom and what a forged token of a lesson says, and for whom the genuine token was
// meant that no-audience sends elsewhere.
const (
	forgedSubject = "root"
	forgedRole    = "admin"
	elsewhere     = "another.example"
)

// spoiled puts in place of the token what an attacker would make of it.
func (t *tokenText) spoiled(out *Token, signer token.Key) {
	if signer.Algorithm == "" && len(out.keys) > 0 {
		signer = out.keys[0]
	}
	switch {
	case t.nodes["tamper"] != nil && t.nodes["forge"] != nil:
		t.wrong("forge", "a token is spoiled in one way: tamper and forge do not go together", "")
	case t.nodes["tamper"] != nil:
		t.tampered(out, signer)
	case t.nodes["forge"] != nil:
		t.forged(out, signer)
	}
}

func (t *tokenText) tampered(out *Token, signer token.Key) {
	kind := t.values["tamper"]
	var kinds []string
	for _, k := range token.TamperKinds() {
		kinds = append(kinds, k.Name)
		if k.Name != kind {
			continue
		}
		if k.Key == token.SigningKey && !signer.CanSign() {
			t.wrong("tamper", kind+" is well signed, which takes the key of a token that was made here", "Write payload in place of raw.")
			return
		}
		out.Raw, _ = token.Tamper(kind, out.Raw, signer, out.At)
		return
	}
	t.wrong("tamper", "there is no way of spoiling called "+kind, suggest(kind, kinds))
}

func (t *tokenText) forged(out *Token, signer token.Key) {
	kind := t.values["forge"]
	var kinds []string
	for _, k := range token.ForgeKinds() {
		kinds = append(kinds, k.Name)
		if k.Name == kind {
			kinds = nil
			break
		}
	}
	if kinds != nil {
		t.wrong("forge", "there is no forgery called "+kind, suggest(kind, kinds))
		return
	}
	m := &token.Material{Captured: out.Raw, Subject: forgedSubject, Role: forgedRole, Now: out.At, Words: token.CommonSecrets()}
	if signer.CanSign() {
		m.Public, m.Leaked = signer.Public(), &signer
		claims := []token.Claim{{Name: "sub", Value: forgedSubject}, {Name: "aud", Value: elsewhere}, {Name: "exp", Value: out.At.Unix() + 3600}}
		m.Foreign, _ = token.Sign(signer, claims)
	}
	raw, err := token.Forge(kind, m)
	if err != nil {
		t.wrong("forge", "this token cannot be forged so: "+err.Error(), "")
		return
	}
	out.Raw = raw
}
