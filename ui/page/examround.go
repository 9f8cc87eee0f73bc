package page

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// posed is an item of a round and the seed of its variant.
type posed struct {
	item *lessons.Item
	seed uint64
}

// given is what was answered to an item.
type given struct {
	progress.Attempt
	posed
}

// round asks variants of questions one after the other, out of their lessons. Each is
// made when its turn comes, since some take a while to run.
type round struct {
	env *Env
	all []posed
	at  int
	// variant is the question at hand, now how far its answer has come.
	variant *lessons.Variant
	now     asking
	// tells gives the verdict after each answer, not only at the end.
	tells bool
	// top is the first line of the run shown; height the lines it has.
	top, height, length int
	// given are the answers to those before at.
	given []given
	// past are answers to be looked at again, one to each question; nil where they are
	// still to be given.
	past []given
	// broken says why a question was left out, or is "".
	broken string
}

// newRound begins with the questions behind those that were answered.
func newRound(env *Env, all []posed, tells bool, answered []given) *round {
	r := &round{env: env, all: all, tells: tells, given: answered, at: len(answered)}
	r.begin()
	return r
}

// newLook shows answers that were given once more, each with its verdict.
func newLook(env *Env, answered []given) *round {
	r := &round{env: env, past: answered}
	for _, g := range answered {
		r.all = append(r.all, g.posed)
	}
	r.begin()
	return r
}

// begin makes the question at hand. One that cannot be made is left out.
func (r *round) begin() {
	for ; !r.over(); r.all = slices.Delete(slices.Clone(r.all), r.at, r.at+1) {
		one := r.all[r.at]
		v, err := one.item.Variant(one.seed)
		if err != nil {
			r.broken = "A question cannot be asked: " + err.Error()
			continue
		}
		r.variant, r.now = v, askingAnew(v)
		r.top = 1 << 20 // the last lines of the run are nearest to the question
		if r.past != nil {
			r.now.answered, r.now.picked, r.top = true, slices.Index(v.Order, r.past[r.at].Choice-1), 0
		}
		return
	}
}

// askingAnew asks a variant.
func askingAnew(v *lessons.Variant) asking {
	what := "question"
	if v.Item.Gate != nil {
		what = "prediction"
	}
	return asking{choice: &choice{question: v.Question, order: v.Order, picked: -1}, what: what}
}

func (r *round) over() bool { return r.at >= len(r.all) }

// left is how many have no answer yet.
func (r *round) left() int { return len(r.all) - len(r.given) }

func (r *round) bindings() []intent.Binding {
	all := r.now.bindings()
	switch first := ""; {
	case r.past != nil:
		if r.at == 0 {
			first = "this is the first"
		}
		all = []intent.Binding{{Action: intent.Continue, Does: "next"}, {Action: intent.ReadBack, Does: "back", Off: first}}
	case r.now.answered:
		all = []intent.Binding{{Action: intent.Continue, Does: "go on"}}
	}
	up, down := "", ""
	if r.top <= 0 {
		up = "this is the top"
	}
	if r.top+r.height >= r.length {
		down = "this is the end"
	}
	return append(all,
		intent.Binding{Action: intent.PageUp, Does: "scroll up", Off: up, Quiet: r.length <= r.height},
		intent.Binding{Action: intent.PageDown, Does: "scroll down", Off: down, Quiet: r.length <= r.height})
}

// do carries out a key. done is what was answered just now, nil if nothing was.
func (r *round) do(in intent.Intent) (result Result, done *given) {
	switch in.Action {
	case intent.Continue:
		r.next()
		return Result{}, nil
	case intent.ReadBack:
		r.at = max(r.at-1, 0)
		r.begin()
		return Result{}, nil
	case intent.PageUp:
		r.top = max(r.top-max(r.height-1, 1), 0)
		return Result{}, nil
	case intent.PageDown:
		r.top += max(r.height-1, 1)
		return Result{}, nil
	}
	state, result := r.now.do(in)
	one := given{posed: r.all[r.at], Attempt: progress.Attempt{Outcome: progress.Skipped}}
	switch state {
	case stillOpen:
		return result, nil
	case justAnswered:
		one.Attempt = r.now.attempt()
	}
	one.Anew = true
	r.given = append(r.given, one)
	if state == justSkipped || !r.tells {
		r.next()
	} else {
		r.top = 0
	}
	return result, &one
}

