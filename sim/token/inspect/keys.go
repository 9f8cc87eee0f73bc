package inspect

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/token"
)

// judgeKeys is the stages algorithm, key and signature.
func (i *inspection) judgeKeys() {
	if !i.header.is {
		for _, name := range []StageName{StageAlgorithm, StageKey, StageSignature} {
			i.finish(name, NotReached, "The header is no JSON object, so it names no algorithm.")
		}
		return
	}
	alg := i.header.text("alg")
	if alg == "" {
		for _, name := range []StageName{StageAlgorithm, StageKey} {
			i.finish(name, NotReached, "The header names no algorithm.")
		}
		i.finish(StageSignature, NotReached, "Without an algorithm there is nothing to check the signature by.")
		return
	}
	i.judgeAlgorithm(alg)
	i.judgeKey(alg)
	i.judgeSignature(alg)
	i.noteForgery(alg)
}

// judgeAlgorithm compares alg with those of the keys (RFC 8725 §3.1).
func (i *inspection) judgeAlgorithm(alg string) {
	where := i.where(&i.header, i.header.get("alg"))
	a, known := token.LookUpAlgorithm(alg)
	switch {
	case strings.EqualFold(alg, "none"):
		i.fail(StageAlgorithm, where, "RFC 8725 §3.2", fmt.Sprintf("alg is %s: the token is not signed at all, so anyone can have made it.", alg))
		i.note(Danger, "alg-none", where, "RFC 8725 §3.2", "alg none in any spelling is how forged tokens ask not to be checked.")
		return
	case !known:
		i.fail(StageAlgorithm, where, "RFC 7515 §4.1.1", unknownAlgorithm(alg))
		return
	case len(i.Keys) == 0:
		i.set(StageAlgorithm, NotAsked, where, a.Source, fmt.Sprintf("alg is %s, %s; no key was given to compare it with.", alg, a.Doc))
		return
	}
	meant := i.meant()
	if len(meant) == 0 {
		meant = i.allKeys()
	}
	var names []string
	fits := false
	for _, k := range meant {
		_, err := token.NewKey("", alg, i.Keys[k].ForLibrary())
		fits = fits || err == nil
		if name := i.Keys[k].Algorithm; name == alg {
			i.set(StageAlgorithm, Passed, -1, "", fmt.Sprintf("alg is %s, the one that the key is for.", alg))
			return
		} else if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	reason := fmt.Sprintf("alg is %s, and the key is for %s.", alg, names[0])
	if len(names) > 1 {
		reason = fmt.Sprintf("alg is %s, and the keys are for %s.", alg, strings.Join(names, ", "))
	}
	switch {
	case !fits:
		// To take such a key for alg all the same is how algorithm confusion works.
		reason += fmt.Sprintf(" No key of that kind can be one for %s.", alg)
	case len(meant) == 1:
		reason += fmt.Sprintf(" A key is good for one algorithm only; if this one is for %s, say so (--alg %s, or the key's algorithm on the page).", alg, alg)
	default:
		reason += " A key is good for one algorithm only."
	}
	i.fail(StageAlgorithm, where, "RFC 8725 §3.1", reason)
}

// unknownAlgorithm says what an alg is that is not verified here.
func unknownAlgorithm(alg string) string {
	for _, a := range token.Algorithms() {
		if strings.EqualFold(a.Name, alg) {
			return fmt.Sprintf("alg is %q; names are compared letter by letter, and the algorithm is called %s.", alg, a.Name)
		}
	}
	if what := otherAlgorithms[alg]; what != "" {
		return fmt.Sprintf("alg is %s, %s; it is not verified here.", alg, what)
	}
	return fmt.Sprintf("alg is %q, which is no algorithm known here.", shorten(alg))
}

// meant are the indices of the keys that the token may mean by its kid.
func (i *inspection) meant() []int {
	kid := i.header.text("kid")
	return slices.DeleteFunc(i.allKeys(), func(k int) bool { return !i.Keys[k].Meant(kid) })
}

func (i *inspection) allKeys() []int {
	list := make([]int, len(i.Keys))
	for k := range list {
		list[k] = k
	}
	return list
}

// candidates are the keys that may have made the signature.
func (i *inspection) candidates(alg string) []int {
	return slices.DeleteFunc(i.meant(), func(k int) bool { return i.Keys[k].Algorithm != alg })
}

// judgeKey tells whether the key is known and strong enough. It finds the one that made
// the signature, for that one is the key to be judged.
func (i *inspection) judgeKey(alg string) {
	switch {
	case len(i.Keys) == 0:
		i.finish(StageKey, NotAsked, "No key was given.")
		return
	case len(i.meant()) == 0:
		m := i.header.get("kid")
		i.fail(StageKey, i.where(&i.header, m), "RFC 7515 §4.1.4", fmt.Sprintf("Unknown kid: the token names the key %q, and %s.", shorten(i.header.text("kid")), i.keyNames()))
		return
	}
	list := i.candidates(alg)
	if len(list) == 0 {
		i.finish(StageKey, NotReached, fmt.Sprintf("No key for %s was given.", shorten(alg)))
		return
	}
	i.findSigner(list)
	one := list[0]
	if i.verifiedBy >= 0 {
		one = i.verifiedBy
	}
	weakness := i.Keys[one].Weakness()
	switch {
	case weakness != "" && !i.AllowWeakKey:
		a, _ := token.LookUpAlgorithm(alg)
		i.fail(StageKey, -1, a.Source, "The key is too short: "+weakness+".")
	case weakness != "":
		i.note(Warning, "weak-key", -1, "RFC 7518 §3.2", "The key is too short and was allowed: "+weakness+".")
		i.finish(StageKey, Passed, "The key is known, and too short, which was allowed.")
	case len(list) > 1:
		i.finish(StageKey, Passed, fmt.Sprintf("%d keys may be meant, each long enough.", len(list)))
	default:
		i.finish(StageKey, Passed, fmt.Sprintf("The key is known and long enough (%d bits).", i.Keys[one].Bits()))
	}
}

// keyNames lists the ids of the keys that were given.
func (i *inspection) keyNames() string {
	const most = 5
	var ids []string
	for _, key := range i.Keys {
		ids = append(ids, fmt.Sprintf("%q", shorten(key.ID)))
	}
	if len(ids) > most {
		return fmt.Sprintf("none of the %d keys is called so", len(ids))
	}
	if len(ids) == 1 {
		return "the key given is called " + ids[0]
	}
	return "the keys given are called " + strings.Join(ids, ", ")
}

func (i *inspection) findSigner(list []int) {
	if !i.loose[2] {
		return
	}
	for _, k := range list {
		if i.Keys[k].Signed(i.signedText, i.report.Signature.Decoded) {
			i.verifiedBy = k
			return
		}
	}
}

// judgeSignature tells what became of the signature.
func (i *inspection) judgeSignature(alg string) {
	part := i.report.Signature
	where := part.Start
	switch {
	case part.Raw == "":
		i.fail(StageSignature, i.report.At(len(i.report.Token)-1), "RFC 7515 §5.2", "The signature is empty: nobody has signed this.")
	case len(i.Keys) == 0:
		i.finish(StageSignature, NotAsked, "No key was given, so nothing is verified: anyone can write such a token.")
	case i.verifiedBy >= 0:
		i.finish(StageSignature, Passed, fmt.Sprintf("%s made this signature over exactly this header and payload.", i.keyName(i.verifiedBy)))
	case len(i.candidates(alg)) == 0:
		i.finish(StageSignature, NotReached, "There is no key to check it with.")
	case !i.loose[2]:
		i.fail(StageSignature, where, "RFC 7515 §5.2", "The signature cannot be decoded, so it cannot be right.")
	default:
		key := i.Keys[i.candidates(alg)[0]]
		if why := wrongLength(key, part.Decoded); why != "" {
			i.fail(StageSignature, where, lengthSource(alg), why)
			return
		}
		reason := "The signature does not fit: the header or payload was altered, or another key made it."
		if n := len(i.candidates(alg)); n > 1 {
			reason = fmt.Sprintf("None of %d keys made this signature: the header or payload was altered, or another key made it.", n)
		}
		i.fail(StageSignature, where, "RFC 7515 §5.2", reason)
	}
}

func (i *inspection) keyName(k int) string {
	switch {
	case i.Keys[k].ID != "":
		return fmt.Sprintf("The key %q", shorten(i.Keys[k].ID))
	case len(i.Keys) > 1:
		return fmt.Sprintf("Key %d of those given", k+1)
	}
	return "The key given"
}

func lengthSource(alg string) string {
	a, _ := token.LookUpAlgorithm(alg)
	return a.Source
}

// wrongLength says how long a signature by the key is, where this one has another length.
func wrongLength(key token.Key, signature []byte) string {
	a, _ := token.LookUpAlgorithm(key.Algorithm)
	want := a.SignatureLength()
	if want == 0 {
		want = (key.Bits() + 7) / 8
	}
	switch {
	case len(signature) == want:
		return ""
	case a.Family == token.FamilyECDSA && isDER(signature):
		return fmt.Sprintf("The signature is in DER, as OpenSSL and most crypto libraries make it; %s wants the two numbers of %d bytes one after the other.", a.Name, want/2)
	}
	return fmt.Sprintf("The signature has %d bytes; one of %s has %d.", len(signature), a.Name, want)
}

// isDER tells whether bytes look like the sequence of two numbers that an ECDSA signature is in ASN.1.
func isDER(b []byte) bool {
	const sequence, integer = 0x30, 0x02
	if len(b) < 8 || b[0] != sequence {
		return false
	}
	body := b[2:]
	if b[1] == 0x81 {
		body = b[3:]
	}
	return body[0] == integer
}
