package cluster

import (
	"encoding/json"
	"net/http"
	"net/url"

	"authlab/sim/flight"
)

// silent is a ResponseWriter that keeps the status, and what an answer 200 says.
type silent struct {
	header http.Header
	status int
	body   []byte
}

func (s *silent) Header() http.Header { return s.header }
func (s *silent) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
}
func (s *silent) Write(b []byte) (int, error) {
	s.WriteHeader(http.StatusOK)
	if s.status == http.StatusOK {
		s.body = append(s.body, b...)
	}
	return len(b), nil
}

// probed is what came of a request that nobody draws.
type probed struct {
	status int
	// profile is the body of an answer 200.
	profile []byte
	// reads of the shared store.
	reads int
}

// user is whose profile it is.
func (p probed) user() string {
	var profile struct{ User string }
	// The profile of a design that has none names nobody.
	_ = json.Unmarshal(p.profile, &profile)
	return profile.User
}

// probe asks the server's handler for the profile with a header line of an attacker's
// making. Time passes if the handler asks a shared store.
func (s *server) probe(name, value string) probed {
	w := s.world
	recording := w.recording
	w.recording = false
	defer func() { w.recording = recording }()
	out := &silent{header: http.Header{}}
	r := (&http.Request{Method: http.MethodGet, URL: profileURL, Host: host, Body: http.NoBody,
		Header: http.Header{name: {value}, "X-Forwarded-Proto": {"https"}}})
	p := &passage{world: w, exchange: &Exchange{}, settled: true}
	f := w.scheduler.Go(p, flight.JobFunc(func(f *flight.Flight) { s.handler.ServeHTTP(out, r.WithContext(f)) }))
	for end := w.scheduler.Now() + w.config.Balance.Timeout; !f.Ended(); {
		if w.scheduler.Now() >= end || !w.scheduler.Step() {
			f.Abort()
		}
	}
	return probed{out.status, out.body, f.StoreReads}
}

var profileURL = &url.URL{Path: "/profile"}
