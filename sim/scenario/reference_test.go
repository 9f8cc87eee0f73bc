package scenario_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// recording is a scenario and what Express behind HAProxy answered when it was
// played there, one answer a request.
type recording struct {
	Name     string
	Scenario string
	Answers  []struct {
		Server  string
		Status  int
		Cookies string // what became of the session cookie: "", "set" or "delete"
		Error   string // the message of a refused token
	}
}

// TestRecordedTraces plays scenarios that were recorded on real software, and
// compares every answer with the real one: who gave it, its status, what it did to
// the session cookie, and the message of a refused token.
func TestRecordedTraces(t *testing.T) {
	files, err := filepath.Glob("testdata/reference/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".jsonl"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(bytes.NewReader(data))
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				var r recording
				if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
					t.Fatal(err)
				}
				r.compare(t)
			}
		})
	}
}

func (r *recording) compare(t *testing.T) {
	t.Helper()
	script, mistakes := scenario.Parse(r.Name, []byte(r.Scenario))
	if len(mistakes) > 0 {
		t.Fatalf("%s: %v", r.Name, mistakes[0])
	}
	result := scenario.Run(script, scenario.Options{Unrecorded: true})
	if result.Err != nil {
		t.Fatalf("%s: %v", r.Name, result.Err)
	}
	defer result.World.Close()
	got := result.World.Exchanges()
	if len(got) != len(r.Answers) {
		t.Fatalf("%s: %d requests, want %d", r.Name, len(got), len(r.Answers))
	}
	for i, x := range got {
		want := r.Answers[i]
		about := r.Name + ": " + strconv.Itoa(i+1) + ". " + x.Spec.Client + " " + x.Spec.Method + " " + x.Spec.Path + " " + x.Spec.Tamper
		if x.Server != want.Server {
			t.Errorf("%s: answered by %q, really by %q", about, x.Server, want.Server)
		}
		if outcome(x.Spec.Path, x.Status) != outcome(x.Spec.Path, want.Status) {
			t.Errorf("%s: status %d, really %d", about, x.Status, want.Status)
		}
		if cookies := sessionCookies(x); cookies != want.Cookies {
			t.Errorf("%s: session cookie %q, really %q", about, cookies, want.Cookies)
		}
		if !strings.Contains(x.Error, want.Error) && !strings.Contains(x.Body, want.Error) {
			t.Errorf("%s: error %q, really %q", about, x.Error, want.Error)
		}
	}
}

// outcome is the status, but a refused refresh is one thing: RFC 6749 §5.2 wants
// 400, and the recorded program answers 401.
func outcome(path string, status int) string {
	if path == "/refresh" && (status == 400 || status == 401) {
		return "refused"
	}
	return strconv.Itoa(status)
}

func sessionCookies(x *cluster.Exchange) string {
	var out []string
	for _, line := range x.SetCookie {
		if value, ok := strings.CutPrefix(line, "connect.sid="); ok {
			if strings.HasPrefix(value, ";") {
				out = append(out, "delete")
			} else {
				out = append(out, "set")
			}
		}
	}
	return strings.Join(out, ",")
}
