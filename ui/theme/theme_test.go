package theme

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"
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

// families are the shades of a palette by what they mean.
func (p *palette) families() map[string][]shade {
	return map[string][]shade{
		"dim": {p.dim}, "border": {p.border}, "code": {p.code}, "changed": {p.changed}, "attacker": {p.attacker},
		"good": {p.good}, "bad": {p.bad}, "unknown": {p.unknown},
		"remember": append([]shade{p.remember}, p.sessions...),
		"prove":    append([]shade{p.prove}, p.tokens...),
	}
}

// of256 is the colour that one of the 256 has by default.
func of256(n int) string { return termenv.ConvertToRGB(termenv.ANSI256Color(n)).Hex() }

func TestEveryShadeCanBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		p  palette
		on float64
	}{"dark": {dark, 0}, "light": {light, 1}} {
		for family, shades := range c.p.families() {
			for _, s := range shades {
				for _, rgb := range []string{s.rgb, of256(s.x256)} {
					l := luminance(t, rgb)
					hi, lo := max(l, c.on), min(l, c.on)
					if ratio := (hi + 0.05) / (lo + 0.05); ratio < 4.5 {
						t.Errorf("%s %s %s: contrast %.2f, want 4.5", name, family, rgb, ratio)
					}
				}
			}
		}
	}
}

// hue is the angle of a colour on the wheel, and how far it is from grey (0–1).
func hue(t *testing.T, rgb string) (angle, saturation float64) {
	t.Helper()
	c, err := colorful.Hex(rgb)
	if err != nil {
		t.Fatal(err)
	}
	angle, saturation, _ = c.Hsv()
	return angle, saturation
}

func TestCredentialsStayInTheHueOfWhatTheyAre(t *testing.T) {
	for name, p := range map[string]palette{"dark": dark, "light": light} {
		for _, c := range []struct {
			shades   []shade
			from, to float64
		}{
			{append([]shade{p.remember}, p.sessions...), 15, 50},
			{append([]shade{p.prove}, p.tokens...), 190, 265},
			{[]shade{p.attacker}, 290, 325},
		} {
			for _, s := range c.shades {
				if h, sat := hue(t, s.rgb); h < c.from || h > c.to || sat < 0.3 {
					t.Errorf("%s %s: hue %.0f saturation %.2f, want %v–%v", name, s.rgb, h, sat, c.from, c.to)
				}
			}
		}
	}
}

func TestNoTwoMeaningsShareAColour(t *testing.T) {
	for name, p := range map[string]palette{"dark": dark, "light": light} {
		kinds := p.families()
		delete(kinds, "border") // lines are dim and near it
		for a, shades := range kinds {
			for b, others := range kinds {
				if a == b {
					continue
				}
				for _, s := range shades {
					for _, o := range others {
						x, _ := colorful.Hex(s.rgb)
						y, _ := colorful.Hex(o.rgb)
						if d := x.DistanceCIEDE2000(y); d < 0.07 {
							t.Errorf("%s: %s %s and %s %s look alike (%.3f)", name, a, s.rgb, b, o.rgb, d)
						}
						if s.x256 == o.x256 {
							t.Errorf("%s: %s and %s are both %d of 256", name, a, b, s.x256)
						}
					}
				}
			}
		}
		for _, s := range append(p.sessions, p.tokens...) {
			for _, o := range []shade{p.good, p.bad, p.changed, p.attacker} {
				if s.x16 == o.x16 {
					t.Errorf("%s: a credential has the colour %d of another meaning", name, s.x16)
				}
			}
		}
	}
}

// The theme is guessed, so text must be readable when the guess is wrong.
func TestTextKeepsTheTerminalsOwnColour(t *testing.T) {
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI} {
		st := New(Options{Dark: true, Profile: p})
		for _, ink := range []Ink{st.Text, st.Strong, st.Title, st.Key, st.Selected, st.BorderFocus} {
			if got := ink.On("x"); strings.Contains(got, "38;") || strings.Contains(got, "48;") {
				t.Errorf("%q sets a colour", got)
			}
		}
		if st.Selected.Plain() || st.Strong.Plain() || st.Good.Plain() {
			t.Error("nothing stands out")
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
		{"WT_SESSION=1", true, termenv.TrueColor},
		{"TERM=xterm-kitty", true, termenv.TrueColor},
		{"TERM=screen-256color COLORTERM=truecolor", true, termenv.ANSI256},
		{"TERM=screen-256color COLORTERM=truecolor TERM_PROGRAM=tmux", true, termenv.TrueColor},
		{"TERM=xterm FORCE_COLOR=3", false, termenv.TrueColor},
		{"TERM=dumb FORCE_COLOR=1", false, termenv.ANSI},
		{"CLICOLOR_FORCE=1", false, termenv.ANSI},
		{"TERM=xterm CLICOLOR_FORCE=1 CLICOLOR=0", true, termenv.ANSI},
		{"TERM=xterm FORCE_COLOR=0", true, termenv.Ascii},
	} {
		if got := Profile(environment(c.env), c.terminal); got != c.want {
			t.Errorf("%q terminal %v: %v, want %v", c.env, c.terminal, got, c.want)
		}
	}
}

func TestAChoiceOfTheUserWins(t *testing.T) {
	env := environment("NO_COLOR=1 TERM=dumb")
	if got := Profile(env, false, termenv.ANSI256); got != termenv.ANSI256 {
		t.Errorf("%v", got)
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

func BenchmarkInk(b *testing.B) {
	ink := New(Options{Dark: true, Profile: termenv.TrueColor}).Good
	b.ReportAllocs()
	for b.Loop() {
		_ = ink.On("200 from s1")
	}
}
