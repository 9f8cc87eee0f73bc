// Package intent turns keys and mouse events into what the learner wants.
//
// A page lists its live bindings; a key is looked up among them, and the action
// of the first that has the key is carried out. Footer and help are drawn from
// the same list, so they cannot promise a key that does nothing.
package intent

// Action is what a key asks for. The zero value is no action.
type Action int

// The actions. Their keys stand in keys.go.
const (
	None Action = iota

	// Everywhere.
	Quit
	Interrupt
	Help
	Glossary
	Redraw
	Mouse
	Close

	// Moving and choosing.
	Up
	Down
	Choose

	Open
	Focus
	FocusBack
	PageUp
	PageDown
	Top
	Bottom
	Find

	// Reading.
	Continue
	ReadBack
	NextPage
	PreviousPage

	// The stage.
	Next
	// Onward leaves what has come to its end.
	Onward
	Previous
	NextRequest
	PreviousRequest
	First
	Last
	Play
	Faster
	Slower
	Inspect
	Why
	Sequence
	Fork
	Undo
	Redo
	Branch
	Prompt

	// Questions.
	Sure
	Guess
	Skip
	Again
	ShowRun
	// TestOut asks the questions of a lesson without its prose.
	TestOut

	// Exercises.
	Hint
	Reset

	// The lab.
	Lab
	Knobs
	Actions
	Copy
	Save
	OpenFile
	Lower
	Raise

	// Compare starts a comparison.
	Compare
	// Ledger shows what each design costs.
	Ledger

	// The token bench.
	EditField
	GiveKey
	Generate
	Sample
	Sign
	Forgeries
	NextAlgorithm
	HideKey
	WeakKeys
	Pin
	Lifetime
	TimeLater
	TimeEarlier
	AtExpiry
	AtNow
	CopyDecoded
	SendToCluster
	Goal
	Discard
	LeaveField
	NextField
	PreviousField

	// A line being typed.
	Submit
	Cancel
	Complete
	Erase
	EraseWord
	EraseLine
	EraseAhead
	CursorLeft
	CursorRight
	CursorHome
	CursorEnd
	Recall
	RecallNewer
	// What is typed or pasted has no key of its own.
	Insert
	Paste
)

// Intent is an action with what came with it.
type Intent struct {
	Action Action
	// Number is the digit of a Choose, from 1.
	Number int
	// Text is what an Insert types or a Paste brings.
	Text string
}

// Binding is an action that a view offers.
type Binding struct {
	Action Action
	// Does says in a few words what it does here.
	Does string
	// Off is why it does nothing now, or "" when it works.
	Off string
	// As is how the key is written here, where not all of its keys work.
	As string
	// Quiet keeps it out of the footer; help lists it all the same.
	Quiet bool
}

// Works tells whether pressing the key now does something.
func (b Binding) Works() bool { return b.Off == "" }

// Key is how the binding's key is written for people.
func (b Binding) Key() string {
	if b.As != "" {
		return b.As
	}
	return keysOf(b.Action).shown
}

// ASCIIKey is Key without arrows, for terminals that cannot draw them.
func (b Binding) ASCIIKey() string {
	if k := keysOf(b.Action); k.ascii != "" {
		return k.ascii
	}
	return b.Key()
}

// Keys are all keys of the binding, as the terminal names them.
func (b Binding) Keys() []string { return keysOf(b.Action).keys }
