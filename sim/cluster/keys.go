package cluster

import (
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/snapshot"
	"authlab/sim/token"
)

// giveTokenKeys gives a handler what its server signs and verifies with at present.
func (s *server) giveTokenKeys(env *auth.Env, own *Config) {
	var keys []token.Key
	for i, secret := range secrets(&own.Token) {
		key, err := token.Secret("", []byte(secret))
		if err != nil {
			// The option has checked the length.
			panic("cluster: " + err.Error())
		}
		keys = append(keys, key)
		s.keys = append(s.keys, snapshot.Key{ID: "jwt-secret", Alg: token.HS256, Tag: fingerprint(secret), Mint: i == 0})
	}
	verifier, err := token.NewVerifier(token.Rules{Keys: keys, Leeway: own.Token.Leeway, AllowForever: !own.Token.RequireExp,
		Clock: func() time.Time { return timeOf(s.now()) }})
	if err != nil {
		// There is a key and a clock.
		panic("cluster: " + err.Error())
	}
	env.Signer, env.Verifier = keys[0], verifier
}

// secrets are the one a server signs with and those it still accepts.
func secrets(o *token.Options) []string {
	out := []string{o.Secret}
	if o.OldSecrets != "" {
		out = append(out, strings.Split(o.OldSecrets, ",")...)
	}
	return out
}