func (r *round) next() {
	r.at++
	r.begin()
}

// draw draws the question with the run it is about: above it, or at its side where both
// fit there.
func (r *round) draw(width, height int) []string {
	st, v := r.env.Styles, r.variant
	head := st.Heading.On(fmt.Sprintf("Question %d of %d", r.at+1, len(r.all)))
	if v.Item.Gate != nil {
		head = st.Heading.On(fmt.Sprintf("Prediction %d of %d", r.at+1, len(r.all)))
	}
	head += st.Dim.On(text.Truncate(fmt.Sprintf("  lesson %d, %s", v.Item.Lesson.Number, v.Item.Lesson.Title), max(width-24, 0), st.Glyphs.Ellipsis))
	if width >= 2*widestProse-20 && len(v.Story) > 0 {
		column := (width - 6) / 2
		left := append([]string{"", head, ""}, r.drawAsked(column)...)
		right := append([]string{"", "", ""}, drawStory(st, v, width-column-6, r.now.answered)...)
		if max(len(left), len(right)) <= height {
			r.length, r.height, r.top = 0, height, 0
			return beside(indented(left), right, column+2, 2, width-column-4, height)
		}
	}
	ask := r.drawAsked(min(width-4, widestProse))
	return text.FitLines(indented(r.stacked(head, ask, drawStory(st, v, width-4, r.now.answered), height)), width, height)
}

// drawAsked draws the question, and what is to be said of the answer that was given.
func (r *round) drawAsked(column int) []string {
	st := r.env.Styles
	ask := drawChoice(st, r.now.choice, column, r.now.answered)
	if r.now.answered {
		ask = append(append(ask, ""), feedback(st, r.now.choice, column)...)
	}
	return ask
}

// stacked puts the run over the question; what does not fit is scrolled, the run before
// an answer, everything after it.
func (r *round) stacked(head string, ask, story []string, height int) []string {
	st := r.env.Styles
	if len(story) > 0 {
		story = append(story, "")
	}
	lines := append([]string{"", head, ""}, story...)
	if len(lines)+len(ask) <= height {
		r.length, r.height, r.top = 0, height, 0
		return append(lines, ask...)
	}
	if r.now.answered {
		all := append(append([]string{head, ""}, ask...), "")
		return r.window(tight(append(all, story...), height), height)
	}
	whole := append(lines, ask...)
	if ask = tight(slices.Clone(ask), height-1); len(ask) > height-1 {
		return r.window(tight(whole, height), height)
	}
	room := height - 1 - len(ask)
	if room < 1 || len(story) == 0 {
		r.length, r.height, r.top = 0, height, 0
		return append([]string{head}, ask...)
	}
	story = story[:len(story)-1]
	r.length, r.height = len(story), room
	r.top = max(min(r.top, r.length-room), 0)
	shown := append([]string{}, story[r.top:min(r.top+room, len(story))]...)
	if r.top > 0 {
		shown[0] = st.Dim.On(st.Glyphs.Up + fmt.Sprintf(" %d more", r.top+1))
	}
	return append(append([]string{head}, shown...), ask...)
}

// window is the part of the lines that is scrolled to. The last of them tells that more
// follows.
func (r *round) window(lines []string, height int) []string {
	r.length, r.height = len(lines), height
	r.top = max(min(r.top, r.length-height), 0)
	shown := slices.Clone(lines[r.top:min(r.top+height, len(lines))])
	if r.top+height < len(lines) {
		st := r.env.Styles
		shown[height-1] = st.Dim.On(st.Glyphs.Down + " more")
	}
	return shown
}

// drawStory lists the commands of the run: what has happened, and what is asked about.
func drawStory(st *theme.Styles, v *lessons.Variant, width int, answered bool) []string {
	var lines []string
	for _, line := range v.Story {
		mark, ink := "  ", st.Dim
		if line.Ahead {
			mark, ink = st.Glyphs.Bullet+" ", st.Strong
			if !answered {
				mark = st.Glyphs.Question + " "
			}
		}
		deed := text.SafeLine(line.Deed)
		if line.Answer != "" && (answered || !line.Ahead) {
			deed += "  " + st.Glyphs.Right + " " + line.Answer
		}
		for i, row := range text.Wrap(deed, max(width-2, 8)) {
			if i > 0 {
				mark = "    "
			}
			lines = append(lines, ink.On(mark+row))
		}
	}
	return lines
}
