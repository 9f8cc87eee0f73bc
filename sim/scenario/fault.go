package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"authlab/sim/cluster"
)

const faultGroup = "Faults"

var faultArguments = []Argument{
	delayArgument,
	{Name: "after", Form: "event", Doc: "strike right after the event with that number, inside the command that follows"},
}

var faultVerbs = []Verb{
	fault("kill", "kill sN|store", "A machine dies at once, with what it held in memory.", "kill s2", anyMachine),
	fault("start", "start sN|store", "A dead machine comes back.", "start s2", anyMachine),
	fault("restart", "restart sN|store", "A machine dies and comes back at once.", "restart s1", anyMachine),
	fault("pause", "pause store", "The store freezes: it takes calls and never answers.", "pause store", onlyStore),
	fault("resume", "resume store", "A frozen store goes on, and answers the calls that waited.", "resume store", onlyStore),
	fault("wipe", "wipe store", "The store loses every row.", "wipe store", onlyStore),
	fault("promote", "promote replica", "The replica becomes the store, with what had reached it.", "promote replica", onlyReplica),
	fault("drop", "drop response", "The next answer on its way to a client is lost; the server has done its work.", "drop response", onlyResponse),
	fault("delete-row", "delete-row USER", "The rows of a user disappear, wherever they are.", "delete-row alice", anyUser),
	fault("clock", "clock sN OFFSET", "Sets how far a server's clock is off.", "clock s2 +2m", serverAndOffset),
}

// fault declares a verb of this group. target reads what it strikes.
func fault(name, usage, doc, example string, target targetReader) Verb {
	return Verb{
		Name: name, Group: faultGroup, Usage: usage + " [delay=SPAN] [after=SEQ] [&]", Doc: doc, Example: example,
		Arguments: faultArguments, Overlaps: true,
		parse: func(l *line) (action, *Error) {
			f := strike{verb: name}
			l.next++
			if err := target(l, &f); err != nil {
				return nil, err
			}
			return f, l.faultArguments(&f)
		},
		complete: func(position int, names Names) []string { return completeFault(name, position, names) },
	}
}

// strike is a fault: something happens to a machine, at once, later, or after an event.
type strike struct {
	verb, target string
	offset       time.Duration
	delay        time.Duration
	// after is the number of the event behind which it strikes, 0 for none.
	after int
}

func (f strike) apply(w *cluster.World, settle bool) error {
	if err := f.exists(w); err != nil {
		return err
	}
	if f.after > 0 {
		// Whether it can strike is known only then; where it cannot, nothing happens.
		w.Arm(f.after, func() { _ = f.hit(w) })
		return nil
	}
	var err error
	w.After(f.delay, func() { err = f.hit(w) })
	if settle {
		w.Settle()
	}
	return err
}

// exists tells whether there is such a machine now; what it will be like when the
// fault strikes is seen then.
func (f strike) exists(w *cluster.World) error {
	if !serverForm.MatchString(f.target) || f.verb == "delete-row" {
		return nil
	}
	n := w.Config().Servers
	if !slices.Contains(serverNames(n), f.target) {
		return fmt.Errorf("there is no %s: the servers are s1 to s%d", f.target, n)
	}
	return nil
}

func (f strike) hit(w *cluster.World) error {
	switch f.verb {
	case "kill":
		return w.Kill(f.target)
	case "start":
		return w.Start(f.target)
	case "restart":
		return w.Restart(f.target)
	case "pause":
		return w.Pause()
	case "resume":
		return w.Resume()
	case "wipe":
		return w.Wipe()
	case "promote":
		return w.Promote()
	case "drop":
		w.DropResponse()
		return nil
	case "delete-row":
		return w.DeleteRow(f.target)
	case "clock":
		return w.SetClock(f.target, f.offset)
	}
	return fmt.Errorf("%s is not a fault", f.verb)
}

type targetReader func(*line, *strike) *Error

