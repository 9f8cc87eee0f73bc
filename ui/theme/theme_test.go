package theme

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// luminance is the relative luminance of WCAG 2.1.
func luminance(t *testing.T, rgb string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(rgb, "#"), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	part := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func (p *palette) all() []shade {
	out := []shade{p.text, p.dim, p.strong, p.border, p.focus, p.remember, p.prove, p.attacker, p.good, p.bad, p.unknown, p.changed, p.code}
	return append(append(out, p.sessions...), p.tokens...)
}

func TestEveryShadeCanBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		p  palette
		on float64
	}{"dark": {dark, 0}, "light": {light, 1}} {
		for _, s := range c.p.all() {
			l := luminance(t, s.rgb)
			hi, lo := max(l, c.on), min(l, c.on)
			if ratio := (hi + 0.05) / (lo + 0.05); ratio < 4.5 {
				t.Errorf("%s %s: contrast %.2f, want 4.5", name, s.rgb, ratio)
			}
		}
	}
}

func TestWithoutColourInksWritePlain(t *testing.T) {
	st := New(Options{Dark: true, Profile: termenv.Ascii})
	for _, ink := range []Ink{st.Text, st.Good, st.Bad, st.Selected, st.Strong, st.SessionTag("9f3a"), st.TokenTag("x")} {
		if got := ink.On("word"); got != "word" {
			t.Errorf("%q", got)
		}
	}
}

func TestATagKeepsItsInk(t *testing.T) {
	a, b := New(Options{Dark: true, Profile: termenv.TrueColor}), New(Options{Dark: true, Profile: termenv.TrueColor})
	for _, tag := range []string{"9f3a", "Xk_q", ""} {
		if a.SessionTag(tag) != b.SessionTag(tag) || a.TokenTag(tag) != b.TokenTag(tag) {
			t.Errorf("%q has two inks", tag)
		}
		if a.SessionTag(tag) == a.TokenTag(tag) {
			t.Errorf("%q looks the same as a session and as a token", tag)
		}
	}
}

func TestEveryGlyphIsOneColumnAndHasAnASCIIForm(t *testing.T) {
	u, a := reflect.ValueOf(unicodeGlyphs), reflect.ValueOf(asciiGlyphs)
	for i := range u.NumField() {
		if u.Field(i).Kind() != reflect.String {
			continue
		}
		name := u.Type().Field(i).Name
		if ansi.StringWidth(u.Field(i).String()) != 1 {
			t.Errorf("%s %q is not one column wide", name, u.Field(i))
		}
		if s := a.Field(i).String(); len(s) != 1 || s[0] < 0x20 || s[0] > 0x7e {
			t.Errorf("%s: %q is not one printable ASCII character", name, s)
		}
	}
}

func TestProfileFollowsTheOrderDocumented(t *testing.T) {
	for _, c := range []struct {
		env      string
		terminal bool
		want     termenv.Profile
	}{
		{"TERM=xterm-256color COLORTERM=truecolor", true, termenv.TrueColor},
		{"TERM=xterm-256color", true, termenv.ANSI256},
		{"TERM=xterm", true, termenv.ANSI},
		{"TERM=xterm-256color", false, termenv.Ascii},
		{"TERM=xterm-256color NO_COLOR=1", true, termenv.Ascii},
		{"TERM=xterm-256color NO_COLOR=1 FORCE_COLOR=1", true, termenv.Ascii},
		{"TERM=xterm-256color FORCE_COLOR=1", false, termenv.ANSI256},
		{"TERM=xterm-256color FORCE_COLOR=0", false, termenv.Ascii},
		{"TERM=dumb COLORTERM=truecolor", true, termenv.Ascii},
		{"TERM=xterm CLICOLOR=0", true, termenv.Ascii},
		{"", true, termenv.Ascii},
	} {
		if got := Profile(environment(c.env), c.terminal); got != c.want {
			t.Errorf("%q terminal %v: %v, want %v", c.env, c.terminal, got, c.want)
		}
	}
}

func TestASCIIFollowsTheLocale(t *testing.T) {
	for env, want := range map[string]bool{
		"TERM=xterm LANG=C.UTF-8": false, "TERM=xterm LANG=de_DE.utf8": false, "TERM=xterm LANG=C": true, "TERM=xterm": false,
		"TERM=xterm LANG=C.UTF-8 LC_ALL=POSIX": true, "TERM=dumb LANG=C.UTF-8": true, "TERM=linux LANG=C.UTF-8": true,
	} {
		if got := ASCII(environment(env)); got != want {
			t.Errorf("%q: %v, want %v", env, got, want)
		}
	}
}

func environment(s string) func(string) string {
	return func(name string) string {
		for _, kv := range strings.Fields(s) {
			if k, v, _ := strings.Cut(kv, "="); k == name {
				return v
			}
		}
		return ""
	}
}
