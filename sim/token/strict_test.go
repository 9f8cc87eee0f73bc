package token

import (
	"slices"
	"strings"
	"testing"
)

func TestStrictObject(t *testing.T) {
	list, problem := StrictObject(` {"a": [1, {"b": 2}], "\u0061": "x", "c": null} `)
	want := []Member{{Name: "a", JSON: `[1, {"b": 2}]`}, {Name: "a", JSON: `"x"`, Twice: true}, {Name: "c", JSON: "null"}}
	if problem != "" || !slices.Equal(list, want) {
		t.Errorf("%q, %+v", problem, list)
	}
	many := strings.Repeat(`"a":1,`, MaxMembers)
	for text, want := range map[string]string{
		"":                    "is not JSON",
		"[]":                  "is not a JSON object",
		`"a"`:                 "is not a JSON object",
		`{"a":1,}`:            "is not JSON",
		`{"a":1} {}`:          "is not JSON",
		`{` + many + `"b":2}`: "has too many members",
		`{"a":` + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth) + "}": "nests too deep",
	} {
		if list, problem := StrictObject(text); problem != want || list != nil {
			t.Errorf("%.40s: %q, %d members", text, problem, len(list))
		}
	}
}

func TestElements(t *testing.T) {
	if list := Elements(` ["a", {"b": []}, 3] `); !slices.Equal(list, []string{`"a"`, `{"b": []}`, "3"}) {
		t.Errorf("%q", list)
	}
	if list := Elements("[]"); list == nil || len(list) > 0 {
		t.Errorf("an empty array: %q", list)
	}
	for _, text := range []string{"", "{}", "[1,]", "[1] 2", "[1"} {
		if list := Elements(text); list != nil {
			t.Errorf("%s: %q", text, list)
		}
	}
}

func TestUnquote(t *testing.T) {
	if text, ok := Unquote(`"a\u0062"`); !ok || text != "ab" {
		t.Errorf("%v, %s", ok, text)
	}
	if text, ok := Unquote("1"); ok {
		t.Errorf("a number: %s", text)
	}
}
