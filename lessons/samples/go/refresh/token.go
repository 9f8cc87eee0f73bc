package main

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const access = time.Minute // a stolen one works no longer

func sign(key []byte, user string) (string, error) {
	now := time.Now()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		ID:        rand.Text(),
		Subject:   user,
		Issuer:    "https://app.example",
		Audience:  jwt.ClaimStrings{"app.example"},
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(access)),
	}).SignedString(key)
}

var parser = jwt.NewParser(
	jwt.WithValidMethods([]string{"HS256"}),
	jwt.WithIssuer("https://app.example"),
	jwt.WithAudience("app.example"),
	jwt.WithExpirationRequired(),
	jwt.WithStrictDecoding(),
)

// verify is the user a request carries an access token of.
func (a *App) verify(r *http.Request) (string, error) {
	scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", jwt.ErrTokenMalformed
	}
	var claims jwt.RegisteredClaims
	_, err := parser.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return a.key, nil })
	if err == nil && claims.Subject == "" {
		err = jwt.ErrTokenRequiredClaimMissing
	}
	return claims.Subject, err
}
