package auth

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/token"
)

// bearer is what all designs with signed tokens share: how a token is issued, how
// it travels, and how it is checked (RFC 7519, RFC 6750).
type bearer struct {
	env     *Env
	options *token.Options
	cookie  CookieAttributes
	issuer  token.Issuer
}

func newBearer(env *Env, options *token.Options, cookie CookieAttributes) *bearer {
	return &bearer{env, options, cookie,
		token.Issuer{Key: env.Signer, TTL: options.AccessTTL, NotBefore: options.NotBefore}}
}

// now is the server's own clock.
func (b *bearer) now() time.Time { return timestamp(b.env.Clock()) }

// scheme is what stands before a token, in this case and with one blank, as the
// reference server has it.
const bearerScheme = "Bearer "

// AccessCookie and RefreshCookie carry the tokens with carrier=cookie.
const (
	AccessCookie  = "access_token"
	RefreshCookie = "refresh_token"
)

// shown is the access token of a request, wherever it is carried.
func (b *bearer) shown(r *http.Request) (raw string, found bool) {
	if b.options.Carrier == "cookie" {
		return cookieValue(r.Header["Cookie"], AccessCookie)
	}
	line := r.Header.Get("Authorization")
	if !b.env.Conventions.CheckScheme {
		if words := strings.Split(line, " "); len(words) > 1 && words[1] != "" {
			return words[1], true
		}
		return "", false
	}
	return strings.CutPrefix(line, bearerScheme)
}

