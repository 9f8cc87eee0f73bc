package scenario

import (
	"regexp"
	"time"

	"authlab/sim/cluster"
)

const keyGroup = "Keys"

var keyVerbs = []Verb{
	{
		Name: "rotate-key", Group: keyGroup,
		Usage: "rotate-key [overlap=SPAN] [server=sN]",
		Doc: "Brings a new signing key. Alone, it replaces the old one at once, everywhere. With an overlap it is published first, signs when every copy of the keys " +
			"can have it (key-cache with services), and the old one is dropped an overlap later. With a server, that server alone changes.",
		Example: "rotate-key overlap=15m",
		Arguments: []Argument{
			{Name: "overlap", Form: "duration", Doc: "how long tokens of the old key are still taken once the new one signs"},
			{Name: "server", Form: "sN", Doc: "the only server that takes the new key"},
		},
		parse: parseRotate,
		complete: func(_ int, names Names) []string {
			return append([]string{"overlap="}, prefixed("server=", names.Servers)...)
		},
	},
	{
		Name: "drop-key", Group: keyGroup,
		Usage: "drop-key [KEY]", Doc: "Takes a key away from every server at once; without a name the oldest that no longer signs.", Example: "drop-key k1",
		parse:    parseDropKey,
		complete: func(int, Names) []string { return []string{"k1", "k2"} },
	},
	{
		Name: "leak-key", Group: keyGroup,
		Usage: "leak-key [server=sN]", Doc: "mallory gets the key that a server signs or verifies with; without a server, the one that signs.", Example: "leak-key server=s2",
		Arguments: []Argument{{Name: "server", Form: "sN", Doc: "whose key leaks"}},
		parse:     parseLeak,
		complete:  func(_ int, names Names) []string { return prefixed("server=", names.Servers) },
	},
}

type rotateKey struct{ spec cluster.RotateSpec }

func (c rotateKey) apply(w *cluster.World, _ bool) error { return w.RotateKey(c.spec) }

func parseRotate(l *line) (action, *Error) {
	l.next++
	if err := l.haveKeys(); err != nil {
		return nil, err
	}
	c := rotateKey{}
	err := l.arguments(func(w word) (err *Error) {
		if w.key() == "overlap" {
			c.spec.Overlap, err = overlap(w)
		} else {
			c.spec.Server, err = w.value(), l.serverValue(w)
		}
		if err == nil && c.spec.Overlap > 0 && c.spec.Server != "" {
			return fail(w, "Give one of the two.", "overlap= and server= exclude each other")
		}
		return err
	})
	return c, err
}

// overlap reads a span that is not 0.
func overlap(w word) (time.Duration, *Error) {
	d, err := span(w)
	if err == nil && d == 0 {
		err = failValue(w, "Leave overlap= out to replace the key at once.", "an overlap of 0 is none")
	}
	return d, err
}

// serverValue checks that the value of an argument names a server.
func (l *line) serverValue(w word) *Error {
	v := word{text: w.value(), column: w.column + len(splitRunes(w.key())) + 1, width: max(1, w.width-len(splitRunes(w.key()))-1), split: -1}
	return l.server(v)
}

// haveKeys is an error where it is known that the cluster signs no tokens.
func (l *line) haveKeys() *Error {
	if l.scene == nil || l.scene.config == nil || l.scene.config.HasKeys() {
		return nil
	}
	return fail(l.words[0], "Give the cluster auth=jwt, refresh or stateful-jwt.", "nothing is signed with auth=%s", l.scene.config.Auth)
}

var keyForm = regexp.MustCompile(`^(k[1-9][0-9]{0,5}|jwt-secret)$`)

type dropKey struct{ name string }

func (c dropKey) apply(w *cluster.World, _ bool) error { return w.DropKey(c.name) }

func parseDropKey(l *line) (action, *Error) {
	l.next++
	if err := l.haveKeys(); err != nil {
		return nil, err
	}
	w, ok := l.take()
	if !ok {
		return dropKey{}, nil
	}
	if !keyForm.MatchString(w.text) {
		return nil, fail(w, "Keys are called k1, k2 and so on, and jwt-secret where the cluster line gives one.", "%s is not a key", orEmpty(w.text))
	}
	return dropKey{w.text}, l.end()
}

type leakKey struct{ server string }

func (c leakKey) apply(w *cluster.World, _ bool) error { return w.LeakKey(c.server) }

func parseLeak(l *line) (action, *Error) {
	l.next++
	if err := l.haveKeys(); err != nil {
		return nil, err
	}
	c := leakKey{}
	err := l.arguments(func(w word) *Error {
		c.server = w.value()
		return l.serverValue(w)
	})
	return c, err
}
