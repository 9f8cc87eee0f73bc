// Both is a server with sessions and tokens side by side: four routes and one way to
// greet.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

// App is the server.
type App struct {
	users    *users.Directory
	sessions *Sessions
	tokens   *Tokens
}

// part: doors

// Handler answers every request. A browser comes by cookie, which it
// attaches whoever asks: it needs the guard. A program attaches its
// token itself. No door takes both.
func (a *App) Handler() http.Handler {
	browser, program := http.NewServeMux(), http.NewServeMux()
	browser.HandleFunc("POST /session-login", a.sessionLogin)
	browser.HandleFunc("POST /session-logout", a.sessions.End)
	program.HandleFunc("POST /token-login", a.tokenLogin)
	remembered := a.sessions.Require(a.greet)
	browser.HandleFunc("GET /session-profile", remembered)
	proven := a.tokens.Require(a.greet)
	program.HandleFunc("GET /token-profile", proven)

	guard := http.NewCrossOriginProtection()
	mux := http.NewServeMux()
	mux.Handle("/", guard.Handler(browser))
	mux.Handle("/token-login", program)
	mux.Handle("/token-profile", program)
	return mux
}

// end: doors

// part: greet

// page is a handler that knows who is calling, and not how.
type page func(w http.ResponseWriter, user string)

func (a *App) greet(w http.ResponseWriter, id string) {
	user, _ := a.users.ByID(id)
	answer(w, map[string]string{"user": user.Name})
}

// end: greet

func (a *App) sessionLogin(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	a.sessions.Begin(w, user.ID)
	w.WriteHeader(http.StatusNoContent)
}

func (a *App) tokenLogin(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	token, err := a.tokens.Sign(user.ID)
	if err != nil {
		http.Error(w, "cannot sign", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	answer(w, map[string]string{"token": token})
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

func main() {
	key, err := environment.Secret("JWT_SECRET")
	if err != nil {
		log.Fatal(err)
	}
	app := &App{
		users:    users.Demo(users.Rounds),
		sessions: &Sessions{rows: map[string]Row{}, secure: environment.SecureCookies()},
		tokens:   &Tokens{key: key},
	}
	environment.Serve(app.Handler())
}
