package event

import (
	"strings"
	"testing"
)

func TestATokenPastItsEndIsNotGoodForAnother(t *testing.T) {
	e := Event{Seq: 1, Kind: TokenAccepted, Node: "s3", Attrs: []Attr{Of("tag", "Doy3"), Of("user", "alice"), Of("remaining", "-1m10.018s")}}
	got := Explain(&e, func(int) *Event { return nil })
	if !strings.Contains(got, "ended 1m10s ago; the leeway lets it in") || strings.Contains(got, "another") {
		t.Error(got)
	}
}
