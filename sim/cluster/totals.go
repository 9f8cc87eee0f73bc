package cluster

import (
	"net/http"
	"time"

	"authlab/sim/auth"
	"authlab/sim/snapshot"
)

// totals are counted in every run, recorded or not.
type totals struct {
	Requests, RequestBytes, ResponseBytes int
	// status counts the answers by their status; admitted those of 200 at paths that ask
	// for a login, logins and logouts those of 200 at the paths of these names.
	status                    map[int]int
	admitted, logins, logouts int
	// revocations counts the answers 200 to POST /revoke, by the user they named.
	revocations map[string]int
	// newest is the client who got the newest answer.
	newest string
	// removedServed is what servers that are no more have served, by their names.
	removedServed map[string]int
	// theft has what is held of somebody else's, by the client or copy that holds it.
	theft map[string]*theft
	// decoded counts how often a holder's token was read without a key.
	decoded map[string]int
	// foiled counts attacks that came to nothing, by kind.
	foiled    map[string]int
	keysInUse keysInUse
	// lostSessions counts the logins whose rows died with a machine.
	lostSessions int
	// deaths names the machines that were killed, oldest death first.
	deaths []string
	// fewestUp is the smallest number of servers that were up at the same time.
	fewestUp int
	// memoryWrites counts rows written in servers' own memory.
	memoryWrites int
	// widestSkew is how far a server's clock has ever been off.
	widestSkew time.Duration
	// byHand counts changes by hand since the first login.
	byHand int
}

func newTotals() totals {
	return totals{status: map[int]int{}, revocations: map[string]int{}, removedServed: map[string]int{},
		theft: map[string]*theft{}, decoded: map[string]int{}, foiled: map[string]int{}}
}

// remember is the end of a request on the client's side, answered or not.
func (c *client) remember(ex *Exchange) {
	c.waiting = nil
	c.last = snapshot.Answer{Method: ex.Spec.Method, Path: ex.Spec.Path, Status: ex.Status, Server: ex.Server, Cut: ex.Cut}
	c.world.totals.newest = c.name
	c.answers = append(c.answers, answered{status: ex.Status, server: ex.Server, open: openToAll(ex.Spec.Path)})
	c.state = nil
	if ex.Status == http.StatusOK {
		c.world.totals.succeed(ex)
		c.succeed(ex)
	}
}

// succeed counts an answer 200.
func (t *totals) succeed(ex *Exchange) {
	path := ex.Spec.Path
	switch {
	case auth.IsLogin(path):
		t.logins++
	case path == "/logout":
		t.logouts++
	case path == "/revoke":
		t.revocations[ex.Spec.User]++
	}
	if !openToAll(path) {
		t.admitted++
	}
}

// succeed notes what an answer 200 says about the credential that got it.
func (c *client) succeed(ex *Exchange) {
	deaths := c.world.totals.deaths
	if s := c.world.server(ex.Server); s != nil && ex.forgiven {
		c.leeway = max(c.leeway, s.own.Token.Leeway)
	}
	switch {
	case auth.IsLogin(ex.Spec.Path):
		c.logins++
		c.loggedIn, c.lasted = ex.AnsweredAt, 0
		c.deathsBefore, c.outlived = len(deaths), map[string]bool{}
	case ex.Spec.With == "" && ex.Spec.Tamper == "" && !openToAll(ex.Spec.Path):
		c.lasted = ex.AnsweredAt - c.loggedIn
		for _, machine := range deaths[c.deathsBefore:] {
			c.outlived[machine] = true
		}
	}
}
