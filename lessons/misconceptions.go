package lessons

import (
	"strconv"
	"strings"
)

// Misconceptions is how many misconceptions the course removes: M1 to M25. The table
// in coverage/misconceptions.yaml names the pages.
const Misconceptions = 25

// misconceptionsKnown says which there are.
const misconceptionsKnown = "Write a number from M1 to M25: authlab help misconceptions lists them."

// Misconception is a belief that the course removes.
type Misconception struct {
	ID string // "M7"
	// Belief is what is believed, Instead what holds, one plain sentence each.
	Belief, Instead string
}

// AllMisconceptions are those that options may stand for, in order.
func AllMisconceptions() []Misconception {
	all := []Misconception{
		{"", "An open connection keeps somebody logged in.", "Every request stands alone and has to carry its own proof."},
		{"", "401 means forbidden, and 403 means a bad credential.", "401 says that nobody is known, 403 that somebody is known and may not."},
		{"", "To know who calls is to know what the caller may do.", "Who it is and what is allowed are two questions, asked one after the other."},
		{"", "A session cookie holds the data of the user.", "It holds a random ID; the data is in a row on the server."},
		{"", "Clearing the cookie logs somebody out.", "Only the server can end a session, by deleting its row."},
		{"", "Sessions cannot work on many servers.", "The memory of one process cannot be shared; a row in a shared store can."},
		{"", "Sticky routing makes sessions safe.", "A pin keeps a user near a row, and the row dies with its server all the same."},
		{"", "A store that is away means that everybody is logged out.", "The server cannot know, and says 503."},
		{"", "A shared store removes the single point of failure.", "It moves it, and a failover can undo the newest writes."},
		{"", "HttpOnly takes the harm out of an injected script.", "The script cannot read the cookie, and can still send requests with it."},
		{"", "SameSite puts an end to forged requests.", "Other subdomains are the same site; it is one layer among several."},
		{"", "A JWT cannot be used in a forged request.", "What counts is whether the browser adds it by itself, as it does with a cookie."},
		{"", "A cookie is stateful, and a JWT is stateless.", "How it travels, what it holds and whether it is looked up are three separate choices."},
		{"", "The payload of a token is encrypted.", "It is encoded, and whoever sees it can read it."},
		{"", "A signature proves that the user has sent it.", "It proves who issued it; anybody with a copy can send it."},
		{"", "To decode a token is to verify it.", "Decoding checks nothing."},
		{"", "The token says by which algorithm it is to be checked.", "The verifier decides, by a list of its own."},
		{"", "Any text will do as an HS256 secret.", "It has to be random and at least 256 bits long, or it is guessed away from the server."},
		{"", "Whoever can only verify an HMAC cannot sign.", "There is one key, and it does both."},
		{"", "A good signature means that the token is meant for this server.", "Issuer and audience have to be checked as well."},
		{"", "exp is optional, or counts milliseconds.", "It counts seconds, and a verifier should insist on it."},
		{"", "A logout ends the token.", "It deletes one copy; every other copy works until exp."},
		{"", "A JWT cannot be revoked.", "It can, by adding state on a server."},
		{"", "Rotating refresh tokens prevents their theft.", "It notices a theft, once both holders have come."},
		{"", "JWTs are modern, and therefore better.", "They save a look-up and cost revocation; for many sites a session is the better choice."},
	}
	for i := range all {
		all[i].ID = "M" + strconv.Itoa(i+1)
	}
	return all
}

// FindMisconception answers a misconception by its number, "M7".
func FindMisconception(id string) (Misconception, bool) {
	if !isMisconception(id) {
		return Misconception{}, false
	}
	n, _ := strconv.Atoi(id[1:]) // isMisconception has seen to it
	return AllMisconceptions()[n-1], true
}

// isMisconception tells whether an id is one of M1 to M25, without making the table:
// every option of every lesson is asked while it is read.
func isMisconception(id string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "M"))
	return err == nil && n >= 1 && n <= Misconceptions && id == "M"+strconv.Itoa(n)
}
