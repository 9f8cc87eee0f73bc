package balance

// leastConnections picks the server with the fewest requests. Ties go to
// the one that waits longest, so without concurrency the two policies agree.
type leastConnections struct{}

func (leastConnections) Name() string { return LeastConnections }

func (leastConnections) Next(pool *Pool) string {
	if i := least(pool, ""); i >= 0 {
		return pool.queue[i]
	}
	return ""
}

func (leastConnections) Choose(_ Request, pool *Pool, avoid string) Choice {
	i := least(pool, avoid)
	if i < 0 {
		return Choice{Why: nobody}
	}
	return Choice{Server: pool.requeue(i), Why: "fewest requests"}
}

// least is the place in the queue of the least busy server, -1 if there is none.
func least(pool *Pool, avoid string) int {
	best := -1
	for i, s := range pool.queue {
		if s == avoid && len(pool.queue) > 1 {
			continue
		}
		if best < 0 || pool.active[s] < pool.active[pool.queue[best]] {
			best = i
		}
	}
	return best
}
