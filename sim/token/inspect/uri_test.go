package inspect

import "testing"

func TestURIs(t *testing.T) {
	for text, want := range map[string]bool{
		"https://issuer.example": true, "https://issuer.example/a?b=c#d": true, "urn:example:alice": true, "mailto:a@b.example": true,
		"system:serviceaccount:default:app": true, "spiffe://trust.example/a": true, "http://[2001:db8::1]:8080/": true, "a:": true, "x+y-z.1:%41": true,
		"alice": false, ":alice": false, "1a:b": false, "user 1:2": false, "https://a b": false, "http://[x": false, "a:b[c]": false, "http://h/[x]": false,
		"a:%4": false, "a:%zz": false, "a:b#c#d": false, "http://exämple.org": false, "a:\"b\"": false, "a:b|c": false, "a_b:c": false, "": false,
	} {
		if isURI(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
	if !isStringOrURI("alice") || !isStringOrURI("") || isStringOrURI("alice: admin") {
		t.Error("a StringOrURI is misjudged")
	}
}
