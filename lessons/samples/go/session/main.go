// Session is a server that remembers: the browser holds a ticket, the meaning is
// in a row here. The rows are in the memory of this process: one server, or
// sticky ones.
package main

import (
	"encoding/json"
	"net/http"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

// App is the server.
type App struct {
	users    *users.Directory
	sessions *Sessions
}

// part: routes

// Handler answers every request.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("GET /profile", a.profile)
	mux.HandleFunc("GET /admin", a.admin)
	mux.HandleFunc("POST /logout", a.logout)
	// A browser attaches the cookie whoever asked; this asks who did.
	return http.NewCrossOriginProtection().Handler(mux)
}

// end: routes

// part: login

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	a.sessions.End(w, r) // whoever was here before
	a.sessions.Begin(w, user.ID)
	w.WriteHeader(http.StatusNoContent)
}

// end: login

// part: profile

func (a *App) profile(w http.ResponseWriter, r *http.Request) {
	id, ok := a.sessions.User(r)
	user, known := a.users.ByID(id)
	if !ok || !known {
		http.Error(w, "log in, please", http.StatusUnauthorized)
		return
	}
	answer(w, map[string]any{"user": user.Name})
}

// end: profile

// part: admin

func (a *App) admin(w http.ResponseWriter, r *http.Request) {
	id, ok := a.sessions.User(r)
	user, known := a.users.ByID(id) // as of now, not of the login
	switch {
	case !ok || !known:
		http.Error(w, "log in, please", http.StatusUnauthorized)
	case !user.Admin:
		http.Error(w, "administrators only", http.StatusForbidden)
	default:
		answer(w, map[string]any{"user": user.Name, "admin": true})
	}
}

// end: admin

// part: logout

func (a *App) logout(w http.ResponseWriter, r *http.Request) {
	a.sessions.End(w, r)
	w.WriteHeader(http.StatusNoContent)
}

// end: logout

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

func main() {
	app := &App{users.Demo(users.Rounds), NewSessions(environment.SecureCookies())}
	environment.Serve(app.Handler())
}
