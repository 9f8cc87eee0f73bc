// Package keyset reads keys as people have them: a secret as text, hex or base64, a
// PEM block, a JWK or a JWK Set (RFC 7517).
package keyset

import "authlab/sim/token"

// Read makes keys of the contents of a file or of what was typed. algorithm is the one
// they are for; "" leaves it to the key: the alg of a JWK, or token.Natural.
func Read(data []byte, algorithm string) (Set, error) {
	if algorithm == "" {
		algorithm = token.Natural(data)
	}
	key, err := token.NewKey("", algorithm, data)
	if err != nil {
		return Set{}, err
	}
	return Set{Keys: []token.Key{key}}, nil
}

// Set is what was read.
type Set struct {
	Keys []token.Key
	// Notes are what a reader should know: a key left out and why, a private key that was given
	// where a public one would do. One sentence each.
	Notes []string
}
