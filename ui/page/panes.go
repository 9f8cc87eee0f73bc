package page

import (
	"fmt"
	"strings"

	"authlab/sim/event"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// timelineRow marks the steps executed, the one under the cursor, and the
// commands ahead.
func timelineRow(in pane.Input, total, ahead, width int) string {
	g := in.Styles.Glyphs
	var b strings.Builder
	for i := 1; i <= total; i++ {
		sign := g.Full
		if i == len(in.Events) {
			sign = g.Ring
		}
		b.WriteString(sign)
	}
	return text.Cell(" "+b.String()+strings.Repeat(g.Open, ahead), width)
}

// wireRows are the lines of the message under the cursor.
func wireRows(in pane.Input) []string {
	e := in.Current()
	if e == nil || e.Message == nil {
		return nil
	}
	return append([]string{e.Message.StartLine}, e.Message.Header...)
}

// causes are the steps that led to the event under the cursor, nearest first.
func causes(in pane.Input) []int {
	var out []int
	for e := in.Current(); e != nil; {
		out = append(out, e.Seq)
		if len(e.Causes) == 0 {
			break
		}
		e = event.BySeq(in.Events, e.Causes[0])
	}
	return out
}

func eventRow(e *event.Event) string { return fmt.Sprintf("%d  %s  %s", e.Seq, e.Node, e.Kind) }
