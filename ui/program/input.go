package program

import (
	"bytes"
	"os"
)

// What a terminal sends before and after a text that is pasted.
const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

const ctrlC = "\x03"

// watchedInput notices that the terminal has gone away. Bubble Tea's read loop
// takes the end of its input for nothing special and runs on without a terminal.
// It stays a file, so that raw mode and cancelled reads work as with the bare one.
//
// It also ends a paste whose end never came, when ctrl+c is pressed: Bubble Tea
// would take that key, and every other, for text that is pasted.
type watchedInput struct {
	*os.File
	gone func()

	pasting bool
	tail    []byte // the last bytes read, which may begin a mark that goes on in the next
}

func (in *watchedInput) Read(p []byte) (int, error) {
	n, err := in.File.Read(p)
	if err != nil {
		in.gone()
	}
	if in.pasting && string(p[:n]) == ctrlC && len(p) > len(pasteEnd) {
		in.pasting, in.tail = false, nil
		return copy(p, pasteEnd+ctrlC), err
	}
	in.watch(p[:n])
	return n, err
}

// watch follows whether a paste has begun that has not ended.
func (in *watchedInput) watch(read []byte) {
	seen := append(in.tail, read...)
	start, end := bytes.LastIndex(seen, []byte(pasteStart)), bytes.LastIndex(seen, []byte(pasteEnd))
	if start != end { // at least one of them is there
		in.pasting = start > end
	}
	in.tail = append([]byte(nil), seen[max(0, len(seen)-len(pasteEnd)+1):]...)
}
