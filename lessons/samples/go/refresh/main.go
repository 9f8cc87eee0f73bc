// Refresh is a server with short access tokens, and refresh tokens that change with
// every use.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"time"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

const absolute = 8 * time.Hour

// App is the server.
type App struct {
	users  *users.Directory
	key    []byte
	store  Store
	secure bool // cookies, on https alone
}

// Handler answers every request, and gives it a second to ask the store.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("POST /refresh", a.renew)
	mux.HandleFunc("POST /logout", a.logout)
	mux.HandleFunc("GET /profile", a.profile)
	guarded := http.NewCrossOriginProtection().Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		guarded.ServeHTTP(w, r.WithContext(ctx))
	})
}

// part: login

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	first, family := rand.Text(), rand.Text()
	until := time.Now().Add(absolute)
	row := Row{User: user.ID, Family: family, Until: until}
	if err := a.store.Put(r.Context(), hash(first), row); err != nil {
		cannotTell(w)
		return
	}
	a.send(w, first, row)
}

// end: login

// part: renew

func (a *App) renew(w http.ResponseWriter, r *http.Request) {
	next, row, err := a.refresh(r.Context(), presented(r))
	switch {
	case errors.Is(err, ErrInvalidGrant):
		a.cookie(w, "", -1)
		body := map[string]string{"error": "invalid_grant"}
		answer(w, http.StatusBadRequest, body)
	case err != nil:
		cannotTell(w) // and the client may try again
	default:
		a.send(w, next, *row)
	}
}

// end: renew

// part: cookie

// cookie keeps the refresh token where no script reads it; age is in
// seconds.
func (a *App) cookie(w http.ResponseWriter, token string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: "refresh", Value: token, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: a.secure,
		SameSite: http.SameSiteStrictMode,
	})
}

// end: cookie

// part: logout

func (a *App) logout(w http.ResponseWriter, r *http.Request) {
	row, err := a.store.Use(r.Context(), hash(presented(r)))
	if err == nil && row != nil {
		err = a.store.EndFamily(r.Context(), row.Family)
	}
	if err != nil {
		cannotTell(w) // the family lives: this is no logout
		return
	}
	a.cookie(w, "", -1)
	w.WriteHeader(http.StatusNoContent) // the other ends at exp
}

// end: logout

func (a *App) send(w http.ResponseWriter, refresh string, row Row) {
	token, err := sign(a.key, row.User)
	if err != nil {
		http.Error(w, "cannot sign", http.StatusInternalServerError)
		return
	}
	a.cookie(w, refresh, int(time.Until(row.Until).Seconds()))
	w.Header().Set("Cache-Control", "no-store")
	answer(w, http.StatusOK, map[string]any{"token": token, "expires_in": int(access.Seconds())})
}

func (a *App) profile(w http.ResponseWriter, r *http.Request) {
	user, err := a.verify(r)
	if err != nil {
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	answer(w, http.StatusOK, map[string]string{"user": user}) // no store was asked
}

func presented(r *http.Request) string {
	c, err := r.Cookie("refresh")
	if err != nil {
		return ""
	}
	return c.Value
}

func cannotTell(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "cannot tell", http.StatusServiceUnavailable)
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

func main() {
	key, err := environment.Secret("JWT_SECRET")
	if err != nil {
		log.Fatal(err)
	}
	app := &App{users.Demo(users.Rounds), key, NewMemory(), environment.SecureCookies()}
	environment.Serve(app.Handler())
}
