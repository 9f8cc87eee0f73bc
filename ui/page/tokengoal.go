package page

import (
	"slices"
	"strings"
	"time"

	"authlab/sim/token/inspect"
	"authlab/ui/pane"
	"authlab/ui/theme"
)

// activity is a task to be done at the bench by hand: make a payload, sign it for an
// hour, verify it, verify it with a wrong secret, and see the error. It notices what was
// done, however it was done.
type activity struct {
	shown bool
	done  [6]bool
	// payload is that of the token pasted last: it was not made here.
	payload string
	// raw and key are the token that was signed here, and with what.
	raw, key string
}

// The steps of the activity.
const (
	stepPayload = iota
	stepKey
	stepSigned
	stepRight
	stepWrong
	stepError
)

var goalSteps = [6]string{
	"Make a payload with some data of a user",
	"Define a secret key: K",
	"Sign it, to expire in an hour: t, then s",
	"Verify it with the right key",
	"Verify it with a wrong secret: K, change it",
	"See the error: Tab to the stages",
}

func newActivity() activity { return activity{shown: true} }

func (a *activity) count() (n int) {
	for _, done := range a.done {
		if done {
			n++
		}
	}
	return n
}

// pasted forgets the token that was signed here: another one lies on the bench.
func (a *activity) pasted(p *Tokens) { a.raw, a.key, a.payload = "", "", p.text(panelPayload) }

// signed notes that the token at hand was signed here.
func (a *activity) signed(p *Tokens) {
	a.raw, a.key = p.raw, p.key
	exp, ok := p.look().expiry()
	if life := exp.Sub(p.now); ok && life > 59*time.Minute && life <= time.Hour+time.Minute {
		a.done[stepSigned] = true
	}
}

// notice looks at what is on the bench.
func (a *activity) notice(p *Tokens) {
	l := p.look()
	if !a.done[stepPayload] && p.text(panelPayload) != a.payload {
		for _, m := range l.part(pane.PayloadSegment).Members {
			a.done[stepPayload] = a.done[stepPayload] || m.Name != "iat" && m.Name != "exp" && m.Name != ""
		}
	}
	a.done[stepKey] = a.done[stepKey] || len(l.keys.Keys) > 0
	if a.raw == "" || a.raw != p.raw || len(l.keys.Keys) == 0 || !a.done[stepSigned] {
		return
	}
	// A secret that is too short verifies too; the strict verifier says so elsewhere.
	signature := l.report.Stage(inspect.StageSignature).Status
	if p.key == a.key && (l.report.Outcome == inspect.Verified || signature == inspect.Passed) {
		a.done[stepRight] = true
	}
	if p.key != a.key && signature == inspect.Failed {
		a.done[stepWrong] = true
		a.done[stepError] = a.done[stepError] || p.focus == panelStages
	}
}

// praised adds to what is said already what comes next, if both fit into a width.
func (a *activity) praised(said string, width int) string {
	words := a.praise()
	if said == "" {
		return words
	}
	if _, next, found := strings.Cut(words, "Next: "); found && len(said)+len(". Next: ")+len(next) <= width {
		return said + ". Next: " + next
	}
	return said
}

// praise says what has just been done.
func (a *activity) praise() string {
	if a.count() == len(goalSteps) {
		return "All six steps are done. A wrong secret gives an error."
	}
	for i, done := range a.done {
		if !done {
			return "Noticed. Next: " + lowered(goalSteps[i]) + "."
		}
	}
	return ""
}

// section is the list of steps, with the next one in sight.
func (a *activity) section(st *theme.Styles, width int) section {
	return section{title: a.title(st), panel: panels, lines: a.draw(st, width), at: slices.Index(a.done[:], false), least: 3}
}

func (a *activity) title(st *theme.Styles) string {
	if a.count() == len(goalSteps) {
		return st.Glyphs.Check + " goal reached"
	}
	return "goal"
}

// draw lists the steps.
func (a *activity) draw(st *theme.Styles, width int) []string {
	var lines []string
	for i, step := range goalSteps {
		glyph, ink := st.Dim.On(st.Glyphs.Open), st.Text
		if a.done[i] {
			glyph, ink = st.Good.On(st.Glyphs.Check), st.Dim
		}
		for j, row := range flow(step, width-4) {
			if j > 0 {
				glyph = " "
			}
			lines = append(lines, "  "+glyph+" "+ink.On(row))
		}
	}
	return lines
}

func lowered(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}
