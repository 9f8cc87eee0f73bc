package page

import (
	"authlab/lessons"
	"authlab/sim/history"
	"authlab/ui/intent"
)

// Lab is the place for experiments of one's own: a list of situations to start from,
// and the bench at which one of them is worked on. Every bench stays as it was left
// while the program runs.
type Lab struct {
	env           *Env
	width, height int
	entries       []*labEntry
	selected      int
	top, rows     int // of the list, as last drawn
	// bench is the one at hand, nil while the list is shown.
	bench *bench
	// filing asks for the path of a file to open, over the list; nil otherwise.
	filing *filing
	// visit tells that it was opened for one situation from another page, to which it
	// goes back; the list stays out of sight.
	visit bool
	// notice is something to be told above the list, or "".
	notice string
	// past are the commands typed at all benches.
	past []string
}

// labEntry is a line of the list: a situation with its bench, nil before it is
// started. Without a situation it opens a file.
type labEntry struct {
	situation *lessons.Situation
	bench     *bench
}

const openFileTitle = "Open a scenario file"

// emptyCluster is the situation without anything prepared.
func emptyCluster() *lessons.Situation {
	s, _ := lessons.ReadSituation("", []byte("# title: An empty cluster\n"+
		"# about: Three servers with the safe defaults and nothing prepared. Type what is to happen, and turn every knob.\ncluster\n"))
	return s
}

// lab is the lab as it was left, or opened for the first time.
func (env *Env) lab() *Lab {
	if env.theLab == nil {
		p := &Lab{env: env, entries: []*labEntry{{situation: emptyCluster()}}}
		for _, s := range env.Situations() {
			p.entries = append(p.entries, &labEntry{situation: s})
		}
		p.entries = append(p.entries, &labEntry{})
		env.theLab = p
	}
	return env.theLab
}

// Digest stands for everything that happened on the bench up to the end of the branch;
// zero while the list is shown.
func (p *Lab) Digest() history.Digest {
	if p.bench == nil {
		return history.Digest{}
	}
	return p.bench.run.Digest()
}

// NewLab is the lab on its list, or with a situation of the caller's on the bench.
func NewLab(env *Env, opened *lessons.Situation) *Lab {
	p := env.lab()
	if opened != nil {
		if err := p.add(opened); err != nil {
			p.notice = err.Error()
		}
	}
	return p
}

// VisitLab is a lab of its own with nothing but a situation on the bench. The error says
// why it cannot be started.
func VisitLab(env *Env, s *lessons.Situation) (*Lab, error) {
	p := &Lab{env: env, entries: []*labEntry{{}}, visit: true}
	return p, p.add(s)
}

// add puts a situation that was read from a file at the end of the list and on the
// bench. The error says why it cannot be started.
func (p *Lab) add(s *lessons.Situation) error {
	b, err := newBench(p, s)
	if err != nil {
		return err
	}
	last := len(p.entries) - 1
	p.entries = append(p.entries[:last:last], &labEntry{situation: s, bench: b}, p.entries[last])
	p.selected, p.bench = last, b
	return nil
}

// Resize implements Page.
func (p *Lab) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Lab) Header() (left, right string) {
	if p.bench != nil {
		return p.bench.header()
	}
	return "authlab · the lab", ""
}

// Tick implements Ticker.
func (p *Lab) Tick(t Tick) (Result, bool) {
	if !p.env.clock.fresh(t) || p.bench == nil {
		return Result{}, false
	}
	b := p.bench
	was := b.reached
	r := b.congratulate(was, b.tell(b.tick()))
	if b.reached && !was && b.playing {
		b.scene.stop()
		r.Command = nil
	}
	return r, true
}

// Bindings implements Page.
func (p *Lab) Bindings() []intent.Binding {
	switch {
	case p.filing != nil:
		return p.filing.bindings()
	case p.bench != nil:
		return p.bench.bindings()
	}
	does := "start"
	e := p.entries[p.selected]
	switch {
	case e.situation == nil:
		does = "open a file"
	case e.bench != nil:
		does = "go on"
	}
	return []intent.Binding{
		{Action: intent.Open, Does: does},
		{Action: intent.Up, Does: "up", Off: p.edge(-1)},
		{Action: intent.Down, Does: "down", Off: p.edge(+1)},
		{Action: intent.OpenFile, Does: "open a file"},
		{Action: intent.Top, Does: "first", Off: p.edge(-1), Quiet: true},
		{Action: intent.Bottom, Does: "last", Off: p.edge(+1), Quiet: true},
		{Action: intent.Close, Does: "map"},
	}
}

// edge says why the mark cannot move by so much, or "".
func (p *Lab) edge(by int) string {
	switch to := p.selected + by; {
	case to < 0:
		return "this is the first situation"
	case to >= len(p.entries):
		return "this is the last line"
	}
	return ""
}

// Do implements Page.
func (p *Lab) Do(in intent.Intent) Result {
	switch {
	case p.filing != nil:
		r, closed := p.filing.do(in)
		if closed {
			p.filing = nil
		}
		return r
	case p.bench != nil:
		return p.bench.do(in)
	}
	switch in.Action {
	case intent.Open:
		return p.start()
	case intent.OpenFile:
		p.askForFile()
	case intent.Up:
		p.selected--
	case intent.Down:
		p.selected++
	case intent.Top:
		p.selected = 0
	case intent.Bottom:
		p.selected = len(p.entries) - 1
	case intent.Close:
		return Result{Pop: true}
	}
	return Result{}
}

// start puts the marked situation on the bench, as it was left if it was there before.
func (p *Lab) start() Result {
	e := p.entries[p.selected]
	if e.situation == nil {
		p.askForFile()
		return Result{}
	}
	if e.bench == nil {
		b, err := newBench(p, e.situation)
		if err != nil {
			return note(err.Error())
		}
		e.bench = b
	}
	p.bench = e.bench
	p.bench.prompt.remember(p.past)
	return Result{}
}

// askForFile asks for the path of a scenario file over the list.
func (p *Lab) askForFile() { p.filing = newOpening(p) }

// Click implements Clicker: a click marks a situation, a click on the mark starts it.
func (p *Lab) Click(_, y int) Result {
	at := y - labListTop + p.top
	switch {
	case p.bench != nil || p.filing != nil || y < labListTop || y >= labListTop+p.rows || at >= len(p.entries):
	case at == p.selected:
		return p.start()
	default:
		p.selected = at
	}
	return Result{}
}
