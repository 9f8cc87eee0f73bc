package lessons

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
)

// Shuffle is the order in which to show the options: place on the screen →
// option. It depends on the seed and the question and on nothing else, so that a
// page shown again looks the same.
func (q *Question) Shuffle(seed uint64) []int {
	key := sha256.Sum256(append(binary.LittleEndian.AppendUint64(nil, seed), q.ID...))
	return rand.New(rand.NewChaCha8(key)).Perm(len(q.Options))
}