func anyMachine(l *line, f *strike) *Error {
	w, err := l.need("a machine, such as s1 or store")
	if err != nil {
		return err
	}
	f.target = w.text
	if w.text == "store" {
		return nil
	}
	if !serverForm.MatchString(w.text) {
		return fail(w, didYouMean(w.text, l.scene.machines()), "cannot %s %s", f.verb, orEmpty(w.text))
	}
	return l.server(w)
}

// machines are what kill, start and restart strike.
func (s *scene) machines() []string {
	n := cluster.MaxServers
	if s != nil && s.servers > 0 {
		n = s.servers
	}
	return append(serverNames(n), "store")
}

func serverNames(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("s%d", i+1))
	}
	return out
}

func onlyStore(l *line, f *strike) *Error   { return l.only("store", f) }
func onlyReplica(l *line, f *strike) *Error { return l.only("replica", f) }

func onlyResponse(l *line, f *strike) *Error { return l.only("response", f) }

func (l *line) only(target string, f *strike) *Error {
	w, err := l.need(target)
	if err != nil {
		return err
	}
	if w.text != target {
		return fail(w, "Write "+f.verb+" "+target+".", "cannot %s %s", f.verb, orEmpty(w.text))
	}
	f.target = target
	return nil
}

func anyUser(l *line, f *strike) *Error {
	user, err := l.user("a user, such as alice")
	f.target = user
	return err
}

func serverAndOffset(l *line, f *strike) *Error {
	w, err := l.need("a server, such as s2")
	if err != nil {
		return err
	}
	if err := l.server(w); err != nil {
		return err
	}
	f.target = w.text
	if w, err = l.need("an offset, such as +2m"); err != nil {
		return err
	}
	d, bad := time.ParseDuration(strings.TrimPrefix(w.text, "+"))
	if bad != nil || d < -maxSpan || d > maxSpan {
		return fail(w, "Write an offset such as +2m, -90s or 0s.", "%s is not an offset", orEmpty(w.text))
	}
	f.offset = d
	return nil
}

func (l *line) faultArguments(f *strike) *Error {
	return l.arguments(func(w word) *Error {
		var err *Error
		if w.key() == "delay" {
			f.delay, err = span(w)
		} else {
			f.after, err = whole(w, w.value(), 1, 1<<30)
		}
		if err == nil && f.after > 0 && f.delay > 0 {
			return fail(w, "Give one of the two.", "delay= and after= exclude each other")
		}
		return err
	})
}

// After is the same fault, striking right after the event seq; false if the
// command is no fault.
func (c Command) After(seq int) (Command, bool) {
	f, ok := c.action.(strike)
	if !ok || seq < 1 {
		return c, false
	}
	f.delay, f.after = 0, seq
	var words []string
	for w := range strings.FieldsSeq(c.Text) {
		if !strings.HasPrefix(w, "delay=") && !strings.HasPrefix(w, "after=") && w != "&" {
			words = append(words, w)
		}
	}
	c.action, c.Overlap = f, false
	c.Text = strings.Join(append(words, "after="+strconv.Itoa(seq)), " ")
	return c, true
}

// IsFault tells whether the command strikes a machine.
func (c Command) IsFault() bool {
	_, ok := c.action.(strike)
	return ok
}

func completeFault(verb string, position int, names Names) []string {
	if position > 1 {
		return []string{"delay=", "after=", "&"}
	}
	switch verb {
	case "kill", "start", "restart":
		return append(slices.Clone(names.Servers), "store")
	case "promote":
		return []string{"replica"}
	case "drop":
		return []string{"response"}
	case "delete-row":
		return names.Clients
	case "clock":
		return names.Servers
	}
	return []string{"store"}
}

// AfterSeq is the number of the event that a fault strikes after, 0 if it names none.
func (c Command) AfterSeq() int {
	f, _ := c.action.(strike)
	return f.after
}
