// Package page holds the screens: the first start, the course map and the
// lesson player. A page knows nothing of keys: it lists its bindings and is told
// which of them was chosen.
package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"authlab/ui/intent"
)

// Page is one screen of the stack.
type Page interface {
	// Resize gives the page the room between header and footer.
	Resize(width, height int)
	// Header is what the top line says, left and right.
	Header() (left, right string)
	// Body draws the page in exactly the size given.
	Body() []string
	// Bindings are the keys of this moment, the most useful first. A binding that
	// is off says why.
	Bindings() []intent.Binding
	// Do carries out one of the bindings that work.
	Do(in intent.Intent) Result
}

// Ticker is a page that moves by itself at times.
type Ticker interface {
	// Tick tells whether the tick was wanted; a stale one is not.
	Tick(t Tick) (Result, bool)
}

// Rememberer is a page that knows a place to come back to.
type Rememberer interface {
	// Remember notes the place in the progress.
	Remember()
}

// Clicker is a page that takes mouse clicks, in cells of its body.
type Clicker interface {
	Click(x, y int) Result
}

// Result is what the root has to do after a page was told something.
type Result struct {
	// Command is run by Bubble Tea; it must not touch any page.
	Command tea.Cmd
	// Push opens a page on top of this one.
	Push Page
	// Replace opens a page in place of this one.
	Replace Page
	// Pop closes this page.
	Pop bool
	// Quit leaves the program.
	Quit bool
	// Note is said in the footer until the next key.
	Note string
}

// Tick is the message of a timer. A tick of an earlier generation is stale.
type Tick struct{ Generation int }

func note(words string) Result { return Result{Note: words} }
