package auth

import "time"

// Verdicts is what one server remembers of the store's good answers about tokens.
// It lives in the server's process and dies with it. A refusal is not kept: it
// cannot get better, and whoever forges tokens could fill the memory with them.
type Verdicts struct {
	given map[verdict]time.Duration
	// order holds every answer, oldest first, so that it can be forgotten in time.
	order []givenVerdict
}

// verdict names the token that an answer was about, by all that was asked for.
type verdict struct {
	user, id string
	version  int64
}

type givenVerdict struct {
	about verdict
	at    time.Duration
}

// age answers how old the good answer about a token is; false if there is none
// younger than limit. An answer whose age is the limit is too old.
func (v *Verdicts) age(about verdict, now, limit time.Duration) (time.Duration, bool) {
	at, ok := v.given[about]
	return now - at, ok && fresh(now-at, limit)
}

func fresh(age, limit time.Duration) bool { return 0 <= age && age < limit }

// keep remembers a good answer that was given now, and forgets those that are too old.
func (v *Verdicts) keep(about verdict, now, limit time.Duration) {
	for len(v.order) > 0 && !fresh(now-v.order[0].at, limit) {
		if oldest := v.order[0]; v.given[oldest.about] == oldest.at {
			delete(v.given, oldest.about)
		}
		v.order = v.order[1:]
	}
	if v.given == nil {
		v.given = map[verdict]time.Duration{}
	}
	v.given[about] = now
	v.order = append(v.order, givenVerdict{about, now})
}

// forget drops what is known of a user's tokens.
func (v *Verdicts) forget(user string) {
	var kept []givenVerdict
	for _, g := range v.order {
		if g.about.user == user {
			delete(v.given, g.about)
		} else {
			kept = append(kept, g)
		}
	}
	v.order = kept
}

// Clear forgets everything: the process is gone.
func (v *Verdicts) Clear() { *v = Verdicts{} }

// Given is when the answers were given, oldest first, each about another token. Some may
// be too old to be used.
func (v *Verdicts) Given() []time.Duration {
	var at []time.Duration
	for _, g := range v.order {
		if v.given[g.about] == g.at {
			at = append(at, g.at)
		}
	}
	return at
}

// Len counts the answers held.
func (v *Verdicts) Len() int { return len(v.given) }
