package main

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// publicKeys are keys by kid.
type publicKeys map[string]*rsa.PublicKey

// Service verifies with a copy of the issuer's keys. It holds no private one.
type Service struct {
	address string // of the keys
	client  *http.Client
	mu      sync.Mutex
	copy    publicKeys
	fetched time.Time
}

// part: parser

var parser = jwt.NewParser(
	jwt.WithValidMethods([]string{"RS256"}),
	jwt.WithIssuer("https://app.example"),
	jwt.WithAudience("profile"), // this service, and no other
	jwt.WithExpirationRequired(),
	jwt.WithLeeway(leeway),
	jwt.WithStrictDecoding(),
)

// end: parser

// part: key-of

func keyOf(keys publicKeys) jwt.Keyfunc {
	return func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		if key, ok := keys[kid]; ok {
			return key, nil
		}
		return nil, errors.New("unknown kid")
	}
}

// end: key-of

// part: caller

var errUnavailable = errors.New("no keys could be fetched") // 503

func (s *Service) caller(
	ctx context.Context, raw string,
) (string, error) {
	keys, err := s.keys(ctx)
	if err != nil {
		return "", errUnavailable
	}
	var claims jwt.RegisteredClaims
	_, err = parser.ParseWithClaims(raw, &claims, keyOf(keys))
	if err == nil && claims.Subject == "" {
		err = jwt.ErrTokenRequiredClaimMissing
	}
	return claims.Subject, err // 401, with a challenge
}

// end: caller

// part: fetch

// keys answers the issuer's keys, not older than allowed. The address
// is ours: one from a token's header would be the attacker's.
func (s *Service) keys(ctx context.Context) (publicKeys, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.copy != nil && time.Since(s.fetched) < copied {
		return s.copy, nil
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	keys, err := s.fetch(ctx)
	if err != nil {
		return nil, err
	}
	s.copy, s.fetched = keys, time.Now()
	return keys, nil
}

// end: fetch

func (s *Service) fetch(ctx context.Context) (publicKeys, error) {
	r, err := http.NewRequestWithContext(ctx, "GET", s.address, nil)
	if err != nil {
		return nil, err
	}
	res, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var set struct{ Keys []JWK }
	if res.StatusCode != http.StatusOK {
		return nil, errors.New(s.address + ": " + res.Status)
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<16)).Decode(&set); err != nil {
		return nil, err
	}
	keys := publicKeys{}
	for _, k := range set.Keys {
		n, err := base64.RawURLEncoding.DecodeString(k.N)
		e, wrong := base64.RawURLEncoding.DecodeString(k.E)
		if err := errors.Join(err, wrong); err != nil {
			return nil, err
		}
		keys[k.Kid] = &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(e).Int64())}
	}
	return keys, nil
}

// Handler answers requests with a token.
func (s *Service) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /profile", func(w http.ResponseWriter, r *http.Request) {
		scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") {
			raw = ""
		}
		user, err := s.caller(r.Context(), raw)
		switch {
		case errors.Is(err, errUnavailable):
			w.Header().Set("Retry-After", "1")
			http.Error(w, "cannot tell", http.StatusServiceUnavailable)
		case err != nil:
			w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
			http.Error(w, "who are you?", http.StatusUnauthorized)
		default:
			answer(w, map[string]string{"user": user})
		}
	})
	return mux
}
