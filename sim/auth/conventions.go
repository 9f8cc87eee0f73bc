package auth

import (
	"net/http"

	"authlab/sim/option"
)

// ConventionOptions are the keys in which programs differ from the standards. Their
// usual value is by-design: auth=sample does what its program does, every other
// design what the standards say.
type ConventionOptions struct {
	InvalidToken string // "401", "403" or byDesign
	CheckScheme  string // "true", "false" or byDesign
	PinAlgorithm string // "true", "false" or byDesign
	TokenErrors  string // explained, bare or byDesign
}

const (
	byDesign  = "by-design"
	explained = "explained"
	bare      = "bare"
)

// Conventions are the options as one design has them.
type Conventions struct {
	// InvalidToken is the status for a token that is not good.
	InvalidToken int
	// CheckScheme wants the word Bearer before a token.
	CheckScheme bool
	// PinAlgorithm accepts the one algorithm of a key only.
	PinAlgorithm bool
	// Bare leaves the reason out of an answer to a bad token, and the challenge.
	Bare bool
}

// ConventionKeys declares the keys.
func ConventionKeys() *option.Table[ConventionOptions] {
	t := &option.Table[ConventionOptions]{Group: "conventions"}
	t.Word("invalid-token", byDesign, "Status for a token that is not good: 401 by RFC 6750 §3.1; auth=sample says 403.",
		[]string{byDesign, "401", "403"}, func(o *ConventionOptions) *string { return &o.InvalidToken })
	t.Word("check-scheme", byDesign, "Whether a token must stand behind the word Bearer; auth=sample takes the second word of the line.",
		[]string{byDesign, "true", "false"}, func(o *ConventionOptions) *string { return &o.CheckScheme })
	t.Word("pin-algorithm", byDesign, "Whether a verifier accepts only the algorithm its key is for; auth=sample takes HS384 and HS512 as well.",
		[]string{byDesign, "true", "false"}, func(o *ConventionOptions) *string { return &o.PinAlgorithm })
	t.Word("token-errors", byDesign, "What an answer to a bad or missing token says: explained, with the reason and a challenge (RFC 6750 §3); bare, as auth=sample has it, only Forbidden or Unauthorized.",
		[]string{byDesign, explained, bare}, func(o *ConventionOptions) *string { return &o.TokenErrors })
	return t
}

// For answers what the options mean for a design.
func (o *ConventionOptions) For(design string) Conventions {
	sample := design == "sample"
	c := Conventions{InvalidToken: http.StatusUnauthorized, CheckScheme: chosen(o.CheckScheme, !sample), PinAlgorithm: chosen(o.PinAlgorithm, !sample),
		Bare: o.TokenErrors == bare || o.TokenErrors == byDesign && sample}
	if o.InvalidToken == "403" || o.InvalidToken == byDesign && sample {
		c.InvalidToken = http.StatusForbidden
	}
	return c
}

func chosen(value string, usual bool) bool {
	if value == byDesign {
		return usual
	}
	return value == "true"
}
