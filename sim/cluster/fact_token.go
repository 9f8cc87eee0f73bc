package cluster

var tokenFacts = []Fact{
	{Name: "signatures", Doc: "tokens signed", number: total(func(w *World) int { return w.tally.Signatures })},
	{Name: "verifications", Doc: "tokens verified, good or bad", number: total(func(w *World) int { return w.tally.Verifications })},
	{Name: "signers", Doc: "servers that are up and hold a key that can sign tokens", number: total((*World).signers)},
	{Name: "keys.SERVER", Doc: "keys this server verifies tokens with", number: ofServer((*server).keyCount)},
	{Name: "older-key-tokens", Doc: "tokens taken by a key after another had been taken by a newer one, while both were in use",
		number: total(func(w *World) int { return w.totals.keysInUse.older })},
	{Name: "reuse-alarms", Doc: "families of refresh tokens that ended because a used one came back",
		number: total(func(w *World) int { return w.tally.ReuseAlarms })},
	{Name: "decoded.CLIENT", Doc: "times the client's token was read without a key",
		number: func(w *World, of string) int { return w.totals.decoded[of] }},
	{Name: "leeway.CLIENT", Doc: "the largest leeway, in seconds rounded up, by which a server took the client's token outside of its dates",
		number: ofClient(func(c *client) int { return secondsOver(c.leeway) })},
}

var attackFacts = []Fact{
	{Name: "guesses.CLIENT", Doc: "session IDs the client has guessed", number: ofClient(func(c *client) int { return c.guesses })},
	{Name: "guesses-accepted.CLIENT", Doc: "guesses of the client's that named a session", number: ofClient(func(c *client) int { return c.hits })},
	{Name: "forgeries.CLIENT", Doc: "tokens the client has forged", number: ofClient(func(c *client) int { return c.forgeries })},
	{Name: "forgeries-accepted.CLIENT", Doc: "answers 200 that its forged tokens got", number: ofClient(func(c *client) int { return c.forgedHits })},
	{Name: "stolen.CLIENT", Doc: "credentials of the client's that the attacker has come by: read, overheard, or planted and logged in over",
		number: ofClient(func(c *client) int { return c.stolen })},
	{Name: "foiled.KIND", Doc: "attacks of this kind that came to nothing: fixate, sniff, xss, ride (a script's request), cross-site, same-site, link, or a kind of forgery",
		number: func(w *World, kind string) int { return w.totals.foiled[kind] }},
}

var theftFacts = []Fact{
	{Name: "exposure.CLIENT", Doc: "seconds from the client's taking of a credential to the last answer 200 it got", number: ofTheft((*theft).seconds)},
	{Name: "shut-out.CLIENT", Doc: "seconds from that taking to the first answer 401 that no 200 followed; 0 while it works", number: ofTheft((*theft).secondsToRefusal)},
	{Name: "locked-out.CLIENT", Doc: "1 if that credential was looked at and refused since it last worked, 0 if not; a request without it does not count",
		number: ofTheft(func(t *theft) int { return oneIf(t.judged) })},
}

// ofTheft reads a fact off the credential that a client or copy holds of somebody else's.
func ofTheft(read func(t *theft) int) func(*World, string) int {
	return func(w *World, holder string) int {
		if t := w.totals.theft[holder]; t != nil {
			return read(t)
		}
		return 0
	}
}
