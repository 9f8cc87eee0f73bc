package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"authlab/sim/scenario"
)

const lesson3 = `cluster servers=2 auth=session store=memory balancer=round-robin
alice POST /login   => 200 s1   # the row is born
alice GET /profile  => 200
kill s1
expect lost-sessions=1
`

func run(t *testing.T, src string) *scenario.Result {
	t.Helper()
	script, mistakes := scenario.Parse("test", []byte(src))
	for _, m := range mistakes {
		t.Fatal(m)
	}
	result := scenario.Run(script, scenario.Options{})
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	t.Cleanup(result.World.Close)
	return result
}

func TestJSONLinesHoldsTheContract(t *testing.T) {
	var out bytes.Buffer
	if err := JSONLines(&out, run(t, lesson3)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines for 2 requests", len(lines))
	}
	fields := "line text client method path server status ok at_ms set_cookie www_authenticate body error request_bytes response_bytes store_reads store_writes credential_bytes signatures verifications events"
	for i, l := range lines {
		var object map[string]any
		if err := json.Unmarshal([]byte(l), &object); err != nil {
			t.Fatal(err)
		}
		for _, f := range strings.Fields(fields) {
			if v, ok := object[f]; !ok || v == nil {
				t.Errorf("line %d: no %s", i+1, f)
			}
		}
		events := object["events"].([]any)
		if len(events) == 0 {
			t.Fatalf("line %d has no events", i+1)
		}
		for _, f := range strings.Fields("seq kind node text causes") {
			if v, ok := events[0].(map[string]any)[f]; !ok || v == nil {
				t.Errorf("line %d: an event has no %s", i+1, f)
			}
		}
	}
	var second requestLine
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil {
		t.Fatal(err)
	}
	if second.Line != 3 || second.Text != "alice GET /profile" || second.Server != "s2" || second.Status != 401 || second.OK || second.Error != "session-miss" {
		t.Errorf("the second request: %+v", second)
	}
}

func TestTextSaysWhatFailed(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		var out bytes.Buffer
		if err := Text(&out, run(t, lesson3), TextOptions{ASCII: ascii}); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		for _, want := range []string{"alice POST /login", "expected  200", "observed  401 s2", "2 requests, 2 of 3 expectations held"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		if strings.ContainsRune(text, '\x1b') {
			t.Error("the text holds escape codes")
		}
		if ascii && strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
			t.Errorf("not ASCII:\n%s", text)
		}
	}
}

func TestSameRunSameBytes(t *testing.T) {
	var first, second bytes.Buffer
	if err := JSONLines(&first, run(t, lesson3)); err != nil {
		t.Fatal(err)
	}
	if err := JSONLines(&second, run(t, lesson3)); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Error("two runs of one scenario differ")
	}
}
