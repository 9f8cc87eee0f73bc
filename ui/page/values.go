package page

import (
	"authlab/lessons"
	"authlab/sim/event"
)

// value answers a template field of prose from the run: a request's once the
// cursor has passed its answer, a count's once the whole script is behind it.
func (s *scene) value(f lessons.Field) (string, bool) {
	next, own := s.place()
	done := next > len(s.script) && s.atEnd()
	if own || f.Request == 0 && !done || f.Request > s.answered() {
		return "", false
	}
	w := s.run.world()
	if w == nil {
		return "", false
	}
	return lessons.Fact(f, w, done)
}

// answered is the number of requests whose answer the cursor has passed.
func (s *scene) answered() int {
	n := 0
	for _, e := range s.run.all()[:s.run.Cursor()] {
		if e.Kind == event.ResponseReceived {
			n++
		}
	}
	return n
}
