// Stateful-jwt is a server with signed tokens that a store can end early. CHECK says
// what is looked up: row, version, denylist, or several with commas. One login is
// ended by its row or on the denylist, all logins of a user by the version.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

const leeway = 5 * time.Second

// App is the server.
type App struct {
	users  *users.Directory
	key    []byte
	store  Store
	checks []Check
}

// Handler answers every request, and gives it a second to ask the store.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("GET /profile", a.identify(a.profile))
	mux.HandleFunc("POST /logout", a.identify(a.logout))
	mux.HandleFunc("POST /logout-everywhere", a.identify(a.logoutEverywhere))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		mux.ServeHTTP(w, r.WithContext(ctx))
	})
}

// part: caller

var (
	errUnauthorized = errors.New("no valid token")   // 401
	errUnavailable  = errors.New("nobody was asked") // 503
)

// caller is whose token it is. First the signature, then the store: a
// thousand forgeries are not one read.
func (a *App) caller(r *http.Request) (*Claims, error) {
	claims, err := a.verify(bearer(r))
	if err != nil {
		return nil, errUnauthorized
	}
	for _, check := range a.checks {
		good, err := check(r.Context(), a.store, claims)
		switch {
		case err != nil:
			return nil, errUnavailable
		case !good:
			return nil, errUnauthorized
		}
	}
	return claims, nil
}

// end: caller

// part: identify

const challenge = `Bearer error="invalid_token"`

type page func(http.ResponseWriter, *http.Request, *Claims)

func (a *App) identify(next page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		claims, err := a.caller(r)
		switch {
		case errors.Is(err, errUnavailable):
			cannotTell(w)
		case err != nil:
			w.Header().Set("WWW-Authenticate", challenge)
			http.Error(w, "who are you?", http.StatusUnauthorized)
		default:
			next(w, r, claims)
		}
	}
}

// end: identify

// part: login

func (a *App) login(w http.ResponseWriter, r *http.Request) {
	user, ok := a.users.Login(w, r)
	if !ok {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	version, err := a.store.Version(r.Context(), user.ID)
	if err != nil {
		cannotTell(w)
		return
	}
	claims := newClaims(user.ID, version)
	dead := claims.ExpiresAt.Add(leeway)
	login := Login{user.ID, r.UserAgent(), dead}
	err = a.store.Begin(r.Context(), claims.ID, login)
	if err != nil {
		cannotTell(w)
		return
	}
	a.send(w, claims)
}

// end: login

// part: logout

func (a *App) logout(
	w http.ResponseWriter, r *http.Request, c *Claims,
) {
	dead := c.ExpiresAt.Add(leeway) // from then on no entry is needed
	err := errors.Join(
		a.store.End(r.Context(), c.ID),
		a.store.Deny(r.Context(), c.ID, dead),
	)
	if err != nil {
		cannotTell(w) // the token lives: this is no logout
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// end: logout

// part: everywhere

func (a *App) logoutEverywhere(
	w http.ResponseWriter, r *http.Request, c *Claims,
) {
	err := a.store.NextVersion(r.Context(), c.Subject) // one write
	if err != nil {
		cannotTell(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// end: everywhere

func (a *App) profile(w http.ResponseWriter, _ *http.Request, c *Claims) {
	user, _ := a.users.ByID(c.Subject)
	answer(w, map[string]string{"user": user.Name})
}

func (a *App) send(w http.ResponseWriter, claims *Claims) {
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(a.key)
	if err != nil {
		http.Error(w, "cannot sign", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	answer(w, map[string]string{"token": token})
}

func cannotTell(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "cannot tell", http.StatusServiceUnavailable)
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has left cannot be told.
	_ = json.NewEncoder(w).Encode(body)
}

// chosen reads a list of checks.
func chosen(list string) ([]Check, error) {
	known := map[string]Check{"row": row, "version": version, "denylist": denylist}
	var out []Check
	for name := range strings.SplitSeq(list, ",") {
		if known[name] == nil {
			return nil, errors.New("CHECK: there is no " + name)
		}
		out = append(out, known[name])
	}
	return out, nil
}

func main() {
	key, err := environment.Secret("JWT_SECRET")
	checks, wrong := chosen(cmp.Or(os.Getenv("CHECK"), "row,version"))
	if err := errors.Join(err, wrong); err != nil {
		log.Fatal(err)
	}
	app := &App{users.Demo(users.Rounds), key, NewMemory(), checks}
	environment.Serve(app.Handler())
}
