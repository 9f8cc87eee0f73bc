package flight

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSleepersOverlapInOrderOfTheirTimes(t *testing.T) {
	var s Scheduler
	defer s.Close()
	var log []string
	for _, c := range []struct {
		name string
		d    time.Duration
	}{{"slow", 3}, {"quick", 1}, {"middle", 2}} {
		s.Go(nil, JobFunc(func(f *Flight) {
			log = append(log, c.name+" starts")
			f.Sleep(c.d)
			log = append(log, c.name+" ends")
		}))
	}
	for s.Step() {
	}
	want := "slow starts,quick starts,middle starts,quick ends,middle ends,slow ends"
	if got := strings.Join(log, ","); got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if s.Now() != 3 {
		t.Errorf("clock at %d, want 3", s.Now())
	}
}

func TestAbortUnwindsAParkedFlightAndItsWorkerIsUsedAgain(t *testing.T) {
	var s Scheduler
	defer s.Close()
	cleaned, finished := false, false
	f := s.Go(nil, JobFunc(func(f *Flight) {
		defer func() { cleaned = true }()
		f.Sleep(time.Second)
		finished = true
	}))
	f.Abort()
	if !cleaned || finished || !f.Ended() {
		t.Fatalf("cleaned %v finished %v ended %v after Abort", cleaned, finished, f.Ended())
	}
	ran := false
	s.Go(nil, JobFunc(func(*Flight) { ran = true }))
	if !ran || len(s.workers) != 1 {
		t.Errorf("ran %v with %d coroutines, want one reused", ran, len(s.workers))
	}
	if s.Step() {
		t.Error("the aborted sleep is still queued")
	}
}

func TestAFlightThatAbortsItselfUnwinds(t *testing.T) {
	var s Scheduler
	defer s.Close()
	after := false
	f := s.Go(nil, JobFunc(func(f *Flight) { f.Abort(); after = true }))
	if after || !f.Ended() {
		t.Errorf("went on after its own abort")
	}
}

func TestAnyOtherPanicGoesOn(t *testing.T) {
	var s Scheduler
	defer func() {
		if r := recover(); r != "fault" {
			t.Errorf("recovered %v, want the handler's own panic", r)
		}
	}()
	s.Go(nil, JobFunc(func(*Flight) { panic("fault") }))
}

func TestCloseEndsParkedFlights(t *testing.T) {
	var s Scheduler
	unwound := false
	s.Go(nil, JobFunc(func(f *Flight) { defer func() { unwound = true }(); f.Park() }))
	s.Close()
	if !unwound {
		t.Error("a parked flight outlived Close")
	}
}

func TestContextLeadsBackToTheFlight(t *testing.T) {
	var s Scheduler
	defer s.Close()
	s.Go(nil, JobFunc(func(f *Flight) {
		r := (&http.Request{}).WithContext(f)
		if From(r.Context()) != f {
			t.Error("From does not find the flight")
		}
	}))
}

func TestQueueRunsByTimeThenByOrderWhateverIsStopped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Scheduler
		type due struct {
			at  time.Duration
			seq int
		}
		var ran []due
		var timers []Timer
		delays := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 60).Draw(t, "delays")
		for i, d := range delays {
			timers = append(timers, s.After(time.Duration(d), Func(func() { ran = append(ran, due{time.Duration(d), i}) })))
		}
		stopped := map[int]bool{}
		for _, i := range rapid.SliceOf(rapid.IntRange(0, len(delays)-1)).Draw(t, "stopped") {
			s.Stop(timers[i])
			stopped[i] = true
		}
		for s.Step() {
		}
		if len(ran) != len(delays)-len(stopped) {
			t.Fatalf("%d ran, want %d", len(ran), len(delays)-len(stopped))
		}
		for i := 1; i < len(ran); i++ {
			a, b := ran[i-1], ran[i]
			if a.at > b.at || a.at == b.at && a.seq > b.seq {
				t.Fatalf("%v ran before %v", a, b)
			}
		}
	})
}

func BenchmarkSwitch(b *testing.B) {
	var s Scheduler
	defer s.Close()
	f := s.Go(nil, JobFunc(func(f *Flight) {
		for {
			f.Park()
		}
	}))
	b.ReportAllocs()
	for b.Loop() {
		f.Run()
	}
}
