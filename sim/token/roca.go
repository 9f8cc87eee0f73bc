package token

import "math/big"

// rocaPrimes are the primes by which keys of CVE-2017-15361 are told: in all of them the
// modulus of such a key is a power of 65537 (Nemec and others, The Return of
// Coppersmith's Attack, §3.2).
var rocaPrimes = []int64{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157}

// roca tells whether an RSA modulus was made by the faulty library of CVE-2017-15361,
// so that it can be factored. An ordinary modulus passes for one about once in 2²⁷.
func roca(modulus *big.Int) bool {
	rest := new(big.Int)
	for _, p := range rocaPrimes {
		if !powerOf65537(rest.Mod(modulus, big.NewInt(p)).Int64(), p) {
			return false
		}
	}
	return true
}

// powerOf65537 tells whether n is a power of 65537 modulo p.
func powerOf65537(n, p int64) bool {
	power := int64(1)
	for range p {
		if power == n {
			return true
		}
		power = power * publicExponent % p
	}
	return false
}
