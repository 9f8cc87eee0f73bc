package scenario

import "strings"

// Nearest is the candidate that was most likely meant by word, or "" if none is
// near: one that word begins, or one that differs in at most a third of its letters.
// Of equals the first wins.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, bestDistance := "", max(len(word)/3, 1)+1
	prefix := ""
	for _, c := range candidates {
		lower := strings.ToLower(c)
		if d := distance(word, lower); d < bestDistance {
			best, bestDistance = c, d
		}
		if prefix == "" && len(word) > 1 && strings.HasPrefix(lower, word) {
			prefix = c
		}
	}
	if prefix != "" && bestDistance > 1 {
		return prefix
	}
	return best
}

// distance is the Damerau-Levenshtein distance (optimal string alignment): how
// many letters must be inserted, deleted, replaced or swapped with their neighbour.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// didYouMean is a suggestion that names the nearest candidate, or lists them all
// when none is near and they are few.
func didYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return "Did you mean " + near + "?"
	}
	if n := len(candidates); n > 0 && n <= 12 {
		return "Known are " + strings.Join(candidates, ", ") + "."
	}
	return ""
}
