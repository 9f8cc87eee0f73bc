package token

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// syntaxMessage is what V8's JSON.parse says of text that is no JSON.
func syntaxMessage(text string) string {
	// A byte that fits nowhere makes encoding/json say what it expected at the end.
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal([]byte(text+"\x00"), new(any)), &syntax) {
		return "Unexpected end of JSON input"
	}
	at := int(syntax.Offset) - 1
	if words := expected(syntax.Error(), text, at); words != "" {
		return fmt.Sprintf("%s in JSON at position %d", words, units(text[:at]))
	}
	if strings.Contains(syntax.Error(), "after top-level value") {
		return fmt.Sprintf("Unexpected non-whitespace character after JSON at position %d", units(text[:at]))
	}
	if at >= len(text) {
		return "Unexpected end of JSON input"
	}
	return unexpected(text, at)
}

// expected translates the context that encoding/json gives; "" where V8 names
// the character instead.
func expected(problem, text string, at int) string {
	_, context, _ := strings.Cut(problem, "' ")
	before := strings.TrimRight(text[:at], " \t\r\n")
	switch {
	case at < len(text) && strings.HasSuffix(text[:at], "0") && '0' <= text[at] && text[at] <= '9' && strings.HasPrefix(context, "after"):
		return "Unexpected number"
	case strings.HasPrefix(context, "after object key:value pair"):
		return "Expected ',' or '}' after property value"
	case strings.HasPrefix(context, "after object key"):
		if at < len(text) && !firstName(text[:at]) {
			return ""
		}
		return "Expected ':' after property name"
	case strings.HasPrefix(context, "after array element"):
		return "Expected ',' or ']' after array element"
	case strings.HasPrefix(context, "looking for beginning of object key") && strings.HasSuffix(before, "{"):
		return "Expected property name or '}'"
	case strings.HasPrefix(context, "looking for beginning of object key"):
		return "Expected double-quoted property name"
	case strings.HasPrefix(context, "in numeric literal"):
		return "No number after minus sign"
	case strings.HasPrefix(context, "after decimal point"):
		return "Unterminated fractional number"
	case strings.HasPrefix(context, "in exponent"):
		return "Exponent part is missing a number"
	case strings.Contains(context, "hexadecimal character escape"):
		return "Bad Unicode escape"
	case strings.HasPrefix(context, "in string escape"):
		return "Bad escaped character"
	case strings.HasPrefix(context, "in string literal") && at >= len(text):
		return "Unterminated string"
	case strings.HasPrefix(context, "in string literal"):
		return "Bad control character in string literal"
	}
	return ""
}

// unexpected names the character and shows its surroundings.
func unexpected(text string, at int) string {
	switch text {
	case "undefined", "NaN", "Infinity", "[object Object]":
		return `"` + text + `" is not valid JSON`
	}
	bad, _ := utf8.DecodeRuneInString(text[at:])
	switch {
	case bad == '"':
		return fmt.Sprintf("Unexpected string in JSON at position %d", units(text[:at]))
	case '0' <= bad && bad <= '9' || bad == '-':
		return fmt.Sprintf("Unexpected number in JSON at position %d", units(text[:at]))
	}
	const around = 10
	all, place := utf16.Encode([]rune(text)), units(text[:at])
	from, to, before, behind := 0, len(all), "", ""
	if len(all) > 2*around {
		if place >= around {
			from, before = place-around, "..."
		}
		if place < len(all)-around {
			to, behind = place+around, "..."
		}
	}
	return fmt.Sprintf(`Unexpected token '%c', %s"%s"%s is not valid JSON`, bad, before, string(utf16.Decode(all[from:to])), behind)
}

// firstName tells whether text ends in the name of the first member of an object.
func firstName(text string) bool {
	end := len(strings.TrimRight(text, " \t\r\n")) - 1
	for k := end - 1; k >= 0; k-- {
		escapes := k - len(strings.TrimRight(text[:k], `\`))
		if text[k] == '"' && escapes%2 == 0 {
			return strings.HasSuffix(strings.TrimRight(text[:k], " \t\r\n"), "{")
		}
	}
	return true
}

// units is the length of s as ECMAScript counts it.
func units(s string) int { return len(utf16.Encode([]rune(s))) }
