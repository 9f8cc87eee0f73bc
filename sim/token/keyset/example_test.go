package keyset_test

import (
	"fmt"

	"authlab/sim/token/keyset"
)

func ExampleRead() {
	set, err := keyset.Read([]byte(`{"keys": [
		{"kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
		{"kty": "EC", "crv": "secp256k1", "x": "AAAA", "y": "AAAA"}
	]}`), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, key := range set.Keys {
		fmt.Println(keyset.Describe(key))
		fmt.Println(keyset.Thumbprint(key))
	}
	for _, note := range set.Notes {
		fmt.Println(note)
	}
	// Output:
	// Ed25519, kid "k1", for EdDSA, only verifies
	// kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
	// Left out keys[1], member crv: "secp256k1" is no curve for signatures here.
}

func ExampleParse() {
	for _, text := range []string{"hex:30g1", "base64url:c2VjcmV0"} {
		set, err := keyset.Parse(text, "HS512")
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(keyset.Describe(set.Keys[0]))
	}
	// Output:
	// hex, character 3: this is not a hexadecimal digit; hex: takes 0-9 and a-f alone, without blanks or colons
	// secret of 6 bytes, for HS512, verifies and can sign
}
