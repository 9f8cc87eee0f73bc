package page

import (
	"fmt"
	"image"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/history"
	"authlab/ui/intent"
	"authlab/ui/pane"
)

// phase is the part of a page that has the keys: the prose before the active
// thing, the thing itself, or the prose behind it.
type phase int

const (
	readingBefore phase = iota
	acting
	readingAfter
)

// Player is the lesson player.
type Player struct {
	env           *Env
	lesson        *lessons.Lesson
	sheets        []*sheet
	at            int
	width, height int
	// review is the page behind the last: what was done.
	review *review
}

// keptLessons is the number of lessons whose runs are kept while the program runs.
const keptLessons = 4

// player is the lesson as it was left, or opened anew.
func (env *Env) player(lesson *lessons.Lesson) *Player {
	at := slices.IndexFunc(env.players, func(p *Player) bool { return p.lesson == lesson })
	if at < 0 {
		env.players = append(env.players, newPlayer(env, lesson))
		at = len(env.players) - 1
	}
	p := env.players[at]
	env.players = append(slices.Delete(env.players, at, at+1), p)
	if len(env.players) > keptLessons {
		env.players[0].close()
		env.players = slices.Delete(env.players, 0, 1)
	}
	return p
}

// newPlayer opens a lesson where the learner left it.
func newPlayer(env *Env, lesson *lessons.Lesson) *Player {
	p := &Player{env: env, lesson: lesson, sheets: make([]*sheet, len(lesson.Pages())), review: &review{env: env, lesson: lesson}}
	if was := env.Progress.State().Position; was.Lesson == lesson.Slug && was.Page < len(p.sheets) {
		p.at = max(was.Page, 0)
	}
	return p
}

// sheet makes the page when it is first looked at: a scene starts a cluster.
func (p *Player) sheet() *sheet {
	if p.at >= len(p.sheets) {
		return nil
	}
	if p.sheets[p.at] == nil {
		p.sheets[p.at] = newSheet(p.env, p.lesson.Pages()[p.at])
	}
	return p.sheets[p.at]
}

// Header implements Page.
func (p *Player) Header() (left, right string) {
	left = fmt.Sprintf("authlab · %d %s", p.lesson.Number, p.lesson.Title)
	s := p.sheet()
	if s == nil {
		return left, "what you have done"
	}
	right = fmt.Sprintf("page %d/%d", p.at+1, len(p.sheets))
	if stage := s.stage(); stage != nil && (s.phase == acting || p.wide()) {
		at := stage.run.Cursor()
		right += fmt.Sprintf("  step %d/%d", at, stage.run.Len())
		right += "  t=" + pane.Instant(stage.run.Snapshot().At, 3)
	}
	return left, right
}

// Digest stands for everything that happened on the stage of this page up to
// the end of the branch; zero where there is no stage.
func (p *Player) Digest() history.Digest {
	if s := p.sheet(); s != nil && s.stage() != nil {
		return s.stage().run.Digest()
	}
	return history.Digest{}
}

// Resize implements Page.
func (p *Player) Resize(width, height int) {
	p.width, p.height = width, height
	p.arrange()
}

// arrange gives the parts of the page their sizes, and on the first look puts
// the keys where they are wanted first.
func (p *Player) arrange() {
	s := p.sheet()
	if s == nil || p.width == 0 {
		return
	}
	room := p.areas()
	s.before.resize(room.prose.Dx(), room.prose.Dy())
	s.after.resize(room.prose.Dx(), room.prose.Dy())
	if s.met {
		return
	}
	s.met = true
	p.restore(s)
	slug, at := p.lesson.Slug, p.at
	p.env.update(func(state *progress.State) { state.See(slug, at) })
	p.Remember()
	// The stage has the keys at once where the text is all in sight: beside it, or
	// below it as an exercise's task.
	short := s.exercise != nil && len(s.page.Prose) == 0 && len(s.before.lines)+len(s.exercise.checks)+1 <= p.height-roomBesideTask
	if s.active() && (p.beside() && s.before.atEnd() || short) {
		s.phase = acting
	}
}

// open shows another page of the lesson.
func (p *Player) open(at int) Result {
	if s := p.sheet(); s != nil && s.stage() != nil {
		s.stage().stop()
	}
	p.at = at
	if s := p.sheet(); s != nil && s.met {
		p.Remember()
	}
	p.arrange()
	return Result{}
}

// Remember notes where the learner stands, for the next start.
func (p *Player) Remember() {
	s := p.sheet()
	if s == nil {
		return
	}
	slug, at, step := p.lesson.Slug, p.at, 0
	if s.scene != nil {
		step = s.scene.run.Cursor()
	}
	p.env.update(func(state *progress.State) { state.Move(slug, at, step) })
}

// restore steps to where the learner left off, but past no prediction.
func (p *Player) restore(s *sheet) {
	was := p.env.Progress.State().Position
	if s.scene == nil || was.Lesson != p.lesson.Slug || was.Page != p.at || was.Step == 0 {
		return
	}
	s.phase = acting
	for s.scene.run.Cursor() < was.Step && s.scene.asked() == nil {
		if moved, err := s.scene.forward(); err != nil || !moved {
			return
		}
	}
}

