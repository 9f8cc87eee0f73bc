package main

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Tokens signs and verifies; it remembers a key and nothing else.
type Tokens struct{ key []byte }

// Sign makes a token for a user.
func (t *Tokens) Sign(user string) (string, error) {
	now := time.Now()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		ID:        rand.Text(),
		Subject:   user,
		Issuer:    "https://app.example",
		Audience:  jwt.ClaimStrings{"app.example"},
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(15 * time.Minute)),
	}).SignedString(t.key)
}

var parser = jwt.NewParser(
	jwt.WithValidMethods([]string{"HS256"}),
	jwt.WithIssuer("https://app.example"),
	jwt.WithAudience("app.example"),
	jwt.WithExpirationRequired(),
	jwt.WithStrictDecoding(),
)

// part: tokens

// Require lets those through whose token is ours. Others get 401, not
// 403, which would say that we know who they are.
func (t *Tokens) Require(next page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Get("Authorization")
		scheme, raw, _ := strings.Cut(header, " ")
		var claims jwt.RegisteredClaims
		_, err := parser.ParseWithClaims(raw, &claims, t.keyOf)
		bearer := strings.EqualFold(scheme, "Bearer")
		if !bearer || err != nil || claims.Subject == "" {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next(w, claims.Subject)
	}
}

// end: tokens

func (t *Tokens) keyOf(*jwt.Token) (any, error) { return t.key, nil }
