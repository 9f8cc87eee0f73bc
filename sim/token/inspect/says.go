package inspect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"authlab/sim/token"
)

// explain gives a member of part k its meaning, and puts its value into words.
func (i *inspection) explain(k int, m *Member) {
	if k == 0 {
		p := headerParameters[m.Name]
		m.Meaning, m.Source = p.text, p.source
		m.Says = headerSays(m)
		return
	}
	p := claimNames[m.Name]
	m.Meaning, m.Source = p.text, p.source
	if timeClaims[m.Name] {
		m.Says = i.timeSays(m.JSON)
		return
	}
	m.Says = claimSays(m)
}

func headerSays(m *Member) string {
	text, _ := token.Unquote(m.JSON)
	switch m.Name {
	case "alg":
		if a, ok := token.LookUpAlgorithm(text); ok {
			return a.Doc
		}
		if strings.EqualFold(text, "none") {
			return "not signed at all"
		}
		return otherAlgorithms[text]
	case "typ":
		return typeSays(text)
	case "cty":
		if plainTypeName(text) == "jwt" {
			return "a token within the token"
		}
	}
	return counted(m.JSON)
}

func typeSays(typ string) string {
	return tokenTypes[plainTypeName(typ)]
}

func claimSays(m *Member) string {
	text, isText := token.Unquote(m.JSON)
	switch {
	case m.Name == "scope" && isText:
		return plural(int64(len(strings.Fields(text))), "scope")
	case m.Name == "email_verified" && m.JSON == "false":
		return "the issuer has not checked it"
	}
	return counted(m.JSON)
}

// counted is the number of elements of a list or of members of an object, or "".
func counted(value string) string {
	switch kindOf(value) {
	case "a list":
		return "a list of " + fmt.Sprint(len(token.Elements(value)))
	case "an object":
		count := 0
		token.Walk(value, token.MaxDepth, func(token.Place) { count++ })
		return "an object of " + plural(int64(count), "member")
	}
	return ""
}

// timeSays puts a time into words: its date, and how far it is.
func (i *inspection) timeSays(value string) string {
	o := object{members: []Member{{Name: "it", JSON: value}}}
	m := o.moment("it")
	switch {
	case m.ok:
		return date(m.seconds) + ", " + i.distance(m.seconds)
	case m.unit != "":
		return "as " + m.unit + " " + date(m.meant) + "; as seconds beyond the year 9999"
	case kindOf(value) == "a number":
		return outOfRange(value)
	}
	return "no number, so no time"
}

// spelledLike is the registered name that another one is taken for by a reader that
// folds case, "" for none. Only those names count that decide about a token.
func spelledLike(name string, registered map[string]meaning) string {
	if _, ok := registered[name]; ok || name == "" || utf8.RuneCountInString(name) > maxName {
		return ""
	}
	plain := strings.ToLower(strings.Map(fold, name))
	if source := registered[plain].source; strings.HasPrefix(source, "RFC 7519") || strings.HasPrefix(source, "RFC 7515") || strings.HasPrefix(source, "RFC 7797") {
		return plain
	}
	return ""
}

// fold is the smallest of all letters that case folding takes for one, such as s for the long s.
func fold(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return least
}
