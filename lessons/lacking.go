package lessons

import (
	"strconv"
	"strings"

	"authlab/sim/scenario"
)

// Part is one comparison of a clause as the world stands.
type Part struct {
	scenario.Expectation
	Holds bool
	// Value is what the name stands for now; an empty text is two quotes.
	Value string
}

// Lacking says in words what is observed where a clause does not hold: its parts that
// fail, one after the other. It is "" for one that holds.
func (c ClauseState) Lacking() string {
	var failing []string
	for _, p := range c.Parts {
		if !p.Holds {
			failing = append(failing, p.lacking(len(c.Parts) == 1))
		}
	}
	switch words := strings.Join(failing, "; "); {
	case words == "" && !c.Holds:
		return c.Observed
	case words == "" || words == notYet:
		return words
	default:
		return "now " + words
	}
}

// notYet is said of what has not happened, where the words of the clause say the rest.
const notYet = "not yet"

// lacking is the part as it was observed. alone tells that the clause has no other, so
// that its words say what is asked for, and only what is observed is left to be said.
func (p Part) lacking(alone bool) string {
	stem, of, _ := strings.Cut(p.Name, ".")
	missing := p.Value == "0" && (p.Op == "=" || p.Op == ">=" || p.Op == ">")
	wanted, _ := strconv.Atoi(p.Expectation.Value)
	if alone {
		if words := p.brief(stem); words != "" {
			return words
		}
		if n, err := strconv.Atoi(p.Value); err == nil && n > wanted {
			p.Op = "" // the clause says how much it may be
		}
	}
	if say, known := observations[stem]; known {
		return say(of, p)
	}
	noun, known := nouns[p.Name]
	if !known {
		noun, known = nouns[stem+".*"]
	}
	n, err := strconv.Atoi(p.Value)
	if !known || err != nil {
		return p.Name + " " + p.Value
	}
	if of == "store" || of == "replica" || of == "servers" {
		of = "the " + of
	}
	switch words := noun.counted(n, of); {
	case missing && noun.happens && alone && wanted <= 1:
		return notYet
	case missing && wanted <= 1:
		return words
	default:
		return words + p.limit()
	}
}

// brief is the value alone where the words of the clause say all else, or "".
func (p Part) brief(stem string) string {
	switch stem {
	case "streak":
		return p.Value + " of " + p.Expectation.Value
	case "last", "last-page", "recent":
		if !p.none() {
			return strings.ReplaceAll(p.Value, ",", ", ")
		}
		return "no answer"
	}
	return ""
}

// limit is what the comparison asks of a number, behind the number observed.
func (p Part) limit() string {
	wanted := p.Expectation.Value
	switch {
	case p.Op == "<=":
		return ", at most " + wanted
	case p.Op == "<":
		return ", fewer than " + wanted + " wanted"
	case p.Op == ">":
		return ", more than " + wanted + " wanted"
	case p.Op == ">=":
		return ", " + wanted + " wanted"
	case p.Op == "=" && wanted != "0":
		return ", " + wanted + " wanted"
	}
	return ""
}

// noun is what a name counts. happens tells that it counts what has happened, which
// cannot become less.
type noun struct {
	one, many string
	happens   bool
}

// counted is the number with its noun: "no login", "2 logins".
func (n noun) counted(count int, of string) string {
	number, word := strconv.Itoa(count), n.many
	switch count {
	case 0:
		number, word = "no", n.one
	case 1:
		word = n.one
	}
	return number + " " + strings.ReplaceAll(word, "{of}", of)
}

