package cookiesignature

import (
	"testing"

	"pgregory.net/rapid"
)

func TestVector(t *testing.T) {
	s := New([]byte("tobiiscool"))
	const signed = "hello.DGDUkGlIkCzPz+C0B064FNgHdEjox7ch8tOBGslZ5QI"
	if got := s.Sign("hello"); got != signed {
		t.Fatalf("Sign: %s", got)
	}
	if got, ok := s.Unsign(signed); !ok || got != "hello" {
		t.Fatalf("Unsign: %q %v", got, ok)
	}
	if _, ok := New([]byte("luna")).Unsign(signed); ok {
		t.Fatal("another secret was accepted")
	}
}

func TestEveryChangeIsNoticed(t *testing.T) {
	s := New([]byte("secret"))
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.String().Draw(t, "value")
		signed := s.Sign(value)
		if got, ok := s.Unsign(signed); !ok || got != value {
			t.Fatalf("%q came back as %q, %v", value, got, ok)
		}
		i := rapid.IntRange(0, len(signed)-1).Draw(t, "position")
		b := rapid.Byte().Filter(func(b byte) bool { return b != signed[i] }).Draw(t, "byte")
		if _, ok := s.Unsign(signed[:i] + string([]byte{b}) + signed[i+1:]); ok {
			t.Fatalf("byte %d may be %q", i, b)
		}
		if _, ok := s.Unsign(signed[:i]); ok {
			t.Fatalf("cut at %d is accepted", i)
		}
	})
}

func FuzzUnsign(f *testing.F) {
	for _, seed := range []string{"", ".", "hello", "hello.", ".DGDUkGlIkCzPz+C0B064FNgHdEjox7ch8tOBGslZ5QI"} {
		f.Add(seed)
	}
	s := New([]byte("secret"))
	f.Fuzz(func(t *testing.T, signed string) {
		if value, ok := s.Unsign(signed); ok && s.Sign(value) != signed {
			t.Fatalf("%q is accepted, but %q signs to %q", signed, value, s.Sign(value))
		}
	})
}

func BenchmarkUnsign(b *testing.B) {
	s := New([]byte("reference-session-secret-of-enough-bytes"))
	signed := s.Sign("abcdefghijklmnopqrstuvwxyz012345")
	b.ReportAllocs()
	for b.Loop() {
		s.Unsign(signed)
	}
}
