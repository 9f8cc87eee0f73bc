package lessons

import "strconv"

// Misconceptions is how many misconceptions the course removes: M1 to M25. The table
// in coverage/misconceptions.yaml names the pages.
const Misconceptions = 25

// misconceptionsKnown says which there are.
const misconceptionsKnown = "Write a number from M1 to M25: authlab help misconceptions lists them."

// isMisconception tells whether a word is the number of a misconception, "M7".
func isMisconception(word string) bool {
	if len(word) < 2 || word[0] != 'M' || word[1] == '0' || word[1] == '+' {
		return false
	}
	n, err := strconv.Atoi(word[1:])
	return err == nil && n >= 1 && n <= Misconceptions
}
