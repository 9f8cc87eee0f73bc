package compare

import (
	"fmt"
	"slices"
	"time"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// Horizon is how long a stolen credential is watched.
const Horizon = 7 * 24 * time.Hour

// again does the lane's commands in a new cluster and then more, which are scenario
// text; it answers what the last one got, nil if one of them could not be carried out.
func (l *Lane) again(more ...string) *cluster.Exchange {
	commands := slices.Clone(l.Commands)
	for _, text := range more {
		command, wrong := scenario.ParseAfter(commands, text)
		if wrong != nil {
			return nil
		}
		commands = append(commands, command)
	}
	lane, err := carryOut(l.Design, commands, false)
	if err != nil {
		return nil
	}
	defer lane.World.Close()
	added := lane.cells[len(l.Commands):]
	if slices.ContainsFunc(added, func(c Cell) bool { return c.Refused != "" }) {
		return nil
	}
	return added[len(added)-1].Exchange
}

// status is the answer to the last of some further commands, 0 if there is none.
func (l *Lane) status(more ...string) int {
	if x := l.again(more...); x != nil {
		return x.Status
	}
	return 0
}

const found = 200

// profile is the request that all experiments ask with.
const profile = " GET /profile"

// known are the clients that the cluster knows after the last command, in the order
// in which they appeared.
func (l *Lane) known() (names []string) {
	for _, x := range l.World.Exchanges() {
		name := x.Spec.Client
		if x.Spec.With == "" && !slices.Contains(names, name) && l.status(name+profile) == found {
			names = append(names, name)
		}
	}
	return names
}

// lostWithServer is the number of known clients that are refused after one server has
// died and every other has been asked, on average over the servers. ok is false where
// nobody is known or nothing would be left.
func (l *Lane) lostWithServer(known []string) (users float64, ok bool) {
	servers, _ := l.World.Count("servers")
	if len(known) == 0 || servers < 2 {
		return 0, false
	}
	lost := 0
	for s := range servers {
		for _, name := range known {
			// Twice: the first request may meet the server before the balancer has noticed.
			if l.status(fmt.Sprintf("kill s%d", s+1), "wait 10s", name+profile, name+profile) != found {
				lost++
			}
		}
	}
	return float64(lost) / float64(servers), true
}

// withoutStore is the status that a known client gets while the store is down; 0 where
// there is no store or nobody is known.
func (l *Lane) withoutStore(known []string) int {
	if len(known) == 0 {
		return 0
	}
	return l.status("kill store", known[0]+profile)
}

// exposure is how long a copy of the first known client's credential is honoured after
// its owner has logged out; Horizon if it still is then. ok is false where nobody is
// known or nothing can be copied.
func (l *Lane) exposure(known []string) (lived time.Duration, ok bool) {
	if len(known) == 0 {
		return 0, false
	}
	owner, thief := known[0], "mallory"
	if owner == thief {
		thief = "eve"
	}
	honoured := func(after time.Duration) bool {
		return l.status("copy "+owner+" as compared-loot", owner+" POST /logout",
			fmt.Sprintf("wait %dms", max(1, after.Milliseconds())), thief+profile+" with=compared-loot") == found
	}
	if l.status("copy "+owner+" as compared-loot", thief+profile+" with=compared-loot") != found {
		return 0, false
	}
	if !honoured(0) {
		return 0, true
	}
	if honoured(Horizon) {
		return Horizon, true
	}
	// The last second at which it is honoured lies between the two.
	good, bad := 0, int(Horizon/time.Second)
	for bad-good > 1 {
		middle := (good + bad) / 2
		if honoured(time.Duration(middle) * time.Second) {
			good = middle
		} else {
			bad = middle
		}
	}
	return time.Duration(bad) * time.Second, true
}
