package auth

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/token"
)

// jwtDesign is the stateless one: the caller shows a signed token with every
// request, and the server asks nobody (RFC 7519, RFC 6750).
type jwtDesign struct {
	env    *Env
	issuer token.Issuer
}

// NewJWT makes the handler of auth=jwt. It signs with the environment's Signer.
func NewJWT(env *Env, options *token.Options) http.Handler {
	j := &jwtDesign{env: env}
	j.issuer = token.Issuer{Key: env.Signer, TTL: options.AccessTTL, NotBefore: options.NotBefore}
	return routes(env, j)
}

// now is the server's own clock.
func (j *jwtDesign) now() time.Time { return timestamp(j.env.Clock()) }

// bearer is what stands before a token, in this case and with one blank, as the
// reference server has it.
const bearer = "Bearer "

func (j *jwtDesign) identify(w http.ResponseWriter, r *http.Request) (string, bool) {
	raw, found := strings.CutPrefix(r.Header.Get("Authorization"), bearer)
	if !found {
		j.env.note(r, event.CredentialMissing, nil, event.Of("carrier", "header"))
		w.Header().Set("WWW-Authenticate", `Bearer realm="authlab"`)
		reply(w, http.StatusUnauthorized, problem{"no_token", "no bearer token"})
		return "", false
	}
	j.env.verified(r)
	claims, err := j.env.Verifier.Verify(raw)
	tag := tokenTag(raw)
	if err != nil {
		j.refuse(w, r, tag, err)
		return "", false
	}
	if j.env.Recording {
		j.env.note(r, event.TokenAccepted, []string{"cred:" + tag}, event.Of("tag", tag), event.Of("user", claims.Subject),
			event.Of("remaining", claims.ExpiresAt.Sub(j.now()).String()))
	}
	return claims.Subject, true
}

// refuse answers a token that is not good (RFC 6750 §3.1).
func (j *jwtDesign) refuse(w http.ResponseWriter, r *http.Request, tag string, err error) {
	name, sentence := "JsonWebTokenError", ""
	var refusal *token.Error
	if errors.As(err, &refusal) {
		sentence = refusal.Go
		if refusal.NodeName != "" {
			name = refusal.NodeName
		}
	}
	j.env.note(r, event.TokenRejected, []string{"cred:" + tag}, event.Of("tag", tag), event.Of("why", err.Error()), event.Of("go", sentence))
	description := strings.NewReplacer(`"`, "'", `\`, "").Replace(err.Error())
	w.Header().Set("WWW-Authenticate", `Bearer realm="authlab", error="invalid_token", error_description="`+description+`"`)
	reply(w, http.StatusUnauthorized, problem{name, err.Error()})
}

// grant is the answer to a login (RFC 6749 §5.1).
type grant struct {
	User    string `json:"user"`
	Server  string `json:"server"`
	Access  string `json:"access_token"`
	Type    string `json:"token_type"`
	Expires int64  `json:"expires_in"`
}

func (j *jwtDesign) login(w http.ResponseWriter, r *http.Request, user, _ string) {
	now := j.now()
	claims, ok := j.env.addressed(w, r)
	if !ok {
		return
	}
	raw, err := j.issuer.Issue(now, user, claims...)
	if err != nil {
		reply(w, http.StatusInternalServerError, problem{"cannot_sign", err.Error()})
		return
	}
	j.env.signed(r)
	tag := tokenTag(raw)
	j.env.note(r, event.TokenIssued, []string{"cred:" + tag}, event.Of("tag", tag), event.Of("user", user),
		event.Of("expires", now.Truncate(time.Second).Add(j.issuer.TTL).Format(time.RFC3339)))
	reply(w, http.StatusOK, grant{user, j.env.Server, raw, "Bearer", int64(j.issuer.TTL / time.Second)})
}

// logout can only ask the client to forget: the server has nothing to end.
func (j *jwtDesign) logout(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, done{true})
}

func (j *jwtDesign) revoke(w http.ResponseWriter, _ *http.Request, user string) {
	reply(w, http.StatusOK, revoked{User: user})
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
