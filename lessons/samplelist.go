package lessons

// What the lines to try say again and again.
const (
	atServer  = " localhost:3000"
	withJar   = "curl -i -b jar -c jar"
	withToken = `curl -i -H "Authorization: Bearer $T"`
	byPost    = " -X POST"
	asAlice   = ` --json '{"user":"alice","password":"correct-horse"}'`
	getToken  = `T=$(curl -s` + asAlice + atServer + `/login | sed 's/.*"token":"\([^"]*\).*/\1/')`
)

// Samples lists the programs, each design in Express and in Go.
func Samples() []Sample {
	return append(expressSamples(), goSamples()...)
}

func expressSamples() []Sample {
	session, signing := []string{"SESSION_SECRET"}, []string{"JWT_SECRET"}
	return []Sample{
		{Name: "express-password", About: "no state: the password with every request", Main: "express/password.js", Try: tryPassword()},
		{Name: "express-session", About: "sessions in the memory of one server", Main: "express/session.js", Secrets: session, Cookies: true, Try: trySession()},
		{Name: "express-session-redis", About: "sessions in redis; 503 when it cannot be asked", Main: "express/session-redis.js", Needs: "It needs redis at REDIS_URL, by default redis://localhost:6379.", Secrets: session, Cookies: true, Try: trySession()},
		{Name: "express-cookies", About: "a cookie with every protection, and a guard", Main: "express/cookies.js", Secrets: session, Cookies: true, Try: tryCookies()},
		{Name: "express-jwt", About: "stateless tokens, and what is refused", Main: "express/jwt.js", Secrets: signing, Try: tryToken()},
		{Name: "express-activity", About: "a token made, read, verified; a wrong secret", Main: "express/activity.js"},
		{Name: "express-stateful-jwt", About: "tokens that a row, version or denylist ends", Main: "express/stateful-jwt.js", Secrets: signing, Try: tryStateful()},
		{Name: "express-refresh", About: "short tokens, and refresh tokens that rotate", Main: "express/refresh.js", Beside: []string{"express/refresh-client.js"}, Secrets: signing, Cookies: true, Try: tryRefresh()},
		{Name: "express-keys", About: "an issuer that rotates keys, and a verifier", Main: "express/keys.js", Try: tryToken()},
		{Name: "express-cost", About: "what a signature costs on your own machine", Main: "express/cost.js"},
		{Name: "express-both", About: "sessions and tokens side by side", Main: "express/both.js", Secrets: append(session, signing...), Cookies: true, Try: tryBoth()},
		{Name: "express-seed-session", About: "FAULTY: fixation, and a logout that ends nothing", Main: "express/seed-session.js", Try: tryFixation()},
		{Name: "express-seed-jwt", About: "FAULTY: tokens signed and verified badly", Main: "express/seed-jwt.js", Try: []string{
			"curl -i" + atServer + "/protected                               # 500",
			"curl -i -H 'Authorization: Bearer x'" + atServer + "/token-profile  # 403",
		}},
		{Name: "express-seed-stateful", About: "FAULTY: a row is asked, errors are not caught", Main: "express/seed-stateful.js", Try: []string{
			"curl -i -H 'Authorization: Bearer x'" + atServer + "/protected  # 500",
		}},
		{Name: "express-seed-both", About: "FAULTY: both, with all left to defaults", Main: "express/seed-both.js", Try: []string{
			"curl -i" + atServer + "/session-profile                         # 401, and a cookie",
			"curl -i -H 'Authorization: Bearer x'" + atServer + "/token-profile  # 403",
		}},
	}
}

func goSamples() []Sample {
	signing := []string{"JWT_SECRET"}
	return []Sample{
		{Name: "go-password", About: "no state: the password with every request", Main: "go/password", Try: tryPassword()},
		{Name: "go-session", About: "sessions in the memory of one server", Main: "go/session", Cookies: true, Try: trySession()},
		{Name: "go-store", About: "sessions in a store; 503 when it cannot be asked", Main: "go/store", Cookies: true, Try: trySession()},
		{Name: "go-cookies", About: "a cookie with every protection, and a guard", Main: "go/cookies", Cookies: true, Try: tryCookies()},
		{Name: "go-jwt", About: "stateless tokens, and what is refused", Main: "go/jwt", Secrets: signing, Try: tryToken()},
		{Name: "go-stateful-jwt", About: "tokens that a row, version or denylist ends", Main: "go/stateful-jwt", Secrets: signing, Try: tryStateful()},
		{Name: "go-refresh", About: "short tokens, and refresh tokens that rotate", Main: "go/refresh", Secrets: signing, Cookies: true, Try: tryRefresh()},
		{Name: "go-keys", About: "an issuer that rotates keys, and a verifier", Main: "go/keys", Try: tryToken()},
		{Name: "go-cost", About: "what a signature costs on your own machine", Main: "go/cost"},
		{Name: "go-both", About: "sessions and tokens side by side", Main: "go/both", Secrets: signing, Cookies: true, Try: tryBoth()},
	}
}

func tryPassword() []string {
	return []string{
		"curl -i" + atServer + "/profile                           # 401",
		"curl -i -u alice:correct-horse" + atServer + "/profile    # 200",
		"curl -i -u alice:correct-horse" + atServer + "/admin      # 403",
	}
}

func trySession() []string {
	return []string{
		withJar + asAlice + atServer + "/login",
		"cp jar loot; " + withJar + atServer + "/profile  # 200",
		withJar + byPost + atServer + "/logout",
		"curl -i -b loot" + atServer + "/profile  # 401: the copy is dead",
	}
}

func tryFixation() []string {
	return []string{
		withJar + atServer + "/profile                 # 401, and a cookie",
		"cp jar planted; " + withJar + asAlice + atServer + "/login",
		"curl -i -b planted" + atServer + "/profile    # 200: the ID stayed",
	}
}

func tryCookies() []string {
	return []string{
		withJar + asAlice + atServer + "/login",
		withJar + byPost + atServer + "/transfer  # 204",
		withJar + byPost + " -H 'Sec-Fetch-Site: same-site'" + atServer + "/transfer  # 403",
	}
}

func tryToken() []string {
	return []string{
		getToken,
		withToken + atServer + "/profile  # 200",
		`curl -i -H "Authorization: Basic $T"` + atServer + "/profile  # 401",
		"curl -i" + atServer + "/profile  # 401",
	}
}

func tryStateful() []string {
	return []string{
		getToken,
		withToken + atServer + "/profile  # 200",
		withToken + byPost + atServer + "/logout",
		withToken + atServer + "/profile  # 401: the row is gone",
	}
}

func tryRefresh() []string {
	return []string{
		"curl -i -c old" + asAlice + atServer + "/login",
		"curl -i -b old -c new" + byPost + atServer + "/refresh  # 200",
		"curl -i -b old" + byPost + atServer + "/refresh         # 400: used before",
		"curl -i -b new" + byPost + atServer + "/refresh         # 400: the family is revoked",
	}
}

func tryBoth() []string {
	return []string{
		withJar + asAlice + atServer + "/session-login",
		withJar + atServer + "/session-profile  # 200",
		"curl -i" + asAlice + atServer + "/token-login",
		withJar + atServer + "/token-profile    # 401: the other door",
	}
}
