package auth

import (
	"net/http"
	"slices"

	"authlab/sim/token"
)

// addressed are the claims that say who issued a token and whom it is for, if the
// environment has them. A login may restrict the audience by a query parameter
// (RFC 8707 §2); one that the issuer does not serve is answered here, with 400.
func (e *Env) addressed(w http.ResponseWriter, r *http.Request) (claims []token.Claim, ok bool) {
	audience := e.Audience
	if r.URL.RawQuery != "" {
		if only := r.URL.Query().Get("audience"); only != "" {
			if !slices.Contains(audience, only) {
				reply(w, http.StatusBadRequest, problem{"invalid_target", "no tokens for " + only})
				return nil, false
			}
			audience = []string{only}
		}
	}
	if e.Issuer != "" {
		claims = append(claims, token.Claim{Name: "iss", Value: e.Issuer})
	}
	switch len(audience) {
	case 0:
	case 1:
		claims = append(claims, token.Claim{Name: "aud", Value: audience[0]})
	default:
		claims = append(claims, token.Claim{Name: "aud", Value: audience})
	}
	return claims, true
}
