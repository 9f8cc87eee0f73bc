package balance

type roundRobin struct{}

func (roundRobin) Name() string { return RoundRobin }

func (roundRobin) Next(pool *Pool) string { return pool.head() }

func (roundRobin) Choose(_ Request, pool *Pool, avoid string) Choice {
	server := pool.turn(avoid)
	if server == "" {
		return Choice{Why: nobody}
	}
	return Choice{Server: server, Why: "its turn"}
}
