package token

import (
	"errors"
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
	many := strings.Repeat(`"a":1,`, maxMembers)
	for text, want := range map[string]string{
		"":                    "is not JSON",
		"[]":                  "is not a JSON object",
		`"a"`:                 "is not a JSON object",
		`{"a":1,}`:            "is not JSON",
		`{"a":1} {}`:          "is not JSON",
		`{` + many + `"b":2}`: "has too many members",
		`{"a":` + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth) + "}": "nests too deep",
	} {
		if list, problem := StrictObject(text); problem != want || list != nil {
			t.Errorf("%.40s: %q, %d members", text, problem, len(list))
		}
	}
}

func TestStrictListAndText(t *testing.T) {
	if list, ok := StrictList(` ["a", {"b": []}, 3] `); !ok || !slices.Equal(list, []string{`"a"`, `{"b": []}`, "3"}) {
		t.Errorf("%v, %q", ok, list)
	}
	for _, text := range []string{"", "{}", "[1,]", "[1] 2", "[1"} {
		if list, ok := StrictList(text); ok {
			t.Errorf("%s: %q", text, list)
		}
	}
	if text, ok := StrictText(`"a\u0062"`); !ok || text != "ab" {
		t.Errorf("%v, %s", ok, text)
	}
	if text, ok := StrictText("1"); ok {
		t.Errorf("a number: %s", text)
	}
}

func TestSignText(t *testing.T) {
	k := drawn(t, EdDSA, "k1")
	signature, err := k.SignText("a.b")
	if err != nil || k.method.Verify("a.b", signature, k.ForLibrary()) != nil {
		t.Errorf("%v, %x", err, signature)
	}
	if _, err := k.Public().SignText("a.b"); !errors.Is(err, errCannotSign) {
		t.Errorf("the public half: %v", err)
	}
}
