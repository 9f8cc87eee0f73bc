package token

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// BenchmarkVerifyRatio sets Verify against the library's ParseWithClaims on the
// token of a default cluster, in turns, so that a busy machine slows both. The ratios
// are ours to theirs; under 1 is faster.
func BenchmarkVerifyRatio(b *testing.B) {
	for _, algorithm := range []string{HS256, RS256, EdDSA} {
		b.Run(algorithm, func(b *testing.B) {
			k := drawn(b, algorithm, "k1")
			raw, err := Issuer{Key: k, TTL: 15 * time.Minute}.Issue(start, "alice", Claim{"iss", "https://app.example"}, Claim{"aud", "app.example"})
			if err != nil {
				b.Fatal(err)
			}
			v := verifier(b, start, func(r *Rules) { r.Issuer, r.Audience = "https://app.example", "app.example" }, k.Public())
			parser := jwt.NewParser(jwt.WithValidMethods([]string{algorithm}), jwt.WithTimeFunc(func() time.Time { return start }),
				jwt.WithIssuer("https://app.example"), jwt.WithAudience("app.example"))
			find := func(*jwt.Token) (any, error) { return k.verify, nil }
			ways := []func() error{
				func() error { _, err := v.Verify(raw); return err },
				func() error { _, err := parser.ParseWithClaims(raw, &jwt.RegisteredClaims{}, find); return err },
				func() error { _, err := parser.ParseWithClaims(raw, jwt.MapClaims{}, find); return err },
			}
			spent := make([]time.Duration, len(ways))
			const turn = 100
			for b.Loop() {
				for i, way := range ways {
					from := time.Now()
					for range turn {
						if err := way(); err != nil {
							b.Fatal(err)
						}
					}
					spent[i] += time.Since(from)
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(spent[0].Nanoseconds())/float64(b.N*turn), "ns/verify")
			b.ReportMetric(float64(spent[0])/float64(spent[1]), "of-registered")
			b.ReportMetric(float64(spent[0])/float64(spent[2]), "of-map")
		})
	}
}

// BenchmarkCrack tells how many secrets a second one core tries against a token.
func BenchmarkCrack(b *testing.B) {
	raw := issue(b, time.Minute)
	words := CommonSecrets()
	for b.Loop() {
		if _, _, err := Crack(raw, words); err == nil {
			b.Fatal("cracked")
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "secrets/s")
}
