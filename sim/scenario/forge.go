package scenario

import (
	"fmt"
	"slices"

	"authlab/sim/auth"
	"authlab/sim/cluster"
	"authlab/sim/token"
)

const attackGroup = "Attacks"

var forgeArguments = []Argument{
	{Name: "user", Form: "name", Doc: "who the token is to say it is; alice unless told"},
	{Name: "role", Form: "user|admin", Doc: "the role the token is to claim", Values: []string{auth.RoleUser, auth.RoleAdmin}},
	{Name: "key", Form: "jwk|jku", Doc: "whether embedded-key brings its key along (jwk, unless told) or says where to fetch it (jku)", Values: []string{"jwk", "jku"}},
	{Name: "times", Form: fmt.Sprintf("1-%d", cluster.MaxForgeries), Doc: "how many different ones are sent to the servers at once; 2000 at most where each is signed with a private key"},
}

var forgeVerbs = []Verb{
	{
		Name: "forge", Group: attackGroup,
		Usage: "forge KIND [user=NAME] [role=ROLE] [key=jwk|jku] [times=N]",
		Doc:   "mallory makes a token out of what she really has; it becomes her own credential. What she lacks is said. The kinds are listed below.", Example: "forge any-alg user=root",
		Arguments: forgeArguments,
		parse:     parseForge,
		complete: func(position int, names Names) []string {
			if position == 1 {
				return token.Flaws()
			}
			return slices.Concat(prefixed("user=", names.Clients), []string{"role=admin", "role=user", "key=jwk", "key=jku", "times="})
		},
	},
	{
		Name: "decode", Group: attackGroup,
		Usage: "decode CLIENT", Doc: "mallory reads what a client's token says, without any key.", Example: "decode alice",
		parse:    parseDecode,
		complete: func(_ int, names Names) []string { return append(slices.Clone(names.Clients), names.Copies...) },
	},
}

type forge struct{ spec cluster.ForgeSpec }

func (c forge) apply(w *cluster.World, _ bool) error { return w.Forge(c.spec) }

func parseForge(l *line) (action, *Error) {
	l.next++
	kind, err := l.need("a kind, such as any-alg")
	if err != nil {
		return nil, err
	}
	if !slices.Contains(token.Flaws(), kind.text) {
		return nil, fail(kind, didYouMean(kind.text, token.Flaws()), "unknown forgery %s", orEmpty(kind.text))
	}
	if err := l.haveKeys(); err != nil {
		return nil, err
	}
	c := forge{cluster.ForgeSpec{Kind: kind.text, User: "alice", Times: 1}}
	err = l.arguments(func(w word) (err *Error) {
		switch w.key() {
		case "user":
			if !nameForm.MatchString(w.value()) {
				return failValue(w, "Users are called alice, bob, root and so on.", "%s cannot be a user", orEmpty(w.value()))
			}
			c.spec.User = w.value()
		case "role":
			c.spec.Role = w.value()
		case "key":
			if c.spec.Kind != token.EmbeddedKey {
				return fail(w, "Only forge embedded-key brings a key.", "key= means nothing to %s", c.spec.Kind)
			}
			c.spec.ByAddress = w.value() == "jku"
		case "times":
			c.spec.Times, err = whole(w, w.value(), 1, cluster.MaxForgeries)
		}
		return err
	})
	return c, err
}

type decode struct{ client string }

func (c decode) apply(w *cluster.World, _ bool) error { return w.Decode(c.client) }

func parseDecode(l *line) (action, *Error) {
	l.next++
	w, err := l.need("whose token to read")
	if err != nil {
		return nil, err
	}
	if err := l.clientName(w); err != nil {
		return nil, err
	}
	if err := l.scene.holds(w, w.text); err != nil {
		return nil, err
	}
	return decode{w.text}, l.end()
}
