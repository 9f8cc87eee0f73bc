package token

import (
	"crypto/rsa"
	"math/big"
	"strings"
	"testing"
)

// rocaModulus is the key of the test "rejectsKeyWithRocaVulnerability" in Project
// Wycheproof's json_web_key_test.json.
const rocaModulus = "AanFpofbj7KjD4Lf-N2hVMKR7yewSyXhhbirIMTGpfYEhZ_lnt5UoK98DnKIgArXGTu3MaW_HhFw16HGaTDUHqPrId7fe4r11CqRw09yBFuW79V8sYIwHdzCaWflUI6auImYbVfoN9_nD5n8N8SY9DwXw7mwZM9wREPXoDPgOoIWl6q_MPsp7n0zs3Z5ZaiQWOOzl1S9OhwAfSiiOwz6efnXEaxuTEtPd7BjSx7NaFka8Dx9U7YqXy2RFj1O9PjyaDGuRh7YXsX3iMUSP_wSyHQg_c_qHRtKUsNSGCT7OZg0hzm2KphtjnayKJvC64vAbROBR4Ubg6Bxg9IQVZ-QYyE"

func TestAKeyThatCanBeFactoredIsWeak(t *testing.T) {
	k, err := NewKey("", RS256, &rsa.PublicKey{N: new(big.Int).SetBytes(bytesOf(t, rocaModulus)), E: 65537})
	if err != nil {
		t.Fatal(err)
	}
	if why := k.Weakness(); !strings.Contains(why, "CVE-2017-15361") {
		t.Errorf("%q", why)
	}
	if why := drawn(t, RS256, "").Weakness(); why != "" {
		t.Errorf("an ordinary key: %s", why)
	}
}
