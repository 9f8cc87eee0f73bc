package token

import (
	"encoding/json"
	"strconv"
	"strings"
)

// What a strict reader accepts of a JSON object.
const (
	maxDepth   = 64
	maxMembers = 256
	// inlineMembers need no allocation of their own.
	inlineMembers = 12
)

// member is one member of an object: its name, and its value as JSON.
type member struct{ name, value string }

// members are the top-level members of a JSON object in their order.
type members struct {
	few  [inlineMembers]member
	more []member
	n    int
}

// list is all of them. It is valid as long as m is not copied.
func (m *members) list() []member {
	if m.more != nil {
		return m.more
	}
	return m.few[:m.n]
}

func (m *members) get(name string) (string, bool) {
	for _, one := range m.list() {
		if one.name == name {
			return one.value, true
		}
	}
	return "", false
}

func (m *members) add(one member) {
	if m.n == inlineMembers {
		m.more = append(make([]member, 0, 2*inlineMembers), m.few[:]...)
	}
	if m.n < inlineMembers {
		m.few[m.n] = one
	} else {
		m.more = append(m.more, one)
	}
	m.n++
}

// read splits text, which is known to be valid JSON. It answers what a strict
// reader objects to, worded to follow the name of the thing, or "". The members
// before the objection are kept.
func (m *members) read(text string) (objection string) {
	deepest, object := walk(text, func(name, value string) bool {
		switch _, twice := m.get(name); {
		case twice:
			objection = "has two members named " + strconv.Quote(name)
		case m.n == maxMembers:
			objection = "has more than " + strconv.Itoa(maxMembers) + " members"
		default:
			m.add(member{name, value})
		}
		return objection == ""
	})
	switch {
	case !object:
		return "is not a JSON object"
	case deepest >= maxDepth:
		return "nests deeper than " + strconv.Itoa(maxDepth)
	}
	return objection
}

// walk visits the members of an object, which is known to be valid JSON, until
// visit answers false. It answers how deep the values passed nest, and whether
// the text is an object at all.
func walk(text string, visit func(name, value string) bool) (deepest int, object bool) {
	s := scanner{text: text}
	s.space()
	if s.peek() != '{' {
		return 0, false
	}
	s.at++
	for s.space(); s.peek() != '}' && s.at < len(text); s.space() {
		if s.peek() == ',' {
			s.at++
			s.space()
		}
		name, _ := unquote(s.value())
		s.space()
		s.at++ // the colon
		s.space()
		if !visit(name, s.value()) {
			break
		}
	}
	return s.deepest, true
}

// scanner walks over valid JSON without building anything.
type scanner struct {
	text    string
	at      int
	deepest int // levels of nesting below the values passed so far
}

func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

// value passes one value and answers its text.
func (s *scanner) value() string {
	from, depth := s.at, 0
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case '"':
			s.string()
			if depth == 0 {
				return s.text[from:s.at]
			}
			continue
		case '{', '[':
			depth++
			s.deepest = max(s.deepest, depth)
		case '}', ']':
			if depth == 0 {
				return s.text[from:s.at]
			}
			if depth--; depth == 0 {
				s.at++
				return s.text[from:s.at]
			}
		case ',', ':', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return s.text[from:s.at]
			}
		}
		s.at++
	}
	return s.text[from:s.at]
}

// string passes a string, from quote to quote.
func (s *scanner) string() {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			return
		}
	}
	s.at = len(s.text)
}

// unquote is the text of a JSON string; false if value is something else.
func unquote(value string) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	if inner := value[1 : len(value)-1]; strings.IndexByte(inner, '\\') < 0 {
		return inner, true
	}
	var s string
	if json.Unmarshal([]byte(value), &s) != nil {
		return "", false
	}
	return s, true
}

// number is the value of a JSON number; false if value is something else, or
// beyond what a float64 holds.
func number(value string) (float64, bool) {
	if value == "" || value[0] != '-' && (value[0] < '0' || value[0] > '9') {
		return 0, false
	}
	n, err := strconv.ParseFloat(value, 64)
	return n, err == nil
}