// nouns are what the names count that stand for a number of things; {of} is what
// stands behind the dot.
var nouns = map[string]noun{
	"requests":             {"request", "requests", true},
	"logins":               {"login", "logins", true},
	"logins.*":             {"login by {of}", "logins by {of}", true},
	"logouts":              {"logout", "logouts", true},
	"by-hand":              {"change by hand", "changes by hand", true},
	"status.*":             {"answer {of}", "answers {of}", true},
	"admitted":             {"page that let somebody in", "pages that let somebody in", true},
	"served.*":             {"request answered by {of}", "requests answered by {of}", true},
	"rows.*":               {"row in {of}", "rows in {of}", false},
	"memory.*":             {"byte in {of}", "bytes in {of}", false},
	"sessions.*":           {"live session of {of}", "live sessions of {of}", false},
	"denylist-entries":     {"entry in a denylist", "entries in denylists", false},
	"servers":              {"server in the cluster", "servers in the cluster", false},
	"fewest-up":            {"server up at one time", "servers up at one time", false},
	"lost-sessions":        {"session lost with its machine", "sessions lost with their machines", true},
	"reuse-alarms":         {"alarm", "alarms", true},
	"revocations.*":        {"revocation of {of}", "revocations of {of}", true},
	"session-misses":       {"look-up that found nothing", "look-ups that found nothing", true},
	"store-reads":          {"read of the store", "reads of the store", true},
	"store-writes":         {"write to the store", "writes to the store", true},
	"memory-writes":        {"row written in a server", "rows written in the servers", true},
	"signers":              {"server that can sign", "servers that can sign", false},
	"keys.*":               {"key that {of} takes", "keys that {of} takes", false},
	"older-key-tokens":     {"token of the older key taken after a newer one", "tokens of the older key taken after a newer one", true},
	"signatures":           {"token signed", "tokens signed", true},
	"verifications":        {"token verified", "tokens verified", true},
	"transfers":            {"transfer", "transfers", true},
	"password-checks":      {"password compared", "passwords compared", true},
	"set-cookies.*":        {"Set-Cookie line for {of}", "Set-Cookie lines for {of}", true},
	"cookie-changes.*":     {"change of {of}'s cookies", "changes of {of}'s cookies", true},
	"credential-bytes.*":   {"byte in {of}'s line", "bytes in {of}'s line", false},
	"request-bytes":        {"byte of requests", "bytes of requests", true},
	"response-bytes":       {"byte of answers", "bytes of answers", true},
	"guesses.*":            {"guess by {of}", "guesses by {of}", true},
	"guesses-accepted.*":   {"guess by {of} that named a session", "guesses by {of} that named a session", true},
	"forgeries.*":          {"token forged by {of}", "tokens forged by {of}", true},
	"forgeries-accepted.*": {"200 for a token forged by {of}", "answers 200 for tokens forged by {of}", true},
	"stolen.*":             {"credential stolen from {of}", "credentials stolen from {of}", true},
	"decoded.*":            {"reading of {of}'s token", "readings of {of}'s token", true},
	"foiled.*":             {"{of} that came to nothing", "{of}s that came to nothing", true},
	"survived.*":           {"machine outlived by {of}", "machines outlived by {of}", true},
	"survivors.*":          {"login that outlived {of}", "logins that outlived {of}", true},
}

// observations say in a sentence what a name stands for that is no number of things.
var observations = map[string]func(of string, p Part) string{
	"last":        newestIs("newest answer"),
	"last-page":   newestIs("newest answer from a page"),
	"last-server": func(of string, p Part) string { return of + "'s newest answer is from " + p.Value },
	"recent": func(of string, p Part) string {
		if p.none() {
			return of + " has no answer"
		}
		return of + "'s newest answers are " + strings.ReplaceAll(p.Value, ",", ", ")
	},
	"last-client": func(_ string, p Part) string {
		if p.none() {
			return "nobody has an answer"
		}
		return p.Value + " got the newest answer"
	},
	"streak": func(of string, p Part) string {
		return p.Value + " of " + p.Expectation.Value + " in a row for " + of
	},
	"up": func(of string, p Part) string {
		if of == "store" {
			of = "the store"
		}
		if p.Value == "0" {
			return of + " is not up"
		}
		return of + " is up"
	},
	"clock-skew":        func(of string, p Part) string { return of + "'s clock is off by " + p.seconds() },
	"widest-clock-skew": func(_ string, p Part) string { return "a clock was off by " + p.seconds() },
	"leeway": func(of string, p Part) string {
		if p.Value == "0" {
			return "no leeway was needed for " + of
		}
		return "a leeway of " + p.Value + " s let " + of + " in" + p.limit()
	},
	"lasted":   func(of string, p Part) string { return of + "'s login was good for " + p.seconds() },
	"exposure": func(of string, p Part) string { return of + "'s copy was good for " + p.seconds() },
	"shut-out": func(of string, p Part) string {
		if p.Value == "0" {
			return of + "'s copy is not shut out"
		}
		return of + "'s copy was shut out after " + p.seconds()
	},
	"locked-out": func(of string, p Part) string {
		if p.Value == "0" {
			return of + "'s copy was not looked at and refused"
		}
		return of + "'s copy was looked at and refused"
	},
}

// newestIs says which status a client was answered by.
func newestIs(what string) func(of string, p Part) string {
	return func(of string, p Part) string {
		if p.none() {
			return of + " has no " + strings.TrimPrefix(what, "newest ")
		}
		return of + "'s " + what + " is " + p.Value
	}
}

// none tells that there is no answer to speak of.
func (p Part) none() bool { return p.Value == "0" || p.Value == `""` }

// seconds is the value as a time, with what is asked of it.
func (p Part) seconds() string { return p.Value + " s" + p.limit() }
