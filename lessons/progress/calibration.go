package progress

import "fmt"

// Calibration counts answers by how sure they were.
type Calibration struct{ SureRight, Sure, GuessRight, Guessed int }

// Calibrate counts the attempts that were answered.
func Calibrate(all []Attempt) Calibration {
	var c Calibration
	for _, a := range all {
		right := 0
		if a.Outcome.Earned() {
			right = 1
		}
		switch {
		case !a.Outcome.Answered():
		case a.Confidence == Sure:
			c.Sure, c.SureRight = c.Sure+1, c.SureRight+right
		case a.Confidence == Guess:
			c.Guessed, c.GuessRight = c.Guessed+1, c.GuessRight+right
		}
	}
	return c
}

// String is "Sure: 5 of 6 right. Guessed: 1 of 3 right.", or "" without answers.
func (c Calibration) String() string {
	words := ""
	if c.Sure > 0 {
		words = fmt.Sprintf("Sure: %d of %d right.", c.SureRight, c.Sure)
	}
	if c.Guessed > 0 {
		if words != "" {
			words += " "
		}
		words += fmt.Sprintf("Guessed: %d of %d right.", c.GuessRight, c.Guessed)
	}
	return words
}
