package lessons

import (
	"regexp"
	"strings"
)

// Pending stands in prose for a value that the run has not produced yet.
const Pending = "···"

// Field is one template field, {{scene.3.status}} or {{scene.count.store-reads}}.
type Field struct {
	Scene string
	// Request is the number of the request spoken of, from 1; 0 for a count.
	Request int
	// Name is "status", "server"… of a request, or the name of a count.
	Name string
}

// field is the form of a template field.
var field = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// Fill replaces the template fields of a page's prose by values. value answers a
// field's value and whether it is known yet; what is not shows as Pending.
func (p *Page) Fill(text string, value func(Field) (string, bool)) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	return field.ReplaceAllStringFunc(text, func(raw string) string {
		f, ok := ParseField(raw[2 : len(raw)-2])
		if !ok {
			return raw
		}
		if v, known := value(f); known {
			return v
		}
		return Pending
	})
}

// ParseField reads "scene.3.status" or "scene.count.rows.s1".
func ParseField(text string) (Field, bool) {
	scene, rest, ok := strings.Cut(strings.TrimSpace(text), ".")
	which, name, ok2 := strings.Cut(rest, ".")
	if !ok || !ok2 || scene == "" || name == "" {
		return Field{}, false
	}
	if which == "count" {
		return Field{Scene: scene, Name: name}, true
	}
	n := 0
	for _, d := range which {
		if d < '0' || d > '9' || n > 999 {
			return Field{}, false
		}
		n = 10*n + int(d-'0')
	}
	return Field{Scene: scene, Request: n, Name: name}, n > 0
}
