package auth

import (
	"net/http"
	"time"

	"authlab/sim/event"
	"authlab/sim/token"
)

// bff is a backend for a frontend: towards the browser a session with its cookie,
// towards the API behind it a client with tokens, which stay in the session's row. The
// browser never sees one, and what it sends as Authorization counts for nothing.
type bff struct {
	*sessionDesign
	// api issues tokens and renews them.
	api *bearer
	// refreshLife is how long the tokens can be renewed without a new one.
	refreshLife time.Duration
}

// apiTokens are what the row of a session holds for the API.
type apiTokens struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	// until is the end of the refresh token, by the keeper's clock.
	until time.Duration
}

// NewBFF makes the handler of auth=bff.
func NewBFF(env *Env, session *SessionOptions, tokens *token.Options, refresh *RefreshOptions) http.Handler {
	b := &bff{newSession(env, session), newBearer(env, tokens, session.Attributes()), refresh.TTL}
	b.routes = routes(env, b)
	return b
}

// identify looks the session up and does what the API would do with its token. A
// token that is over is renewed on the way.
func (b *bff) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	if c, ok := b.sessionDesign.identify(w, r); !ok {
		return c, false
	}
	v := w.(*visit)
	if v.session.tokens == nil {
		// The session is from before the server kept tokens.
		reply(w, http.StatusUnauthorized, problem{"no_session", "no tokens behind the session"})
		return caller{}, false
	}
	claims, err := b.ask(r, v.session)
	if err != nil && b.env.Keeper() < v.session.tokens.until {
		tokens, ok := b.issue(w, r, v.session.User)
		if !ok {
			return caller{}, false
		}
		changed := *v.session
		changed.tokens = tokens
		v.session = &changed
		claims, err = b.ask(r, v.session)
	}
	if err != nil {
		b.env.note(r, event.TokenRejected, nil, event.Of("tag", tokenTag(v.session.tokens.Access)), event.Of("why", err.Error()))
		reply(w, http.StatusUnauthorized, problem{"no_session", "the tokens behind the session are over"})
		return caller{}, false
	}
	return callerOf(claims), true
}

// ask presents the access token of a session to the API.
func (b *bff) ask(r *http.Request, session *Session) (*token.Claims, error) {
	b.env.verified(r)
	claims, err := b.env.Verifier.Verify(session.tokens.Access)
	if err != nil {
		return nil, err
	}
	b.env.taken(r, claims)
	if b.env.Recording {
		b.api.noteAccepted(r, session.tokens.Access, claims)
	}
	return claims, nil
}

// issue asks for a new pair of tokens, and answers the request itself if there is none.
func (b *bff) issue(w http.ResponseWriter, r *http.Request, user string) (*apiTokens, bool) {
	access, ok := b.api.issue(w, r, user)
	if !ok {
		return nil, false
	}
	return &apiTokens{access, b.env.opaque(), b.env.Keeper() + b.refreshLife}, true
}

func (b *bff) login(w http.ResponseWriter, r *http.Request, user, device string) {
	if tokens, ok := b.issue(w, r, user); ok && w.(*visit).enter(user, device, tokens) {
		reply(w, http.StatusOK, greeting{user, b.env.Server})
	}
}

func (b *bff) refresh(w http.ResponseWriter, r *http.Request) {
	if c, ok := b.identify(w, r); ok {
		reply(w, http.StatusOK, greeting{c.user, b.env.Server})
	}
}
