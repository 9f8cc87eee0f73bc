// Package probe keeps start-up from asking the terminal anything.
//
// Bubble Tea v1 asks for the background colour in an init of its own and waits
// seconds for terminals that do not answer. Go initialises packages that are
// ready in the order of their import paths, so this package, which needs only
// lipgloss and sorts before Bubble Tea, gives the answer first.
package probe

import "github.com/charmbracelet/lipgloss"

func init() {
	lipgloss.SetHasDarkBackground(true)
}
