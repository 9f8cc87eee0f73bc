package token

import (
	"encoding/json"
	"strconv"
	"strings"
)

// What a strict reader accepts of a JSON object.
const (
	MaxDepth   = 64  // levels of nesting
	MaxMembers = 256 // of the header or payload
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

// read splits text. It answers what a strict reader objects to, worded to follow the
// name of the thing, or "". The members before the objection are kept.
func (m *members) read(text string) (objection string) {
	tooDeep, object, valid := walk(text, MaxDepth, func(name, value string) {
		if objection != "" {
			return
		}
		switch _, twice := m.get(name); {
		case twice:
			objection = "has two members named " + strconv.Quote(name)
		case m.n == MaxMembers:
			objection = "has more than " + strconv.Itoa(MaxMembers) + " members"
		default:
			m.add(member{name, value})
		}
	})
	switch {
	case tooDeep:
		return "nests deeper than " + strconv.Itoa(MaxDepth)
	case !valid:
		return "is not JSON"
	case !object:
		return "is not a JSON object"
	}
	return objection
}

// walk visits the members of an object that nests at most limit levels deep, itself
// among them. It stops where the text is no JSON or nests deeper, and tells whether
// the text is an object at all.
func walk(text string, limit int, visit func(name, value string)) (tooDeep, object, valid bool) {
	w := Walk(text, limit, func(p Place) { visit(p.Name, p.JSON) })
	return w.TooDeep, w.Object, w.Valid
}

// Unquote is the text of a JSON string; false if value is something else.
func Unquote(value string) (string, bool) {
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

// Number is the value of a JSON number; false if value is something else, or
// beyond what a float64 holds.
func Number(value string) (float64, bool) {
	if value == "" || value[0] != '-' && (value[0] < '0' || value[0] > '9') {
		return 0, false
	}
	// Dates are whole numbers, and short enough to be exact.
	if n, err := strconv.Atoi(value); err == nil && len(value) < 16 {
		return float64(n), true
	}
	n, err := strconv.ParseFloat(value, 64)
	return n, err == nil
}
