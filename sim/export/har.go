package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

// HAROptions say how a run is written as an HTTP archive.
type HAROptions struct {
	// Version of the program, for the creator; "devel" if empty.
	Version string
	// IncludeSecrets keeps credentials, which are otherwise replaced by their tags.
	// The sizes are those of the messages as sent, either way.
	IncludeSecrets bool
}

// HAR writes a recorded run as an HTTP archive (HAR 1.2): one entry a request that
// was sent, in the order of sending, as its client saw it. A request without an
// answer has the status 0.
func HAR(out io.Writer, result *scenario.Result, options HAROptions) error {
	if unrecorded(result) {
		return errUnrecorded
	}
	a := &archive{file: harFile{harLog{Version: "1.2", Creator: harCreator{"authlab", cmp.Or(options.Version, "devel")}, Entries: []harEntry{}}}}
	if result.World != nil {
		a.read(result.World.Steps())
		if !options.IncludeSecrets {
			a.redactor = newRedactor(result.World.Steps())
		}
	}
	commands := slices.Clone(result.Commands)
	slices.SortStableFunc(commands, func(x, y scenario.CommandResult) int {
		return cmp.Compare(sentAt(x.Exchange), sentAt(y.Exchange))
	})
	for _, c := range commands {
		if c.Exchange == nil {
			continue
		}
		if trip := a.trips[c.Exchange.Flight]; trip != nil {
			a.file.Log.Entries = append(a.file.Log.Entries, a.entry(c, trip))
		}
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(&a.file); err != nil {
		return err
	}
	_, err := io.WriteString(out, visible(text.String()))
	return err
}

func sentAt(x *cluster.Exchange) time.Duration {
	if x == nil {
		return 0
	}
	return x.SentAt
}

// visible writes invisible characters of JSON text as escapes: they mean the same
// there, and nothing to a terminal.
func visible(text string) string {
	if strings.IndexFunc(text, unseen) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case !unseen(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func unseen(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }

// trip is what the events tell of one request.
type trip struct {
	request, response *event.Message
	// sent, reached, left and received are the moments of sending, of the arrival at
	// the balancer, of the answer's beginning its way back, and of its arrival.
	sent, reached, left, received time.Duration
	lost                          bool // the answer did not arrive
}

type archive struct {
	file     harFile
	redactor *redactor
	trips    map[int]*trip
}

// read finds the messages of all requests and the moments that matter.
func (a *archive) read(steps []cluster.Step) {
	a.trips = map[int]*trip{}
	for i := range steps {
		s := &steps[i]
		t := a.trips[s.Flight]
		if s.Kind == event.RequestSent && s.Flight != 0 {
			a.trips[s.Flight] = &trip{request: s.Message, sent: s.At, reached: -1, left: -1, received: -1}
			continue
		}
		if t == nil || t.received >= 0 {
			continue
		}
		switch s.Kind {
		case event.ServerChosen, event.NoServer:
			if t.reached < 0 {
				t.reached = s.At
			}
		case event.ResponseDropped:
			t.received, t.lost = s.At, true
		case event.ResponseReceived:
			t.received, t.response = s.At, s.Message
		}
		switch s.Kind {
		case event.ResponseSent, event.NoServer, event.GatewayTimeout, event.BadGateway, event.ResponseCut:
			t.left = s.At
		}
	}
	for _, t := range a.trips {
		t.complete(steps[len(steps)-1].At)
	}
}

// complete fills in the moments that a request never came to see.
func (t *trip) complete(end time.Duration) {
	if t.received < 0 {
		t.received = end
	}
	if t.reached < 0 {
		t.reached = t.received
	}
	if t.left < 0 {
		t.left = t.received
	}
}

func (t *trip) timings() (harTimings, float64) {
	m := harTimings{Blocked: -1, DNS: -1, Connect: -1, SSL: -1,
		Send: inMilliseconds(t.reached - t.sent), Wait: inMilliseconds(t.left - t.reached), Receive: inMilliseconds(t.received - t.left)}
	return m, inMilliseconds(t.received - t.sent)
}

func inMilliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (a *archive) entry(c scenario.CommandResult, t *trip) harEntry {
	x := c.Exchange
	e := harEntry{
		Started: event.Epoch.Add(t.sent).Format("2006-01-02T15:04:05.000Z07:00"),
		Request: a.request(x, t.request), Response: a.response(t.response),
		Comment: a.redactor.deed(c.Command.Deed()), Line: c.Command.Line, Client: x.Spec.Client, Server: x.Server,
		Error: a.redactor.text(x.Error),
		Cost:  harCost{x.CredentialBytes, x.StoreReads, x.StoreWrites, x.Signatures, x.Verifications, x.Memory},
	}
	e.Timings, e.Time = t.timings()
	switch {
	case t.lost:
		e.Error = string(event.ResponseDropped)
	case t.response == nil && e.Error == "":
		e.Error = "no-answer"
	}
	return e
}
