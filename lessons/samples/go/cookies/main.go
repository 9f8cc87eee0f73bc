// Cookies is a session with every protection a browser offers, and a guard for what
// remains.
package main

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"sync"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

// App is the server.
type App struct {
	users    *users.Directory
	sessions sync.Map // of names, by ID; the sample session shows how they end
	secure   bool
}

// part: cookie

// cookie is the ticket to a session. __Host-: taken only with Secure,
// Path=/ and no Domain, so that no sibling subdomain can plant one.
func (a *App) cookie(id string) *http.Cookie {
	c := &http.Cookie{
		Name: "__Host-sid", Value: id, Path: "/",
		HttpOnly: true, // scripts cannot read it
		Secure:   true, // plain http never carries it
		SameSite: http.SameSiteLaxMode,
	}
	if !a.secure { // a try on your own machine, without https
		c.Name, c.Secure = "sid", false
	}
	return c
}

// end: cookie

// part: guard

// Handler answers every request. The guard asks the browser who made
// it send this: SameSite lets a sibling subdomain through.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("POST /transfer", a.transfer)
	mux.HandleFunc("POST /logout", a.logout)
	mux.HandleFunc("GET /profile", a.profile) // GET changes nothing
	guard := http.NewCrossOriginProtection()
	return guard.Handler(mux)
}

// end: guard

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	id := rand.Text() // a planted ID is never adopted
	a.sessions.Store(id, user.Name)
	http.SetCookie(w, a.cookie(id))
	w.WriteHeader(http.StatusNoContent)
}

func (a *App) profile(w http.ResponseWriter, r *http.Request) {
	if name, ok := a.user(w, r); ok {
		answer(w, map[string]any{"user": name})
	}
}

func (a *App) transfer(w http.ResponseWriter, r *http.Request) {
	if _, ok := a.user(w, r); ok {
		w.WriteHeader(http.StatusNoContent)
	}
}

func (a *App) logout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(a.cookie("").Name); err == nil {
		a.sessions.Delete(c.Value)
	}
	gone := a.cookie("")
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	w.WriteHeader(http.StatusNoContent)
}

// user is who is calling; nobody knows is answered here.
func (a *App) user(w http.ResponseWriter, r *http.Request) (name any, ok bool) {
	if c, err := r.Cookie(a.cookie("").Name); err == nil {
		name, ok = a.sessions.Load(c.Value)
	}
	if !ok {
		http.Error(w, "log in, please", http.StatusUnauthorized)
	}
	return name, ok
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

func main() {
	app := &App{users: users.Demo(users.Rounds), secure: environment.SecureCookies()}
	environment.Serve(app.Handler())
}
