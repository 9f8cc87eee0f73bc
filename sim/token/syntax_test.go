package token

import (
	"strings"
	"testing"
)

// The messages are those of Node 20.
func TestSyntaxMessages(t *testing.T) {
	x := strings.Repeat("x", 50)
	long := `{"a":"` + x + `"oops}`
	for text, want := range map[string]string{
		"":                        "Unexpected end of JSON input",
		"not json":                `Unexpected token 'o', "not json" is not valid JSON`,
		`{"a":}`:                  `Unexpected token '}', "{"a":}" is not valid JSON`,
		`{"a":1`:                  "Expected ',' or '}' after property value in JSON at position 6",
		long:                      "Expected ',' or '}' after property value in JSON at position 57",
		`{'a':1}`:                 "Expected property name or '}' in JSON at position 1",
		`{"a":1,}`:                "Expected double-quoted property name in JSON at position 7",
		`{"a" 1}`:                 "Expected ':' after property name in JSON at position 5",
		`{"a":01}`:                "Unexpected number in JSON at position 6",
		`{"a":-}`:                 "No number after minus sign in JSON at position 6",
		`{"a":1.}`:                "Unterminated fractional number in JSON at position 7",
		`{"a":1e}`:                "Exponent part is missing a number in JSON at position 7",
		`{"a":"abc`:               "Unterminated string in JSON at position 9",
		`"\u12"`:                  "Bad Unicode escape in JSON at position 5",
		`{"a":"\q"}`:              "Bad escaped character in JSON at position 7",
		"{\"a\":\"\n\"}":          "Bad control character in string literal in JSON at position 6",
		`{"a":1}}`:                "Unexpected non-whitespace character after JSON at position 7",
		"tru":                     "Unexpected end of JSON input",
		"[":                       "Unexpected end of JSON input",
		`{"a":`:                   "Unexpected end of JSON input",
		"undefined":               `"undefined" is not valid JSON`,
		`{"a":1,"b" 1}`:           "Unexpected number in JSON at position 11",
		`{"a":1,"b" "c"}`:         "Unexpected string in JSON at position 11",
		`{"a":1,"b\""}`:           `Unexpected token '}', "{"a":1,"b\""}" is not valid JSON`,
		`{"a":"xxxxxxxxx",b:é}`:   "Expected double-quoted property name in JSON at position 17",
		`{"äöü":"xxxxxxxx","b":z`: `Unexpected token 'z', ..."xxxx","b":z" is not valid JSON`,
		"-":                       "No number after minus sign in JSON at position 1",
		"[1,]":                    `Unexpected token ']', "[1,]" is not valid JSON`,
		"}" + x + x:               `Unexpected token '}', "}xxxxxxxxx"... is not valid JSON`,
		`{"a":"` + x + `","b":}`:  `Unexpected token '}', ..."xxxx","b":}" is not valid JSON`,
		`{"a":"` + x + `","b":xyz,"c":"` + x + `"}`: `Unexpected token 'x', ..."xxxx","b":xyz,"c":"x"... is not valid JSON`,
	} {
		if got := syntaxMessage(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
