package cluster

import (
	"net/http"

	"authlab/sim/auth"
	"authlab/sim/snapshot"
)

// design is one value of auth: its name, and how a server's handler is built.
type design struct {
	name  string
	build func(s *server, env *auth.Env, own *Config) http.Handler
}

// designs are all there are, in the order of the help.
func designs() []design {
	return []design{
		{"none", func(_ *server, env *auth.Env, _ *Config) http.Handler { return auth.NewNone(env) }},
		{"password", func(_ *server, env *auth.Env, _ *Config) http.Handler { return auth.NewPassword(env) }},
		{"session", buildSession},
		{"jwt", buildJWT},
		{"refresh", buildRefresh},
		{"stateful-jwt", buildStatefulJWT},
		{"bff", buildBFF},
		{"sample", buildSample},
	}
}

func designNames() (names []string) {
	for _, d := range designs() {
		names = append(names, d.name)
	}
	return names
}

func buildSession(s *server, env *auth.Env, own *Config) http.Handler {
	s.keys = sessionKeysOf(own)
	return auth.NewSession(env, &own.Session)
}

func buildJWT(s *server, env *auth.Env, own *Config) http.Handler {
	s.giveTokenKeys(env, own)
	return auth.NewJWT(env, &own.Token, own.Session.Attributes())
}

func buildRefresh(s *server, env *auth.Env, own *Config) http.Handler {
	s.giveTokenKeys(env, own)
	return auth.NewRefresh(env, &own.Token, &own.Refresh, own.Session.Absolute, own.Session.Attributes())
}

func buildStatefulJWT(s *server, env *auth.Env, own *Config) http.Handler {
	s.giveTokenKeys(env, own)
	return auth.NewStatefulJWT(env, &own.Token, &own.State, &own.Refresh, own.Session.Attributes())
}

func buildBFF(s *server, env *auth.Env, own *Config) http.Handler {
	session := sessionKeysOf(own)
	s.giveTokenKeys(env, own)
	s.keys = append(session, s.keys...)
	return auth.NewBFF(env, &own.Session, &own.Token, &own.Refresh)
}

func buildSample(s *server, env *auth.Env, own *Config) http.Handler {
	session := sessionKeysOf(own)
	s.giveTokenKeys(env, own)
	s.keys = append(session, s.keys...)
	return auth.NewSample(env, &own.Session, &own.Token)
}

func sessionKeysOf(own *Config) []snapshot.Key {
	return []snapshot.Key{{ID: "session-secret", Alg: "HMAC-SHA256", Tag: fingerprint(own.Session.Secret), Mint: true}}
}
