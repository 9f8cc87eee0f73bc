package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/cluster"
)

// Expectation is one comparison with a count or a fact of the run, such as
// logins=1 or last-server.alice=s2. The names are cluster.Facts.
type Expectation struct{ Name, Op, Value string }

func (e Expectation) String() string { return e.Name + e.Op + quote(e.Value) }

// operators, longest first.
var operators = []string{"!=", "<=", ">=", "=", "<", ">"}

// ParseExpectation reads "name OP value", with or without blanks around the operator.
func ParseExpectation(text string) (Expectation, error) {
	words, err := scan(text)
	var all []Expectation
	if err == nil {
		l := &line{words: words, vocabulary: verbs, verb: expectVerbs[0]}
		all, err = readExpectations(l)
		if err == nil && len(l.mistakes) > 0 {
			err = l.mistakes[0]
		}
	}
	if err == nil && len(all) != 1 {
		err = &Error{Column: 1, Width: len(text), Message: "one comparison is wanted, such as logins=1"}
	}
	if err != nil {
		err.Line, err.Source = 1, text
		return Expectation{}, err
	}
	return all[0], nil
}

// Eval compares with the world as it stands. observed is the present value.
func (e Expectation) Eval(w *cluster.World) (ok bool, observed string) {
	if n, found := w.Count(e.Name); found {
		want, err := strconv.ParseInt(e.Value, 10, 64)
		return err == nil && compare(n, want, e.Op), strconv.FormatInt(n, 10)
	}
	text, found := w.Text(e.Name)
	if !found {
		return false, "nothing"
	}
	if strings.HasPrefix(e.Name, "recent.") {
		text = newest(text, strings.Count(e.Value, ",")+1)
	}
	return (text == e.Value) == (e.Op == "=") && (e.Op == "=" || e.Op == "!="), orEmpty(text)
}

// newest keeps the last n items of a comma list.
func newest(list string, n int) string {
	items := strings.Split(list, ",")
	return strings.Join(items[max(0, len(items)-n):], ",")
}

func compare(a, b int64, op string) bool {
	switch op {
	case "=":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// readExpectations reads the rest of a line as comparisons.
func readExpectations(l *line) ([]Expectation, *Error) {
	var out []Expectation
	for {
		w, ok := l.take()
		if !ok {
			return out, nil
		}
		e, value, err := l.comparison(w)
		if err != nil {
			return nil, err
		}
		if err := e.check(w, value); err != nil {
			l.mistakes = append(l.mistakes, err)
		}
		out = append(out, e)
	}
}

// comparison reads one that begins with the word w. value is the word its value
// stands in.
func (l *line) comparison(w word) (e Expectation, value word, err *Error) {
	value = w
	e.Name, e.Op, e.Value = splitComparison(w.text)
	if e.Op == "" {
		if entry, suggestion := documented(e.Name); entry == nil && nearCount(e.Name) {
			return e, w, fail(w, suggestion, "unknown name %s", orEmpty(e.Name))
		}
		var ok bool
		if value, ok = l.take(); !ok {
			return e, w, fail(w, "Write "+Show(l.nearestHolder(e.Name))+"=1.", "%s is not compared with anything", orEmpty(e.Name))
		}
		var before string
		if before, e.Op, e.Value = splitComparison(value.text); e.Op == "" || before != "" {
			return e, value, fail(value, "Write one of = != < <= > >=.", "%s is not a comparison", orEmpty(value.text))
		}
	}
	if e.Value == "" && !value.quoted {
		var ok bool
		if value, ok = l.take(); !ok {
			return e, w, fail(w, "Write a value behind it.", "%s is compared with nothing", orEmpty(e.Name))
		}
		e.Value, value.split = value.text, -1
	}
	return e, value, nil
}

// check finds the name in the table and sees whether it can be compared like this.
func (e Expectation) check(name, value word) *Error {
	entry, suggestion := documented(e.Name)
	if entry == nil {
		at := fail(name, suggestion, "unknown name %s", orEmpty(e.Name))
		at.Width = max(1, len(splitRunes(e.Name)))
		return at
	}
	if entry.IsText() {
		if e.Op != "=" && e.Op != "!=" {
			return fail(name, "Use = or !=.", "%s is text", e.Name)
		}
		return nil
	}
	if _, err := strconv.ParseInt(e.Value, 10, 64); err != nil {
		at := fail(value, "Write a whole number.", "%s is not a number", orEmpty(e.Value))
		if skip := strings.LastIndexAny(value.text, "<>=") + 1; value.split >= 0 || skip > 0 {
			at.Column, at.Width = at.Column+skip, max(1, at.Width-skip)
		}
		return at
	}
	return nil
}

// nearestHolder is the name of a count with its client replaced by the known one that
// was probably meant.
func (l *line) nearestHolder(name string) string {
	stem, of, _ := strings.Cut(name, ".")
	if l.scene == nil || of == "" || slices.Contains(l.scene.holders, of) {
		return name
	}
	if near := Nearest(of, l.scene.holders); near != "" {
		return stem + "." + near
	}
	return name
}

func splitComparison(text string) (name, op, value string) {
	i := strings.IndexAny(text, "!<>=")
	if i < 0 {
		return text, "", ""
	}
	for _, o := range operators {
		if strings.HasPrefix(text[i:], o) {
			return text[:i], o, text[i+len(o):]
		}
	}
	return text, "", ""
}

// documented finds name in the table of names; if it is not there, the suggestion
// says what may have been meant.
func documented(name string) (entry *cluster.Fact, suggestion string) {
	before, of, dotted := strings.Cut(name, ".")
	if f, _ := cluster.FactNamed(name); f != nil && (!aboutSomebody(f) || nameForm.MatchString(of)) {
		return f, ""
	}
	var known []string
	for _, f := range cluster.Facts {
		if stem, placeholder := f.Parts(); placeholder != "" && !(stem == before && dotted) {
			known = append(known, stem)
			continue
		}
		known = append(known, f.Name)
	}
	return nil, nameHint(name, known)
}

// aboutSomebody tells that the fact's name is to be filled in with a client or a user.
func aboutSomebody(f *cluster.Fact) bool {
	_, placeholder := f.Parts()
	return placeholder == "CLIENT" || placeholder == "USER"
}

// nearCount tells whether an unknown name was probably meant to be one of the table.
func nearCount(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	var all []string
	for _, c := range cluster.Facts {
		before, _, _ := strings.Cut(c.Name, ".")
		all = append(all, c.Name, before)
	}
	return Nearest(name, all) != "" || Nearest(stem, all) != ""
}

// nameHint names the nearest entry of the table; what stands behind the dot is kept.
func nameHint(name string, known []string) string {
	stem, rest, dotted := strings.Cut(name, ".")
	near := Nearest(name, known)
	if near == "" && dotted {
		near = Nearest(stem, known)
	}
	if near == "" {
		return "authlab help scenario lists the names."
	}
	for _, c := range cluster.Facts {
		if c.Name == near {
			return "Did you mean " + near + "?"
		}
	}
	if !dotted || rest == "" {
		i := slices.IndexFunc(cluster.Facts, func(c cluster.Fact) bool { return strings.HasPrefix(c.Name, near+".") })
		if i >= 0 {
			return fmt.Sprintf("Did you mean %s?", cluster.Facts[i].Name)
		}
	}
	return fmt.Sprintf("Did you mean %s.%s?", near, Show(rest))
}
