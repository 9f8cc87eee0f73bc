package page

import (
	"cmp"
	"fmt"
	"time"

	"authlab/sim/token"
	"authlab/ui/intent"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// generator makes tokens of presets.
type generator struct {
	page     *Tokens
	presets  []preset
	selected int // of the rows
	// choices are the values chosen in each row.
	preset, algorithm, key, life int
}

// The rows of the generator.
const (
	rowPreset = iota
	rowAlgorithm
	rowKey
	rowLife
	generatorRows
)

// life is a choice of how long a token is valid.
type life struct {
	name string
	span time.Duration
}

func lives() []life {
	return []life{{"15m", 15 * time.Minute}, {"1h", time.Hour}, {"2h", 2 * time.Hour}, {"never", forever}, {"a minute ago", -time.Minute}}
}

// The keys to choose from: that of the preset or of a seed, or the one on the bench.
const keySeeds = 3

func newGenerator(p *Tokens) *generator {
	g := &generator{page: p, presets: presets()}
	g.take(0)
	return g
}

// take chooses a preset with the life it usually has.
func (g *generator) take(i int) {
	g.preset = i
	for n, l := range lives() {
		if l.span == g.presets[i].life {
			g.life = n
		}
	}
}

func (g *generator) title() string { return "make a token" }

func (g *generator) bindings() []intent.Binding {
	up, down := "", ""
	if g.selected == 0 {
		up = "this is the first row"
	}
	if g.selected == generatorRows-1 {
		down = "this is the last row"
	}
	fixed := ""
	if g.presets[g.preset].fixed && g.selected == rowLife {
		fixed = "this token is given to the letter"
	}
	return []intent.Binding{
		{Action: intent.Open, Does: "make it", Off: g.noKey()},
		{Action: intent.Down, Does: "down", Off: down},
		{Action: intent.Up, Does: "up", Off: up, Quiet: true},
		{Action: intent.Raise, Does: "next value", Off: fixed},
		{Action: intent.Lower, Does: "value before", Off: fixed, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Generate, Does: "close", Quiet: true},
	}
}

// noKey says why the key chosen cannot sign with the algorithm chosen.
func (g *generator) noKey() string {
	if g.key < keySeeds {
		return ""
	}
	d := g.page.tokenDraft
	if d.key == "" {
		return "there is no key on the bench yet"
	}
	d.algorithm = g.algorithmName()
	set, wrong := readKey(d)
	if wrong != "" {
		return wrong
	}
	if !set.Keys[0].CanSign() {
		return "the key on the bench only verifies"
	}
	return ""
}

func (g *generator) algorithmName() string { return token.Algorithms()[g.algorithm].Name }

func (g *generator) do(in intent.Intent) (Result, bool) {
	switch in.Action {
	case intent.Open:
		return g.generate()
	case intent.Down:
		g.selected++
	case intent.Up:
		g.selected--
	case intent.Raise:
		g.turn(+1)
	case intent.Lower:
		g.turn(-1)
	default:
		return Result{}, true
	}
	return Result{}, false
}

func (g *generator) turn(by int) {
	around := func(i *int, n int) { *i = (*i + by + n) % n }
	switch g.selected {
	case rowPreset:
		next := g.preset
		around(&next, len(g.presets))
		g.take(next)
	case rowAlgorithm:
		around(&g.algorithm, len(token.Algorithms()))
	case rowKey:
		around(&g.key, keySeeds+1)
	case rowLife:
		around(&g.life, len(lives()))
	}
}

// generate puts a token and its key on the bench.
func (g *generator) generate() (Result, bool) {
	p, s, algorithm := g.page, &g.presets[g.preset], g.algorithmName()
	next := p.tokenDraft
	if g.key < keySeeds {
		next.read = ""
		next.key = s.secret
		a := token.Algorithms()[g.algorithm]
		if next.key == "" || g.key > 0 || a.Family != token.FamilyHMAC {
			drawn, err := drawnKey(algorithm, uint64(g.key+1))
			if err != nil {
				return note(err.Error()), false
			}
			next.key = drawn
		}
	}
	next.algorithm = algorithm
	set, wrong := readKey(next)
	if wrong != "" {
		return note(wrong), false
	}
	header := `{"alg":"` + algorithm + `","typ":"` + s.typ + `"}`
	raw, err := token.Resign(encoded(header)+"."+encoded(s.text(p.at(), lives()[g.life].span))+".", set.Keys[0])
	if err != nil {
		return note("it cannot be signed: " + err.Error()), false
	}
	next.raw = raw
	p.replace(next)
	p.goal.signed(p)
	p.focus, p.cursors = panelRaw, [panels]int{}
	return note(fmt.Sprintf("made and signed with %s; its key is on the bench too", algorithm)), true
}

func (g *generator) draw(width, rows int) []string {
	st := g.page.env.Styles
	s := &g.presets[g.preset]
	a := token.Algorithms()[g.algorithm]
	life := lives()[g.life].name
	if s.fixed {
		life = "as it is written"
	}
	values := [generatorRows]string{s.name, a.Name + ", " + a.Doc, g.keyName(s), life}
	var lines []string
	for i, name := range []string{"token", "algorithm", "key", "expires in"} {
		room := min(max(width-18, 8), widestValue)
		value := cell(st, cmp.Or(pane.Clause(values[i], room), values[i]), room)
		if i == g.selected {
			lines = append(lines, st.Key.On(st.Glyphs.Pointer)+" "+st.Strong.On(text.Pad(name, 12))+st.Key.On("< ")+st.Selected.On(value)+st.Key.On(" >"))
		} else {
			lines = append(lines, "  "+st.Text.On(text.Pad(name, 12))+"  "+st.Text.On(value))
		}
	}
	about := append([]string{""}, inked(st.Dim, flow(s.about, width))...)
	payload := s.text(g.page.at(), lives()[g.life].span)
	for _, row := range pane.Rows(payload, 0, len(payload), width, true) {
		about = append(about, st.Code.On(row.Shown))
	}
	return append(lines, about[:max(min(len(about), rows-len(lines)), 0)]...)
}

// widestValue is the width in which the longest choice is told.
const widestValue = 48

// keyName says which key is chosen.
func (g *generator) keyName(s *preset) string {
	switch {
	case g.key == keySeeds:
		return "the one on the bench"
	case g.key == 0 && s.secret != "" && token.Algorithms()[g.algorithm].Family == token.FamilyHMAC:
		return fmt.Sprintf("its own, %q", s.secret)
	}
	return fmt.Sprintf("drawn from seed %d", g.key+1)
}
