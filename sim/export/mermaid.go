package export

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

// MermaidOptions say how a run is drawn as a sequence diagram.
type MermaidOptions struct {
	// ASCII uses no character beyond ASCII.
	ASCII bool
	// IncludeSecrets writes credentials whole instead of by their tags.
	IncludeSecrets bool
}

// Mermaid writes a recorded run as a sequence diagram in the language of Mermaid:
// messages and store calls are arrows, faults and what decided a request are notes,
// in the order of the events. A dashed arrow is an answer; a cross at its end means
// that it did not arrive whole, or that nobody was there.
func Mermaid(out io.Writer, result *scenario.Result, options MermaidOptions) error {
	if unrecorded(result) {
		return errUnrecorded
	}
	var steps []cluster.Step
	if result.World != nil {
		steps = result.World.Steps()
	}
	d := newDiagram(options, steps)
	d.play(result)
	return d.write(out)
}

// newDiagram prepares the drawing of some steps.
func newDiagram(options MermaidOptions, steps []cluster.Step) *diagram {
	d := &diagram{options: options, steps: steps, exchanges: map[int]*cluster.Exchange{},
		hung: map[int]string{}, gone: map[int]bool{}, known: map[string]bool{}}
	if !options.IncludeSecrets {
		d.redactor = newRedactor(d.steps)
	}
	d.use(balancerNode)
	return d
}

// The nodes that are neither clients nor application servers, by their names in events.
const (
	balancerNode = "balancer"
	storeNode    = "store"
	replicaNode  = "replica"
)

// Arrows of the diagram.
const (
	asks       = "->>"
	answers    = "-->>"
	asksNobody = "-x"  // nobody was there
	breaksOff  = "--x" // the answer did not arrive whole
	waits      = "-)"  // no answer for now
)

// element is one line of the diagram. A note has no arrow; without a node it spans
// all participants.
type element struct {
	from, arrow, to, text string
	// seq is the event it was drawn for, 0 before the first.
	seq int
}

type diagram struct {
	options  MermaidOptions
	redactor *redactor
	steps    []cluster.Step
	// next is the index of the following event of the same request, 0 for none.
	next      []int
	exchanges map[int]*cluster.Exchange
	// hung is the store call a request waits with; gone are requests the balancer has answered itself.
	hung map[int]string
	gone map[int]bool
	// remarks are notes on expectations, by the number of the event they follow.
	remarks map[int][]string
	// used are the nodes that take part, in order of appearance; known the same as a set.
	used     []string
	known    map[string]bool
	elements []element
	seq      int // of the event that is being drawn
}

func (d *diagram) use(node string) {
	if !d.known[node] {
		d.known[node] = true
		d.used = append(d.used, node)
	}
}

func (d *diagram) arrow(from, arrow, to, text string) {
	d.use(from)
	d.use(to)
	d.elements = append(d.elements, element{from, arrow, to, text, d.seq})
}

// note stands over a node, or over all participants where there is no such node.
func (d *diagram) note(node, text string) {
	if node == "lab" {
		node = ""
	}
	if node != "" {
		d.use(node)
	}
	d.elements = append(d.elements, element{from: node, text: text, seq: d.seq})
}

// play draws the whole run.
func (d *diagram) play(result *scenario.Result) {
	d.next = following(d.steps)
	for _, c := range result.Commands {
		if c.Exchange != nil {
			d.exchanges[c.Exchange.Flight] = c.Exchange
		}
	}
	d.remarks = d.failures(result.Commands)
	if len(result.Commands) > 0 {
		d.note("", d.redactor.deed(result.Commands[0].Command.Deed()))
	}
	d.remark(0)
	for i := range d.steps {
		d.seq = d.steps[i].Seq
		d.draw(i)
		d.remark(d.steps[i].Seq)
	}
}

func (d *diagram) remark(seq int) {
	for _, text := range d.remarks[seq] {
		d.note("", text)
	}
}

// following finds for every event the next one of the same request.
func following(steps []cluster.Step) []int {
	next, last := make([]int, len(steps)), map[int]int{}
	for i := len(steps) - 1; i >= 0; i-- {
		if f := steps[i].Flight; f != 0 {
			next[i] = last[f]
			last[f] = i
		}
	}
	return next
}

