// Jwt is a server that remembers nothing but a key: the browser keeps a signed
// statement.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

// App is the server.
type App struct {
	users Users
	key   []byte
}

// Users is where accounts are kept. An error means that nobody could be asked.
type Users interface {
	Login(w http.ResponseWriter, r *http.Request) (users.User, bool)
	Find(ctx context.Context, id string) (users.User, error)
}

// Handler answers every request.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("GET /profile", a.identify(a.profile))
	mux.HandleFunc("GET /admin", a.identify(a.admin))
	mux.HandleFunc("POST /logout", a.identify(a.logout))
	return mux
}

// part: login

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	token, err := sign(a.key, user.ID)
	if err != nil {
		http.Error(w, "cannot sign", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	answer(w, map[string]string{"token": token})
}

// end: login

// part: identify

// page is a handler that knows who is calling.
type page func(w http.ResponseWriter, r *http.Request, user string)

func (a *App) identify(next page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, err := a.userOf(r)
		if err == nil {
			next(w, r, user)
			return
		}
		challenge := `Bearer error="invalid_token"`
		if errors.Is(err, errNoToken) {
			challenge = "Bearer" // ask, and blame nobody
		}
		w.Header().Set("WWW-Authenticate", challenge)
		http.Error(w, "who are you?", http.StatusUnauthorized)
	}
}

// end: identify

func (a *App) profile(w http.ResponseWriter, _ *http.Request, user string) {
	answer(w, map[string]string{"user": user}) // no store was asked
}

// part: admin

func (a *App) admin(
	w http.ResponseWriter, r *http.Request, id string,
) {
	user, err := a.users.Find(r.Context(), id)
	switch {
	case err != nil:
		http.Error(w, "cannot tell", http.StatusServiceUnavailable)
	case !user.Admin: // as of now, not as of the login
		http.Error(w, "administrators only", http.StatusForbidden)
	default:
		answer(w, map[string]string{"admin": user.Name})
	}
}

// end: admin

// part: logout

// logout can end nothing: every copy of the token works until exp.
// The client drops its own one.
func (a *App) logout(
	w http.ResponseWriter, _ *http.Request, _ string,
) {
	w.WriteHeader(http.StatusNoContent)
}

// end: logout

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
	environment.Serve((&App{users.Demo(users.Rounds), key}).Handler())
}
