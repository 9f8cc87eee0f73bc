package auth

import (
	"time"

	"authlab/sim/option"
)

// RefreshOptions are the keys of refresh tokens.
type RefreshOptions struct {
	// TTL is the life of one refresh token; each rotation begins it anew.
	TTL time.Duration
	// Grace is how long after its use a refresh token still passes, for races.
	Grace time.Duration
}

// RefreshKeys declares the keys of refresh tokens.
func RefreshKeys() *option.Table[RefreshOptions] {
	t := &option.Table[RefreshOptions]{Group: "refresh tokens"}
	t.Duration("refresh-ttl", "8h", "Life of a refresh token; absolute bounds the family.", nil,
		func(o *RefreshOptions) *time.Duration { return &o.TTL })
	t.Duration("refresh-grace", "0s", "How long after its use a refresh token is still taken for a race, not for a theft.", nil,
		func(o *RefreshOptions) *time.Duration { return &o.Grace })
	return t
}
