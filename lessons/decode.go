package lessons

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"authlab/sim/scenario"
)

// yamlText is a piece of YAML inside a lesson file. Places in it are places in
// the file: first is the line its first line stands in.
type yamlText struct {
	*source
	first int
}

// yamlLine finds the line in a message of the YAML reader.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// read parses YAML and answers its top node. Where there is none it reports why
// and answers nil.
func (s *source) read(first int, lines []string) (yamlText, *yaml.Node) {
	y := yamlText{s, first}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(strings.Join(lines, "\n")), &document); err != nil {
		line, message := first, err.Error()
		if m := yamlLine.FindStringSubmatch(strings.SplitN(message, "\n", 2)[0]); m != nil {
			if n, bad := strconv.Atoi(m[1]); bad == nil {
				line = first + n - 1
				// yaml counts lines from 0 in the messages of its parser, from 1 in those of its scanner.
				if strings.HasPrefix(m[2], "did not find expected") {
					line++
				}
			}
			message = m[2]
		}
		text := s.line(line)
		before := len(text) - len(strings.TrimLeft(text, " \t"))
		if tab := strings.IndexByte(text[:before], '\t'); tab >= 0 {
			s.report(line, 1+tab, 1, "a tab: YAML indents with blanks alone", "Write blanks in its place.")
			return y, nil
		}
		s.report(line, 1+before, utf8.RuneCountInString(text), "not readable as YAML: "+message, "")
		return y, nil
	}
	if len(document.Content) == 0 {
		s.report(first-1, 1, utf8.RuneCountInString(s.line(first-1)), "nothing but blanks and comments stands here", "")
		return y, nil
	}
	return y, document.Content[0]
}

// at reports a problem with a node.
func (y yamlText) at(n *yaml.Node, message, suggestion string) {
	width := utf8.RuneCountInString(n.Value)
	if n.Kind != yaml.ScalarNode || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		width = 1
	}
	y.report(y.line0(n), n.Column, width, message, suggestion)
}

// line0 is the line of a node in the file.
func (y yamlText) line0(n *yaml.Node) int { return y.first + n.Line - 1 }

// fields hands each value of a mapping to the reader of its field. Unknown and
// repeated fields are problems. It answers which fields were meant: those that hold
// something, and those that a wrong name was taken for. Nobody is to be told that such
// a field is missing.
func (y yamlText) fields(n *yaml.Node, what string, read map[string]func(*yaml.Node)) (meant map[string]bool) {
	meant = map[string]bool{}
	if n.Kind != yaml.MappingNode {
		y.at(n, what+" must be fields of the form name: value", "")
		return meant
	}
	known := slices.Sorted(maps.Keys(read))
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		f, ok := read[key.Value]
		switch {
		case !ok:
			y.at(key, fmt.Sprintf("%s has no field %s", what, key.Value), suggest(key.Value, known))
			meant[scenario.Nearest(key.Value, known)] = true
		case seen[key.Value]:
			y.at(key, fmt.Sprintf("field %s is given twice", key.Value), "")
		default:
			f(value)
			meant[key.Value] = value.Value != "" || len(value.Content) > 0
		}
		seen[key.Value] = true
	}
	return meant
}

// list hands each item of a sequence to a reader.
func (y yamlText) list(n *yaml.Node, what string, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		y.at(n, what+" must be a list: lines that begin with -", "")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// text makes a reader of a text field.
func (y yamlText) text(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
			y.at(n, "want a text here", "")
			return
		}
		*to = strings.TrimSpace(n.Value)
		hidden := func(r rune) bool { return r != '\n' && cannotBeSeen(r) }
		if at := strings.IndexFunc(n.Value, hidden); at >= 0 && strings.IndexFunc(y.line(y.line0(n)), hidden) < 0 {
			r, _ := utf8.DecodeRuneInString(n.Value[at:]) // YAML writes it as an escape
			y.at(n, "a character that cannot be seen: "+string(r), withoutInvisible)
		}
	}
}

// texts makes a reader of a list of texts.
func (y yamlText) texts(what string, to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, what, func(item *yaml.Node) {
			var s string
			y.text(&s)(item)
			if s != "" {
				*to = append(*to, s)
			}
		})
	}
}

// number makes a reader of a whole number within bounds.
func (y yamlText) number(lo, hi int, to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < lo || v > hi {
			y.at(n, fmt.Sprintf("want a whole number from %d to %d", lo, hi), "")
			return
		}
		*to = v
	}
}

// numbers makes a reader of a list of numbers, from 1.
func (y yamlText) numbers(what string, to *[]int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, what, func(item *yaml.Node) {
			var number int
			if y.number(1, 99, &number)(item); number > 0 {
				*to = append(*to, number)
			}
		})
	}
}

// truth makes a reader of true or false.
func (y yamlText) truth(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.ParseBool(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil {
			y.at(n, "want true or false", "")
			return
		}
		*to = v
	}
}
