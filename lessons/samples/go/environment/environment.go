// Package environment is what the samples take from their environment.
package environment

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

// part: secret

// Secret reads a key. With a missing or guessable one all seems to
// work, and for whoever guesses it, too: there is no default.
func Secret(name string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(os.Getenv(name))
	if err != nil || len(key) < 32 { // RFC 7518: 256 bits or more
		return nil, fmt.Errorf("%s must be 32 bytes in base64; "+
			"try: export %[1]s=$(openssl rand -base64 32)", name)
	}
	return key, nil
}

// end: secret

// SecureCookies tells whether cookies stay away from plain http. COOKIE_SECURE=off
// is for a try on your own machine, where no https stands in front.
func SecureCookies() bool { return os.Getenv("COOKIE_SECURE") != "off" }

// Serve answers on PORT of this machine; what faces the world is the balancer.
func Serve(handler http.Handler) {
	port := cmp.Or(os.Getenv("PORT"), "3000")
	server := &http.Server{
		Addr: "localhost:" + port, Handler: handler,
		// A client that sends a byte a minute does not hold a connection for ever.
		ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second,
	}
	log.Println("listening on http://" + server.Addr)
	log.Fatal(server.ListenAndServe())
}
