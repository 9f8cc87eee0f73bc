// Password is a server without any state: the password comes with every request.
package main

import (
	"context"
	"encoding/json"
	"net/http"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

// App is the server.
type App struct{ users *users.Directory }

type userKey struct{}

// part: identify

// identify asks who is calling: 401 if that cannot be known.
func (a *App) identify(next http.HandlerFunc) http.Handler {
	serve := func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		user, right := a.users.Check(name, password)
		if !ok || !right {
			w.Header().Set("WWW-Authenticate", `Basic realm="app"`)
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		ctx := context.WithValue(r.Context(), userKey{}, user)
		next(w, r.WithContext(ctx))
	}
	return http.HandlerFunc(serve)
}

// end: identify

// part: admin

// adminOnly asks whether the caller may: 403 if not.
func adminOnly(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !caller(r).Admin {
			http.Error(w, "administrators only", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

// end: admin

// Handler answers every request.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /profile", a.identify(greet))
	mux.Handle("GET /admin", a.identify(adminOnly(greet)))
	return mux
}

func greet(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(map[string]string{"user": caller(r).Name})
}

// caller is whom identify let through.
func caller(r *http.Request) users.User {
	user, _ := r.Context().Value(userKey{}).(users.User)
	return user
}

func main() {
	app := &App{users.Demo(users.Rounds)}
	environment.Serve(app.Handler())
}
