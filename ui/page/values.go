package page

import (
	"authlab/lessons"
	"authlab/sim/cluster"
	"authlab/sim/event"
)

// value answers a template field of prose from the run: a request's once the
// cursor has passed its answer, a count's once the whole script is behind it.
func (s *scene) value(f lessons.Field) (string, bool) {
	next, own := s.place()
	done := next > len(s.script) && s.atEnd()
	w := s.run.world()
	if own || w == nil {
		return "", false
	}
	if f.Request == 0 && !done {
		return "", false
	}
	if x := lessons.Asked(f.Request, w); f.Request > 0 && (x == nil || !s.passed(x)) {
		return "", false
	}
	return lessons.Fact(f, w, done)
}

// passed tells whether the cursor has passed the answer of a request.
func (s *scene) passed(x *cluster.Exchange) bool {
	for _, e := range s.run.all()[:s.run.Cursor()] {
		if e.Kind == event.ResponseReceived && e.Flight == x.Flight {
			return true
		}
	}
	return false
}
