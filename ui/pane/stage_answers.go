package pane

import (
	"fmt"
	"time"

	"authlab/sim/snapshot"
)

// answersKept counts the answers of the store that a server still goes by at a time.
func answersKept(server *snapshot.Server, at time.Duration) int {
	kept := 0
	for _, given := range server.Answers {
		if age := at + server.Clock - given; 0 <= age && age < server.AnswersFor {
			kept++
		}
	}
	return kept
}

// ownMemory words what a server without rows of its own remembers: nothing, or what it
// has lately asked the store.
func (s *stage) ownMemory(server *snapshot.Server) (long, short []run) {
	if n := answersKept(server, s.now.At); n > 0 {
		return words("caches "+count(n, "answer"), toneRemember), words(fmt.Sprintf("%d cached", n), toneRemember)
	}
	return words("remembers nobody", toneDim), words("no memory", toneDim)
}
