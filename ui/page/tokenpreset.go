package page

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"strconv"
	"strings"
	"time"

	"authlab/sim/rng"
	"authlab/sim/token"
)

// preset is a kind of token to begin with.
type preset struct {
	name, about string
	// typ is the typ of the header.
	typ string
	// payload has {iat} where the seconds of now belong; the life adds exp.
	payload string
	// secret is the one it is known with, "" for one of our own.
	secret string
	life   time.Duration
	// fixed tells that the payload is given to the letter: no iat or exp is added.
	fixed bool
}

// presets are what the generator offers.
func presets() []preset {
	return []preset{
		{name: "the course's sample", typ: "JWT", life: time.Hour,
			about:   "A user's id and name below data, as jwt.sign({ data: payload }, secret, { expiresIn: '1h' }) makes it.",
			payload: `{"data":{"_id":"507f1f77bcf86cd799439011","username":"alice"}}`},
		{name: "a sample program's", typ: "JWT", life: time.Hour, secret: "secret",
			about:   "As in many a first program: jwt.sign({ id: '42', name: 'Alice' }, 'secret', { expiresIn: '1h' }). The secret has 6 bytes and is the first that anybody tries.",
			payload: `{"id":"42","name":"Alice"}`},
		{name: "John Doe", typ: "JWT", life: forever, secret: "your-256-bit-secret", fixed: true,
			about:   "The token that jwt.io showed for years. It has no exp, and its secret has 152 bits, whatever it says of itself.",
			payload: `{"sub":"1234567890","name":"John Doe","iat":1516239022}`},
		{name: "the least there is", typ: "JWT", life: 15 * time.Minute,
			about:   "Whom it is about, since when, and until when.",
			payload: `{"sub":"alice"}`},
		{name: "ID token", typ: "JWT", life: time.Hour,
			about:   "What a client gets that signs somebody in (OpenID Connect Core §2). It is meant for the client, and no API should take it.",
			payload: `{"iss":"https://login.example","sub":"248289761001","aud":"s6BhdRkqt3","nonce":"n-0S6_WzA2Mj","auth_time":{iat},"acr":"urn:mace:incommon:iap:silver","amr":["pwd","otp"]}`},
		{name: "access token", typ: "at+jwt", life: 15 * time.Minute,
			about:   "What an API gets (RFC 9068): for whom, from which client, with which scope, and a typ of its own so that no ID token passes for one.",
			payload: `{"iss":"https://login.example","sub":"alice","aud":"https://api.example","client_id":"s6BhdRkqt3","scope":"read write","jti":"dbe39bf3a3ba4238a513f51d6e1691c4"}`},
	}
}

// text is the payload at a moment with a life.
func (s *preset) text(now time.Time, life time.Duration) string {
	payload := strings.ReplaceAll(s.payload, "{iat}", strconv.FormatInt(now.Unix(), 10))
	if s.fixed {
		return payload
	}
	payload, _ = withLife(payload, now, life)
	return payload
}

// drawnKey is the text of a key of the generator's own: a secret, or a private key as
// PEM. The same seed and algorithm give the same key; it is for trying things out.
func drawnKey(algorithm string, seed uint64) (string, error) {
	material, err := token.Draw(algorithm, rng.New(seed, "bench", algorithm))
	if err != nil {
		return "", err
	}
	if secret, ok := material.([]byte); ok {
		return string(secret), nil
	}
	der, err := x509.MarshalPKCS8PrivateKey(material.(crypto.PrivateKey))
	if err != nil {
		return "", err
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), nil
}