// Click implements Clicker: a click gives the keys to the part under it.
func (p *Player) Click(x, y int) Result {
	s := p.sheet()
	if s == nil || !p.beside() || s.busy() {
		return Result{}
	}
	if image.Pt(x, y).In(p.areas().active) {
		s.phase = acting
	} else if s.phase == acting {
		s.turn()
	}
	p.arrange()
	return Result{}
}

// Tick implements Ticker.
func (p *Player) Tick(t Tick) (Result, bool) {
	s := p.sheet()
	if !p.env.clock.fresh(t) || s == nil || s.stage() == nil {
		return Result{}, false
	}
	r := s.stage().tick()
	if s.exercise != nil {
		s.exercise.checkGoal()
	}
	s.looked()
	return r, true
}

// Do implements Page.
func (p *Player) Do(in intent.Intent) Result {
	s := p.sheet()
	if s == nil {
		return p.doReview(in)
	}
	if s.exercise != nil && in.Action != intent.Onward {
		s.exercise.warned = false
	}
	switch in.Action {
	case intent.NextPage:
		return p.open(p.at + 1)
	case intent.PreviousPage:
		return p.open(p.at - 1)
	case intent.Close:
		if s.stage() == nil || !s.stage().overlay.shown() {
			if s.quiz == nil || s.quiz.run == nil {
				return p.leave(s)
			}
		}
	}
	if in.Action == intent.Focus && !s.busy() {
		s.turn()
		p.arrange()
		return Result{}
	}
	if in.Action == intent.Prompt && s.exercise != nil {
		s.phase = acting // the task names the key, so it is good in the task
	}
	if in.Action == intent.Ledger {
		s.phase = acting // so is that of the ledger, which the text speaks of
	}
	if s.phase == acting {
		return p.act(s, in)
	}
	return p.read(s, in)
}

// leave goes back to the course map. The runs stay as they are, forks and all,
// while the lesson is among the last ones opened.
func (p *Player) leave(s *sheet) Result {
	if stage := s.stage(); stage != nil {
		stage.stop()
	}
	p.Remember()
	return Result{Pop: true}
}

// close lets go of the clusters of all pages.
func (p *Player) close() {
	for i, s := range p.sheets {
		if s != nil && s.stage() != nil {
			s.stage().run.Close()
		}
		if s != nil && s.compared != nil {
			s.compared.all.Close()
		}
		p.sheets[i] = nil // a lesson that lies below another page begins its runs anew
	}
}

// act hands a key to the active thing.
func (p *Player) act(s *sheet, in intent.Intent) Result {
	defer s.looked()
	switch {
	case s.scene != nil:
		if in.Action == intent.Onward {
			return p.onward(s)
		}
		return s.scene.do(in)
	case s.exercise != nil:
		if in.Action == intent.Onward {
			if r, leave := s.exercise.leave(); !leave {
				return r
			}
			return p.onward(s)
		}
		return s.exercise.do(in)
	case s.compared != nil:
		if in.Action == intent.Onward {
			return p.onward(s)
		}
		return s.compared.do(in)
	case s.token != nil:
		if in.Action == intent.Onward {
			return p.onward(s)
		}
		return s.token.do(in)
	}
	r, leave := s.quiz.do(in)
	if leave {
		return p.onward(s)
	}
	return r
}

// read scrolls the prose, and goes on behind its end.
func (p *Player) read(s *sheet, in intent.Intent) Result {
	text := s.before
	if s.phase == readingAfter {
		text = s.after
	}
	switch in.Action {
	case intent.Continue:
		if text.atEnd() {
			return p.onward(s)
		}
		text.scroll(text.screen())
	case intent.ReadBack:
		if text.atStart() {
			return p.backward(s)
		}
		text.scroll(-text.screen())
	case intent.Down:
		text.scroll(1)
	case intent.Up:
		text.scroll(-1)
	case intent.PageDown:
		text.scroll(text.screen())
	case intent.PageUp:
		text.scroll(-text.screen())
	case intent.Top:
		text.scroll(-len(text.lines))
	case intent.Bottom:
		text.scroll(len(text.lines))
	}
	return Result{}
}

// onward goes to the next part of the page, or to the next page.
func (p *Player) onward(s *sheet) Result {
	switch {
	case s.phase == readingBefore && s.active():
		s.phase = acting
	case s.phase != readingAfter && !s.after.empty() && s.told && !p.together(s):
		s.phase = readingAfter
		s.after.top = 0
	default:
		return p.open(p.at + 1)
	}
	p.arrange()
	return Result{}
}

// backward goes to the part before, or to the page before.
func (p *Player) backward(s *sheet) Result {
	switch {
	case s.phase == readingAfter && s.active():
		s.phase = acting
	case s.phase != readingBefore && !s.before.empty():
		s.phase = readingBefore
	case p.at > 0:
		return p.open(p.at - 1)
	default:
		return note("this is the first page")
	}
	p.arrange()
	return Result{}
}

// Words implements Worded: what the page at hand says.
func (p *Player) Words() string {
	if p.at >= len(p.lesson.Pages()) {
		return ""
	}
	return p.lesson.Pages()[p.at].Words()
}
