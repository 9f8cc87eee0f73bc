package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// TextOptions say how a run is written for people.
type TextOptions struct {
	// ASCII uses no character beyond ASCII.
	ASCII bool
	// Part leaves out the summary: more of the run is to follow.
	Part bool
	// Lesson is a run for learners, with snapshots. What screens draw of a token's dates
	// and of the clocks that judge them is said; an answer that the author expected is
	// not remarked on, since the learner's expectation is what counts.
	Lesson bool
	// Redacted writes tags for credentials, and nothing for secrets.
	Redacted bool
}

// widest is how much of a command the columns behind it wait for.
const widest = 48

// mostFacts bounds the facts written under one command.
const mostFacts = 12

// Text writes a run for people: a block a command, with what it did, who answered
// what, whether that was expected, and the facts that decided it.
func Text(out io.Writer, result *scenario.Result, options TextOptions) error {
	t := &textWriter{out: bufio.NewWriter(out), options: options}
	if result.World != nil {
		if options.Redacted {
			t.redactor = newRedactor(result.World.Steps())
		}
		t.facts = factsOf(result.World, t.redactor)
		if options.Lesson {
			t.life = clocksOf(result)
		}
	}
	for _, c := range result.Commands {
		if c.Exchange != nil || c.Outcome.Expected != "" {
			t.width = min(widest, max(t.width, ansi.StringWidth(t.deed(c))))
		}
	}
	for _, c := range result.Commands {
		t.command(c)
		t.clocks(c.Index)
	}
	if !options.Part {
		t.summary(result)
	}
	return t.out.Flush()
}

type textWriter struct {
	out     *bufio.Writer
	options TextOptions
	facts   map[int][]string
	life    map[int][]string
	// redactor is nil where credentials stay.
	redactor *redactor
	width    int
	// checked and failed count expectations.
	checked, failed int
}

// deed is the command as it is written.
func (t *textWriter) deed(c scenario.CommandResult) string { return t.redactor.deed(c.Command.Deed()) }

// margin puts facts under the command, behind the time.
const margin = "            "

func (t *textWriter) command(c scenario.CommandResult) {
	deed := t.deed(c)
	line := fmt.Sprintf("%10s  %s", started(c), deed)
	if c.Exchange != nil || c.Outcome.Expected != "" {
		line += strings.Repeat(" ", max(0, t.width-ansi.StringWidth(deed)))
	}
	if c.Exchange != nil {
		line += "  " + answer(c.Exchange)
	}
	fmt.Fprintln(t.out, strings.TrimRight(line+t.verdict(c), " "))
	facts := t.facts[c.Index]
	more := max(0, len(facts)-mostFacts)
	for _, fact := range facts[:len(facts)-more] {
		fmt.Fprintln(t.out, margin+"  "+t.plain(fact))
	}
	if more > 0 {
		fmt.Fprintf(t.out, "%s  and %d more\n", margin, more)
	}
	if !c.Outcome.OK {
		t.failure(c)
	}
}

// started is when a request was sent, "" for other commands.
func started(c scenario.CommandResult) string {
	if c.Exchange == nil {
		return ""
	}
	return seconds(c.Exchange.SentAt)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3fs", d.Seconds()) }

// answer is the status and the server in columns.
func answer(x *cluster.Exchange) string {
	server := x.Server
	if server == "" {
		server = scenario.Balancer
	}
	if !x.Done {
		return "no answer   "
	}
	if x.Cut {
		server += " cut"
	}
	return fmt.Sprintf("%3d %-8s", x.Status, server)
}

func (t *textWriter) verdict(c scenario.CommandResult) string {
	if c.Outcome.Expected == "" {
		return ""
	}
	t.checked++
	if c.Outcome.OK {
		if t.options.Lesson && c.Exchange != nil {
			return ""
		}
		return "  " + t.glyph("✓", "ok") + " as expected"
	}
	t.failed++
	return "  " + t.glyph("✗", "!!") + " not as expected"
}

func (t *textWriter) failure(c scenario.CommandResult) {
	fmt.Fprintf(t.out, "%s  expected  %s\n%s  observed  %s\n", margin, c.Outcome.Expected, margin, c.Outcome.Observed)
	for i, link := range c.Outcome.Why {
		lead := "why     "
		if i > 0 {
			lead = "     " + t.glyph("←  ", "<- ")
		}
		fmt.Fprintf(t.out, "%s  %s  %s\n", margin, lead, t.plain(t.redactor.text(link.Text)))
	}
}

func (t *textWriter) glyph(glyph, ascii string) string {
	if t.options.ASCII {
		return ascii
	}
	return glyph
}

// plain keeps facts to ASCII where that is asked for.
func (t *textWriter) plain(text string) string {
	if !t.options.ASCII {
		return text
	}
	text = strings.NewReplacer("←", "<-", "→", "->", "…", "...", "·", "-", "✓", "ok", "✗", "no").Replace(text)
	return strings.Map(func(r rune) rune {
		if r > '~' {
			return '?'
		}
		return r
	}, text)
}

func (t *textWriter) summary(result *scenario.Result) {
	requests := 0
	for _, c := range result.Commands {
		if c.Exchange != nil {
			requests++
		}
	}
	line := count(requests, "request")
	if t.checked > 0 {
		line += fmt.Sprintf(", %d of %s held", t.checked-t.failed, count(t.checked, "expectation"))
	}
	fmt.Fprintf(t.out, "\n%s\n", line)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
