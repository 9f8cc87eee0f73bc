// Store is a server whose sessions lie behind an interface: it may die, and it must
// say so when the store cannot be asked.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"time"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

const absolute = 8 * time.Hour

// App is the server.
type App struct {
	users  *users.Directory
	store  Store
	secure bool // cookies, on https alone
}

// Handler answers every request.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("GET /profile", a.profile)
	mux.HandleFunc("POST /logout", a.logout)
	return http.NewCrossOriginProtection().Handler(patient(mux))
}

// part: patience

// patient gives every request a second for all it asks the store. A
// frozen store gives no error by itself. It gives nothing.
func patient(next http.Handler) http.Handler {
	serve := func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	}
	return http.HandlerFunc(serve)
}

// end: patience

// part: login

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	id := rand.Text()
	row := Row{User: user.ID, Until: time.Now().Add(absolute)}
	if err := a.store.Save(r.Context(), id, row); err != nil {
		cannotTell(w) // no row, so no cookie for one
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: "sid", Value: id, Path: "/",
		HttpOnly: true, Secure: a.secure,
		SameSite: http.SameSiteLaxMode,
	})
	w.WriteHeader(http.StatusNoContent)
}

// end: login

// part: profile

func (a *App) profile(w http.ResponseWriter, r *http.Request) {
	row, ok, err := a.store.Find(r.Context(), sessionID(r))
	switch {
	case err != nil:
		cannotTell(w) // not 401: nobody knows
	case !ok:
		http.Error(w, "log in, please", http.StatusUnauthorized)
	default:
		user, _ := a.users.ByID(row.User)
		answer(w, map[string]string{"user": user.Name})
	}
}

func cannotTell(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "cannot tell", http.StatusServiceUnavailable)
}

// end: profile

// part: logout

func (a *App) logout(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Delete(r.Context(), sessionID(r)); err != nil {
		cannotTell(w) // the row lives: this is no logout
		return
	}
	gone := http.Cookie{Name: "sid", Path: "/", MaxAge: -1}
	http.SetCookie(w, &gone)
	w.WriteHeader(http.StatusNoContent)
}

// end: logout

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

func sessionID(r *http.Request) string {
	c, err := r.Cookie("sid")
	if err != nil {
		return ""
	}
	return c.Value
}

func main() {
	app := &App{users.Demo(users.Rounds), NewMemory(), environment.SecureCookies()}
	environment.Serve(app.Handler())
}
