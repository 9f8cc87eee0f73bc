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
	Changed    Ink
	Selected   Ink
	Key        Ink
	Code, Link Ink

	sessions, tokens []Ink
	Glyphs           Glyphs
}

// palette is the shades of one background. What is text and not a sign keeps the
// terminal's own colour. The 16-colour numbers leave the user's own palette in
// charge; there each family has one member, since its neighbours mean other
// things, and the tag's letters tell credentials apart.
type palette struct {
	dim, border, heading, code shade
	remember, prove, attacker  shade
	good, bad, unknown         shade
	changed                    shade
	sessions, tokens           []shade
}

var dark = palette{
	dim:      shade{"#8b93a1", 246, 7},
	border:   shade{"#7b8494", 244, 7},
	heading:  shade{"#67dada", 80, 14},
	code:     shade{"#9db8c2", 109, 6},
	remember: shade{"#f0b43c", 214, 3},
	prove:    shade{"#6cb2ff", 75, 12},
	attacker: shade{"#f07adc", 212, 13},
	good:     shade{"#7ed491", 114, 10},
	bad:      shade{"#ff7b72", 210, 9},
	unknown:  shade{"#e6e07a", 186, 11},
	changed:  shade{"#67dada", 80, 14},
	sessions: []shade{{"#f0b43c", 214, 3}, {"#ff9d5c", 215, 3}, {"#c98a2e", 172, 3}, {"#f7c38a", 223, 3}},
	tokens:   []shade{{"#6cb2ff", 75, 12}, {"#8fa8ff", 111, 12}, {"#4fb8e8", 74, 12}, {"#a9c7ff", 153, 12}},
}

var light = palette{
	dim:      shade{"#5b636e", 241, 8},
	border:   shade{"#6a7380", 242, 8},
	heading:  shade{"#0b6470", 23, 6},
	code:     shade{"#3d5964", 239, 6},
	remember: shade{"#8f5600", 94, 3},
	prove:    shade{"#0550ae", 25, 4},
	attacker: shade{"#a0118f", 126, 5},
	good:     shade{"#116329", 22, 2},
	bad:      shade{"#b3261e", 124, 1},
	unknown:  shade{"#6a5f00", 58, 3},
	changed:  shade{"#0b6470", 23, 6},
	sessions: []shade{{"#8f5600", 94, 3}, {"#a03c00", 130, 3}, {"#77521a", 95, 3}, {"#6b3d10", 52, 3}},
	tokens:   []shade{{"#0550ae", 25, 4}, {"#4338ca", 56, 4}, {"#03617f", 24, 4}, {"#1d4f91", 18, 4}},
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
		Text: plain(own), Dim: plain(p.dim), Strong: bold(own), Title: bold(own), Heading: bold(p.heading),
		Border: plain(p.border), BorderFocus: bold(own),
		Remember: plain(p.remember), Prove: plain(p.prove), Attacker: plain(p.attacker),
		Good: plain(p.good), Bad: plain(p.bad), Unknown: plain(p.unknown), Changed: bold(p.changed),
		Selected: ink(o.Profile, own, true, true), Key: bold(own),
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
