// Package clipboard puts text into the clipboard of the terminal that the program is
// seen in, near or far, by the escape sequence OSC 52. There is no answer: a terminal
// that does not know the sequence, or does not allow it, drops it silently.
package clipboard

import (
	"fmt"
	"io"
	"strings"

	"github.com/aymanbagabas/go-osc52/v2"
)

// Most is the length in bytes that all common terminals take; longer sequences are
// dropped by some of them.
const Most = 74_994

// TooLong is a text that is longer than Most.
type TooLong struct{ Bytes int }

func (e *TooLong) Error() string {
	return fmt.Sprintf("%d bytes are more than the %d a terminal takes", e.Bytes, Most)
}

// Clipboard writes to one terminal.
type Clipboard struct {
	out    io.Writer
	getenv func(string) string
}

// New makes the clipboard of the terminal behind out. getenv tells of a multiplexer
// in between, which has to be asked to pass the sequence on.
func New(out io.Writer, getenv func(string) string) *Clipboard { return &Clipboard{out, getenv} }

// Copy sends a text, in one write so that nothing comes between. The error is a
// *TooLong, or of the write.
func (c *Clipboard) Copy(text string) error {
	if len(text) > Most {
		return &TooLong{len(text)}
	}
	sequence := osc52.New(text)
	switch term := c.getenv("TERM"); {
	case c.getenv("TMUX") != "" || strings.HasPrefix(term, "tmux"):
		sequence = sequence.Tmux()
	case c.getenv("STY") != "" || strings.HasPrefix(term, "screen"):
		sequence = sequence.Screen()
	}
	_, err := io.WriteString(c.out, sequence.String())
	return err
}
