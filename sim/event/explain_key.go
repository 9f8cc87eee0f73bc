package event

// explainKey words the life of a signing key.
func explainKey(e *Event, _ func(int) *Event) string {
	key := "the key " + spaced(e.Get("key"), "of the issuer")
	switch e.Kind {
	case KeyPublished:
		return subject(signer(e)) + " publishes " + key + ". Verifiers can learn it before the first token needs it."
	case KeySigning:
		text := subject(signer(e)) + " signs new tokens with " + key + " from now on"
		if e.Get("only") != "" {
			return text + ". No other server has that key."
		}
		if was := e.Get("was"); was != "" {
			text += ", no longer with " + was
		}
		return text + "."
	case KeyDropped:
		return subject(signer(e)) + " drops " + key + ". Every token signed with it is refused from now on, whoever holds it."
	case KeyLeaked:
		if e.Get("mint") == "true" {
			return "The attacker holds " + key + " of " + e.Get("from") + ", which signs: any user's token can be made with it."
		}
		return "The attacker holds " + key + " of " + e.Get("from") + ". It only verifies: nothing can be signed with it."
	case KeysFetched:
		return e.Node + " fetches the issuer's keys again after " + e.Get("age") + ": " + spaced(e.Get("keys"), "none") + "."
	}
	return ""
}

func shortKey(e *Event) string {
	key := "key " + e.Get("key")
	switch e.Kind {
	case KeyPublished:
		return signer(e) + " published " + key
	case KeySigning:
		return signer(e) + " signs with " + key
	case KeyDropped:
		return signer(e) + " dropped " + key
	case KeyLeaked:
		return key + " leaked from " + e.Get("from")
	case KeysFetched:
		return e.Node + " fetched the keys " + e.Get("keys")
	}
	return ""
}

// signer names who keeps the keys: every server where none is the issuer.
func signer(e *Event) string {
	if e.Node == "lab" {
		return "the cluster"
	}
	return e.Node
}
