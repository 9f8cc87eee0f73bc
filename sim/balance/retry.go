package balance

import "time"

// Retry is what the balancer does after a refused connection.
type Retry struct {
	// GiveUp ends the request with 503; the other fields are then zero.
	GiveUp bool
	// Wait comes before the next attempt.
	Wait time.Duration
	// Redispatch asks the policy again, with the failed server to be avoided;
	// otherwise the same server is tried.
	Redispatch bool
}

// retryDelay is HAProxy's pause before the same server is tried again.
const retryDelay = time.Second

// Retry plans what follows the attempt-th refused connection of a request,
// counted from 1. fixed is the failed choice's Fixed; up is the number of
// servers believed up.
//
// A request that any server may take goes on to the next one at once. One that
// belongs to a server by cookie or hash waits for it and may leave only on the
// last attempt. With a single server up there is nowhere to go.
func (o Options) Retry(attempt, up int, fixed bool) Retry {
	if attempt > o.Retries {
		return Retry{GiveUp: true}
	}
	if o.Redispatch && up > 1 && (!fixed || attempt == o.Retries) {
		return Retry{Redispatch: true}
	}
	return Retry{Wait: min(retryDelay, o.ConnectTimeout)}
}
