package keyset

import "authlab/sim/token"

// PublicJWK is the public half as a JWK (RFC 7517), "" for a secret, which has none: what is
// written must be read as the same key.
func PublicJWK(key token.Key) string {
	required := publicMembers(key)
	if required == nil {
		return ""
	}
	for _, m := range [][2]string{{"kid", key.ID}, {"alg", key.Algorithm}, {"use", "sig"}} {
		if m[1] != "" {
			required = append(required, m)
		}
	}
	return object(required)
}
