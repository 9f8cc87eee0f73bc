package keyset

import (
	"crypto/rsa"
	"fmt"
	"math/big"
)

// The bounds of RSA keys. crypto/rsa neither signs nor verifies with less than leastRSA.
const (
	leastRSA    = 1024
	mostRSA     = 16384
	mostPrivate = 8192 // checking a longer private key takes seconds
	mostByD     = 4096 // the same where its primes must be found first
	maxExponent = 1<<31 - 1
)

// number is a member in Base64urlUInt (RFC 7518 §2).
func (j jwk) number(name string) (*big.Int, error) {
	value, err := j.bytes(name)
	if err != nil {
		return nil, err
	}
	if value[0] == 0 {
		return nil, member(name, "it has a leading zero byte, and a whole number takes as few bytes as it can (RFC 7518 §2)", "write it again without")
	}
	return new(big.Int).SetBytes(value), nil
}

// rsa is the key of RFC 7518 §6.3.
func (j jwk) rsa() (any, error) {
	n, err := j.number("n")
	if err != nil {
		return nil, err
	}
	e, err := j.number("e")
	if err != nil {
		return nil, err
	}
	if !e.IsInt64() || e.Int64() > maxExponent {
		return nil, member("e", "it is greater than 2^31-1", "use 65537")
	}
	public := rsa.PublicKey{N: n, E: int(e.Int64())}
	if err := checkRSA(&public); err != nil {
		return nil, err
	}
	if !j.has("d") {
		return &public, nil
	}
	return j.privateRSA(public)
}

// checkRSA refuses what is no RSA key at all. Keys that are merely too short are left
// to Key.Weakness.
func checkRSA(public *rsa.PublicKey) error {
	bits, e := public.N.BitLen(), public.E
	switch {
	case bits > mostRSA:
		return member("n", fmt.Sprintf("the modulus has %d bits, and more than %d are not read", bits, mostRSA), "use 2048 to 4096")
	case bits < leastRSA:
		return member("n", fmt.Sprintf("the modulus has %d bits; nothing is verified with less than %d (RFC 7518 §3.3 asks for 2048)", bits, leastRSA), "make a key of 2048 bits")
	case public.N.Bit(0) == 0:
		return member("n", "the modulus is even, so that it is no product of two great primes", "copy the key whole")
	case e < 3:
		return member("e", fmt.Sprintf("the exponent is %d, which protects nothing", e), "use 65537")
	case e%2 == 0:
		return member("e", "the exponent is even, and an RSA exponent is odd (RFC 8017 §3.1)", "use 65537")
	case e > maxExponent:
		return member("e", "it is greater than 2^31-1", "use 65537")
	}
	return nil
}

// privateRSA adds the private members (RFC 7518 §6.3.2).
func (j jwk) privateRSA(public rsa.PublicKey) (any, error) {
	if public.N.BitLen() > mostPrivate {
		return nil, tooLongPrivate()
	}
	if j.has("oth") {
		e := member("oth", "a key of more than two primes is not read", "use two primes")
		e.unsupported = true
		return nil, e
	}
	d, err := j.number("d")
	if err != nil {
		return nil, err
	}
	if d.Cmp(public.N) >= 0 {
		return nil, member("d", "it is not below the modulus (RFC 8017 §3.2)", "copy the key whole")
	}
	private := &rsa.PrivateKey{PublicKey: public, D: d}
	if j.has("p") || j.has("q") || j.has("dp") || j.has("dq") || j.has("qi") {
		return j.chinese(private)
	}
	if public.N.BitLen() > mostByD || j.ofSet {
		e := member("p", fmt.Sprintf("it is missing, and a private key of more than %d bits, or in a set, is read only with its primes", mostByD), "write p, q, dp, dq and qi as well")
		e.unsupported = true
		return nil, e
	}
	if private.Primes = factors(public, d); private.Primes == nil || private.Validate() != nil {
		return nil, member("d", "it does not belong to n and e", "copy the key whole")
	}
	private.Precompute()
	return private, nil
}

// chinese adds the primes and checks what is derived from them (RFC 7518 §6.3.2: with
// one of them, all must be there).
func (j jwk) chinese(private *rsa.PrivateKey) (any, error) {
	names := [...]string{"p", "q", "dp", "dq", "qi"}
	var values [len(names)]*big.Int
	for i, name := range names {
		value, err := j.number(name)
		if err != nil {
			return nil, err
		}
		if values[i] = value; value.Cmp(private.N) >= 0 {
			return nil, member(name, "it is not below the modulus", "copy the key whole")
		}
	}
	p, q := values[0], values[1]
	if new(big.Int).Mul(p, q).Cmp(private.N) != 0 {
		return nil, member("p", "p times q is not n", "copy the key whole")
	}
	private.Primes = []*big.Int{p, q}
	if private.Validate() != nil {
		return nil, member("d", "it does not belong to n, e, p and q", "copy the key whole")
	}
	private.Precompute()
	for i, want := range []*big.Int{private.Precomputed.Dp, private.Precomputed.Dq, private.Precomputed.Qinv} {
		if want == nil || values[2+i].Cmp(want) != 0 {
			return nil, member(names[2+i], "it does not follow from d, p and q (RFC 8017 §3.2)", "copy the key whole")
		}
	}
	return private, nil
}

// factors finds the primes of the modulus by the private exponent (NIST SP 800-56B,
// appendix C.1, with small bases instead of random ones), nil if d is no such exponent.
func factors(public rsa.PublicKey, d *big.Int) []*big.Int {
	one := big.NewInt(1)
	k := new(big.Int).Mul(d, big.NewInt(int64(public.E)))
	if k.Sub(k, one); k.Sign() <= 0 || k.Bit(0) == 1 {
		return nil
	}
	twos := k.TrailingZeroBits()
	odd := new(big.Int).Rsh(k, twos)
	last := new(big.Int).Sub(public.N, one)
	// Each base finds them with an even chance at least.
	for base := int64(2); base < 66; base++ {
		x := new(big.Int).Exp(big.NewInt(base), odd, public.N)
		for range twos {
			if x.Cmp(one) == 0 || x.Cmp(last) == 0 {
				break
			}
			y := new(big.Int).Mul(x, x)
			if y.Mod(y, public.N); y.Cmp(one) == 0 {
				p := new(big.Int).GCD(nil, nil, x.Sub(x, one), public.N)
				return []*big.Int{p, new(big.Int).Quo(public.N, p)}
			}
			x = y
		}
		if x.Cmp(one) != 0 && x.Cmp(last) != 0 {
			return nil
		}
	}
	return nil
}
