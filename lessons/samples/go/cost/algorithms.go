package main

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// algorithm signs and verifies one token with keys made for this run.
type algorithm struct {
	name         string
	sign, verify func() error
}

func algorithms() ([]algorithm, error) {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	var all []algorithm
	for _, one := range []struct {
		method   jwt.SigningMethod
		signs    any
		verifies any
	}{
		{jwt.SigningMethodHS256, secret, secret},
		{jwt.SigningMethodRS256, rsaKey, &rsaKey.PublicKey},
		{jwt.SigningMethodEdDSA, private, public},
		{jwt.SigningMethodES256, ecKey, &ecKey.PublicKey},
	} {
		a, err := newAlgorithm(one.method, one.signs, one.verifies)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

func newAlgorithm(method jwt.SigningMethod, signs, verifies any) (algorithm, error) {
	token := jwt.NewWithClaims(method, jwt.RegisteredClaims{
		Subject: "1", Issuer: "https://app.example", Audience: jwt.ClaimStrings{"app.example"},
		ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour)),
	})
	raw, err := token.SignedString(signs)
	if err != nil {
		return algorithm{}, err
	}
	parser := jwt.NewParser(jwt.WithValidMethods([]string{method.Alg()}))
	key := func(*jwt.Token) (any, error) { return verifies, nil }
	return algorithm{
		name: method.Alg(),
		sign: func() error {
			_, err := token.SignedString(signs)
			return err
		},
		verify: func() error {
			_, err := parser.ParseWithClaims(raw, &jwt.RegisteredClaims{}, key)
			return err
		},
	}, nil
}
