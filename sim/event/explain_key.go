package event

// explainKey words the life of a signing key.
func explainKey(e *Event, _ func(int) *Event) string {
	key := "the key " + spaced(e.Get("key"), "of the issuer")
	switch e.Kind {
	case KeyPublished:
		return e.Node + " publishes " + key + ". Verifiers can learn it before the first token needs it."
	case KeySigning:
		return e.Node + " signs new tokens with " + key + " from now on."
	case KeyDropped:
		return e.Node + " drops " + key + ". Every token signed with it is refused from now on, whoever holds it."
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
		return e.Node + " published " + key
	case KeySigning:
		return e.Node + " signs with " + key
	case KeyDropped:
		return e.Node + " dropped " + key
	case KeyLeaked:
		return key + " leaked from " + e.Get("from")
	case KeysFetched:
		return e.Node + " fetched the keys " + e.Get("keys")
	}
	return ""
}
