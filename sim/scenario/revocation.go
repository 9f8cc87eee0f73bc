package scenario

import (
	"slices"

	"authlab/sim/auth"
	"authlab/sim/cluster"
)

var revocationVerbs = []Verb{
	{
		Name: "revoke", Group: operationGroup,
		Usage: "revoke USER [device=NAME]",
		Doc: "Ends by hand, wherever rows are kept, what a user's access rests on: sessions, refresh tokens, rows, version and ids of stateful tokens; " +
			"with device=, only what that device logged in for.",
		Example:   "revoke alice device=laptop",
		Arguments: []Argument{{Name: "device", Form: "text", Doc: "the only device that is meant"}},
		parse:     parseRevoke,
		complete: func(position int, names Names) []string {
			if position == 1 {
				return slices.Clone(names.Clients)
			}
			return []string{"device="}
		},
	},
	{
		Name: "demote", Group: operationGroup,
		Usage: "demote USER", Doc: "Takes the administrator's role from a user; a token signed before still says otherwise.", Example: "demote root",
		parse:    parseDemote,
		complete: func(int, Names) []string { return []string{auth.Administrator} },
	},
}

type revoke struct{ user, device string }

func (c revoke) apply(w *cluster.World, _ bool) error { return w.Revoke(c.user, c.device) }

func parseRevoke(l *line) (action, *Error) {
	l.next++
	user, err := l.user("whose access to end, such as alice")
	if err != nil {
		return nil, err
	}
	c := revoke{user: user}
	err = l.arguments(func(w word) *Error {
		if err := checkDevice(w); err != nil {
			return err
		}
		c.device = w.value()
		return nil
	})
	return c, err
}

type demote struct{ user string }

func (c demote) apply(w *cluster.World, _ bool) error { return w.Demote(c.user) }

func parseDemote(l *line) (action, *Error) {
	l.next++
	user, err := l.user("an administrator, such as " + auth.Administrator)
	if err != nil {
		return nil, err
	}
	return demote{user}, l.end()
}

// user reads the name of a user.
func (l *line) user(wanted string) (string, *Error) {
	w, err := l.need(wanted)
	if err != nil {
		return "", err
	}
	if !nameForm.MatchString(w.text) {
		return "", fail(w, "Users are called alice, bob, root and so on.", "%s cannot be a user", orEmpty(w.text))
	}
	return w.text, nil
}

// checkDevice checks the name of a device.
func checkDevice(w word) *Error {
	if w.value() == "" || len(w.value()) > 64 {
		return failValue(w, "Write a short name, such as laptop.", "%s cannot be a device", orEmpty(w.value()))
	}
	return nil
}
