package text

import (
	"slices"
	"testing"
)

func TestPatchesWriteOnlyWhatChanged(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		want                []Patch
	}{
		{"nothing", "abc", "abc", nil},
		{"a letter", "abc", "abd", []Patch{{2, "d"}}},
		{"an ink", "abc", "a\x1b[1mb\x1b[0mc", []Patch{{1, "\x1b[1mb\x1b[0m"}}},
		{"the same ink written otherwise", "\x1b[1mab\x1b[0m", "\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m", nil},
		{"two near ones", "a1b2c", "a3b4c", []Patch{{1, "3b4"}}},
		{"two far ones", "1............2", "3............4", []Patch{{0, "3"}, {13, "4"}}},
		{"the ink of a wide character", "a漢b", "a\x1b[1m漢\x1b[0mb", []Patch{{1, "\x1b[1m漢\x1b[0m"}}},
		{"half a wide character", "a漢b", "abcb", []Patch{{1, "bc"}}},
		{"a wide character over two", "abcd", "a漢d", []Patch{{1, "漢"}}},
		{"one after another that moved", "漢字 ", " 漢字", []Patch{{0, " 漢字"}}},
	} {
		got, ok := Patches(c.before, c.after)
		if !ok || !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, %v", c.name, got, ok)
		}
	}
	for _, c := range [][2]string{{"ab", "abc"}, {"a\x1b[2Jb", "ab"}, {"ab", "a\tb"}} {
		if got, ok := Patches(c[0], c[1]); ok {
			t.Errorf("%q to %q: %+v", c[0], c[1], got)
		}
	}
}
