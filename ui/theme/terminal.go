package theme

import (
	"strings"

	"github.com/muesli/termenv"

	"authlab/ui/probe"
)

// Profile decides how much colour to send. The first that applies wins:
//
//  1. force, the user's choice on the command line
//  2. NO_COLOR, not empty: none
//  3. FORCE_COLOR or CLICOLOR_FORCE, neither empty nor "0": what the terminal
//     says it can show, at least 16 colours; FORCE_COLOR=2 means 256, 3 all
//  4. FORCE_COLOR=0 or CLICOLOR=0: none
//  5. TERM=dumb: none
//  6. a terminal: what COLORTERM and TERM say it can show
//  7. anything else: none
//
// The published conventions contradict each other; this order is ours.
func Profile(env func(string) string, terminal bool, force ...termenv.Profile) termenv.Profile {
	switch {
	case len(force) > 0:
		return force[0]
	case env("NO_COLOR") != "":
		return termenv.Ascii
	case on(env("FORCE_COLOR")) || on(env("CLICOLOR_FORCE")):
		return forced(env)
	case env("FORCE_COLOR") == "0", env("CLICOLOR") == "0", env("TERM") == "dumb", !terminal:
		return termenv.Ascii
	}
	return depth(env)
}

func on(value string) bool { return value != "" && value != "0" }

func forced(env func(string) string) termenv.Profile {
	switch env("FORCE_COLOR") {
	case "2":
		return termenv.ANSI256
	case "3":
		return termenv.TrueColor
	}
	if p := depth(env); p != termenv.Ascii {
		return p
	}
	return termenv.ANSI
}

// depth is what a terminal says it can show.
func depth(env func(string) string) termenv.Profile {
	term := env("TERM")
	switch color := strings.ToLower(env("COLORTERM")); {
	case color == "truecolor" || color == "24bit":
		// screen takes the long sequences apart; tmux, which also calls itself screen, does not.
		if strings.HasPrefix(term, "screen") && env("TERM_PROGRAM") != "tmux" {
			return termenv.ANSI256
		}
		return termenv.TrueColor
	case color == "yes" || color == "true":
		return termenv.ANSI256
	}
	switch {
	case strings.HasSuffix(term, "-direct"), term == "xterm-kitty", term == "xterm-ghostty", term == "wezterm", term == "alacritty", term == "foot":
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	case term == "" && env("WT_SESSION") != "":
		// Windows Terminal sets no TERM.
		return termenv.TrueColor
	case term == "" || term == "dumb":
		return termenv.Ascii
	}
	return termenv.ANSI
}

// ASCII tells whether the terminal should get no other characters: it is dumb or
// the bare Linux console, whose font lacks most of ours, or its locale is not
// UTF-8. Of LC_ALL, LC_CTYPE and LANG the first that is not empty counts; where
// none is set, as on Windows, UTF-8 is assumed.
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

// Dark tells whether to draw for a dark background. The terminal itself is never
// asked: see probe.Dark.
func Dark(env func(string) string) bool { return probe.Dark(env) }
