// Package export writes a run down: as text and as a sequence diagram for people, as
// Mermaid for documents, and for other programs as JSON Lines, a request each, and as HAR
// (HTTP Archive 1.2). Text, Mermaid and HAR can leave secrets and credentials out.
package export

import (
	"encoding/json"
	"io"
	"time"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

// requestLine is one request of a run as JSON. Fields are added, never changed.
type requestLine struct {
	// Line of the scenario file, from 1.
	Line   int    `json:"line"`
	Text   string `json:"text"` // the command without its expectation
	Client string `json:"client"`
	Method string `json:"method"`
	Path   string `json:"path"` // without query
	// Server that answered, "" where none did.
	Server string `json:"server"`
	// Status is 0 where there was no answer.
	Status int `json:"status"`
	// OK is the expectation's outcome, true where there is none.
	OK bool `json:"ok"`
	// AtMS and AnsweredMS are the virtual milliseconds of sending and of the answer.
	AtMS            int64    `json:"at_ms"`
	AnsweredMS      int64    `json:"answered_ms"`
	SetCookie       []string `json:"set_cookie"`
	WWWAuthenticate string   `json:"www_authenticate"`
	Body            string   `json:"body"`
	Error           string   `json:"error"`
	Cut             bool     `json:"cut"` // the connection broke before the answer was complete
	RequestBytes    int      `json:"request_bytes"`
	ResponseBytes   int      `json:"response_bytes"`
	StoreReads      int      `json:"store_reads"`
	StoreWrites     int      `json:"store_writes"`
	// CredentialBytes is the size of the Cookie and Authorization lines sent.
	CredentialBytes int `json:"credential_bytes"`
	Signatures      int `json:"signatures"`
	Verifications   int `json:"verifications"`
	// MemoryBytes is what each server and the store held when the answer arrived.
	MemoryBytes map[string]int `json:"memory_bytes"`
	Expected    string         `json:"expected,omitempty"`
	Observed    string         `json:"observed,omitempty"`
	Events      []eventLine    `json:"events"`
}

type eventLine struct {
	Seq    int    `json:"seq"`
	Kind   string `json:"kind"`
	Node   string `json:"node"`
	Text   string `json:"text"`
	Causes []int  `json:"causes"`
}

// JSONLines writes one object a request, in the order of the commands.
func JSONLines(out io.Writer, result *scenario.Result) error {
	if result.World == nil {
		return nil
	}
	byFlight, explain := flights(result.World), explainer(result.World)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, c := range result.Commands {
		if c.Exchange == nil {
			continue
		}
		if err := encoder.Encode(lineOf(c, byFlight[c.Exchange.Flight], explain)); err != nil {
			return err
		}
	}
	return nil
}

func lineOf(c scenario.CommandResult, events []event.Event, explain func(*event.Event) string) requestLine {
	x := c.Exchange
	l := requestLine{
		Line: c.Command.Line, Text: c.Command.Deed(), Client: x.Spec.Client, Method: x.Spec.Method, Path: x.Spec.Path,
		Server: x.Server, Status: x.Status, OK: c.Outcome.OK, AtMS: milliseconds(x.SentAt), AnsweredMS: milliseconds(x.AnsweredAt),
		SetCookie: x.SetCookie, WWWAuthenticate: x.WWWAuthenticate, Body: x.Body, Error: x.Error, Cut: x.Cut,
		RequestBytes: x.RequestBytes, ResponseBytes: x.ResponseBytes, StoreReads: x.StoreReads, StoreWrites: x.StoreWrites,
		CredentialBytes: x.CredentialBytes, Signatures: x.Signatures, MemoryBytes: x.Memory, Verifications: x.Verifications,
		Expected: c.Outcome.Expected, Observed: c.Outcome.Observed, Events: []eventLine{},
	}
	if l.SetCookie == nil {
		l.SetCookie = []string{}
	}
	for i := range events {
		e := &events[i]
		causes := e.Causes
		if causes == nil {
			causes = []int{}
		}
		l.Events = append(l.Events, eventLine{e.Seq, string(e.Kind), e.Node, explain(e), causes})
	}
	return l
}

func milliseconds(d time.Duration) int64 { return d.Milliseconds() }

// flights sorts the events of a run by the request they belong to.
func flights(w *cluster.World) map[int][]event.Event {
	out := map[int][]event.Event{}
	for _, s := range w.Steps() {
		if s.Flight != 0 {
			out[s.Flight] = append(out[s.Flight], s.Event)
		}
	}
	return out
}
