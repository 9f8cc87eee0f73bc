package export

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

func archived(t *testing.T, source string, options HAROptions) (string, harLog) {
	t.Helper()
	var out bytes.Buffer
	if err := HAR(&out, run(t, source), options); err != nil {
		t.Fatal(err)
	}
	var file harFile
	decoder := json.NewDecoder(strings.NewReader(out.String()))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	return out.String(), file.Log
}

// needed are the members HAR 1.2 asks for, with a value of the JSON type they have.
var needed = map[string]map[string]any{
	"log":      {"version": "", "creator": object{}, "entries": list{}},
	"creator":  {"name": "", "version": ""},
	"entry":    {"startedDateTime": "", "time": 0.0, "request": object{}, "response": object{}, "cache": object{}, "timings": object{}},
	"request":  {"method": "", "url": "", "httpVersion": "", "cookies": list{}, "headers": list{}, "queryString": list{}, "headersSize": 0.0, "bodySize": 0.0},
	"response": {"status": 0.0, "statusText": "", "httpVersion": "", "cookies": list{}, "headers": list{}, "content": object{}, "redirectURL": "", "headersSize": 0.0, "bodySize": 0.0},
	"content":  {"size": 0.0, "mimeType": ""},
	"timings":  {"send": 0.0, "wait": 0.0, "receive": 0.0},
}

type (
	object = map[string]any
	list   = []any
)

func checkMembers(t *testing.T, kind string, o object) {
	t.Helper()
	for name, like := range needed[kind] {
		switch got := o[name]; like.(type) {
		case string:
			if _, ok := got.(string); !ok {
				t.Errorf("%s.%s is %v, not a string", kind, name, got)
			}
		case float64:
			if _, ok := got.(float64); !ok {
				t.Errorf("%s.%s is %v, not a number", kind, name, got)
			}
		case list:
			if _, ok := got.(list); !ok {
				t.Errorf("%s.%s is %v, not an array", kind, name, got)
			}
		default:
			if member, ok := got.(object); !ok {
				t.Errorf("%s.%s is %v, not an object", kind, name, got)
			} else {
				checkMembers(t, name, member)
			}
		}
	}
}

func TestArchiveOfEveryScenario(t *testing.T) {
	for _, file := range scenarioFiles(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, log := archived(t, string(source), HAROptions{})
			again, _ := archived(t, string(source), HAROptions{})
			if text != again {
				t.Error("two runs of one scenario differ")
			}
			var raw struct{ Log object }
			if err := json.Unmarshal([]byte(text), &raw); err != nil {
				t.Fatal(err)
			}
			checkMembers(t, "log", raw.Log)
			for _, e := range raw.Log["entries"].(list) {
				checkMembers(t, "entry", e.(object))
			}
			before := time.Time{}
			for _, e := range log.Entries {
				before = checkEntry(t, e, before)
			}
		})
	}
}

// checkEntry holds an entry against itself and answers when it started.
func checkEntry(t *testing.T, e harEntry, before time.Time) time.Time {
	t.Helper()
	started, err := time.Parse(time.RFC3339, e.Started)
	if err != nil || started.Before(event.Epoch) || started.Before(before) {
		t.Errorf("%s starts at %q, after %v: %v", e.Comment, e.Started, before, err)
	}
	sum := e.Timings.Send + e.Timings.Wait + e.Timings.Receive
	if difference := sum - e.Time; difference > 1e-6 || difference < -1e-6 || min(e.Timings.Send, e.Timings.Wait, e.Timings.Receive) < 0 {
		t.Errorf("%s: %v ms are not the sum of %+v", e.Comment, e.Time, e.Timings)
	}
	if !strings.HasPrefix(e.Request.URL, "https://app.example/") && !strings.HasPrefix(e.Request.URL, "http://app.example/") {
		t.Errorf("%s: url %s", e.Comment, e.Request.URL)
	}
	if e.Response.Status != 0 && (e.Response.HTTPVersion != "HTTP/1.1" || e.Response.HeadersSize <= 0) {
		t.Errorf("%s: %+v", e.Comment, e.Response)
	}
	if e.Response.Content.Size != max(0, e.Response.BodySize) {
		t.Errorf("%s: content of %d bytes in a body of %d", e.Comment, e.Response.Content.Size, e.Response.BodySize)
	}
	return started
}

