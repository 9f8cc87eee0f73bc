package pane

import "authlab/sim/lifetime"

// lifetime is the life of the token that is worth a picture at this moment.
func (in *Input) lifetime() (*life, bool) {
	l, ok := lifetime.At(in.Events, in.Now)
	return &life{l}, ok
}

// life is the time of a token, to be drawn.
type life struct{ *lifetime.Life }
