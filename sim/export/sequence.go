package export

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// SequenceOptions say how a run is drawn as a sequence diagram of characters.
type SequenceOptions struct {
	// ASCII uses no character beyond ASCII.
	ASCII bool
	// IncludeSecrets writes credentials whole instead of by their tags.
	IncludeSecrets bool
	// Width is the number of columns; 0 stands for 100, and fewer than 40 are taken for 40.
	Width int
}

// Widths of the drawing.
const (
	defaultWidth = 100
	leastWidth   = 40
	leastLane    = 7
	// mostLanes are drawn even where they are wider than asked for.
	mostLanes = 14
)

// Sequence draws a recorded run as a sequence diagram: a line for each node from top to
// bottom, a row or two for each message. A dashed arrow is an answer; a cross at its end
// means that it did not arrive whole, or that nobody was there.
func Sequence(out io.Writer, result *scenario.Result, options SequenceOptions) error {
	if unrecorded(result) {
		return errUnrecorded
	}
	var steps []cluster.Step
	if result.World != nil {
		steps = result.World.Steps()
	}
	w := bufio.NewWriter(out)
	for _, line := range SequenceLines(result.Commands, steps, options) {
		if _, err := w.WriteString(line.Text + "\n"); err != nil {
			return err
		}
	}
	return w.Flush()
}

// SequenceLine is one row of the drawing.
type SequenceLine struct {
	Text string
	// Seq is the event it belongs to, 0 for the rows of names.
	Seq int
}

// SequenceLines draws the events of some steps, with the failed expectations of the
// commands among them.
func SequenceLines(commands []scenario.CommandResult, steps []cluster.Step, options SequenceOptions) []SequenceLine {
	d := newDiagram(MermaidOptions{ASCII: options.ASCII, IncludeSecrets: options.IncludeSecrets}, steps)
	d.play(&scenario.Result{Commands: commands})
	width := options.Width
	if width <= 0 {
		width = defaultWidth
	}
	s := &sequence{diagram: d, width: max(width, leastWidth), glyphs: sequenceGlyphs(options.ASCII)}
	s.place()
	s.names()
	for _, e := range d.elements {
		s.element(e)
	}
	s.names()
	return s.lines
}

// glyphs are the characters of a drawing.
type glyphs struct{ life, solid, dashed, right, left, cross, wait string }

func sequenceGlyphs(ascii bool) glyphs {
	if ascii {
		return glyphs{"|", "-", ".", ">", "<", "x", ")"}
	}
	return glyphs{"│", "─", "╌", "▶", "◀", "✗", ")"}
}

type sequence struct {
	*diagram
	width  int
	glyphs glyphs
	order  []string
	// crowd are the clients that share a line, which order lists by the first of them.
	crowd map[string]bool
	// lane is the number of columns between two lines, at the column of each node's.
	lane  int
	at    map[string]int
	lines []SequenceLine
}

// place spreads the nodes over the width. Clients that there is no room for share
// one line, the last of the clients'.
func (s *sequence) place() {
	s.order = s.participants()
	s.at = map[string]int{}
	excess := len(s.order) - max(s.width/leastLane, mostLanes)
	clients := 0
	for clients < len(s.order) && s.isClient(s.order[clients]) {
		clients++
	}
	shared := ""
	if excess > 0 && clients > 1 {
		first := max(clients-excess-1, 0)
		shared = s.order[first]
		s.crowd = map[string]bool{}
		for _, node := range s.order[first:clients] {
			s.crowd[node] = true
		}
		s.order = slices.Delete(s.order, first+1, clients)
	}
	s.lane = max(s.width/max(len(s.order), 1), leastLane)
	for i, node := range s.order {
		s.at[node] = s.lane/2 + i*s.lane
	}
	for node := range s.crowd {
		s.at[node] = s.at[shared]
	}
}

