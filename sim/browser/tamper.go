package browser

import (
	"fmt"
	"strings"

	"authlab/sim/cookiesignature"
)

// TamperKind is one way to spoil a session cookie before it is sent.
type TamperKind struct {
	Name string
	Doc  string // one sentence
	// make turns the decoded cookie and the cluster's secret into the new value.
	make func(plain string, secret []byte) string
}

// TamperKinds lists the ways in the order of the help.
func TamperKinds() []TamperKind {
	return []TamperKind{
		{"sid-unsigned", "Only the session id, without prefix and signature.", func(p string, _ []byte) string {
			return cookiesignature.EncodeComponent(sessionID(p))
		}},
		{"sid-no-prefix", "The signed id without the s: in front.", func(p string, _ []byte) string {
			return cookiesignature.EncodeComponent(after(p, len(cookiesignature.Prefix)))
		}},
		{"sid-wrong-secret", "The session id signed with a secret of the attacker.", func(p string, _ []byte) string {
			return signed(sessionID(p), []byte(attackerSecret))
		}},
		{"sid-edited", "The first character of the id changed, the signature kept.", func(p string, _ []byte) string {
			return cookiesignature.EncodeComponent(edited(p))
		}},
		{"sid-cut-signature", "The last five characters of the signature missing.", func(p string, _ []byte) string {
			return cookiesignature.EncodeComponent(p[:max(0, len(p)-5)])
		}},
		{"sid-no-signature", "The prefix and the id, no signature.", func(p string, _ []byte) string {
			return cookiesignature.EncodeComponent(cookiesignature.Prefix + sessionID(p))
		}},
		{"sid-garbage", "A word that is no session cookie at all.", func(string, []byte) string { return "garbage" }},
		{"sid-empty", "A cookie without a value.", func(string, []byte) string { return "" }},
		{"sid-made-up", "An id nobody issued, signed with the right secret.", func(_ string, secret []byte) string {
			return signed(strings.Repeat("A", 32), secret)
		}},
		{"sid-not-encoded", "The right value without percent-encoding.", func(p string, _ []byte) string { return p }},
	}
}

const attackerSecret = "attacker-secret"

// TamperCookie answers the spoiled form of a raw cookie value. secret is the
// cluster's session secret. An unknown kind, or a value whose percent-encoding is
// broken, is an error.
func TamperCookie(kind, value string, secret []byte) (string, error) {
	for _, k := range TamperKinds() {
		if k.Name != kind {
			continue
		}
		plain, err := cookiesignature.DecodeComponent(value)
		if err != nil {
			return "", fmt.Errorf("tamper=%s: %w", kind, err)
		}
		return k.make(plain, secret), nil
	}
	return "", fmt.Errorf("no tamper kind %q for cookies", kind)
}

func signed(id string, secret []byte) string { return cookiesignature.New(secret).Cookie(id) }

// sessionID is the id in a decoded cookie value.
func sessionID(plain string) string {
	id, _, _ := strings.Cut(after(plain, len(cookiesignature.Prefix)), ".")
	return id
}

func edited(plain string) string {
	id := after(plain, len(cookiesignature.Prefix))
	first := "A"
	if strings.HasPrefix(id, "A") {
		first = "B"
	}
	return cookiesignature.Prefix + first + after(id, 1)
}

func after(s string, n int) string { return s[min(n, len(s)):] }
