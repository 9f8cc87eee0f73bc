package token

import (
	"encoding/json"
	"strings"
	"testing"
)

var scannerSeeds = []string{
	"", " ", "{}", "[]", " null\n", "true", "tru", "nul", `"a"`, `"a`, `"\`, `"\u12"`, `"\u00Ea"`, "\"\n\"", `"\x"`,
	"0", "-", "-0", "01", "1.", "1.5", "1e", "1e+", "1E-9", ".5", "+1", `{"a":1,"b":[1,{"c":null}]}`, `{"a":1,}`,
	`{"a" 1}`, `{a:1}`, `{"a":1}}`, `{"a":1} x`, "[1,]", "[1 2]", "[", `{"a":`, "\xff", "\"\xff\"", "\ufeff{}", `{"a":1` + "\x00}",
	strings.Repeat("[", 63) + strings.Repeat("]", 63), strings.Repeat("[", 65) + strings.Repeat("]", 65),
}

// FuzzScanner holds the scanner to encoding/json: it takes the same texts, and sees
// the same members.
func FuzzScanner(f *testing.F) {
	for _, seed := range scannerSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := map[string]string{}
		tooDeep, object, valid := walk(text, MaxDepth, func(name, value string) { last[name] = value })
		if want := json.Valid([]byte(text)); valid != want && !tooDeep || valid && tooDeep {
			t.Fatalf("%q: valid %v, want %v (too deep %v)", text, valid, want, tooDeep)
		}
		if !valid || !object || strings.ContainsRune(text, '\ufffd') {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for name, value := range want {
			if got, ok := last[name]; strings.ToValidUTF8(name, "") == name && !strings.ContainsRune(name, '\ufffd') && (!ok || got != string(value)) {
				t.Fatalf("%q: member %q is %q, want %q", text, name, got, value)
			}
		}
	})
}

func TestDepthIsCounted(t *testing.T) {
	for levels, want := range map[int]bool{MaxDepth - 1: false, MaxDepth: true} {
		text := `{"a":` + strings.Repeat("[", levels) + strings.Repeat("]", levels) + "}"
		if tooDeep, _, valid := walk(text, MaxDepth, func(string, string) {}); tooDeep != want || valid == want {
			t.Errorf("%d levels inside: too deep %v", levels, tooDeep)
		}
	}
}