func TestArchiveOfALogin(t *testing.T) {
	_, log := archived(t, "cluster servers=1 cookie-max-age=1h\nalice POST /login\nalice GET /slow ms=300\n", HAROptions{Version: "v1.2.3", IncludeSecrets: true})
	if log.Version != "1.2" || log.Creator != (harCreator{"authlab", "v1.2.3"}) || len(log.Entries) != 2 {
		t.Fatalf("%+v", log)
	}
	login, slow := log.Entries[0], log.Entries[1]
	if login.Request.PostData == nil || login.Request.PostData.MimeType != "application/json" || login.Request.BodySize != len(login.Request.PostData.Text) {
		t.Errorf("what the login posts: %+v", login.Request)
	}
	if len(login.Response.Cookies) != 1 {
		t.Fatalf("cookies of the login: %+v", login.Response.Cookies)
	}
	cookie := login.Response.Cookies[0]
	want := harCookie{Name: "connect.sid", Value: cookie.Value, Path: "/", Expires: "2026-01-01T01:00:00Z", HTTPOnly: true, Secure: true, SameSite: "Lax"}
	if cookie != want || !strings.HasPrefix(cookie.Value, "s%3A") {
		t.Errorf("cookie %+v, want %+v", cookie, want)
	}
	if slow.Request.URL != "https://app.example/slow?ms=300" || len(slow.Request.QueryString) != 1 || slow.Request.QueryString[0] != (harPair{"ms", "300"}) {
		t.Errorf("the slow request: %+v", slow.Request)
	}
	if len(slow.Request.Cookies) != 1 || slow.Request.Cookies[0] != (harPair{"connect.sid", cookie.Value}) {
		t.Errorf("cookies of the slow request: %+v", slow.Request.Cookies)
	}
	if slow.Timings.Send != 5 || slow.Timings.Wait != 301 || slow.Timings.Receive != 6 || slow.Time != 312 {
		t.Errorf("timings of the slow request: %+v, %v", slow.Timings, slow.Time)
	}
}

func TestArchiveOfTrouble(t *testing.T) {
	_, log := archived(t, `cluster servers=1 store=redis store-errors=500 timeout=1s
alice GET http:///public
alice POST /login
pause store
alice GET /profile
kill s1
alice GET /profile
`, HAROptions{})
	if plain := log.Entries[0]; plain.Request.URL != "http://app.example/public" {
		t.Errorf("a plain request goes to %s", plain.Request.URL)
	}
	late, refused := log.Entries[2], log.Entries[3]
	if late.Response.Status != 504 || late.Error != "gateway-timeout" || late.Server != "" || late.Time < 1000 {
		t.Errorf("a server that does not answer: %+v", late)
	}
	if refused.Response.Status != 503 || refused.Error != "no-server" || refused.Response.Content.MimeType != "text/html" {
		t.Errorf("no server: %+v", refused)
	}
}

// An answer may never come: HAR writes that with the status 0.
func TestArchiveOfAnUnansweredRequest(t *testing.T) {
	request := &event.Message{StartLine: "GET /public HTTP/1.1", Header: []string{"Host: app.example"}, Bytes: 40}
	sent := event.Event{Kind: event.RequestSent, Flight: 1, At: 2 * time.Second, Message: request}
	command := scenario.CommandResult{Exchange: &cluster.Exchange{Flight: 1, SentAt: 2 * time.Second}}
	for _, c := range []struct {
		last event.Event
		why  string
	}{
		{event.Event{Kind: event.TimePassed, At: 5 * time.Second}, "no-answer"},
		{event.Event{Kind: event.ResponseDropped, Flight: 1, At: 5 * time.Second}, "response-dropped"},
	} {
		a := &archive{}
		a.read([]cluster.Step{{Event: sent}, {Event: c.last}})
		e := a.entry(command, a.trips[1])
		if e.Response.Status != 0 || e.Error != c.why || e.Time != 3000 || e.Response.HeadersSize != -1 {
			t.Errorf("%s: %+v", c.why, e)
		}
		checkEntry(t, e, event.Epoch)
	}
}

func TestInvisibleCharactersAreEscaped(t *testing.T) {
	if got := visible("a\u009db\u202e\U000e0041\n"); got != `a\u009db\u202e\udb40\udc41`+"\n" {
		t.Errorf("%q", got)
	}
}