// missing answers a request without a token. It gets a challenge without an error
// code (RFC 6750 §3.1).
func (b *bearer) missing(w http.ResponseWriter, r *http.Request) {
	b.env.note(r, event.CredentialMissing, nil, event.Of("carrier", b.options.Carrier))
	if b.env.Conventions.Bare {
		replyText(w, http.StatusUnauthorized, http.StatusText(http.StatusUnauthorized))
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="authlab"`)
	reply(w, http.StatusUnauthorized, problem{"no_token", "no bearer token"})
}

// accept answers the claims of a good token, or refuses the request itself.
func (b *bearer) accept(w http.ResponseWriter, r *http.Request) (*token.Claims, string, bool) {
	raw, found := b.shown(r)
	if !found {
		b.missing(w, r)
		return nil, "", false
	}
	claims, ok := b.verify(w, r, raw)
	return claims, raw, ok
}

// verify checks signature and claims of a token, and refuses the request if it is not good.
func (b *bearer) verify(w http.ResponseWriter, r *http.Request, raw string) (*token.Claims, bool) {
	b.env.verified(r)
	claims, err := b.env.Verifier.Verify(raw)
	if err != nil {
		b.refuse(w, r, raw, err)
		return nil, false
	}
	b.env.taken(r, claims)
	if b.env.Recording {
		b.noteAccepted(r, raw, claims)
	}
	return claims, true
}

func (b *bearer) noteAccepted(r *http.Request, raw string, claims *token.Claims) {
	tag := tokenTag(raw)
	attrs := []event.Attr{event.Of("tag", tag), event.Of("user", claims.Subject)}
	if !claims.ExpiresAt.IsZero() {
		attrs = append(attrs, event.Of("remaining", claims.ExpiresAt.Sub(b.now()).String()))
	}
	artifacts, key := b.named(raw, tag)
	b.env.note(r, event.TokenAccepted, artifacts, append(attrs, key...)...)
}

// refuse answers a token that is not good (RFC 6750 §3.1), or as the conventions have it.
func (b *bearer) refuse(w http.ResponseWriter, r *http.Request, raw string, err error) {
	name, sentence := "JsonWebTokenError", ""
	var refusal *token.Error
	if errors.As(err, &refusal) {
		sentence = refusal.Go
		if refusal.NodeName != "" {
			name = refusal.NodeName
		}
	}
	tag := tokenTag(raw)
	attrs := []event.Attr{event.Of("tag", tag), event.Of("why", err.Error()), event.Of("go", sentence)}
	var artifacts []string
	if b.env.Recording {
		var key []event.Attr
		artifacts, key = b.named(raw, tag)
		attrs = append(attrs, key...)
	}
	b.env.note(r, event.TokenRejected, artifacts, attrs...)
	status := b.env.Conventions.InvalidToken
	switch {
	case b.env.Conventions.Bare:
		replyText(w, status, http.StatusText(status))
		return
	case status == http.StatusUnauthorized:
		challenge(w, err.Error())
	}
	reply(w, status, problem{name, err.Error()})
}

// named are the things that a decision about a token is about: the token, the keys the
// server has, and the one that the token's header names, if any.
func (b *bearer) named(raw, tag string) (artifacts []string, key []event.Attr) {
	artifacts = []string{"cred:" + tag, "keys:" + b.env.Server}
	if kid, ok := token.Decode(raw).Header.Text("kid"); ok {
		artifacts, key = append(artifacts, "key:"+kid), []event.Attr{event.Of("key", kid)}
	}
	return artifacts, key
}

// unquoted leaves out what cannot stand in a quoted string.
var unquoted = strings.NewReplacer(`"`, "'", `\`, "")

// challenge says why a token was refused (RFC 6750 §3).
func challenge(w http.ResponseWriter, why string) {
	description := unquoted.Replace(why)
	w.Header().Set("WWW-Authenticate", `Bearer realm="authlab", error="invalid_token", error_description="`+description+`"`)
}

// roleClaim is the name of the claim that says what its user may do (RFC 9068 §2.2.3.1 has "roles").
const roleClaim = "role"

// callerOf reads the caller out of a token: what it says was true when it was signed.
func callerOf(claims *token.Claims) caller {
	role, _ := claims.Text(roleClaim)
	if role == "" {
		role = RoleUser
	}
	return caller{claims.Subject, role}
}

// grant is the answer that brings tokens (RFC 6749 §5.1).
type grant struct {
	User    string `json:"user"`
	Server  string `json:"server"`
	Access  string `json:"access_token,omitempty"`
	Type    string `json:"token_type"`
	Expires int64  `json:"expires_in"`
	Refresh string `json:"refresh_token,omitempty"`
}

// issue signs an access token. Administrators' tokens say so; other claims follow.
// It answers the request itself if that cannot be done.
func (b *bearer) issue(w http.ResponseWriter, r *http.Request, user string, extra ...token.Claim) (string, bool) {
	now := b.now()
	claims, ok := b.env.addressed(w, r)
	if !ok {
		return "", false
	}
	if role := b.env.Roles(user); role != RoleUser {
		claims = append(claims, token.Claim{Name: roleClaim, Value: role})
	}
	raw, err := b.issuer.Issue(now, user, append(claims, extra...)...)
	if err != nil {
		reply(w, http.StatusInternalServerError, problem{"cannot_sign", err.Error()})
		return "", false
	}
	b.env.signed(r)
	tag := tokenTag(raw)
	attrs := []event.Attr{event.Of("tag", tag), event.Of("user", user),
		event.Of("expires", now.Truncate(time.Second).Add(b.issuer.TTL).Format(time.RFC3339))}
	if id := b.env.Signer.ID; id != "" {
		attrs = append(attrs, event.Of("key", id))
	}
	b.env.note(r, event.TokenIssued, []string{"cred:" + tag}, attrs...)
	return raw, true
}

// hand gives tokens to the client: in the body, or in cookies that no script reads. The
// cookie of the refresh token is for every path, because two of them need it: a path of
// /refresh would keep it from /logout, which could not end the family then. A
// refreshLife of 0 has no end.
func (b *bearer) hand(w http.ResponseWriter, user, access, refresh string, refreshLife time.Duration) {
	body := grant{user, b.env.Server, access, "Bearer", int64(b.issuer.TTL / time.Second), refresh}
	// No cache on the way may keep the answer (RFC 6749 §5.1).
	w.Header()["Cache-Control"] = noStore
	if b.options.Carrier == "cookie" {
		body.Access, body.Refresh = "", ""
		w.Header().Add("Set-Cookie", b.cookie.line(AccessCookie, access, "/", b.now().Truncate(time.Second).Add(b.issuer.TTL)))
		if refresh != "" {
			var until time.Time
			if refreshLife > 0 {
				until = b.now().Add(refreshLife)
			}
			w.Header().Add("Set-Cookie", b.cookie.line(RefreshCookie, refresh, "/", until))
		}
	}
	reply(w, http.StatusOK, body)
}

var noStore = []string{"no-store"}

// take asks the client to forget the tokens.
func (b *bearer) take(w http.ResponseWriter) {
	if b.options.Carrier == "cookie" {
		past := time.Unix(0, 0).UTC()
		w.Header().Add("Set-Cookie", b.cookie.line(AccessCookie, "", "/", past))
		w.Header().Add("Set-Cookie", b.cookie.line(RefreshCookie, "", "/", past))
	}
	reply(w, http.StatusOK, done{true})
}

// tokenTag names a token by the first characters of its signature: all tokens begin alike.
func tokenTag(raw string) string {
	for i := len(raw) - 1; i >= 0; i-- {
		if raw[i] == '.' {
			return event.Tag(raw[i+1:])
		}
	}
	return event.Tag(raw)
}
