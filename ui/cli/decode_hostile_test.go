package cli_test

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"authlab/ui/internal/hostile"
)

// place is one way for text from outside to come in.
type place struct {
	name string
	// arguments and input are of one run with the text there; nil leaves the place out,
	// where the text cannot stand in it.
	make func(c *commander, text string) (arguments []string, input string)
}

// within makes a place of a token that has the text in it.
func within(name string, token func(text string) string) place {
	return place{name, func(_ *commander, text string) ([]string, string) {
		return []string{"--key", "text:" + decodeSecret, token(text)}, ""
	}}
}

func option(name string) place {
	return place{name, func(_ *commander, text string) ([]string, string) {
		return []string{"--key", "text:" + decodeSecret, name + "=" + text, usual("alice")}, ""
	}}
}

func file(name string, arguments func(path string) []string, content func(text string) string) place {
	return place{name, func(c *commander, text string) ([]string, string) {
		return append(arguments(c.file("content", content(text))), usual("alice")), ""
	}}
}

func places() []place {
	header := func(members string) string { return signed("{"+members+"}", `{"sub":"alice"}`) }
	payload := func(members string) string { return signed(`{"alg":"HS256"}`, "{"+members+"}") }
	asIs := func(text string) string { return text }
	key := func(path string) []string { return []string{"--key", path} }
	all := []place{
		{"token", func(_ *commander, text string) ([]string, string) { return []string{"--", text}, "" }},
		{"token in its middle", func(_ *commander, text string) ([]string, string) {
			good := usual("alice")
			return []string{"--", good[:40] + text + good[40:]}, ""
		}},
		{"standard input", func(_ *commander, text string) ([]string, string) { return nil, text }},
		{"one of many on standard input", func(_ *commander, text string) ([]string, string) {
			return []string{"-"}, usual("alice") + "\n" + text + "\n" + usual("bob") + "\n"
		}},
		within("name in the header", func(s string) string { return header(`"alg":"HS256","` + s + `":1`) }),
		within("value in the header", func(s string) string { return header(`"alg":"HS256","x":"` + s + `"`) }),
		within("alg", func(s string) string { return header(`"alg":"` + s + `"`) }),
		within("kid", func(s string) string { return header(`"alg":"HS256","kid":"` + s + `"`) }),
		within("typ", func(s string) string { return header(`"alg":"HS256","typ":"` + s + `"`) }),
		within("crit", func(s string) string { return header(`"alg":"HS256","crit":["` + s + `"]`) }),
		within("jwk in the header", func(s string) string {
			return header(`"alg":"HS256","jwk":{"kty":"` + s + `"},"jku":"` + s + `"`)
		}),
		within("name in the payload", func(s string) string { return payload(`"` + s + `":true`) }),
		within("name twice in the payload", func(s string) string { return payload(`"` + s + `":1,"` + s + `":2`) }),
		within("value in the payload", func(s string) string { return payload(`"x":"` + s + `"`) }),
		within("value not quoted", func(s string) string { return payload(`"x":` + s) }),
		within("registered claims", func(s string) string {
			return payload(`"iss":"` + s + `","aud":["` + s + `"],"sub":"` + s + `","exp":"` + s + `","jti":"` + s + `"`)
		}),
		within("payload alone", func(s string) string { return signed(`{"alg":"HS256"}`, s) }),
		within("header alone", func(s string) string { return signed(s, `{}`) }),
		within("signature", func(s string) string {
			good := usual("alice")
			return good[:strings.LastIndexByte(good, '.')+1] + base64.RawURLEncoding.EncodeToString([]byte(s))
		}),
		within("signature as it stands", func(s string) string { return usual("alice") + s }),
		within("JWS JSON", func(s string) string { return `{"payload":"` + s + `","signatures":[]}` }),
		file("content of a key file", key, asIs),
		file("content of a PEM file", key, func(s string) string {
			return "-----BEGIN PUBLIC KEY-----\n" + s + "\n-----END PUBLIC KEY-----\n"
		}),
		file("label of a PEM file", key, func(s string) string { return "-----BEGIN " + s + "-----\nAAAA\n-----END " + s + "-----\n" }),
		file("kid of a JWK", key, func(s string) string {
			return `{"kty":"oct","kid":"` + s + `","k":"` + base64.RawURLEncoding.EncodeToString([]byte(decodeSecret)) + `"}`
		}),
		file("alg of a JWK", key, func(s string) string { return `{"kty":"oct","alg":"` + s + `","k":"AAAA"}` }),
		file("name in a JWK Set", func(path string) []string { return []string{"--jwks", path} }, func(s string) string {
			return `{"keys":[{"kty":"` + s + `","` + s + `":1},{"kty":"oct","k":"AAAA"}],"` + s + `":0}`
		}),
		file("content of a JWK Set file", func(path string) []string { return []string{"--jwks", path} }, asIs),
		{"name of a key file", func(c *commander, text string) ([]string, string) {
			if strings.ContainsAny(text, "/\x00") || len(text) > 200 {
				return nil, ""
			}
			return []string{"--key", "@" + c.file(text, "not what signed it, 32 bytes long"), usual("alice")}, ""
		}},
		{"name of a token file", func(c *commander, text string) ([]string, string) {
			if strings.ContainsAny(text, "/\x00") || len(text) > 200 {
				return nil, ""
			}
			return []string{c.file(text, "")}, ""
		}},
		{"absent key file", func(_ *commander, text string) ([]string, string) { return []string{"--key", "@" + text, "x"}, "" }},
		{"absent JWK Set file", func(_ *commander, text string) ([]string, string) { return []string{"--jwks", text, "x"}, "" }},
		{"unknown flag", func(_ *commander, text string) ([]string, string) { return []string{"--x" + text}, "" }},
		{"unknown short flag", func(_ *commander, text string) ([]string, string) { return []string{"-" + text}, "" }},
	}
	for _, name := range []string{"--key", "--jwks", "--alg", "--iss", "--aud", "--typ", "--deny", "--at", "--leeway", "--format", "--theme", "--require-exp"} {
		all = append(all, option(name))
	}
	return all
}

