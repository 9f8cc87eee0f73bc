package compare

import (
	"fmt"
	"slices"
	"time"

	"authlab/sim/scenario"
)

// Horizon is how long a stolen credential is watched.
const Horizon = 7 * 24 * time.Hour

// subject is a lane in an experiment.
type subject struct {
	*Lane
	// logins begin every experiment; known are the clients who are let in then.
	logins, known []string
}

// status is the answer to the last of some commands after the logins, 0 if there is none.
func (s *subject) status(more ...string) int {
	return s.Lane.status(append(slices.Clone(s.logins), more...)...)
}

// again does the lane's commands in a new cluster and then more, which are scenario
// text; it answers what became of those, nil if one of them could not be carried out.
func (l *Lane) again(more ...string) []Cell {
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
	return added
}

// status is the answer to the last of some further commands, 0 if there is none.
func (l *Lane) status(more ...string) int {
	if done := l.again(more...); len(done) > 0 && done[len(done)-1].Exchange != nil {
		return done[len(done)-1].Exchange.Status
	}
	return 0
}

const found = 200

// profile is the request that all experiments ask with.
const profile = " GET /profile"

// loginCommands are the commands of the lane that log somebody in, each of them once, and who
// is logged in by them.
func (l *Lane) loginCommands() (commands, names []string) {
	for _, c := range l.Commands {
		spec, ok := c.Request()
		if ok && spec.Path == "/login" && spec.With == "" && !slices.Contains(names, spec.Client) {
			commands = append(commands, spec.Client+" POST /login"+named(spec.User))
			names = append(names, spec.Client)
		}
	}
	return commands, names
}

func named(user string) string {
	if user == "" {
		return ""
	}
	return " user=" + user
}

// known are the clients who are let in after the last command and a new login of each.
// The commands to begin every experiment with are those logins.
func (l *Lane) known() (logins, names []string) {
	logins, all := l.loginCommands()
	for _, name := range all {
		if l.status(append(slices.Clone(logins), name+profile)...) == found {
			names = append(names, name)
		}
	}
	return logins, names
}

// lostWithServer is the number of known clients that are refused after one server has
// died, on average over the servers. ok is false where nobody is known or nothing would
// be left.
func (s *subject) lostWithServer() (users float64, ok bool) {
	servers, _ := s.World.Count("servers")
	lost, killed := 0, 0
	for n := range servers {
		if up, _ := s.World.Count(fmt.Sprintf("up.s%d", n+1)); up == 0 {
			continue
		}
		killed++
		for _, name := range s.known {
			// The balancer takes a moment to notice. Twice: where requests go in turn, one of
			// them may find the server that knows the client.
			if s.status(fmt.Sprintf("kill s%d", n+1), "wait 10s", name+profile, name+profile) != found {
				lost++
			}
		}
	}
	if len(s.known) == 0 || killed < 2 {
		return 0, false
	}
	return float64(lost) / float64(killed), true
}

// withoutStore is the status that a known client gets while the store is down; 0 where
// there is no store or nobody is known.
func (s *subject) withoutStore() int {
	if len(s.known) == 0 {
		return 0
	}
	return s.status("kill store", s.known[0]+profile)
}

// exposure is how long a copy of the first known client's credential is honoured after
// its owner has logged out; Horizon if it still is then. The thief asks every server in
// the moment before the logout, so that one which caches its verdicts has one of the
// copy. ok is false where nobody is known or nothing can be copied.
func (s *subject) exposure() (lived time.Duration, ok bool) {
	if len(s.known) == 0 {
		return 0, false
	}
	owner, thief := s.known[0], "mallory"
	if owner == thief {
		thief = "eve"
	}
	servers, _ := s.World.Count("servers")
	tour := slices.Repeat([]string{thief + profile + " with=compared-loot"}, int(servers))
	stolen := slices.Concat(s.logins, []string{"copy " + owner + " as compared-loot"}, tour)
	if !s.letIn(len(tour), stolen...) {
		return 0, false
	}
	honoured := func(after time.Duration) bool {
		logout := []string{owner + " POST /logout", fmt.Sprintf("wait %dms", max(1, after.Milliseconds()))}
		return s.letIn(len(tour), slices.Concat(stolen, logout, tour)...)
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

// letIn tells whether one of the last requests of some further commands is answered 200.
func (s *subject) letIn(last int, more ...string) bool {
	done := s.again(more...)
	return slices.ContainsFunc(done[max(len(done)-last, 0):], func(c Cell) bool {
		return c.Exchange != nil && c.Exchange.Status == found
	})
}
