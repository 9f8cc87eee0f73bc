package export

import (
	"cmp"
	"encoding/base64"
	"maps"
	"regexp"
	"slices"
	"strings"

	"authlab/sim/balance"
	"authlab/sim/cluster"
	"authlab/sim/cookiesignature"
	"authlab/sim/event"
)

// hidden stands for a secret too short to be named by its first characters.
const hidden = "<redacted>"

// leastSecret is the length below which a tag would give too much away, and below
// which a secret is only looked for where secrets stand.
const leastSecret = 8

var (
	// secretField is a member of a JSON body whose value is a secret. A cut body may
	// end inside the value.
	secretField = regexp.MustCompile(`("(?:\w+_token|token|csrf|password|sid|session_id|client_secret)"\s*:\s*")((?:[^"\\]|\\.)*)`)
	// compactToken is anything that looks like a JWT (RFC 7519 §3).
	compactToken = regexp.MustCompile(`eyJ[\w-]*\.[\w-]*(?:\.[\w-]*)*`)
	// secretArgument is an argument of a scenario command whose value is a secret.
	secretArgument = regexp.MustCompile(`((?:^|\s)(?:[\w.-]*-secrets?|password|token)=)("(?:[^"\\]|\\.)*"|\S+)`)
)

// notSecret are values of secret arguments that give nothing away.
var notSecret = []string{"right", "wrong"}

// HoldsSecrets tells whether commands hold credentials or secrets that were written out.
func HoldsSecrets(commands []string) bool {
	r := &redactor{known: strings.NewReplacer()}
	return slices.ContainsFunc(commands, func(c string) bool { return r.deed(c) != c })
}

// redactor takes credentials out of what is written. A nil one leaves all as it is.
type redactor struct {
	// known replaces the credentials that went over a line, wherever they appear.
	known *strings.Replacer
}

