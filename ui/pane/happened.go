package pane

import (
	"strconv"
	"time"

	"authlab/sim/event"
)

// Happened tells in sentences what the event under the cursor is, and below, as
// far as there is room, which earlier steps led to it.
func Happened(in Input, w, h int) []string {
	p := newPalette(in.Styles)
	e := in.Current()
	if e == nil {
		return p.exact([][]run{words("Nothing has happened yet.", toneDim)}, w, h)
	}
	p.learn(in.Now, in.Events)
	rows := flow(p.mention(safe(in.sentences()), toneText), w, 0)
	if causes := p.causes(&in, e, w, h-len(rows)-1); len(causes) > 0 && len(rows)+2 <= h {
		rows = append(rows, nil)
		for i, row := range causes {
			if len(rows) == h {
				break
			}
			if len(rows) == h-1 && i < len(causes)-1 {
				break
			}
			rows = append(rows, row)
		}
	}
	return p.exact(rows, w, h)
}

// HappenedHeight is the number of rows that the sentences of Happened take at a width.
func HappenedHeight(in Input, w int) int {
	if in.Current() == nil {
		return 1
	}
	return len(flow(words(safe(in.sentences()), toneText), w, 0))
}

// sentences are the event under the cursor in words.
func (in *Input) sentences() string {
	e := in.Current()
	text := event.Explain(e, in.bySeq)
	if e.Kind == event.SecretCracked && in.GuessesPerSecond > 0 {
		text += " " + guessing(in.GuessesPerSecond)
	}
	return text
}

// guessing tells what a rate of guesses means.
func guessing(perSecond int) string {
	const list = 1_000_000_000
	rate := strconv.Itoa(perSecond)
	switch {
	case perSecond >= 1_000_000:
		rate = strconv.FormatFloat(float64(perSecond)/1_000_000, 'f', 1, 64) + " million"
	case perSecond >= 1000:
		rate = strconv.Itoa(perSecond/1000) + ",000"
	}
	takes := time.Duration(list/perSecond) * time.Second
	if takes > time.Hour {
		takes = takes.Round(time.Minute)
	}
	return "This machine tries " + rate + " secrets a second on one core: a list of a billion words takes it " + span(takes) + "."
}

// causes lists the steps that led to an event, other than the one just before it, each
// in a row, or in as many as it needs if there is room for them in h.
func (p *palette) causes(in *Input, e *event.Event, w, h int) [][]run {
	var rows, whole [][]run
	for _, seq := range e.Causes {
		cause := in.bySeq(seq)
		if cause == nil || seq == e.Seq-1 {
			continue
		}
		row := joined(words("← step "+strconv.Itoa(seq)+"  ", toneDim), p.mention(safe(event.Short(cause)), toneDim))
		rows = append(rows, fit(w, row, p.mention("← "+safe(event.Short(cause)), toneDim)))
		whole = append(whole, flow(row, w, 2)...)
	}
	if len(whole) <= h {
		return whole
	}
	return rows
}
