package theme

import (
	"hash/fnv"

	"github.com/muesli/termenv"
)

// Options choose a theme.
type Options struct {
	Dark    bool
	Profile termenv.Profile
	ASCII   bool
}

// Styles are the inks of one theme by meaning, and its glyphs. Meaning never
// rests on an ink alone: without colour every ink writes plain.
type Styles struct {
	Text, Dim, Strong, Title, Heading Ink
	Border, BorderFocus               Ink
	// Remember is what a server remembers; Prove what a client proves by
	// signature; Attacker what belongs to the attacker.
	Remember, Prove, Attacker Ink
	// Good, Bad and Unknown say yes, no and cannot know.
	Good, Bad, Unknown Ink
	// Changed marks was → now.
	Changed     Ink
	Selected    Ink
	Key, KeyOff Ink
	Code, Link  Ink

	sessions, tokens []Ink
	Glyphs           Glyphs
}

// palette is the shades of one background. The 16-colour numbers leave the user's
// own palette in charge; -1 is the terminal's default.
type palette struct {
	text, dim, strong, border, focus  shade
	remember, prove, attacker         shade
	good, bad, unknown, changed, code shade
	sessions, tokens                  []shade
}

var dark = palette{
	text:     shade{"#d4d8df", 252, -1},
	dim:      shade{"#8b93a1", 245, 7},
	strong:   shade{"#f4f6f8", 255, 15},
	border:   shade{"#7b8494", 244, 7},
	focus:    shade{"#f4f6f8", 255, 15},
	remember: shade{"#f0b43c", 214, 3},
	prove:    shade{"#6cb2ff", 75, 12},
	attacker: shade{"#f07adc", 212, 13},
	good:     shade{"#7ed491", 114, 10},
	bad:      shade{"#ff7b72", 210, 9},
	unknown:  shade{"#d3b683", 180, 11},
	changed:  shade{"#67dada", 80, 14},
	code:     shade{"#b9c4d4", 251, -1},
	sessions: []shade{{"#f0b43c", 214, 3}, {"#ff9d5c", 215, 11}, {"#e3cf57", 185, 3}, {"#f7c38a", 222, 11}},
	tokens:   []shade{{"#6cb2ff", 75, 12}, {"#8fa8ff", 111, 4}, {"#5fd0f0", 81, 14}, {"#a9c7ff", 153, 12}},
}

var light = palette{
	text:     shade{"#24292f", 235, -1},
	dim:      shade{"#5b636e", 241, 8},
	strong:   shade{"#000000", 16, 0},
	border:   shade{"#6a7380", 242, 8},
	focus:    shade{"#000000", 16, 0},
	remember: shade{"#8f5600", 94, 3},
	prove:    shade{"#0550ae", 25, 4},
	attacker: shade{"#a0118f", 126, 5},
	good:     shade{"#116329", 22, 2},
	bad:      shade{"#b3261e", 124, 1},
	unknown:  shade{"#705212", 58, 3},
	changed:  shade{"#0b6470", 24, 6},
	code:     shade{"#32383f", 237, -1},
	sessions: []shade{{"#8f5600", 94, 3}, {"#a03c00", 130, 1}, {"#6b5d00", 58, 3}, {"#7a4a1f", 94, 3}},
	tokens:   []shade{{"#0550ae", 25, 4}, {"#4338ca", 56, 4}, {"#03617f", 24, 6}, {"#1d4f91", 25, 4}},
}

// New works a theme out.
func New(o Options) *Styles {
	p := &light
	if o.Dark {
		p = &dark
	}
	plain := func(s shade) Ink { return ink(o.Profile, s, false, false) }
	bold := func(s shade) Ink { return ink(o.Profile, s, true, false) }
	st := &Styles{
		Text: plain(p.text), Dim: plain(p.dim), Strong: bold(p.strong), Title: bold(p.strong), Heading: bold(p.changed),
		Border: plain(p.border), BorderFocus: bold(p.focus),
		Remember: plain(p.remember), Prove: plain(p.prove), Attacker: plain(p.attacker),
		Good: plain(p.good), Bad: plain(p.bad), Unknown: plain(p.unknown), Changed: bold(p.changed),
		Selected: ink(o.Profile, shade{x16: -1}, true, true), Key: bold(p.strong), KeyOff: plain(p.dim),
		Code: plain(p.code), Link: plain(p.prove),
		Glyphs: unicodeGlyphs,
	}
	for _, s := range p.sessions {
		st.sessions = append(st.sessions, plain(s))
	}
	for _, s := range p.tokens {
		st.tokens = append(st.tokens, plain(s))
	}
	if o.ASCII {
		st.Glyphs = asciiGlyphs
	}
	return st
}

// SessionTag is the ink that one session's tag has everywhere.
func (s *Styles) SessionTag(tag string) Ink { return pick(s.sessions, tag) }

// TokenTag is the ink that one token's tag has everywhere.
func (s *Styles) TokenTag(tag string) Ink { return pick(s.tokens, tag) }

func pick(inks []Ink, tag string) Ink {
	if len(inks) == 0 {
		return Ink{}
	}
	h := fnv.New32a()
	// Hashing does not fail.
	_, _ = h.Write([]byte(tag))
	return inks[h.Sum32()%uint32(len(inks))]
}
