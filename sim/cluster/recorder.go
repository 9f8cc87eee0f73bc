package cluster

import (
	"maps"
	"slices"
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// Step is one event and the cluster after it.
type Step struct {
	event.Event
	// Snapshot is nil in a run that is Undrawn.
	Snapshot *snapshot.Snapshot
}

// recorder keeps the steps of a run and knows which event led to which.
type recorder struct {
	steps []Step
	// ofFlight is the newest event of each flight; onArtifact the newest event that changed an artifact.
	ofFlight   map[int]int
	onArtifact map[string]int
	taken      takings
	armed      map[int][]func()
}

func newRecorder() recorder {
	return recorder{ofFlight: map[int]int{}, onArtifact: map[string]int{}, taken: takings{}, armed: map[int][]func(){}}
}

// witnesses are kinds that name an artifact without changing it: they have causes
// on it and are none for others, so that a second miss points at the row's birth
// and not at the first miss. Nor does a client that drops a credential change it for
// those who have it too.
func witness(k event.Kind) bool {
	switch k {
	case event.SessionMiss, event.SessionHit, event.SessionExpired, event.SessionTouched,
		event.CookieAccepted, event.CookieRejected, event.TokenAccepted, event.TokenRejected,
		event.StateChecked, event.StateCached, event.StateSkipped, event.StateRefused, event.RefreshReused, event.RefreshRejected, event.RoleRefused,
		event.RequestSent, event.TokenDecoded, event.CookieDropped, event.TokenDropped, event.CookieWithheld,
		event.ConnectFailed, event.StoreRefused, event.StoreHung, event.StoreTimeout, event.ServerChosen:
		return true
	}
	return false
}

// unsigned is the artifact that all tokens without a signature share.
const unsigned = "cred:"

// changes tells whether an event changes an artifact it names. Who fetches keys has other
// keys afterwards; the keys are what they were. So is a credential that was known before
// and then taken, unless it has no signature to be known by.
func (r *recorder) changes(e *event.Event, artifact string) bool {
	switch {
	case witness(e.Kind), e.Kind == event.KeysFetched && strings.HasPrefix(artifact, "key:"):
		return false
	case takes(e):
		return r.onArtifact[artifact] == 0 || artifact == unsigned
	}
	return true
}

// note records an event: its number, its causes, and the cluster after it. What
// was armed for this number strikes at once.
func (w *World) note(flight int, e event.Event) {
	w.noteByHand(flight, e.Kind)
	if !w.recording {
		return
	}
	r := &w.recorder
	e.Seq = len(r.steps) + 1
	e.At = w.scheduler.Now()
	e.Flight = flight
	e.Command = w.command
	e.Causes = r.causes(flight, &e)
	if flight != 0 {
		r.ofFlight[flight] = e.Seq
		ex := w.exchanges[flight-1]
		e.Command = ex.Command
		if ex.FirstSeq == 0 {
			ex.FirstSeq = e.Seq
		}
		ex.LastSeq = e.Seq
	}
	for _, a := range e.Artifacts {
		if r.changes(&e, a) {
			r.onArtifact[a] = e.Seq
		}
	}
	r.taken.note(&e)
	step := Step{Event: e}
	if !w.undrawn {
		step.Snapshot = w.snapshot(&e)
	}
	r.steps = append(r.steps, step)
	armed := r.armed[e.Seq]
	delete(r.armed, e.Seq)
	for _, strike := range armed {
		strike()
	}
}

// causes lists the previous event of the flight, the last change of every artifact
// named, and how it came into the hands that use it, nearest first, each once.
func (r *recorder) causes(flight int, e *event.Event) []int {
	var out []int
	add := func(seq int) {
		if seq == 0 {
			return
		}
		at := len(out)
		for i, have := range out {
			if have == seq {
				return
			}
			if have < seq {
				at = i
				break
			}
		}
		out = append(out, 0)
		copy(out[at+1:], out[at:])
		out[at] = seq
	}
	add(r.ofFlight[flight])
	for _, a := range e.Artifacts {
		add(r.onArtifact[a])
	}
	for _, seq := range r.taken.behind(e) {
		add(seq)
	}
	return out
}

// Arm lets f strike right after the event numbered seq has been recorded.
func (w *World) Arm(seq int, f func()) { w.recorder.armed[seq] = append(w.recorder.armed[seq], f) }

// Unstruck are the numbers of the events that something is still armed for: the run
// has not come that far.
func (w *World) Unstruck() []int { return slices.Sorted(maps.Keys(w.recorder.armed)) }

// Undrawn lets a recorded run keep events and no snapshots, for those who only read.
func (w *World) Undrawn() { w.undrawn = true }

// Steps are the events so far, each with the cluster after it. The slice grows;
// its elements never change. Nil in an unrecorded run.
func (w *World) Steps() []Step { return w.recorder.steps }
