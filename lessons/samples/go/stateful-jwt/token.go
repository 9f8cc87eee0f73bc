package main

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// part: claims

// Claims name the login (jti) and the version of its user.
type Claims struct {
	Version int `json:"ver"`
	jwt.RegisteredClaims
}

func newClaims(user string, version int) *Claims {
	now := time.Now()
	return &Claims{version, jwt.RegisteredClaims{
		ID:        rand.Text(),
		Subject:   user,
		Issuer:    "https://app.example",
		Audience:  jwt.ClaimStrings{"app.example"},
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(15 * time.Minute)),
	}}
}

// end: claims

// part: verify

var parser = jwt.NewParser(
	jwt.WithValidMethods([]string{"HS256"}),
	jwt.WithIssuer("https://app.example"),
	jwt.WithAudience("app.example"),
	jwt.WithExpirationRequired(),
	jwt.WithLeeway(leeway),
	jwt.WithStrictDecoding(),
)

func (a *App) verify(raw string) (*Claims, error) {
	var c Claims
	_, err := parser.ParseWithClaims(raw, &c, a.keyOf)
	if err == nil && (c.ID == "" || c.Subject == "") {
		err = jwt.ErrTokenRequiredClaimMissing
	}
	return &c, err
}

func (a *App) keyOf(*jwt.Token) (any, error) { return a.key, nil }

// end: verify

// bearer is the token of a request, "" for none or another scheme.
func bearer(r *http.Request) string {
	scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return raw
}
