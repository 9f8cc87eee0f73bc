package page

import (
	"fmt"

	"authlab/ui/intent"
	"authlab/ui/pane"
)

// Tokens is the bench for tokens: one is pasted or made, taken apart, verified, edited,
// signed again and forged. What is pasted stays in the memory of the page: it is neither
// stored nor logged.
type Tokens struct {
	env           *Env
	width, height int
	drafts
	moment
	// weak allows keys that are too short.
	weak   bool
	want   wanted
	hidden bool // the key is drawn as dots
	focus  tokenPanel
	// still tells that it is shown in a lesson, where nothing can be changed.
	still bool
	// editing tells that letters are text of the panel with the focus.
	editing bool
	// cursors are offsets in the text of each panel; that of the stages counts stages.
	cursors [panels]int
	// known is the answer to the last question.
	known  *looked
	drawer drawer
	// made is the forgery made last, "" once the token was changed otherwise.
	made string
	goal activity
	// notice is something to be told until the first key, or "".
	notice string
}

// tokenPanel is a part of the page that can have the focus.
type tokenPanel int

const (
	panelRaw tokenPanel = iota
	panelHeader
	panelPayload
	panelKey
	panelStages
	panels
)

// NewTokens is the bench with a token on it; raw is "" for an empty one.
func NewTokens(env *Env, raw string) *Tokens {
	p := visitTokens(env, raw)
	env.theTokens = p
	return p
}

// visitTokens is a bench of its own: the one that was left keeps what lies on it.
func visitTokens(env *Env, raw string) *Tokens {
	p := &Tokens{env: env, goal: newActivity()}
	p.moment.look(env.Now())
	var cut bool
	if p.raw, cut = bounded(raw); cut {
		p.notice = wasCut(len(p.raw), len(raw))
	}
	p.goal.pasted(p)
	return p
}

// tokens is the bench as it was left, or an empty one. It is kept in memory alone.
func (env *Env) tokens() *Tokens {
	if env.theTokens == nil {
		return NewTokens(env, "")
	}
	return env.theTokens
}

// look answers what can be said of the draft at this moment.
func (p *Tokens) look() *looked {
	q := question{p.tokenDraft, p.at(), p.weak, p.want}
	if p.known == nil || p.known.question != q {
		p.known = look(q, p.known)
		p.clamp()
	}
	return p.known
}

// text is that of a panel; "" for the stages.
func (p *Tokens) text(panel tokenPanel) string {
	switch panel {
	case panelRaw:
		return p.raw
	case panelHeader:
		return string(p.look().part(pane.HeaderSegment).Decoded)
	case panelPayload:
		return string(p.look().part(pane.PayloadSegment).Decoded)
	case panelKey:
		return p.key
	}
	return ""
}

// clamp keeps the cursors within their texts.
func (p *Tokens) clamp() {
	for panel := panelRaw; panel < panelStages; panel++ {
		p.cursors[panel] = min(p.cursors[panel], len(p.text(panel)))
	}
}

// Resize implements Page.
func (p *Tokens) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Tokens) Header() (left, right string) {
	if p.goal.shown && p.width >= roomForGoal {
		right = fmt.Sprintf("goal %d/%d  ", p.goal.count(), len(goalSteps))
		if !p.wide() {
			// It is told on a card of its own.
			right = intent.Binding{Action: intent.Goal}.Key() + " " + right
		}
	}
	return "authlab · tokens", right + p.moment.words()
}

// roomForGoal is the width at which the top line has room for more than the clock.
const roomForGoal = 72

// Do implements Page.
func (p *Tokens) Do(in intent.Intent) Result {
	p.moment.look(p.env.Now())
	p.notice = ""
	before := p.goal.count()
	r := p.act(in)
	p.goal.notice(p)
	if p.goal.count() > before && p.goal.shown {
		r.Note = p.goal.praised(r.Note, p.width-2)
	}
	return r
}

func (p *Tokens) act(in intent.Intent) Result {
	if in.Action == intent.Paste {
		return p.paste(in.Text)
	}
	if p.drawer != nil {
		r, closed := p.drawer.do(in)
		if closed {
			p.drawer = nil
		}
		return r
	}
	if p.editing {
		return p.edit(in)
	}
	if r, done := p.move(in); done {
		return r
	}
	return p.doKey(in)
}
