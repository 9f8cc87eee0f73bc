package token

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authlab/sim/option"
)

// Options are the keys of signed tokens.
type Options struct {
	// Algorithm is the one alg of the cluster's keys.
	Algorithm string
	// AccessTTL is the life of an access token, in whole seconds.
	AccessTTL time.Duration
	// Leeway is what a verifier allows for clocks that differ.
	Leeway time.Duration
	// Secret signs and verifies; "" leaves the choice to the cluster's seed.
	Secret string
	// OldSecrets is a comma list of secrets also accepted when verifying.
	OldSecrets string
	// Issuer and Audience stand in new tokens and are wanted in presented ones; ""
	// neither adds the claim nor checks it.
	Issuer, Audience string
	// Verifier is VerifierHardened, VerifierBroken, or a comma list of the forgeries
	// that it falls for.
	Verifier string
	// Carrier is where the client sends the token.
	Carrier string
	// RequireExp refuses tokens without exp.
	RequireExp bool
	// NotBefore adds an nbf claim to new tokens.
	NotBefore bool
}

// The words of the verifier key that are no list.
const (
	VerifierHardened = "hardened"
	VerifierBroken   = "broken" // falls for every forgery
)

// The forgeries, which are also the flaws of a verifier that falls for them.
const (
	DecodeOnly  = "decode-only"  // the signature is not checked at all
	AnyAlg      = "any-alg"      // the token's alg decides how it is checked
	KidPath     = "kid-path"     // the token's kid names a file that holds the key
	EmbeddedKey = "embedded-key" // the token brings its own key
	NoAudience  = "no-audience"  // nobody looks whom the token is for
	WeakSecret  = "weak-secret"  // a secret short enough to be guessed
	LeakedKey   = "leaked-key"   // a key that somebody else has too
)

// Flaws are all forgeries, in the order of the help.
func Flaws() []string {
	return []string{DecodeOnly, AnyAlg, KidPath, EmbeddedKey, NoAudience, WeakSecret, LeakedKey}
}

// VerifierFlaws are those of the verifier, nil for a hardened one.
func (o *Options) VerifierFlaws() []string {
	switch o.Verifier {
	case VerifierHardened, "":
		return nil
	case VerifierBroken:
		return Flaws()
	}
	return strings.Split(o.Verifier, ",")
}

// FallsFor tells whether the verifier has a flaw.
func (o *Options) FallsFor(flaw string) bool { return slices.Contains(o.VerifierFlaws(), flaw) }

// Keys declares the token keys.
func Keys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "token"}
	t.Word("alg", HS256, "How tokens are signed: with a secret that every verifier holds too, or with a private key (RS256, EdDSA).",
		[]string{HS256, "RS256", "EdDSA"}, func(o *Options) *string { return &o.Algorithm })
	t.Seconds("access-ttl", "15m", "Life of an access token, in whole seconds.",
		func(o *Options) *time.Duration { return &o.AccessTTL })
	t.Duration("leeway", "0s", "How far a verifier lets clocks differ.", nil,
		func(o *Options) *time.Duration { return &o.Leeway })
	t.TextWithin("verifier", VerifierHardened, "Whether forgeries are refused; or the forgeries a verifier falls for: broken for all, or a comma list of "+
		strings.Join(Flaws(), ", ")+".", checkVerifier, func(o *Options) *string { return &o.Verifier }, option.PerServer,
		option.Suggest(append([]string{VerifierHardened, VerifierBroken}, Flaws()...)...))
	t.TextWithin("jwt-secret", "", "HS256 secret that signs tokens and verifies them, at least 32 bytes (less with verifier=weak-secret); made from the seed by default.",
		checkSecret, func(o *Options) *string { return &o.Secret }, option.PerServer)
	t.TextWithin("jwt-old-secrets", "", "Further secrets a server accepts when it verifies, separated by commas.",
		checkSecrets, func(o *Options) *string { return &o.OldSecrets }, option.PerServer)
	t.Text("iss", "https://app.example", "Issuer that tokens name and verifiers want; empty for none.", checkClaim,
		func(o *Options) *string { return &o.Issuer })
	t.Text("aud", "app.example", "Audience that tokens name and verifiers want; empty for none. With services= it is their names.", checkClaim,
		func(o *Options) *string { return &o.Audience })
	t.Word("carrier", "header", "Where a client sends its access token.", []string{"header", "cookie"},
		func(o *Options) *string { return &o.Carrier })
	t.Bool("require-exp", false, "Refuse tokens without exp; libraries accept them unless told.",
		func(o *Options) *bool { return &o.RequireExp })
	t.Bool("nbf", false, "Whether a token says that it is not valid before its issue.",
		func(o *Options) *bool { return &o.NotBefore })
	return t
}

// checkVerifier says what is wanted where a list names another flaw, or one twice,
// and where the secret is too short for the verifier.
func checkVerifier(o *Options, value string) string {
	if value != VerifierHardened && value != VerifierBroken {
		seen := map[string]bool{}
		for flaw := range strings.SplitSeq(value, ",") {
			if !slices.Contains(Flaws(), flaw) || seen[flaw] {
				return "hardened, broken, or some of " + strings.Join(Flaws(), ", ") + " with commas between"
			}
			seen[flaw] = true
		}
	}
	next := Options{Verifier: value}
	if want := checkSecret(&next, o.Secret); want != "" {
		return fmt.Sprintf("broken or weak-secret while jwt-secret has %d bytes: it needs %s", len(o.Secret), want)
	}
	if want := checkSecrets(&next, o.OldSecrets); want != "" {
		return "broken or weak-secret while jwt-old-secrets has a short one: they need " + want
	}
	return ""
}

// checkSecret says what is wanted where a secret is too short for a verifier that
// is not known to take weak ones.
func checkSecret(o *Options, secret string) string {
	if secret != "" && len(secret) < MinSecret && !o.FallsFor(WeakSecret) {
		return fmt.Sprintf("at least %d bytes (RFC 7518 §3.2)", MinSecret)
	}
	return ""
}

// checkSecrets is checkSecret for each secret of a comma list.
func checkSecrets(o *Options, list string) string {
	if list == "" {
		return ""
	}
	for secret := range strings.SplitSeq(list, ",") {
		if secret == "" {
			return "secrets with commas between"
		}
		if want := checkSecret(o, secret); want != "" {
			return want + " each"
		}
	}
	return ""
}

// maxClaim bounds iss and aud, in bytes.
const maxClaim = 200

func checkClaim(value string) string {
	if len(value) > maxClaim {
		return fmt.Sprintf("at most %d bytes", maxClaim)
	}
	return ""
}
