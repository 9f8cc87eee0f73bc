package pane

import (
	"encoding/json"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// Target is what the inspector looks into: a node by name, or the message at hand
// where Node is "".
type Target struct{ Node string }

// Targets lists what can be looked into, the place of the cursor's event first:
// its message if it put one on a line, else its node.
func Targets(in Input) []Target {
	var out []Target
	add := func(node string) {
		for _, t := range out {
			if t.Node == node {
				return
			}
		}
		out = append(out, Target{node})
	}
	m, _ := in.message()
	if e := in.Current(); e != nil && in.Now != nil {
		switch {
		case e.Message != nil:
			add("")
		case in.hasNode(e.Node):
			add(e.Node)
		}
	}
	if m != nil {
		add("")
	}
	for _, name := range in.nodes() {
		add(name)
	}
	if len(out) == 0 {
		add("")
	}
	return out
}

// nodes lists the names of all nodes of the picture.
func (in *Input) nodes() []string {
	if in.Now == nil {
		return nil
	}
	var out []string
	for _, c := range in.Now.Clients {
		out = append(out, c.Name)
	}
	if in.Now.Balancer != nil {
		out = append(out, "balancer")
	}
	for _, s := range in.Now.Servers {
		out = append(out, s.Name)
	}
	if in.Now.Store != nil {
		out = append(out, "store")
		if in.Now.Store.Replica != nil {
			out = append(out, "replica")
		}
	}
	return out
}

func (in *Input) hasNode(name string) bool {
	for _, n := range in.nodes() {
		if n == name {
			return true
		}
	}
	return false
}

// Inspector draws a box with everything there is to know about a target, from
// row top on, and tells whether there is more below.
func Inspector(in Input, t Target, top, w, h int) (lines []string, more bool) {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	i := &inspector{palette: p, in: &in, w: max(w-4, 1)}
	title := i.inspect(t)
	c.frame(box{0, 0, w, h}, shapeServer, toneFocus, words(title, toneTitle), nil)
	room := max(h-2, 0)
	top = min(max(top, 0), max(len(i.rows)-room, 0))
	for y := range min(room, len(i.rows)-top) {
		c.line(2, y+1, w-2, i.rows[top+y])
	}
	return c.lines(p.ink), top+room < len(i.rows)
}

// inspector collects the rows of one target.
type inspector struct {
	*palette
	in   *Input
	w    int
	rows [][]run
	// judge is the server by whose clock times are judged, "" for the true clock.
	judge string
}

// inspect writes the rows and answers the title.
func (i *inspector) inspect(t Target) string {
	if t.Node == "" {
		i.message()
		return "message"
	}
	now := i.in.Now
	if now == nil {
		return t.Node
	}
	for _, c := range now.Clients {
		if c.Name == t.Node {
			if e := i.in.Current(); e != nil && e.Message == nil && e.Node == t.Node {
				i.say(i.in.sentences(), toneText)
				i.rows = append(i.rows, nil)
			}
			i.client(c)
			return "browser of " + c.Name
		}
	}
	for _, s := range now.Servers {
		if s.Name == t.Node {
			i.server(s)
			return "server " + s.Name
		}
	}
	switch {
	case t.Node == "balancer" && now.Balancer != nil:
		i.balancer(now.Balancer)
		return "load balancer"
	case t.Node == "store" && now.Store != nil:
		i.store(now.Store)
		return "shared store"
	case t.Node == "replica" && now.Store != nil && now.Store.Replica != nil:
		i.replica(now.Store.Replica)
		return "replica of the store"
	}
	i.say("It is not part of the cluster at this step.", toneDim)
	return t.Node
}

func (i *inspector) say(sentence string, t tone) {
	indent := len(sentence) - len(strings.TrimLeft(sentence, " "))
	i.rows = append(i.rows, flow(i.mention(safe(sentence), t), i.w, indent)...)
}

func (i *inspector) put(indent int, runs ...run) {
	lead := run{strings.Repeat(" ", indent), toneText}
	i.rows = append(i.rows, flow(append([]run{lead}, runs...), i.w, indent+2)...)
}

func (i *inspector) heading(s string) {
	if len(i.rows) > 0 {
		i.rows = append(i.rows, nil)
	}
	i.rows = append(i.rows, i.mention(s, toneHeading))
}

// fact writes a name, a value, and what it means.
func (i *inspector) fact(name, value, meaning string, t tone) {
	row := []run{{"  " + pad(name, 10) + " ", toneDim}, {safe(value), t}}
	if meaning != "" {
		row = append(row, run{"  " + meaning, toneDim})
	}
	i.rows = append(i.rows, flow(row, i.w, 13)...)
}

func pad(s string, n int) string {
	if len(s) >= n {
		return s
	}
	return s + strings.Repeat(" ", n-len(s))
}

func (i *inspector) client(c *snapshot.Client) {
	i.say(c.Name+" calls from "+c.IP+".", toneText)
	if c.Attacker {
		i.say("The attacker's own machine. What it holds was taken, given or made up.", toneAttacker)
	}
	if c.Waiting != "" {
		i.say("Waiting for the answer to "+c.Waiting+".", toneText)
	}
	if c.Last != nil {
		i.put(0, append(words("Last answer: ", toneText), i.answer(c.Last)...)...)
	}
	copies := i.copiesHeld(c)
	if len(c.Cookies) == 0 && c.Token == nil && c.Refresh == nil {
		i.rows = append(i.rows, nil)
		text := "It holds nothing that could tell a server who is calling."
		if len(copies) > 0 {
			text = "It holds nothing of its own that could tell a server who is calling."
		}
		i.say(text, toneDim)
	}
	for _, copied := range copies {
		i.copied(copied)
	}
	if c.Attacker {
		i.loot()
	}
	if c.Token != nil {
		i.heading("access token " + c.Token.Tag + "…")
		i.keptIn(c, c.Token.Keep)
		i.token(c.Token.Raw)
	}
	if c.Refresh != nil {
		i.heading("refresh token " + c.Refresh.Tag + "…")
		i.put(2, run{safe(c.Refresh.Raw), i.hue(c.Refresh.Tag)})
		i.keptIn(c, c.Refresh.Keep)
		i.say("  Good for one new pair of tokens. It says nothing; what it stands for is a row at a server or in the store.", toneDim)
	}
	for n := range c.Cookies {
		i.cookie(&c.Cookies[n])
	}
}

// keptIn says where a browser keeps a token and who else gets at it there; what lies on
// the attacker's own machine is out of reach for all others.
func (i *inspector) keptIn(c *snapshot.Client, keep string) {
	if keep != "" && !c.Attacker {
		i.fact("kept", keptIn(keep), keepMeaning(keep), toneText)
	}
}

// loot lists how the attacker came to what it holds.
func (i *inspector) loot() {
	first := true
	for n := range i.in.Events {
		e := &i.in.Events[n]
		switch e.Kind {
		case event.CredentialRead, event.TokenForged, event.KeyLeaked, event.SecretCracked, event.CookiePlanted, event.GuessesMade:
			if first {
				i.heading("loot")
				first = false
			}
			i.say("  "+event.Explain(e, i.in.bySeq), toneAttacker)
		}
	}
}

func keepMeaning(keep string) string {
	switch keep {
	case "memory":
		return "a variable of the page's own code: gone when the page closes, and harder to read for a script that was injected"
	case "local-storage":
		return "stays in the browser, and every script of the site can read it, an injected one too"
	case "cookie":
		return "the browser sends it by itself; with HttpOnly no script can read it"
	}
	return ""
}

func (i *inspector) answer(a *snapshot.Answer) []run {
	from := a.Server
	if from == "" {
		from = "the balancer"
	}
	status := statusRuns(a.Status)
	switch {
	case a.Cut:
		status = words("? cut off", toneUnknown)
	case a.Status == 0:
		return joined(words(a.Method+" "+a.Path+" ", toneText), words("? lost on its way", toneUnknown))
	}
	return joined(words(a.Method+" "+a.Path+" ", toneText), status, words(" from "+from, toneText))
}

// moment writes a time since the start of the run with its distance from now.
func (i *inspector) moment(at time.Duration) string {
	now := time.Duration(0)
	if i.in.Now != nil {
		now = i.in.Now.At
	}
	return i.distance(at, now)
}

func (i *inspector) distance(at, now time.Duration) string {
	text := event.Epoch.Add(at).Format("2006-01-02 15:04:05")
	switch d := at - now; {
	case d > 0:
		return text + ", in " + span(d)
	case d < 0:
		return text + ", " + span(-d) + " ago"
	}
	return text + ", now"
}

// document writes a JSON text with one member a line.
func (i *inspector) document(text string, indent int) {
	var value json.RawMessage
	if json.Unmarshal([]byte(text), &value) == nil {
		if pretty, err := json.MarshalIndent(value, "", "  "); err == nil {
			text = string(pretty)
		}
	}
	for _, line := range strings.Split(text, "\n") {
		body := strings.TrimLeft(line, " ")
		i.put(indent+len(line)-len(body), run{safe(body), toneCode})
	}
}
