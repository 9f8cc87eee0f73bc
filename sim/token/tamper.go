package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"hash"
	"strings"
	"time"
)

// TamperKind is one way to spoil a token before it is sent.
type TamperKind struct {
	Name string
	Doc  string // one sentence
	// Key is what it takes of the servers' key.
	Key  KeyNeed
	make func(s *spoiled) string
}

// KeyNeed is how much of the servers' key a way of spoiling takes.
type KeyNeed int

// The needs, the least first.
const (
	NoKey      KeyNeed = iota // the token alone
	AnyKey                    // its public half will do
	SigningKey                // the token is signed again
)

// TamperKinds lists the ways in the order of the help.
func TamperKinds() []TamperKind {
	return []TamperKind{
		{"wrong-secret", "The same claims signed with a secret of the attacker.", NoKey, func(s *spoiled) string {
			return hmacToken(sha256.New, []byte(tamperSecret), header(HS256), s.payload())
		}},
		{"alg-none", "The header says none, the signature is empty.", NoKey, func(s *spoiled) string {
			return encode(header("none")) + "." + s.part(1) + "."
		}},
		{"alg-none-keep-signature", "The header says none, the signature stays.", NoKey, func(s *spoiled) string {
			return encode(header("none")) + s.after(1)
		}},
		{"edited-payload", "The subject is admin, the signature stays.", NoKey, func(s *spoiled) string {
			return s.part(0) + "." + encode(s.with("sub", "admin").payload()) + "." + s.part(2)
		}},
		{"edited-header", "The header has another kid, the signature stays.", NoKey, func(s *spoiled) string {
			return encode(`{"alg":"`+s.algorithm()+`","typ":"JWT","kid":"x"}`) + "." + s.part(1) + "." + s.part(2)
		}},
		{"expired", "Well signed, and its exp a minute ago.", SigningKey, func(s *spoiled) string {
			return s.with("iat", s.now-120).with("exp", s.now-60).signed()
		}},
		{"expires-now", "Well signed, and its exp this very second.", SigningKey, func(s *spoiled) string {
			return s.with("iat", s.now-60).with("exp", s.now).signed()
		}},
		{"nbf-future", "Well signed, and not valid for another minute.", SigningKey, func(s *spoiled) string { return s.with("nbf", s.now+60).signed() }},
		{"iat-future", "Well signed, and issued an hour from now.", SigningKey, func(s *spoiled) string {
			return s.with("iat", s.now+3600).with("exp", s.now+7200).signed()
		}},
		{"no-exp", "Well signed, without exp.", SigningKey, func(s *spoiled) string { return s.without("exp").signed() }},
		{"exp-string", "Well signed, its exp a word.", SigningKey, func(s *spoiled) string { return s.with("exp", "tomorrow").signed() }},
		{"exp-milliseconds", "Well signed, its exp counted in milliseconds: a date in the year 58,000 or so.", SigningKey, func(s *spoiled) string {
			return s.with("exp", (s.now+3600)*1000).signed()
		}},
		{"hs512", "Signed by HS512 with the right secret, or with the public key as a secret.", AnyKey, func(s *spoiled) string {
			return hmacToken(sha512.New, s.key.asSecret(), header("HS512"), s.payload())
		}},
		{"rs256-header", "The header says RS256, the signature stays.", NoKey, func(s *spoiled) string {
			return encode(header(RS256)) + "." + s.part(1) + "." + s.part(2)
		}},
		{"alg-missing", "Well signed, without alg in its header.", SigningKey, func(s *spoiled) string { return s.resigned(encode(`{"typ":"JWT"}`) + "." + s.part(1)) }},
		{"alg-lowercase", "Well signed, alg in small letters.", SigningKey, func(s *spoiled) string {
			return s.resigned(encode(header(strings.ToLower(s.algorithm()))) + "." + s.part(1))
		}},
		{"cut-signature", "The last ten characters missing.", NoKey, func(s *spoiled) string { return s.raw[:max(0, len(s.raw)-10)] }},
		{"no-signature", "Header and payload, an empty signature.", NoKey, func(s *spoiled) string { return s.part(0) + "." + s.part(1) + "." }},
		{"malleable-signature", "A spare bit of the last character flipped: other text, same bytes.", NoKey, func(s *spoiled) string {
			return spareBit(s.raw)
		}},
		{"padded-signature", "A = at the end.", NoKey, func(s *spoiled) string { return s.raw + "=" }},
		{"two-parts", "Header and payload only.", NoKey, func(s *spoiled) string { return s.part(0) + "." + s.part(1) }},
		{"four-parts", "A fourth part behind the signature.", NoKey, func(s *spoiled) string { return s.raw + ".x" }},
		{"garbage", "A word that is no token at all.", NoKey, func(*spoiled) string { return "garbage" }},
		{"garbage-dots", "Three parts that mean nothing.", NoKey, func(*spoiled) string { return "aaa.bbb.ccc" }},
		{"payload-not-json", "Well signed, its payload no JSON.", SigningKey, func(s *spoiled) string { return s.resigned(s.part(0) + "." + encode("not json")) }},
		{"header-not-json", "Well signed, its header no JSON.", SigningKey, func(s *spoiled) string { return s.resigned(encode("not json") + "." + s.part(1)) }},
		{"empty", "Nothing where the token should be.", NoKey, func(*spoiled) string { return "" }},
	}
}