// failures are the expectations that did not hold, by the number of the event they
// are told behind: the answer, or the last event of the commands so far.
func (d *diagram) failures(commands []scenario.CommandResult) map[int][]string {
	answer, done := map[int]int{}, map[int]int{}
	for i := range d.steps {
		s := &d.steps[i]
		if s.Kind == event.ResponseReceived {
			answer[s.Flight] = s.Seq
		}
		done[s.Command] = s.Seq
	}
	out, last := map[int][]string{}, 0
	for _, c := range commands {
		last = max(last, done[c.Index])
		if c.Outcome.OK {
			continue
		}
		at := last
		if c.Exchange != nil && answer[c.Exchange.Flight] > 0 {
			at = answer[c.Exchange.Flight]
		}
		out[at] = append(out[at], fmt.Sprintf("line %d expected %s, observed %s", c.Command.Line,
			d.redactor.text(c.Outcome.Expected), d.redactor.text(c.Outcome.Observed)))
	}
	return out
}

func (d *diagram) write(out io.Writer) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "sequenceDiagram")
	order := d.participants()
	ids := map[string]string{}
	for i, node := range order {
		kind, id := "participant", node
		if d.isClient(node) {
			// A client may be called end or loop, which are words of the language.
			kind, id = "actor", fmt.Sprintf("c%d", i+1)
		}
		ids[node] = id
		fmt.Fprintf(w, "  %s %s as %s\n", kind, id, d.escape(node))
	}
	for _, e := range d.elements {
		switch {
		case e.arrow != "":
			fmt.Fprintf(w, "  %s%s%s: %s\n", ids[e.from], e.arrow, ids[e.to], d.escape(e.text))
		case e.from != "":
			fmt.Fprintf(w, "  Note over %s: %s\n", ids[e.from], d.escape(e.text))
		case len(order) == 1:
			fmt.Fprintf(w, "  Note over %s: %s\n", ids[order[0]], d.escape(e.text))
		default:
			fmt.Fprintf(w, "  Note over %s,%s: %s\n", ids[order[0]], ids[order[len(order)-1]], d.escape(e.text))
		}
	}
	return w.Flush()
}

var serverName = regexp.MustCompile(`^s([1-9][0-9]*)$`)

func (d *diagram) isClient(node string) bool {
	return !slices.Contains([]string{balancerNode, storeNode, replicaNode}, node) && !serverName.MatchString(node)
}

// participants are the nodes of the diagram from the outside in.
func (d *diagram) participants() []string {
	rank := func(node string) int {
		switch {
		case d.isClient(node):
			return 0
		case node == balancerNode:
			return 1
		case node == storeNode:
			return 1000
		case node == replicaNode:
			return 1001
		}
		// The name matches serverName; there are never as many servers as the store's rank.
		number, _ := strconv.Atoi(strings.TrimPrefix(node, "s"))
		return 1 + number
	}
	order := slices.Clone(d.used)
	slices.SortStableFunc(order, func(a, b string) int { return rank(a) - rank(b) })
	return order
}

// Characters that mean something to Mermaid, as its entities.
var mermaidEntities = strings.NewReplacer("#", "#35;", ";", "#59;", "<", "#60;", ">", "#62;", "&", "#38;",
	`\`, "#92;", "$$", "#36;#36;", "%%", "#37;#37;", "%{", "#37;{", "`", "#96;")

// wrapWord is an instruction of Mermaid's at the beginning of a text.
var wrapWord = regexp.MustCompile(`^(\s*:?\s*(?:no)?wrap\s*):`)

// escape makes a text that Mermaid shows as it is.
func (d *diagram) escape(text string) string {
	text = scenario.Show(strings.TrimSpace(text))
	if d.options.ASCII {
		text = (&textWriter{options: TextOptions{ASCII: true}}).plain(text)
	}
	text = wrapWord.ReplaceAllString(mermaidEntities.Replace(text), "$1#58;")
	if text == "" {
		return "#32;"
	}
	return text
}
