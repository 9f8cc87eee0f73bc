package app

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authlab/ui/intent"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// The sheet's width inside its frame on any screen, and that of its left column.
const (
	helpWidth = leastWidth - 4
	helpKeys  = 17
)

// helpSheet lists the keys of the view it was opened over, then those that hold
// everywhere. Keys that are off say why.
type helpSheet struct {
	styles *theme.Styles
	lines  []string
	top    int
	shown  int
}

func newHelp(styles *theme.Styles, view, everywhere []intent.Binding) *helpSheet {
	h := &helpSheet{styles: styles}
	h.add("On this screen", view)
	h.lines = append(h.lines, "")
	h.add("Everywhere", everywhere)
	return h
}

func (h *helpSheet) add(title string, bindings []intent.Binding) {
	st := h.styles
	h.lines = append(h.lines, st.Heading.On(title))
	for _, b := range bindings {
		names := intent.Names(b, st.Glyphs.ASCII)
		does, key, ink := b.Does, st.Key, st.Text
		if !b.Works() {
			does, key, ink = b.Does+" ("+b.Off+")", st.Dim, st.Dim
		}
		for i, row := range text.Wrap(does, helpWidth-helpKeys-1) {
			if i > 0 {
				names = ""
			}
			pad := strings.Repeat(" ", max(helpKeys-2-ansi.StringWidth(names), 1))
			h.lines = append(h.lines, "  "+key.On(names)+pad+ink.On(row))
		}
	}
}

func (h *helpSheet) bindings() []intent.Binding {
	above, below := "", ""
	if h.top == 0 {
		above = "this is the top"
	}
	if h.top+h.shown >= len(h.lines) {
		below = "this is the end"
	}
	return []intent.Binding{
		{Action: intent.Close, Does: "close help"},
		{Action: intent.Down, Does: "scroll", Off: below},
		{Action: intent.Up, Does: "scroll back", Off: above},
		{Action: intent.Help, Does: "close help", Quiet: true},
	}
}

// do carries out an action and tells whether the sheet stays.
func (h *helpSheet) do(in intent.Intent) bool {
	switch in.Action {
	case intent.Down:
		h.top++
	case intent.Up:
		h.top--
	default:
		return false
	}
	return true
}

// over draws the sheet over the page.
func (h *helpSheet) over(body []string, width, height int) []string {
	inner := min(width-4, helpWidth)
	h.shown = min(len(h.lines), height-2)
	h.top = max(min(h.top, len(h.lines)-h.shown), 0)
	panel := text.Box(h.styles, "keys", h.lines[h.top:h.top+h.shown], inner+2, h.shown+2)
	return text.Overlay(body, panel, (width-inner-2)/2, max((height-h.shown-2)/2, 0))
}
