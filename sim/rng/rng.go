// Package rng draws the run's randomness: one ChaCha8 stream per node and
// purpose, so that a draw in one place never shifts the draws of another.
package rng

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
)

// New is the stream for one purpose at one node, seeded with
// SHA-256(seed, node, purpose).
func New(seed uint64, node, purpose string) *rand.ChaCha8 {
	text := binary.BigEndian.AppendUint64(nil, seed)
	for _, part := range []string{node, purpose} {
		text = binary.BigEndian.AppendUint64(text, uint64(len(part)))
		text = append(text, part...)
	}
	return rand.NewChaCha8(sha256.Sum256(text))
}
