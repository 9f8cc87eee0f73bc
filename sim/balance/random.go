package balance

import "math/rand/v2"

// random draws two servers and takes the less busy one, the first where they
// are equal, as HAProxy's "balance random" does.
type random struct{ r *rand.Rand }

func (random) Name() string { return Random }

func (random) Next(*Pool) string { return "" }

func (p random) Choose(_ Request, pool *Pool, avoid string) Choice {
	n := len(pool.alive)
	if n == 0 {
		return Choice{Why: nobody}
	}
	first, second := p.draw(pool, avoid), p.draw(pool, avoid)
	if pool.active[second] < pool.active[first] {
		first = second
	}
	return Choice{Server: first, Why: "drawn at random"}
}

// draw picks one server; where avoid is among several it picks one of the others.
func (p random) draw(pool *Pool, avoid string) string {
	n := len(pool.alive)
	if n == 1 {
		return pool.alive[0]
	}
	for i, s := range pool.alive {
		if s == avoid {
			return pool.alive[(i+1+p.r.IntN(n-1))%n]
		}
	}
	return pool.alive[p.r.IntN(n)]
}
