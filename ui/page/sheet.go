package page

import (
	"authlab/lessons"
)

// sheet is a page of the lesson as it is being worked on. It is kept while the
// lesson is open, so that coming back finds it as it was left.
type sheet struct {
	page          *lessons.Page
	before, after *prose
	// At most one of these is set.
	scene    *scene
	quiz     *quiz
	exercise *exercise
	compared *comparison
	token    *specimen
	// broken says why the active thing cannot be shown, or is "".
	broken string
	phase  phase
	met    bool // the page has been shown
	told   bool // the active thing was gone through: the prose behind it may be shown
}

// newSheet prepares a page: a scene starts its cluster.
func newSheet(env *Env, page *lessons.Page) *sheet {
	s := &sheet{page: page}
	var err error
	switch {
	case page.Scene != nil:
		s.scene, err = newScene(env, page.Scene.Commands, page.Scene.Gates)
	case page.Exercise != nil:
		s.exercise, err = newExercise(env, page.Exercise)
	case len(page.Quiz) > 0:
		s.quiz, err = newQuiz(env, page.Quiz)
	case page.Comparison != nil:
		s.compared, err = newLessonComparison(env, page.Comparison)
	case page.Token != nil:
		s.token, s.told = newSpecimen(env, page.Token), true
	}
	if err != nil {
		s.scene, s.exercise, s.quiz, s.compared = nil, nil, nil, nil
		s.broken = "This part cannot run: " + err.Error()
	}
	s.before = newProse(env.Styles, page, false, s.fill)
	if s.exercise != nil {
		s.before.parts = append(s.before.parts, lessons.Prose{Text: page.Exercise.Ask})
	}
	s.after = newProse(env.Styles, page, true, s.fill)
	if s.before.empty() && s.active() {
		s.phase = acting
	}
	return s
}

// active tells that there is something to do beside reading.
func (s *sheet) active() bool {
	return s.scene != nil || s.quiz != nil || s.exercise != nil || s.compared != nil || s.token != nil
}

// over tells that the prose behind the active thing may be read.
func (s *sheet) over() bool {
	switch {
	case s.scene != nil:
		next, _ := s.scene.place()
		return next > len(s.scene.script) && s.scene.atEnd()
	case s.quiz != nil:
		return s.quiz.at == len(s.quiz.questions)-1 && !s.quiz.open()
	case s.compared != nil:
		return s.compared.atEnd()
	}
	return true
}

// stage is the scene that the sheet shows, or nil.
func (s *sheet) stage() *scene {
	switch {
	case s.scene != nil:
		return s.scene
	case s.exercise != nil:
		return s.exercise.scene
	case s.quiz != nil:
		return s.quiz.run
	}
	return nil
}

// looked takes note of how far the active thing has come.
func (s *sheet) looked() {
	s.told = s.told || s.over()
	s.refill()
}

// refill puts the values of a run that went on into the prose.
func (s *sheet) refill() {
	s.before.refill()
	s.after.refill()
}

// turn moves the keys to the other part of the page.
func (s *sheet) turn() {
	switch {
	case s.phase != acting:
		s.phase = acting
	case !s.after.empty() && s.told:
		s.phase = readingAfter
	case !s.before.empty():
		s.phase = readingBefore
	}
}

// busy tells that Tab belongs to something that lies over the page.
func (s *sheet) busy() bool {
	stage := s.stage()
	return stage != nil && (stage.overlay.shown() || stage.prompt.open)
}