// names writes the names of the nodes over their lines.
func (s *sequence) names() {
	row := s.blank()
	for _, node := range s.order {
		name := scenario.Show(node)
		if s.crowd[node] {
			name = "others"
		}
		name = ansi.Truncate(name, s.lane-1, "")
		row.write(s.at[node]-ansi.StringWidth(name)/2, name)
	}
	s.put(row, 0)
}

// told is the text of an element. At the line that clients share it says who it is about.
func (s *sequence) told(e element) string {
	text := scenario.Show(strings.TrimSpace(e.text))
	for _, node := range []string{e.from, e.to} {
		if s.crowd[node] {
			text = scenario.Show(node) + ": " + text
		}
	}
	if s.options.ASCII {
		text = (&textWriter{options: TextOptions{ASCII: true}}).plain(text)
	}
	return text
}

func (s *sequence) put(row cells, seq int) {
	s.lines = append(s.lines, SequenceLine{strings.TrimRight(strings.Join(row, ""), " "), seq})
}

// cells are the columns of a row.
type cells []string

func (s *sequence) blank() cells {
	row := make(cells, max(s.width, (len(s.order)-1)*s.lane+s.lane/2+1))
	for i := range row {
		row[i] = " "
	}
	return row
}

// lifelines is a row with nothing but the lines of the nodes.
func (s *sequence) lifelines() cells {
	row := s.blank()
	for _, node := range s.order {
		row[s.at[node]] = s.glyphs.life
	}
	return row
}

// write puts text into a row; what does not fit is cut.
func (c cells) write(at int, text string) {
	for _, r := range text {
		w := ansi.StringWidth(string(r))
		if at < 0 {
			at += w
			continue
		}
		if w == 0 {
			continue
		}
		if at+w > len(c) {
			return
		}
		c[at] = string(r)
		for i := 1; i < w; i++ {
			c[at+i] = ""
		}
		at += w
	}
}

func (s *sequence) element(e element) {
	text := s.told(e)
	if e.arrow == "" {
		s.remarkRows(e.from, text, e.seq)
		return
	}
	from, to := s.at[e.from], s.at[e.to]
	if from == to {
		s.remarkRows(e.from, text, e.seq)
		return
	}
	left, right := min(from, to), max(from, to)
	label := " " + text + " "
	if ansi.StringWidth(label) > right-left-4 {
		s.textRows(left, text, e.seq)
		label = ""
	}
	row := s.lifelines()
	line := s.glyphs.solid
	if e.arrow == answers || e.arrow == breaksOff {
		line = s.glyphs.dashed
	}
	for x := left + 1; x < right; x++ {
		row[x] = line
	}
	if label != "" {
		row.write(left+1+(right-left-1-ansi.StringWidth(label))/2, label)
	}
	s.head(row, from, to, e.arrow)
	s.put(row, e.seq)
}

// head draws the end of an arrow beside the line it points to.
func (s *sequence) head(row cells, from, to int, arrow string) {
	head, at := s.glyphs.right, to-1
	if to < from {
		head, at = s.glyphs.left, to+1
	}
	switch arrow {
	case asksNobody, breaksOff:
		head = s.glyphs.cross
	case waits:
		head = s.glyphs.wait
	}
	row[at] = head
}

// remarkRows write a note beside a node's line, or across all where there is no node.
func (s *sequence) remarkRows(node, text string, seq int) {
	at, known := s.at[node]
	if !known {
		for _, part := range strings.Split(ansi.Wrap(text, s.width-4, ""), "\n") {
			row := s.blank()
			row.write(0, "  "+part)
			s.put(row, seq)
		}
		return
	}
	s.textRows(at, text, seq)
}

// textRows write a text behind a line, or as near to it as there is room.
func (s *sequence) textRows(at int, text string, seq int) {
	parts, widest := strings.Split(ansi.Wrap(text, max(s.width-at-3, leastWidth/2), ""), "\n"), 0
	for _, part := range parts {
		widest = max(widest, ansi.StringWidth(part))
	}
	for _, part := range parts {
		row := s.lifelines()
		row.write(max(min(at+2, len(row)-widest), 0), part)
		s.put(row, seq)
	}
}
