package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/cluster"
)

// Expectation is one comparison with a count or a fact of the run, such as
// logins=1 or last-server.alice=s2. The names are cluster.CountNames.
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
		name, op, value := splitComparison(w.text)
		if op == "" {
			next, ok := l.take()
			if !ok {
				return nil, fail(w, "Write "+Show(name)+"=1.", "%s is not compared with anything", orEmpty(name))
			}
			var before string
			if before, op, value = splitComparison(next.text); op == "" || before != "" {
				return nil, fail(next, "Write one of = != < <= > >=.", "%s is not a comparison", orEmpty(next.text))
			}
			w.split = -1
		}
		at := w
		if value == "" && !w.quoted {
			next, ok := l.take()
			if !ok {
				return nil, fail(w, "Write a value behind it.", "%s is compared with nothing", orEmpty(name))
			}
			value, at = next.text, next
		}
		e := Expectation{name, op, value}
		if err := checkName(w, name); err != nil {
			l.mistakes = append(l.mistakes, err)
		}
		if _, err := strconv.ParseInt(value, 10, 64); err != nil && op != "=" && op != "!=" {
			return nil, fail(at, "Write a whole number.", "%s is not a number", orEmpty(value))
		}
		out = append(out, e)
	}
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

// placeholders are the parts of a documented name that stand for something.
var placeholders = map[string]*regexp.Regexp{
	"CODE":   regexp.MustCompile(`^[1-5][0-9][0-9]$`),
	"CLIENT": nameForm,
	"USER":   nameForm,
	"SERVER": serverForm,
}

// checkName finds name in the table of documented names.
func checkName(w word, name string) *Error {
	stem, rest, dotted := strings.Cut(name, ".")
	var known []string
	for _, c := range cluster.CountNames {
		if c.Name == name {
			return nil
		}
		before, placeholder, pattern := strings.Cut(c.Name, ".")
		form := placeholders[placeholder]
		if pattern && form != nil && before == stem && dotted {
			if form.MatchString(rest) {
				return nil
			}
			known = append(known, c.Name)
			continue
		}
		if pattern && form != nil {
			known = append(known, before)
			continue
		}
		known = append(known, c.Name)
	}
	at := fail(w, nameHint(name, known), "unknown name %s", orEmpty(name))
	at.Width = max(1, len(splitRunes(name)))
	return at
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
	for _, c := range cluster.CountNames {
		if c.Name == near {
			return "Did you mean " + near + "?"
		}
	}
	if !dotted || rest == "" {
		i := slices.IndexFunc(cluster.CountNames, func(c cluster.CountName) bool { return strings.HasPrefix(c.Name, near+".") })
		if i >= 0 {
			return fmt.Sprintf("Did you mean %s?", cluster.CountNames[i].Name)
		}
	}
	return fmt.Sprintf("Did you mean %s.%s?", near, Show(rest))
}
