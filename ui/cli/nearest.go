package cli

import "strings"

// nearest returns the word that was most likely meant, or "" if none is near:
// one that begins like this, or differs in at most a third of its letters.
func nearest(typed string, words []string) string {
	best, bestDistance := "", len(typed)/3+2
	for _, word := range words {
		if len(typed) > 1 && strings.HasPrefix(word, typed) {
			return word
		}
		if d := distance(typed, word); d < bestDistance {
			best, bestDistance = word, d
		}
	}
	return best
}

// distance counts the insertions, deletions and substitutions between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
