package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"authlab/sim/token"
)

// object is the header or payload.
type object struct {
	part int
	// is tells that it is JSON and an object.
	is      bool
	members []Member
}

// get is the first member of that name, nil for none.
func (o *object) get(name string) *Member {
	for k := range o.members {
		if o.members[k].Name == name {
			return &o.members[k]
		}
	}
	return nil
}

// where is the byte of Raw in which a member begins, -1 for none.
func (i *inspection) where(o *object, m *Member) int {
	if m == nil {
		return -1
	}
	return i.byteAt(o.part, m.Start)
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// readObject reads the JSON of part k: strictly to judge, and as far as it goes to show.
func (i *inspection) readObject(k int, part *Part) object {
	o := object{part: k}
	name := partNames[k]
	data := part.Decoded
	if data == nil {
		i.fail(StageJSON, part.Start, "", "The "+name+" cannot be decoded, so there is no JSON to read.")
		return o
	}
	i.checkText(k, data)
	i.noteHalves(k, data)
	body, skipped := data, 0
	if bytes.HasPrefix(data, byteOrderMark) {
		skipped = len(byteOrderMark)
		body = data[skipped:]
	}
	many := false
	walked := token.Walk(string(body), token.MaxDepth, func(p token.Place) {
		if len(o.members) == token.MaxMembers {
			if !many {
				i.fail(StageJSON, i.byteAt(k, p.Start+skipped), "RFC 8259 §9", fmt.Sprintf("The %s has more than %d members.", name, token.MaxMembers))
			}
			many = true
			return
		}
		m := Member{Name: p.Name, JSON: p.JSON, Start: p.Start + skipped, End: p.End + skipped}
		if first := o.get(p.Name); first != nil {
			m.Twice = true
			i.sayTwice(k, first, m)
		}
		o.members = append(o.members, m)
	})
	o.is = walked.Object && walked.Valid && i.loose[k]
	i.judgeJSON(k, string(body), walked, skipped)
	for at := range o.members {
		i.explain(k, &o.members[at])
	}
	part.Members = o.members
	return o
}

// checkText judges the bytes that JSON is written in.
func (i *inspection) checkText(k int, data []byte) {
	name := partNames[k]
	if bytes.HasPrefix(data, byteOrderMark) {
		where := i.byteAt(k, 0)
		i.fail(StageJSON, where, "RFC 8259 §8.1", "The "+name+" begins with a byte order mark, which must not stand before JSON.")
		i.note(Warning, "byte-order-mark", where, "RFC 8259 §8.1", "A byte order mark stands before the JSON of the "+name+". Some readers skip it, most fail.")
	}
	if utf8.Valid(data) {
		return
	}
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	where := i.byteAt(k, at)
	i.fail(StageJSON, where, "RFC 7519 §7.2", fmt.Sprintf("The %s is not UTF-8: byte %d of it is 0x%02x.", name, at, data[at]))
	i.note(Warning, "invalid-utf8", where, "RFC 8259 §8.1", "Go and Node both replace bytes that are no UTF-8 and read on, so that two different tokens look the same to them.")
}

// judgeJSON ends the JSON stage where the text is no object.
func (i *inspection) judgeJSON(k int, text string, w token.Walked, skipped int) {
	name := partNames[k]
	switch {
	case w.TooDeep:
		i.fail(StageJSON, i.byteAt(k, w.At-1+skipped), "RFC 8259 §9", fmt.Sprintf("The %s nests deeper than %d levels.", name, token.MaxDepth))
	case k == 1 && looksCompact(text):
		i.fail(StageJSON, i.byteAt(k, skipped), "RFC 7519 §7.2", "The payload is no JSON but a token in itself: its claims stand in there, to be inspected for their own sake.")
	case !w.Valid:
		at, problem := len(text), "it ends too early"
		var syntax *json.SyntaxError
		if errors.As(json.Unmarshal([]byte(text), new(json.RawMessage)), &syntax) && int(syntax.Offset) <= len(text) && !strings.Contains(syntax.Error(), "unexpected end") {
			at, problem = max(0, int(syntax.Offset)-1), syntax.Error()
		}
		if text == "" {
			problem = "it is empty"
		}
		i.fail(StageJSON, i.byteAt(k, at+skipped), "RFC 7519 §7.2", fmt.Sprintf("The %s is not JSON: %s (byte %d of it).", name, problem, at+skipped))
	case !w.Object:
		kind := kindOf(strings.TrimSpace(text))
		i.fail(StageJSON, i.byteAt(k, skipped), "RFC 7519 §7.2", fmt.Sprintf("The %s is JSON, but %s; a token needs an object.", name, kind))
		if k == 1 {
			i.note(Warning, "not-an-object", i.byteAt(k, skipped), "RFC 7519 §7.2", fmt.Sprintf("The payload is %s. golang-jwt takes the payload null as one without claims; jsonwebtoken returns what is no object as it is, so that nothing in it expires.", kind))
		}
	}
}

// sayTwice judges a name that comes again, and shows both values.
func (i *inspection) sayTwice(k int, first *Member, again Member) {
	where, name := i.byteAt(k, again.Start), partNames[k]
	source := "RFC 7519 §4"
	if k == 0 {
		source = "RFC 7515 §4"
	}
	i.fail(StageJSON, where, source, fmt.Sprintf("The %s has two members named %q: %s and %s.", name, shorten(again.Name), shorten(first.JSON), shorten(again.JSON)))
	i.note(Danger, "duplicate-member", where, source, fmt.Sprintf("%q comes twice in the %s: first %s, then %s. Most libraries take the last, some the first, so two servers can read one token differently.",
		shorten(again.Name), name, shorten(first.JSON), shorten(again.JSON)))
}

// kindOf names the type of a JSON value.
func kindOf(value string) string {
	switch {
	case value == "":
		return "nothing"
	case value[0] == '"':
		return "a string"
	case value[0] == '{':
		return "an object"
	case value[0] == '[':
		return "a list"
	case value == "null":
		return "null"
	case value[0] == 't' || value[0] == 'f':
		return "a truth value"
	}
	return "a number"
}

// maxShown bounds a foreign text inside a sentence, in runes.
const maxShown = 48

// shorten cuts a foreign text that stands inside a sentence.
func shorten(text string) string {
	count := 0
	for at := range text {
		if count++; count > maxShown {
			return text[:at] + "..."
		}
	}
	return text
}
