package theme

import (
	"strings"

	"github.com/muesli/termenv"
)

// Profile decides how much colour to send. A choice of the user's wins over
// everything; then NO_COLOR (any value), FORCE_COLOR and CLICOLOR_FORCE (any value
// but 0), CLICOLOR=0 and TERM=dumb; otherwise a terminal gets what TERM and
// COLORTERM say it can show, and anything else gets none. The published
// conventions contradict each other here; this order is ours.
func Profile(env func(string) string, terminal bool) termenv.Profile {
	forced := on(env("FORCE_COLOR")) || on(env("CLICOLOR_FORCE"))
	switch {
	case env("NO_COLOR") != "":
		return termenv.Ascii
	case forced:
		return depth(env)
	case env("CLICOLOR") == "0", env("TERM") == "dumb", env("TERM") == "", !terminal:
		return termenv.Ascii
	}
	return depth(env)
}

func on(value string) bool { return value != "" && value != "0" }

func depth(env func(string) string) termenv.Profile {
	term := env("TERM")
	switch color := env("COLORTERM"); {
	case color == "truecolor" || color == "24bit":
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	}
	return termenv.ANSI
}

// ASCII tells whether the terminal should get no other characters: its locale is
// not UTF-8 (LC_ALL before LC_CTYPE before LANG; none set counts as UTF-8 on
// systems that set none), or it is dumb or the bare Linux console.
func ASCII(env func(string) string) bool {
	switch env("TERM") {
	case "dumb", "linux":
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := env(name); v != "" {
			v = strings.ToLower(v)
			return !strings.Contains(v, "utf-8") && !strings.Contains(v, "utf8")
		}
	}
	return false
}

// Dark tells whether to draw for a dark background: as COLORFGBG says ("15;0"),
// and dark where it says nothing. The terminal itself is never asked.
func Dark(env func(string) string) bool {
	value := env("COLORFGBG")
	switch value[strings.LastIndexByte(value, ';')+1:] {
	case "7", "15":
		return false
	}
	return true
}