// newRedactor learns the credentials of a run from its messages.
func newRedactor(steps []cluster.Step) *redactor {
	instead := map[string]string{}
	for i := range steps {
		if m := steps[i].Message; m != nil {
			learn(instead, m)
		}
	}
	// Longest first: a cookie's value holds the session ID.
	ordered := slices.SortedFunc(maps.Keys(instead), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	pairs := make([]string, 0, 2*len(ordered))
	for _, s := range ordered {
		if len(s) >= leastSecret {
			pairs = append(pairs, s, instead[s])
		}
	}
	return &redactor{known: strings.NewReplacer(pairs...)}
}

// learn adds the credentials in a message, each in every form it is known in, with
// what is to stand for it.
func learn(instead map[string]string, m *event.Message) {
	for _, line := range m.Header {
		name, value, _ := strings.Cut(line, ": ")
		var found []string
		switch name {
		case "Cookie":
			for _, pair := range strings.Split(value, "; ") {
				found = append(found, cookieForms(pair)...)
			}
		case "Set-Cookie":
			pair, _, _ := strings.Cut(value, ";")
			found = cookieForms(pair)
		case "Authorization":
			_, credential, schemed := strings.Cut(value, " ")
			credential = strings.TrimSpace(credential)
			if !schemed {
				credential = value
			}
			found = []string{credential}
			if pair, err := base64.StdEncoding.DecodeString(credential); err == nil {
				_, password, _ := strings.Cut(string(pair), ":")
				instead[password] = hidden
			}
		}
		if csrfHeader(name) {
			found = []string{value}
		}
		for _, s := range found {
			instead[s] = short(s)
		}
	}
	for _, match := range secretField.FindAllStringSubmatch(m.Body, -1) {
		instead[match[2]] = shortField(match[1], match[2])
	}
}

// shortField stands for the value of a JSON member. A password has no tag.
func shortField(member, value string) string {
	if strings.HasPrefix(member, `"password"`) {
		return hidden
	}
	return short(value)
}

// cookieForms are a cookie's value as sent, decoded, and as the session ID in it.
func cookieForms(pair string) []string {
	name, value, _ := strings.Cut(pair, "=")
	if name == balance.PinCookie {
		return nil // a server's name
	}
	out := []string{value}
	plain, err := cookiesignature.DecodeComponent(value)
	// What a token begins with is no ID: all begin alike.
	if err == nil && !compactToken.MatchString(plain) {
		signed := strings.TrimPrefix(plain, cookiesignature.Prefix)
		id, _, _ := strings.Cut(signed, ".")
		out = append(out, plain, signed, id)
	}
	return out
}

// short is what stands for a credential: the four characters it is known by.
func short(credential string) string {
	if credential == "" {
		return ""
	}
	if len(credential) < leastSecret {
		return hidden
	}
	core := credential
	if compactToken.MatchString(core) {
		// All tokens begin alike: they are known by their signature.
		core = core[strings.LastIndexByte(core, '.')+1:]
	}
	for _, prefix := range []string{"s%3A", cookiesignature.Prefix} {
		core = strings.TrimPrefix(core, prefix)
	}
	if len(core) < leastSecret {
		return hidden
	}
	return "<" + event.Tag(core) + ">"
}

// text takes known credentials and whatever looks like a token out of any text.
func (r *redactor) text(s string) string {
	if r == nil {
		return s
	}
	return compactToken.ReplaceAllStringFunc(r.known.Replace(s), short)
}

// body redacts a message's body.
func (r *redactor) body(s string) string {
	if r == nil {
		return s
	}
	s = replaceSecond(secretField, s, shortField)
	return r.text(s)
}

// replaceSecond replaces the second group of every match.
func replaceSecond(pattern *regexp.Regexp, s string, replace func(first, second string) string) string {
	return pattern.ReplaceAllStringFunc(s, func(match string) string {
		groups := pattern.FindStringSubmatch(match)
		return groups[1] + replace(groups[1], groups[2])
	})
}

// header redacts the value of one header line.
func (r *redactor) header(name, value string) string {
	if r == nil {
		return value
	}
	switch name {
	case "Cookie":
		pairs := strings.Split(value, "; ")
		for i, pair := range pairs {
			pairs[i] = r.pair(pair)
		}
		return strings.Join(pairs, "; ")
	case "Set-Cookie":
		pair, attributes, more := strings.Cut(value, ";")
		if more {
			attributes = ";" + attributes
		}
		return r.pair(pair) + attributes
	case "Authorization":
		scheme, credential, two := strings.Cut(value, " ")
		if !two {
			return short(value)
		}
		if strings.EqualFold(scheme, "Basic") {
			return scheme + " " + hidden // it begins with the user's name
		}
		bare := strings.TrimLeft(credential, " ")
		return scheme + value[len(scheme):len(value)-len(bare)] + short(bare)
	}
	if csrfHeader(name) {
		return short(value)
	}
	return r.text(value)
}

// csrfHeader tells that a header line carries a token against forged requests.
func csrfHeader(name string) bool { return strings.Contains(strings.ToLower(name), "csrf") }

func (r *redactor) pair(pair string) string {
	name, value, named := strings.Cut(pair, "=")
	if !named {
		return short(pair)
	}
	return name + "=" + r.cookie(name, value)
}

// cookie redacts the value of a cookie.
func (r *redactor) cookie(name, value string) string {
	if r == nil || name == balance.PinCookie {
		return value
	}
	return short(value)
}

// deed redacts a command of the scenario.
func (r *redactor) deed(s string) string {
	if r == nil {
		return s
	}
	return r.text(replaceSecond(secretArgument, s, func(_, value string) string {
		if slices.Contains(notSecret, value) {
			return value
		}
		return hidden
	}))
}

// fact words an event in few words.
func (r *redactor) fact(e *event.Event) string {
	text := event.Short(e)
	if r == nil {
		return text
	}
	secrets := []string{e.Get("secret")}
	if e.Kind == event.OptionSet && secretArgument.MatchString(e.Get("key")+"=x") {
		secrets = append(secrets, e.Get("value"), e.Get("was"))
	}
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, " "+s, " "+hidden)
		}
	}
	return r.text(text)
}
