package cluster

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"authlab/sim/auth"
	"authlab/sim/cookiesignature"
	"authlab/sim/event"
	"authlab/sim/rng"
)

// theft is a credential in the wrong hands, and how long it was good for.
type theft struct {
	taken, lastGood time.Duration
	used            bool
	// refused is when it was first refused since it last worked; shut tells that it was.
	refused time.Duration
	shut    bool
	// judged tells that a server has looked at it and refused it since it last worked.
	judged bool
	// holder is the client or copy that has it; over tells that the holder has logged in
	// and holds a credential of its own since.
	holder string
	over   bool
}

// steal notes that a client or copy holds a credential of somebody else's from now on.
func (w *World) steal(holder string) {
	w.totals.theft[holder] = &theft{taken: w.scheduler.Now(), holder: holder}
}

// seconds from the taking to the last answer 200.
func (t *theft) seconds() int {
	if !t.used {
		return 0
	}
	return int((t.lastGood - t.taken) / time.Second)
}

// secondsToRefusal are from the taking to the first 401 since the last answer 200; 0
// while the credential works or has not been tried.
func (t *theft) secondsToRefusal() int {
	if !t.shut {
		return 0
	}
	return int((t.refused - t.taken) / time.Second)
}

// expose notes whether a credential in the wrong hands still works. Only the one that was
// sent counts, unaltered, and only an answer that a stranger would not have got.
func (p *passage) expose() {
	spec := &p.exchange.Spec
	status := p.response.status
	if status != http.StatusOK && status != http.StatusUnauthorized || spec.Tamper != "" {
		return
	}
	w, thief := p.world, p.client.name
	if auth.IsLogin(spec.Path) {
		if t := w.totals.theft[thief]; t != nil && t.holder == thief && spec.With == "" && status == http.StatusOK {
			t.over = true
		}
		return
	}
	holder := spec.With
	if holder == "" {
		holder = thief
	}
	t := w.totals.theft[holder]
	if t == nil || t.holder != holder || t.over || openToAll(spec.Path) {
		return
	}
	now := w.scheduler.Now()
	if status == http.StatusUnauthorized {
		if !t.shut {
			t.shut, t.refused = true, now
		}
		t.judged = t.judged || p.refusal != string(event.CredentialMissing)
		if w.totals.theft[thief] == nil {
			w.totals.theft[thief] = t
		}
		return
	}
	t.used, t.lastGood, t.shut, t.judged = true, now, false, false
	if before := w.totals.theft[thief]; before == nil || !before.used {
		w.totals.theft[thief] = t
	}
}

// openToAll tells that 200 at a path says nothing of the credential that came along:
// logins, logouts and pages for everybody.
func openToAll(path string) bool {
	return auth.IsLogin(path) || path == "/public" || path == "/logout"
}

// Copy keeps what a client could present at this moment under a name, for with=.
func (w *World) Copy(name, as string) error {
	if w.byName[as] != nil {
		return fmt.Errorf("%s is a client already: a copy needs a name of its own", as)
	}
	c := w.byName[name]
	if c == nil {
		return fmt.Errorf("nobody is called %s", name)
	}
	w.copies[as] = c.own.copied()
	w.copyPicture(c, as)
	e := event.Event{Kind: event.CredentialCopied, Node: name, Attrs: []event.Attr{event.Of("from", name), event.Of("as", as)}}
	if k := c.own.jar.Get(w.config.Session.CookieName); k != nil {
		tag := cookieTag(k.Value)
		e.Attrs = append(e.Attrs, event.Of("tag", tag))
		e.Artifacts = []string{"cred:" + tag}
	} else if t := c.own.tokens.Access; t != "" {
		e.Attrs = append(e.Attrs, event.Of("tag", tokenTag(t)))
		e.Artifacts = []string{"cred:" + tokenTag(t)}
	}
	w.steal(as)
	w.note(0, e)
	return nil
}

// MaxGuesses bounds one guess command.
const MaxGuesses = 200_000

