package lessons

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"authlab/sim/compare"
	"authlab/sim/scenario"
)

// Comparison is the same commands run through several designs, side by side.
type Comparison struct {
	Name    string // unique in the lesson
	Designs []compare.Design
	// Script are the commands, without a cluster line.
	Script string
	// Figures are the names of the ledger's lines that are shown; nil for all.
	Figures []string
	Line    int
	// first is the line of the script in the file.
	first int
}

// Run does the commands in every design. The caller closes the answer.
func (c *Comparison) Run() (*compare.Comparison, error) {
	return compare.New("", c.Script, c.Designs)
}

// ComparisonFact answers the value of a template field {{name.2.store-reads}} from a
// ledger: the figure of the second design.
func ComparisonFact(f Field, ledger []compare.Figure) (string, bool) {
	for _, figure := range ledger {
		if figure.Name == f.Name && f.Request >= 1 && f.Request <= len(figure.Values) {
			return figure.Values[f.Request-1].Text, true
		}
	}
	return "", false
}

// comparison reads the designs of a page and what happens to them.
func (b *builder) comparison(page *Page, k *block) {
	y, top := b.read(k.first, k.body)
	if top == nil {
		return
	}
	c := &Comparison{Name: k.info["name"], Line: k.line}
	if c.Name == "" {
		b.report(k.line, 1, len(b.line(k.line)), "a comparison needs a name, by which prose speaks of it", "Write ```compare name=theft")
		c.Name = strconv.Itoa(k.line)
	}
	y.fields(top, "compare", map[string]func(*yaml.Node){
		"designs": y.designs(&c.Designs),
		"script": func(n *yaml.Node) {
			y.script(scenario.ParseFragment, &c.Script)(n)
			c.first = y.line0(n)
			if n.Style&yaml.LiteralStyle != 0 {
				c.first++
			}
		},
		"figures": y.texts("figures", &c.Figures),
	})
	if c.Script == "" {
		y.at(top, "the comparison lacks script", "")
	}
	if n := len(c.Designs); n < compare.MinLanes || n > compare.MaxLanes {
		y.at(top, "a comparison has "+strconv.Itoa(compare.MinLanes)+" to "+strconv.Itoa(compare.MaxLanes)+" designs, not "+strconv.Itoa(n), "")
	}
	for _, name := range c.Figures {
		if !knownFigure(name) {
			b.reportWord(k.line, "compare", "there is no figure "+name, suggest(name, compare.FigureNames()))
		}
	}
	page.Comparison = c
}

func knownFigure(name string) bool {
	for _, known := range compare.FigureNames() {
		if known == name {
			return true
		}
	}
	return false
}

func (y yamlText) designs(to *[]compare.Design) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, "designs", func(item *yaml.Node) {
			var d compare.Design
			y.fields(item, "a design", map[string]func(*yaml.Node){"title": y.text(&d.Title), "cluster": y.text(&d.Settings)})
			if d.Title == "" || d.Settings == "" {
				y.at(item, "a design has a title and a cluster", "- {title: JWT, cluster: auth=jwt}")
			}
			*to = append(*to, d)
		})
	}
}

// comparison runs the designs and reports what cannot be run, and a comparison that
// shows no difference at all.
func (c *checker) comparison(p *Comparison) {
	all, err := p.Run()
	if err != nil {
		c.at(p.Line, "", "%s", err)
		return
	}
	defer all.Close()
	if all.Divergence >= 0 {
		return
	}
	for _, figure := range compare.Only(all.Ledger(), p.Figures) {
		for _, v := range figure.Values[1:] {
			if v.Text != figure.Values[0].Text {
				return
			}
		}
	}
	c.at(p.Line, "Choose other designs or other events.", "these designs do not differ in any answer or figure")
}

// comparisonProblem says why a template field of a page with a comparison never has a
// value, or "".
func (p *Page) comparisonProblem(f Field) string {
	switch {
	case f.Scene != p.Comparison.Name:
		return "the comparison of this page is " + p.Comparison.Name + ", not " + f.Scene
	case f.Request < 1 || f.Request > len(p.Comparison.Designs):
		return "there is no such design: " + p.Comparison.Name + " has " + strconv.Itoa(len(p.Comparison.Designs))
	case !knownFigure(f.Name):
		return "there is no figure " + f.Name + ": known are " + strings.Join(compare.FigureNames(), ", ")
	}
	return ""
}
