package compare

import "strings"

// Preset is a design under a name.
type Preset struct {
	Name string // as typed, "shared-session"
	Design
	Doc string // one sentence
}

// Presets are the usual designs, from nothing shared to everything.
func Presets() []Preset {
	return []Preset{
		{"local-session", Design{"local session", "auth=session store=memory"}, "Sessions in each server's own memory, requests in turn."},
		{"sticky-session", Design{"sticky session", "auth=session store=memory balancer=sticky"}, "Sessions in each server's own memory; the balancer keeps a client at its server."},
		{"shared-session", Design{"shared session", "auth=session store=redis"}, "Sessions in one store that all servers ask."},
		{"jwt", Design{"JWT", "auth=jwt"}, "A signed token that lives 15 minutes; the servers keep the key and nothing else."},
		{"jwt-rs256", Design{"JWT, RS256", "auth=jwt alg=RS256"}, "The same, signed with a private key and verified with the public one."},
		{"refresh", Design{"JWT + refresh", "auth=refresh store=redis access-ttl=1m"}, "A token of one minute, renewed with a rotating refresh token from a store."},
		{"stateful-jwt", Design{"stateful JWT", "auth=stateful-jwt store=redis"}, "A signed token, and a row that is asked for at every request."},
		{"denylist", Design{"JWT + denylist", "auth=stateful-jwt check=denylist store=redis"}, "A signed token, refused if the login it names stands in a list."},
		{"bff", Design{"BFF", "auth=bff store=redis"}, "The browser holds a session cookie, the backend for the frontend holds the tokens."},
	}
}

// Script is a course of events that designs are compared by.
type Script struct {
	Name string // as typed, "theft"
	// Title is how it reads in a list, Doc what it is about, one sentence.
	Title, Doc string
	Text       string // scenario text without a cluster line
}

// Scripts are ready-made courses of events.
func Scripts() []Script {
	return []Script{
		{"day", "An ordinary day", "Two users log in, read, and one of them leaves.",
			"alice POST /login\nbob POST /login\nalice GET /profile\nbob GET /profile\nalice GET /profile\nbob GET /profile\nbob POST /logout\nbob GET /profile\nalice GET /profile\n"},
		{"theft", "A stolen credential", "A credential is copied; its owner logs out, and the copy is tried at once and later.",
			"alice POST /login\nalice GET /profile\ncopy alice as loot\nmallory GET /profile with=loot\nalice POST /logout\nalice GET /profile\nmallory GET /profile with=loot\nwait 10m\nmallory GET /profile with=loot\nwait 10m\nmallory GET /profile with=loot\n"},
		{"server-dies", "A server dies", "Two users work, one of three servers dies and comes back empty.",
			"alice POST /login\nbob POST /login\nalice GET /profile\nbob GET /profile\nkill s1\nwait 10s\nalice GET /profile\nbob GET /profile\nstart s1\nwait 10s\nalice GET /profile\nbob GET /profile\nalice GET /profile\nbob GET /profile\n"},
		{"store-dies", "The store dies", "The shared store is gone for a while, where there is one.",
			"alice POST /login\nalice GET /profile\nkill store\nalice GET /profile\nwait 2m\nalice GET /profile\nbob POST /login\nstart store\nwait 10s\nalice GET /profile\n"},
		{"demotion", "A role is taken away", "An administrator loses the role while logged in.",
			"root POST /login\nroot GET /admin\ndemote root\nroot GET /admin\nwait 16m\nroot GET /admin\nroot POST /login\nroot GET /admin\n"},
		{"everyone-out", "Logging out everywhere", "One user is logged in twice, and an administrator ends both.",
			"alice POST /login device=laptop\nphone POST /login user=alice device=phone\nalice GET /profile\nphone GET /profile\nroot POST /login\nroot POST /revoke user=alice\nalice GET /profile\nphone GET /profile\nwait 16m\nphone GET /profile\n"},
	}
}

// FindDesign answers the preset of that name, or a design of settings, which hold a "=".
func FindDesign(text string) (Design, bool) {
	for _, p := range Presets() {
		if p.Name == text {
			return p.Design, true
		}
	}
	if strings.Contains(text, "=") {
		return Design{Title: text, Settings: text}, true
	}
	return Design{}, false
}
