// Package probe keeps start-up from asking the terminal anything. The main
// package imports it for its effect alone, before anything else of ours:
//
//	import _ "authlab/ui/probe"
//
// Bubble Tea v1 asks the terminal for its background colour in an init of its
// own and waits seconds for one that does not answer, even for --help. Go
// initialises packages whose imports are ready in the order of their import
// paths. This package sorts before github.com/charmbracelet/bubbletea and is
// ready as soon as lipgloss is, so it answers first and nothing is asked. It may
// therefore import lipgloss and what lipgloss itself imports, and nothing else:
// a package that sorts behind Bubble Tea would let that go first.
package probe

import (
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
)

func init() {
	lipgloss.SetHasDarkBackground(Dark(os.Getenv))
}

// Dark tells whether to draw for a dark background: as COLORFGBG says, and dark
// where it says nothing of use. rxvt, Konsole and others set it to
// "foreground;background" or "foreground;default;background", in numbers of the
// 16 colours, of which 0–6 and 8 are dark.
func Dark(env func(string) string) bool {
	value := env("COLORFGBG")
	background, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	if err != nil || background < 0 || background > 15 {
		return true
	}
	return background <= 6 || background == 8
}
