package keyset

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"fmt"
	"math/big"
	"slices"
)

// curve is the one that crv names (RFC 7518 §6.2.1.1).
func (j jwk) curve() (elliptic.Curve, error) {
	name, err := j.text("crv")
	if err != nil {
		return nil, err
	}
	for _, c := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		if c.Params().Name == name {
			return c, nil
		}
	}
	return nil, j.otherCurve(name, "P-256, P-384 or P-521")
}

func (j jwk) otherCurve(name, known string) *Error {
	e := member("crv", shown(name)+" is no curve for signatures here", known)
	e.unsupported = true
	switch {
	case !j.has("crv"):
		e.What = "it is missing, and says on which curve the key is (RFC 7518 §6.2.1.1)"
	case name == "X25519" || name == "X448":
		e.What = "a key on " + name + " is for key agreement and cannot sign (RFC 8037 §3.2)"
	case name == "Ed25519" || slices.Contains([]string{"P-256", "P-384", "P-521"}, name):
		e.What, e.unsupported = "the curve "+name+" does not belong to this kty (RFC 7518 §6.2, RFC 8037 §2)", false
	}
	return e
}

// fixed is a member of exactly so many bytes.
func (j jwk) fixed(name string, length int) ([]byte, error) {
	value, err := j.bytes(name)
	if err == nil && len(value) != length {
		return nil, member(name, fmt.Sprintf("it has %s, and on this curve it has %d, leading zeros among them (RFC 7518 §6.2.1.2)", bytesIn(value), length), "write it again in full length")
	}
	return value, err
}

// ecdsa is the key of RFC 7518 §6.2.
func (j jwk) ecdsa() (any, error) {
	curve, err := j.curve()
	if err != nil {
		return nil, err
	}
	length := (curve.Params().BitSize + 7) / 8
	x, err := j.fixed("x", length)
	if err != nil {
		return nil, err
	}
	y, err := j.fixed("y", length)
	if err != nil {
		return nil, err
	}
	const uncompressed = 4
	point := slices.Concat([]byte{uncompressed}, x, y)
	public, err := ecdsa.ParseUncompressedPublicKey(curve, point)
	if err != nil {
		return nil, member("x", "x and y are no point on "+curve.Params().Name, "copy the key whole")
	}
	if !j.has("d") {
		return public, nil
	}
	d, err := j.fixed("d", length)
	if err != nil {
		return nil, err
	}
	private, err := ecdsa.ParseRawPrivateKey(curve, d)
	if err != nil {
		return nil, member("d", "it is zero or not below the order of the curve", "copy the key whole")
	}
	if own, err := private.PublicKey.Bytes(); err != nil || !bytes.Equal(own, point) {
		return nil, member("d", "it belongs to another public key than x and y", "copy the key whole")
	}
	return private, nil
}

// edwards is the key of RFC 8037 §2.
func (j jwk) edwards() (any, error) {
	name, err := j.text("crv")
	if err != nil {
		return nil, err
	}
	if name != "Ed25519" {
		return nil, j.otherCurve(name, "Ed25519")
	}
	x, err := j.fixed("x", ed25519.PublicKeySize)
	if err != nil {
		return nil, err
	}
	public := ed25519.PublicKey(x)
	if err := checkEdwards(public); err != nil {
		return nil, err
	}
	if !j.has("d") {
		return public, nil
	}
	d, err := j.fixed("d", ed25519.SeedSize)
	if err != nil {
		return nil, err
	}
	private := ed25519.NewKeyFromSeed(d)
	if !public.Equal(private.Public()) {
		return nil, member("d", "it belongs to another public key than x", "copy the key whole")
	}
	return private, nil
}

// checkEdwards refuses bytes that are no point on the curve (RFC 8032 §5.1.3), and the
// points of small order, under which a signature can be made without any private key.
func checkEdwards(public ed25519.PublicKey) error {
	reversed := slices.Clone(public)
	slices.Reverse(reversed)
	sign := reversed[0] >> 7
	reversed[0] &= 0x7f
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	one, y := big.NewInt(1), new(big.Int).SetBytes(reversed)
	notOn := member("x", "it is no point on Ed25519", "copy the key whole")
	if y.Cmp(p) >= 0 {
		return notOn
	}
	// -x² + y² = 1 + dx²y² with d = -121665/121666.
	modulo := func(z *big.Int) *big.Int { return z.Mod(z, p) }
	d := new(big.Int).ModInverse(big.NewInt(121666), p)
	modulo(d.Mul(d, big.NewInt(-121665)))
	yy := modulo(new(big.Int).Mul(y, y))
	under := modulo(new(big.Int).Add(new(big.Int).Mul(d, yy), one))
	xx := modulo(new(big.Int).Mul(new(big.Int).Sub(yy, one), under.ModInverse(under, p)))
	x := new(big.Int).ModSqrt(xx, p)
	if x == nil || x.Sign() == 0 && sign == 1 {
		return notOn
	}
	if smallOrder(x, y, d, p) {
		return member("x", "it is a point of small order, under which anybody can sign", "make another key")
	}
	return nil
}

// smallOrder tells whether eight times the point is the neutral one, in projective
// coordinates (RFC 8032 §5.1.4, as plain arithmetic).
func smallOrder(x, y, d, p *big.Int) bool {
	one := big.NewInt(1)
	for range 3 {
		xx, yy, xy := new(big.Int).Mul(x, x), new(big.Int).Mul(y, y), new(big.Int).Mul(x, y)
		dxxyy := new(big.Int).Mul(d, new(big.Int).Mul(xx, yy))
		dxxyy.Mod(dxxyy, p)
		plus, minus := new(big.Int).Add(one, dxxyy), new(big.Int).Sub(one, dxxyy)
		plus.ModInverse(plus.Mod(plus, p), p)
		minus.ModInverse(minus.Mod(minus, p), p)
		x = new(big.Int).Mul(new(big.Int).Lsh(xy, 1), plus)
		y = new(big.Int).Mul(new(big.Int).Add(yy, xx), minus)
		x.Mod(x, p)
		y.Mod(y, p)
	}
	return x.Sign() == 0 && y.Cmp(one) == 0
}