// TestNothingHostileIsSent puts every payload into every place, for people and programs.
func TestNothingHostileIsSent(t *testing.T) {
	c := command(t)
	for _, in := range places() {
		for _, p := range hostile.Payloads() {
			arguments, input := in.make(c, p.Text)
			if arguments == nil && input == "" {
				continue
			}
			for _, format := range []string{"text", "json"} {
				line := append([]string{"decode", "--format", format}, arguments...)
				out, words, code := c.run(input, line...)
				for name, written := range map[string]string{"stdout": out, "stderr": words} {
					if found := hostile.Found(written); found != "" {
						t.Fatalf("%s, %s, %s: %s has %s:\n%q", in.name, p.Name, format, name, found, written)
					}
				}
				if out == "" && words == "" || code < 0 || code > 2 {
					t.Errorf("%s, %s, %s: exit code %d, nothing said", in.name, p.Name, format, code)
				}
				if format == "json" {
					everyLineIsJSON(t, in.name+", "+p.Name, out)
				}
			}
		}
	}
}

func everyLineIsJSON(t *testing.T, what, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &object); err != nil || object["outcome"] == nil {
			t.Errorf("%s: %v: %q", what, err, line)
		}
	}
}

var inks = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// TestColoursAreTheOnlySequences looks at what a terminal with colours gets.
func TestColoursAreTheOnlySequences(t *testing.T) {
	c := command(t)
	c.env["FORCE_COLOR"] = "3"
	for _, p := range hostile.Payloads() {
		plain, _, _ := c.run("", "decode", "--", p.Text)
		coloured := inks.ReplaceAllString(plain, "")
		if found := hostile.Found(coloured); found != "" || plain == coloured {
			t.Errorf("%s: %s in %q", p.Name, found, plain)
		}
	}
}

// TestOnlyASCIIOnRequest has --ascii and text that is not.
func TestOnlyASCIIOnRequest(t *testing.T) {
	c := command(t)
	for _, format := range []string{"text"} {
		out, _, _ := c.run("", "decode", "--ascii", "--format", format, signed(`{"alg":"HS256"}`, `{"näme":"日本 – €","exp":"ü"}`))
		for _, r := range out {
			if r >= 0x80 {
				t.Fatalf("%q in:\n%s", r, out)
			}
		}
	}
}
