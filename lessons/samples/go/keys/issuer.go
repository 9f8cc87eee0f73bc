package main

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/lessons/samples/go/users"
)

const (
	lifetime = 5 * time.Minute // of a token
	copied   = time.Minute     // how old a service's copy of the keys may be
	leeway   = 5 * time.Second
)

// Issuer signs with private keys, and publishes the public ones.
type Issuer struct {
	users *users.Directory
	mu    sync.Mutex
	keys  []*signingKey // the newest last
}

type signingKey struct {
	id               string
	private          *rsa.PrivateKey
	signsFrom, until time.Time // until is zero while nothing replaces it
}

// part: rotate

// Rotate publishes a new key now and signs with it once every copy
// must have it. The old one stays until its last token is dead.
func (i *Issuer) Rotate() error {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	signsFrom := time.Now()
	if len(i.keys) > 0 {
		signsFrom = signsFrom.Add(copied)
		old := i.keys[len(i.keys)-1]
		old.until = signsFrom.Add(lifetime + leeway)
	}
	i.keys = append(i.keys, &signingKey{
		id: rand.Text(), private: private, signsFrom: signsFrom,
	})
	return nil
}

// end: rotate

// part: publish

// JWK is one public key, as RFC 7517 writes it.
type JWK struct {
	Kty string `json:"kty"`
	Kid string `json:"kid"`
	Alg string `json:"alg"`
	N   string `json:"n"`
	E   string `json:"e"`
}

func (i *Issuer) publish(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	var set struct {
		Keys []JWK `json:"keys"`
	}
	for _, k := range i.keys {
		if k.until.IsZero() || time.Now().Before(k.until) {
			set.Keys = append(set.Keys, k.public())
		}
	}
	age := fmt.Sprintf("max-age=%.0f", copied.Seconds())
	w.Header().Set("Cache-Control", age)
	answer(w, set)
}

// end: publish

func (k *signingKey) public() JWK {
	encode := base64.RawURLEncoding.EncodeToString
	e := big.NewInt(int64(k.private.E)).Bytes()
	return JWK{"RSA", k.id, "RS256", encode(k.private.N.Bytes()), encode(e)}
}

// part: sign

func (i *Issuer) sign(user string) (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	now := time.Now()
	signing := i.keys[0]
	for _, k := range i.keys {
		if !now.Before(k.signsFrom) {
			signing = k
		}
	}
	claims := jwt.RegisteredClaims{
		Subject:   user,
		Issuer:    "https://app.example",
		Audience:  jwt.ClaimStrings{"profile"}, // one service
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(lifetime)),
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	token.Header["kid"] = signing.id
	return token.SignedString(signing.private)
}

// end: sign

func (i *Issuer) login(w http.ResponseWriter, r *http.Request) {
	user, ok := i.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	token, err := i.sign(user.ID)
	if err != nil {
		http.Error(w, "cannot sign", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	answer(w, map[string]string{"token": token})
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

// Handler answers logins, and gives the public keys to everybody.
func (i *Issuer) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", i.login)
	mux.HandleFunc("GET /.well-known/jwks.json", i.publish)
	return mux
}
