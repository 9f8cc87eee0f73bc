package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// inquire answers a word that asks about the run at hand, as the keys w and Enter do on
// a stage; false if it is another word.
func (r *reader) inquire(answer string) bool {
	word, about, _ := strings.Cut(answer, " ")
	about = strings.TrimSpace(about)
	switch {
	case word == "why", answer == "w":
		r.asked(about, r.why)
	case word == "look":
		if _, err := strconv.Atoi(about); err == nil {
			r.asked(about, r.wire)
		} else {
			r.look(about)
		}
	default:
		return false
	}
	return true
}

// request is one of a run: where its events stand among the steps.
type request struct {
	sent, done int // of its message and of its answer; done is -1 while there is none
	status     string
}

// requests are those that clients have made so far, in order.
func requests(steps []cluster.Step) (all []request) {
	place := map[int]int{}
	for i, s := range steps {
		switch {
		case s.Kind == event.RequestSent && s.Flight != 0:
			if _, known := place[s.Flight]; !known {
				place[s.Flight] = len(all)
				all = append(all, request{sent: i, done: -1})
			}
		case s.Kind == event.ResponseReceived:
			if n, known := place[s.Flight]; known {
				all[n].done, all[n].status = i, s.Get("status")
			}
		}
	}
	return all
}

// asked tells of one request of the run: of that with a number, or else of the last one
// that was refused, or of the last one.
func (r *reader) asked(number string, tell func(request)) {
	var all []request
	if r.world != nil {
		all = requests(r.world.Steps())
	}
	if len(all) == 0 {
		r.say("There is no request to ask about.", "")
		return
	}
	at := len(all) - 1
	if number == "" {
		for i := range all {
			if all[i].status >= "4" {
				at = i
			}
		}
	} else {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(all) {
			r.say(fmt.Sprintf("There are the requests 1 to %d.", len(all)), "")
			return
		}
		at = n - 1
	}
	r.say(fmt.Sprintf("Request %d of %d", at+1, len(all)))
	tell(all[at])
	r.say("")
}

// why tells the chain behind the answer to a request, backwards.
func (r *reader) why(q request) {
	at := q.done
	if at < 0 {
		at = q.sent
	}
	events := r.input(at).Events
	for i, link := range event.Why(events, events[at].Seq) {
		// Steps have no numbers here, but times.
		words, _, past := strings.Cut(link.Text, " at step ")
		if past {
			words += fmt.Sprintf(", at %.3fs", event.BySeq(events, link.Seq).At.Seconds())
		}
		lead := "  because "
		if i == 0 || strings.HasPrefix(words, "…") {
			lead = strings.Repeat(" ", min(i, 1)*2)
		}
		r.say(text.Wrap(lead+words, width)...)
	}
}

// wire writes a request and its answer as they were on the wire, with what they hold.
func (r *reader) wire(q request) {
	for _, at := range []int{q.sent, q.done} {
		if at >= 0 {
			r.say(pane.InspectorText(r.input(at), pane.Target{}, width)[1:]...)
			r.say("")
		}
	}
}

// look tells what a browser or a machine holds.
func (r *reader) look(name string) {
	if r.world == nil || len(r.world.Steps()) == 0 {
		r.say("There is no run to look into.", "")
		return
	}
	in := r.input(len(r.world.Steps()) - 1)
	names := pane.Nodes(in)
	if !slices.Contains(names, name) {
		r.tell("Behind look stands one of " + strings.Join(names, ", ") + ", or the number of a request.")
		r.say("")
		return
	}
	r.say(pane.InspectorText(in, pane.Target{Node: name}, width)...)
	r.say("")
}

// input is the run up to one of its steps.
func (r *reader) input(at int) pane.Input {
	steps := r.world.Steps()
	in := pane.Input{Now: steps[at].Snapshot, Phase: 1, Styles: r.Styles}
	if at > 0 {
		in.Was = steps[at-1].Snapshot
	}
	for _, s := range steps[:at+1] {
		in.Events = append(in.Events, s.Event)
	}
	return in
}

// gesture is something that the course says of screens, and what does it here.
type gesture struct{ said, here string }

// gestures list them. Keys that are words here as well, such as w, are not among them.
func gestures() []gesture {
	const look = "Here: look and a name, such as look alice or look s1."
	return []gesture{
		{"press Enter on the stage", look},
		{"on the stage press Enter", look},
		{"right arrow", "Here the run goes on by itself, up to a question."},
		{"Move through the letters", "Here the parts and what they hold stand below one another."},
		{"on a bench", "Here: authlab decode, in another window."},
	}
}

// translate says of the gestures in some prose what does the same here.
func (r *reader) translate(prose string) {
	prose = strings.Join(strings.Fields(prose), " ")
	for _, g := range gestures() {
		if strings.Contains(prose, g.said) {
			r.say("", g.here)
		}
	}
}
