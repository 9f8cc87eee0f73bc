package page

import (
	"sort"

	"authlab/ui/intent"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// leastInspector is the height below which the inspector does not shrink.
const leastInspector = 8

// inspectorScreen is how far a page key scrolls the inspector.
const inspectorScreen = 10

type overlayKind int

const (
	overlayNone overlayKind = iota
	overlayWhy
	overlayInspector
	overlaySequence
)

// overlay is what lies over the stage: the chain of causes, a node or a message
// looked into, or the run as a sequence diagram.
type overlay struct {
	kind     overlayKind
	selected int
	// steps are those of the chain of causes, the effect first.
	steps []int
	// targets are what can be looked into, the place of the present event first.
	targets []pane.Target
	top     int
	// more tells that the text goes on below, as last drawn.
	more bool
}

func (o *overlay) shown() bool { return o.kind != overlayNone }

func (o *overlay) openWhy(s *scene) {
	*o = overlay{kind: overlayWhy, steps: pane.WhySteps(s.run.input(s.env.Styles, 1))}
}

func (o *overlay) openInspector(s *scene) {
	*o = overlay{kind: overlayInspector, targets: pane.Targets(s.run.input(s.env.Styles, 1))}
}

func (o *overlay) bindings(s *scene) []intent.Binding {
	if o.kind == overlaySequence {
		return o.sequenceBindings()
	}
	if o.kind == overlayWhy {
		up, down := "", ""
		if o.selected == 0 {
			up = "this is the last link"
		}
		if o.selected >= len(o.steps)-1 {
			down = "this is the first cause"
		}
		return []intent.Binding{
			{Action: intent.Down, Does: "cause before", Off: down},
			{Action: intent.Up, Does: "effect after", Off: up},
			{Action: intent.Open, Does: "jump there"},
			{Action: intent.Close, Does: "close"},
			{Action: intent.Why, Does: "close", Quiet: true},
		}
	}
	up, down := "", ""
	if o.top == 0 {
		up = "this is the top"
	}
	if !o.more {
		down = "this is the end"
	}
	return []intent.Binding{
		{Action: intent.Focus, Does: "look at the next"},
		{Action: intent.FocusBack, Does: "look at the one before", Quiet: true},
		{Action: intent.Next, Does: "look at the next", Quiet: true},
		{Action: intent.Previous, Does: "look at the one before", Quiet: true},
		{Action: intent.Down, Does: "scroll", Off: down},
		{Action: intent.Up, Does: "scroll back", Off: up, Quiet: true},
		{Action: intent.PageDown, Does: "further down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "further up", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Open, Does: "close", Quiet: true},
	}
}

// doOverlay carries out a key while something lies over the stage.
func (s *scene) doOverlay(in intent.Intent) Result {
	o := &s.overlay
	switch in.Action {
	case intent.Close, intent.Why, intent.Sequence:
		o.kind = overlayNone
	case intent.Open:
		if o.kind == overlayWhy && o.selected < len(o.steps) {
			s.goTo(o.steps[o.selected])
		}
		o.kind = overlayNone
	case intent.Down:
		if o.kind == overlayWhy {
			o.selected++
		} else {
			o.top++
		}
	case intent.Up:
		if o.kind == overlayWhy {
			o.selected--
		} else {
			o.top--
		}
	case intent.PageDown:
		o.top += inspectorScreen
	case intent.PageUp:
		o.top = max(o.top-inspectorScreen, 0)
	case intent.Focus, intent.Next:
		o.selected, o.top = (o.selected+1)%len(o.targets), 0
	case intent.FocusBack, intent.Previous:
		o.selected, o.top = (o.selected+len(o.targets)-1)%len(o.targets), 0
	}
	return Result{}
}

// overlayWidth is all of the width, so that nothing peeps out beside the box,
// unless there is more of it than text can use.
func overlayWidth(width int) int {
	if width > 120 {
		return 100
	}
	return width
}

// inspectorHeight is the height at which the inspector shows all of its text, at most
// height.
func inspectorHeight(in pane.Input, target pane.Target, w, height int) int {
	least := min(leastInspector, height)
	return least + sort.Search(height-least, func(n int) bool {
		_, more := pane.Inspector(in, target, 0, w, least+n)
		return !more
	})
}

// draw lays the overlay over the picture.
func (o *overlay) draw(s *scene, under []string, width, height int) []string {
	w := overlayWidth(width)
	lines := o.box(s, w, height)
	return text.Overlay(under, lines, (width-w)/2, max(height-len(lines), 0))
}

// box is the overlay alone, of this width and at most this height.
func (o *overlay) box(s *scene, w, height int) []string {
	if o.kind == overlaySequence {
		return o.sequence(s, w, height)
	}
	in := s.env.withGuesses(s.run.input(s.env.Styles, 1))
	if o.kind == overlayWhy {
		return pane.Why(in, o.selected, w, min(height, pane.WhyHeight(in, w)))
	}
	// As high as its text, so that the picture above stays in sight.
	target := o.targets[o.selected]
	h := inspectorHeight(in, target, w, height)
	o.top = sort.Search(o.top, func(n int) bool {
		_, more := pane.Inspector(in, target, n, w, h)
		return !more
	})
	drawn, more := pane.Inspector(in, target, o.top, w, h)
	o.more = more
	return drawn
}
