package export

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"authlab/sim/scenario"
)

// diagramLine is the part of Mermaid's grammar that is written.
var diagramLine = regexp.MustCompile(`^  (?:` +
	`(?:participant|actor) [a-z]+[0-9]* as [^#;<>&]+` +
	`|[a-z]+[0-9]*(?:->>|-->>|-x|--x|-\))[a-z]+[0-9]*: TEXT` +
	`|Note over [a-z]+[0-9]*(?:,[a-z]+[0-9]*)?: TEXT)$`)

// diagramText is text in which every character Mermaid gives a meaning is an entity.
var diagramText = regexp.MustCompile(`^(?:[^#;<>&\\\x00-\x1f]|#[0-9]+;)+$`)

func mermaid(t *testing.T, source string, options MermaidOptions) string {
	t.Helper()
	var out bytes.Buffer
	if err := Mermaid(&out, run(t, source), options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// checkDiagram holds a diagram against the grammar: every line has a known form and
// every participant is declared.
func checkDiagram(t *testing.T, text string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if lines[0] != "sequenceDiagram" {
		t.Fatalf("begins with %q", lines[0])
	}
	declared := map[string]bool{}
	word := regexp.MustCompile(`[a-z]+[0-9]*`)
	for _, line := range lines[1:] {
		head, shown, found := strings.Cut(line, ": ")
		if found {
			if !diagramText.MatchString(shown) {
				t.Errorf("a text that Mermaid reads otherwise: %q", line)
			}
			line = head + ": TEXT"
		}
		if !diagramLine.MatchString(line) {
			t.Errorf("not a line of a diagram: %q", line)
			continue
		}
		if fields := strings.Fields(line); !found {
			declared[fields[1]] = true
			continue
		}
		names := strings.TrimPrefix(strings.TrimSpace(head), "Note over ")
		for _, arrow := range []string{"-->>", "->>", "--x", "-x", "-)"} {
			if from, to, is := strings.Cut(names, arrow); is {
				names = from + " " + to
				break
			}
		}
		for _, name := range word.FindAllString(names, -1) {
			if !declared[name] {
				t.Errorf("%s is not declared: %q", name, line)
			}
		}
	}
}

func scenarioFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "scenario", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	return files
}

func TestMermaidDrawsEveryScenario(t *testing.T) {
	for _, file := range scenarioFiles(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			for _, options := range []MermaidOptions{{}, {ASCII: true}, {IncludeSecrets: true}} {
				text := mermaid(t, string(source), options)
				checkDiagram(t, text)
				if options.ASCII && strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
					t.Error("not ASCII")
				}
				if text != mermaid(t, string(source), options) {
					t.Error("two runs of one scenario differ")
				}
			}
		})
	}
}

func TestMermaidTellsWhatHappened(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a request and its answer", "cluster servers=1\nalice POST /login\n", `
  c1->>balancer: POST /login
  balancer->>s1: POST /login
  Note over s1: s1 accepted the password of alice
  Note over s1: row XtZc… created at s1
  s1-->>balancer: 200 OK, sets cookie XtZc…
  balancer-->>c1: 200 OK
`},
		{"a dead server", "cluster servers=2 detect=never\nkill s1\nalice GET /public\n", `
  c1->>balancer: GET /public
  balancer-xs1: connection refused, attempt 1
`},
		{"a store that is down", "cluster servers=1 store=redis\nalice POST /login\nkill store\nalice GET /profile\n", `
  s1-xstore: get XtZc…
  s1-->>balancer: 503 Service Unavailable (store-refused)
`},
		{"a store that hangs", "cluster servers=1 store=redis\nalice POST /login\npause store\nalice GET /profile &\nresume store delay=500ms\n", `
  s1-)store: get XtZc…
  Note over store: store resumed
  store-->>s1: row of alice
`},
		{"a server that dies under a request", "cluster servers=1\nalice POST /login\nalice GET /slow ms=300 &\nkill s1 delay=100ms\n", `
  Note over s1: s1 died, and 1 row with it
  Note over balancer: balancer noticed that s1 is down
  s1--xbalancer: request died inside s1
  Note over balancer: s1 broke the connection
  balancer-->>c1: 502 Bad Gateway (bad-gateway)
`},
		{"a spoilt cookie", "cluster servers=1\nalice POST /login\nalice GET /profile tamper=sid-garbage\n", `
  c1->>balancer: GET /profile, cookie garb…, tamper=sid-garbage
`},
		{"an expectation that did not hold", "cluster servers=1\nalice GET /profile => 200\n", `
  balancer-->>c1: 401 Unauthorized (credential-missing)
  Note over c1,s1: line 2 expected 200, observed 401 s1
`},
		{"a count that did not hold", "cluster servers=1\nalice GET /public\nexpect logins=1\nalice GET /profile\n", `
  balancer-->>c1: 200 OK
  Note over c1,s1: line 3 expected logins=1, observed logins=0
  c1->>balancer: GET /profile
`},
		{"a client called like a word of the language", "cluster servers=1\nend GET /public\nloop GET /public\n", `
  actor c1 as end
  actor c2 as loop
  participant balancer as balancer
  participant s1 as s1
`},
		{"overlapping requests", "cluster servers=1\nalice POST /login\nalice GET /slow ms=300 &\nbob GET /public\n", `
  c1->>balancer: GET /slow?ms=300, cookie XtZc…
  c2->>balancer: GET /public
  balancer->>s1: GET /slow?ms=300
  balancer->>s1: GET /public
  Note over s1: s1 has row XtZc… for alice
  s1-->>balancer: 200 OK
  balancer-->>c2: 200 OK
  s1-->>balancer: 200 OK
  balancer-->>c1: 200 OK
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := mermaid(t, c.source, MermaidOptions{})
			if !strings.Contains(text, c.want[1:]) {
				t.Errorf("no\n%sin\n%s", c.want[1:], text)
			}
			checkDiagram(t, text)
		})
	}
}

func TestMermaidEscapesText(t *testing.T) {
	d := &diagram{}
	for text, want := range map[string]string{
		"a;b":          "a#59;b",
		"#35;":         "#35;35#59;",
		"a\nb\x1b":     `a#92;x0ab#92;x1b`,
		"<script>":     "#60;script#62;",
		"%%{init}%%":   "#37;#37;{init}#37;#37;",
		"wrap: x":      "wrap#58; x",
		":nowrap:x":    ":nowrap#58;x",
		"":             "#32;",
		"$$x$$ &amp; ": "#36;#36;x#36;#36; #38;amp#59;",
	} {
		if got := d.escape(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	var out bytes.Buffer
	if err := Mermaid(&out, &scenario.Result{}, MermaidOptions{}); err != nil {
		t.Fatal(err)
	}
	checkDiagram(t, out.String())
	script, _ := scenario.Parse("test", []byte("cluster servers=1\nalice GET /public\n"))
	result := scenario.Run(script, scenario.Options{Unrecorded: true})
	defer result.World.Close()
	if Mermaid(&out, result, MermaidOptions{}) == nil {
		t.Error("a run without events was drawn")
	}
}