// tamperSecret is what an attacker signs with who does not know the key.
const tamperSecret = "attacker-secret"

// Tamper answers the spoiled form of a token; false if there is no such kind. key is
// the cluster's own, for the kinds that are signed well; now is the true time.
func Tamper(kind, raw string, key Key, now time.Time) (string, bool) {
	for _, k := range TamperKinds() {
		if k.Name == kind {
			s := &spoiled{raw: raw, parts: strings.Split(raw, "."), key: key, now: now.Unix()}
			for _, m := range jsonSegment(s.part(1)).Members {
				s.claims = append(s.claims, Claim{m.Name, json.RawMessage(m.JSON)})
			}
			return k.make(s), true
		}
	}
	return raw, false
}

// SchemeKind is one way to spoil what stands before a token in the header line.
type SchemeKind struct {
	Name   string
	Doc    string // one sentence
	Scheme string // in place of "Bearer "
}

// SchemeKinds lists the ways in the order of the help.
func SchemeKinds() []SchemeKind {
	return []SchemeKind{
		{"scheme-lowercase", "bearer in small letters.", "bearer "},
		{"scheme-basic", "Basic in front of a token.", "Basic "},
		{"scheme-missing", "The token without any scheme.", ""},
		{"scheme-two-spaces", "Two blanks between Bearer and the token.", "Bearer  "},
	}
}

// spoiled is a token in the hands of somebody who alters it.
type spoiled struct {
	raw    string
	parts  []string
	claims []Claim
	key    Key
	now    int64 // seconds
}

// algorithm is that of the key, or where there is none what the token names.
func (s *spoiled) algorithm() string {
	if s.key.Algorithm != "" {
		return s.key.Algorithm
	}
	named, _ := jsonSegment(s.part(0)).Text("alg")
	if _, known := LookUpAlgorithm(named); known {
		return named
	}
	return HS256
}

// part is a segment, "" where there is none.
func (s *spoiled) part(i int) string {
	if i < len(s.parts) {
		return s.parts[i]
	}
	return ""
}

// after is everything from segment i on, with the dot before it.
func (s *spoiled) after(i int) string {
	if i >= len(s.parts) {
		return ""
	}
	return "." + strings.Join(s.parts[i:], ".")
}

// with gives a claim a value in its place, or adds it at the end.
func (s *spoiled) with(name string, value any) *spoiled {
	for i := range s.claims {
		if s.claims[i].Name == name {
			s.claims[i].Value = value
			return s
		}
	}
	s.claims = append(s.claims, Claim{name, value})
	return s
}

func (s *spoiled) without(name string) *spoiled {
	for i := range s.claims {
		if s.claims[i].Name == name {
			s.claims = append(s.claims[:i:i], s.claims[i+1:]...)
			break
		}
	}
	return s
}

func (s *spoiled) payload() string {
	// The claims were JSON before, or are words and numbers.
	text, err := object(s.claims)
	if err != nil {
		return "{}"
	}
	return string(text)
}

// signed is a token of the claims under the cluster's own key.
func (s *spoiled) signed() string {
	raw, err := Sign(s.key, s.claims)
	if err != nil {
		return s.raw
	}
	return raw
}

// resigned puts the cluster's signature behind any text.
func (s *spoiled) resigned(text string) string {
	if !s.key.CanSign() {
		return text + "." + s.part(2)
	}
	signature, err := s.key.method.Sign(text, s.key.sign)
	if err != nil {
		return text + "." + s.part(2)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func header(algorithm string) string { return `{"alg":"` + algorithm + `","typ":"JWT"}` }

func encode(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

func hmacToken(h func() hash.Hash, secret []byte, header, payload string) string {
	text := encode(header) + "." + encode(payload)
	mac := hmac.New(h, secret)
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// spareBit flips the lowest bit of the last character, which carries nothing where
// the signature's length is no multiple of three bytes (RFC 4648 §3.5).
func spareBit(raw string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	if raw == "" {
		return raw
	}
	i := strings.IndexByte(alphabet, raw[len(raw)-1])
	if i < 0 {
		return raw
	}
	return raw[:len(raw)-1] + string(alphabet[i^1])
}