// GuessSpec is a series of guessed session IDs.
type GuessSpec struct {
	Client string // who guesses; "" means the attacker
	Tries  int    // at most MaxGuesses
	// Secret "known" lets the attacker sign what is guessed, "unknown" does not.
	Secret string
}

// Guess lets an attacker try session IDs until one works. Every guess is a real
// request to a real handler; together they are one event. IDs are made the way
// the servers make them; with few bits every number is tried once, in random order.
// A hit becomes the attacker's own cookie.
func (w *World) Guess(g GuessSpec) error {
	if w.config.Auth != "session" && w.config.Auth != "bff" {
		return fmt.Errorf("guess tries session IDs at /profile: give the cluster auth=session or bff, not %s", w.config.Auth)
	}
	if g.Client == "" {
		g.Client = Attacker
	}
	c := w.client(g.Client)
	numbers := newGuesser(w, c)
	signer := cookiesignature.New([]byte(w.guessSecret(g.Secret)))
	tag, user := "", ""
	tries, hits := 0, 0
	for ; tries < g.Tries && tag == ""; tries++ {
		number, ok := numbers.next()
		if !ok {
			break
		}
		id := auth.SessionID(number, w.config.Session.IDBits)
		target := w.upServer(tries)
		if target == nil {
			return fmt.Errorf("no server is up to guess at")
		}
		value := signer.Cookie(id)
		if out := target.probe("Cookie", w.config.Session.CookieName+"="+value); out.status == http.StatusOK {
			tag, user = event.Tag(id), out.user()
			c.own.jar.Store(w.page(), w.config.Session.CookieName+"="+value+"; Path=/; Secure")
			c.state = nil
			c.changes++
			hits++
		}
	}
	c.guesses += tries
	if c.hits += hits; hits > 0 {
		w.steal(c.name)
	}
	e := event.Event{Kind: event.GuessesMade, Node: c.name, Attrs: []event.Attr{event.Of("tries", itoa(tries)),
		event.Of("hits", itoa(hits)), event.Of("bits", itoa(w.config.Session.IDBits))}}
	if tag != "" {
		e.Attrs = append(e.Attrs, event.Of("tag", tag), event.Of("user", user))
		e.Artifacts = []string{"cred:" + tag}
	}
	w.note(0, e)
	return nil
}

func (w *World) guessSecret(known string) string {
	if known == "unknown" {
		return "a secret the attacker made up"
	}
	if w.config.Session.Secret != "" {
		return w.config.Session.Secret
	}
	return w.secret("session-secret")
}

// upServer spreads the guesses over the servers that are up.
func (w *World) upServer(i int) *server {
	alive := w.pool.Alive()
	for k := range alive {
		if s := w.server(alive[(i+k)%len(alive)]); s.up {
			return s
		}
	}
	return nil
}

// guesser draws the numbers behind the IDs.
type guesser struct {
	bits  int
	order []uint32
	draw  *rand.Rand
}

// enumerable is the number of bits up to which every number is tried once.
const enumerable = 20

func newGuesser(w *World, c *client) *guesser {
	draw := rand.New(rng.New(uint64(w.config.Seed), c.name, "guesses "+itoa(c.guesses)))
	g := &guesser{bits: w.config.Session.IDBits, draw: draw}
	if g.bits <= enumerable {
		g.order = make([]uint32, 1<<g.bits)
		for i := range g.order {
			g.order[i] = uint32(i)
		}
		draw.Shuffle(len(g.order), func(i, j int) { g.order[i], g.order[j] = g.order[j], g.order[i] })
	}
	return g
}

func (g *guesser) next() (number [16]byte, ok bool) {
	if g.bits > enumerable {
		binary.BigEndian.PutUint64(number[:8], g.draw.Uint64())
		binary.BigEndian.PutUint64(number[8:], g.draw.Uint64())
		return number, true
	}
	if len(g.order) == 0 {
		return number, false
	}
	binary.BigEndian.PutUint32(number[12:], g.order[0])
	g.order = g.order[1:]
	return number, true
}
