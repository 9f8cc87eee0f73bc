package token

import (
	"fmt"
	"strings"
	"time"

	"authlab/sim/option"
)

// Options are the keys of signed tokens.
type Options struct {
	// AccessTTL is the life of an access token.
	AccessTTL time.Duration
	// Leeway is what a verifier allows for clocks that differ.
	Leeway time.Duration
	// Secret signs and verifies; "" leaves the choice to the cluster's seed.
	Secret string
	// OldSecrets is a comma list of secrets also accepted when verifying.
	OldSecrets string
	// Carrier is where the client sends the token.
	Carrier string
	// RequireExp refuses tokens without exp.
	RequireExp bool
	// NotBefore adds an nbf claim to new tokens.
	NotBefore bool
}

// Keys declares the token keys.
func Keys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "token"}
	t.Duration("access-ttl", "15m", "Life of an access token, in whole seconds.", nil,
		func(o *Options) *time.Duration { return &o.AccessTTL })
	t.Duration("leeway", "0s", "How far a verifier lets clocks differ.", nil,
		func(o *Options) *time.Duration { return &o.Leeway })
	t.Text("jwt-secret", "", "Secret that signs tokens and verifies them, at least 32 bytes; made from the seed by default.",
		checkSecret, func(o *Options) *string { return &o.Secret }, option.PerServer)
	t.Text("jwt-old-secrets", "", "Further secrets a server accepts when it verifies, separated by commas.",
		checkSecrets, func(o *Options) *string { return &o.OldSecrets }, option.PerServer)
	t.Word("carrier", "header", "Where a client sends its access token.", []string{"header"},
		func(o *Options) *string { return &o.Carrier })
	t.Bool("require-exp", false, "Refuse tokens without exp; libraries accept them unless told.",
		func(o *Options) *bool { return &o.RequireExp })
	t.Bool("nbf", false, "Whether a token says that it is not valid before its issue.",
		func(o *Options) *bool { return &o.NotBefore })
	return t
}

// checkSecret says what is wanted where a secret is too short.
func checkSecret(secret string) string {
	if secret != "" && len(secret) < MinSecret {
		return fmt.Sprintf("at least %d bytes (RFC 7518 §3.2)", MinSecret)
	}
	return ""
}

// checkSecrets is checkSecret for each secret of a comma list.
func checkSecrets(list string) string {
	for secret := range strings.SplitSeq(list, ",") {
		if want := checkSecret(secret); want != "" {
			return want + " each"
		}
	}
	return ""
}
