package main

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const lifetime = 15 * time.Minute

// part: sign

func sign(key []byte, user string) (string, error) {
	now := time.Now()
	claims := jwt.RegisteredClaims{ // no name, no mail: all can read
		ID:        rand.Text(),
		Subject:   user,
		Issuer:    "https://app.example",
		Audience:  jwt.ClaimStrings{"app.example"},
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(lifetime)),
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	return token.SignedString(key)
}

// end: sign

// part: parser

var parser = jwt.NewParser(
	jwt.WithValidMethods([]string{"HS256"}), // ours, not its alg
	jwt.WithIssuer("https://app.example"),
	jwt.WithAudience("app.example"),
	jwt.WithExpirationRequired(),
	jwt.WithLeeway(5*time.Second), // the clocks of two servers differ
	jwt.WithStrictDecoding(),      // one spelling of a signature
)

// end: parser

// part: user

var errNoToken = errors.New("no bearer token")

func (a *App) userOf(r *http.Request) (string, error) {
	scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || raw == "" {
		return "", errNoToken
	}
	var claims jwt.RegisteredClaims
	_, err := parser.ParseWithClaims(raw, &claims, a.keyOf)
	if err != nil {
		return "", err
	}
	if claims.Subject == "" {
		return "", jwt.ErrTokenRequiredClaimMissing
	}
	return claims.Subject, nil
}

func (a *App) keyOf(*jwt.Token) (any, error) { return a.key, nil }

// end: user
