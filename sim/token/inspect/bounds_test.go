package inspect

import (
	"runtime"
	"strings"
	"testing"

	"authlab/sim/token"
)

// huge are inputs made to keep a reader busy.
func huge() map[string]string {
	return map[string]string{
		"16 MB":             strings.Repeat("A", 16<<20),
		"a million dots":    strings.Repeat(".", 1_000_000),
		"64 KB of dots":     strings.Repeat(".", MaxText),
		"20 KB of [":        strings.Repeat("[", 20<<10),
		"20 KB of {":        strings.Repeat(`{"a":`, 4<<10),
		"a nested payload":  b64(usual) + "." + b64(strings.Repeat("[", 11<<10)) + ".AA",
		"nested objects":    b64(usual) + "." + b64(strings.Repeat(`{"a":`, 2<<10)) + ".AA",
		"many members":      b64(usual) + "." + b64("{"+strings.Repeat(`"a":0,`, 1900)+`"b":1}`) + ".AA",
		"64 KB of percents": strings.Repeat("%25", MaxText/3),
		"64 KB of breaks":   strings.Repeat("a\n", MaxText/2),
		"64 KB of quotes":   strings.Repeat(`"`, MaxText),
		"64 KB unseen":      strings.Repeat("\u200b", MaxText/3),
		"64 KB of names":    strings.Repeat("a=", MaxText/2),
		"64 KB of Bearer":   strings.Repeat("Bearer ", MaxText/7),
		"64 KB of words":    strings.Repeat("a.b.c ", MaxText/6),
	}
}

// TestBounds: what is too large is refused with words, and nothing that is pasted makes
// the memory grow.
func TestBounds(t *testing.T) {
	const most = 8 << 20
	keys := []token.Key{key(t, "", "HS256")}
	for name, raw := range huge() {
		request := Request{Raw: raw, At: judged, Keys: keys}
		r := Inspect(request)
		if r.Outcome == Verified || r.Failure() == nil || len(r.Failure().Reason) > 400 {
			t.Errorf("%s: %s, %+v", name, r.Outcome, r.Failure())
		}
		if len(raw) <= MaxText {
			checkReport(t, request, r)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Inspect(request)
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > most {
			t.Errorf("%s: %d bytes are allocated", name, spent)
		}
	}
	for raw, words := range map[string]string{
		strings.Repeat("A", MaxText+1):                               "no more than 65536",
		b64(usual) + "." + strings.Repeat("A", token.MaxSize) + ".A": "more than 16384",
	} {
		if s := stageOf(Request{Raw: raw, At: judged}, StageShape); s.Status != Failed || !strings.Contains(s.Reason, words) {
			t.Errorf("%+v", s)
		}
	}
}

// TestLargeTokens: what fits is warned of where it gets lost on its way.
func TestLargeTokens(t *testing.T) {
	for size, source := range map[int]string{2000: "", 4000: "RFC 6265 §6.1", 8000: "RFC 9110 §5.4"} {
		r := look(t, made(usual, `{"exp":1795532400,"x":"`+strings.Repeat("x", size)+`"}`))
		if r.Outcome != Verified || codes(r)["large"].Source != source {
			t.Errorf("%d bytes: %s, %+v", size, r.Outcome, r.Notes)
		}
	}
}

// BenchmarkInspect tells what a look costs: at a usual token, and at the worst that can be pasted.
func BenchmarkInspect(b *testing.B) {
	all := huge()
	all["a token"] = made(usual, good)
	keys := []token.Key{key(b, "", "HS256")}
	for name, raw := range all {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Inspect(Request{Raw: raw, At: judged, Keys: keys})
			}
		})
	}
}
