package balance

// sticky keeps a client at the server its SRV cookie names, as long as that one
// is up; everyone else takes a turn and gets a cookie ("cookie SRV insert
// indirect nocache").
type sticky struct{}

func (sticky) Name() string { return Sticky }

func (sticky) Next(pool *Pool) string { return pool.head() }

func (sticky) Choose(req Request, pool *Pool, avoid string) Choice {
	if req.Pin != "" && req.Pin != avoid && pool.IsUp(req.Pin) {
		return Choice{Server: req.Pin, Why: "its cookie names it", Fixed: true}
	}
	server := pool.turn(avoid)
	why := "its turn, and a new pin"
	switch {
	case server == "":
		return Choice{Why: nobody}
	case server == req.Pin:
		return Choice{Server: server, Why: "its cookie names it", Fixed: true}
	case req.Pin != "":
		why = "the server of its cookie is gone: its turn, and a new pin"
	}
	return Choice{Server: server, Why: why, Pin: true}
}

// PinCookie is the name of the cookie that pins a client to a server.
const PinCookie = "SRV"

// PinValue is the Set-Cookie value that pins a client to a server.
func PinValue(server string) string { return PinCookie + "=" + server + "; path=/" }
