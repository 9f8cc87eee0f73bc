// Keys is an issuer that signs with private keys and a service that verifies with
// the public ones. Both run here; with JWKS=address only the service does. Enter on
// standard input changes the issuer's key.
package main

import (
	"bufio"
	"cmp"
	"log"
	"net/http"
	"os"

	"authlab/lessons/samples/go/environment"
	"authlab/lessons/samples/go/users"
)

func main() {
	own := "http://localhost:" + cmp.Or(os.Getenv("PORT"), "3000") + "/.well-known/jwks.json"
	service := &Service{address: cmp.Or(os.Getenv("JWKS"), own), client: http.DefaultClient}
	mux := http.NewServeMux()
	mux.Handle("/profile", service.Handler())
	if os.Getenv("JWKS") == "" {
		issuer := &Issuer{users: users.Demo(users.Rounds)}
		if err := issuer.Rotate(); err != nil {
			log.Fatal(err)
		}
		mux.Handle("/", issuer.Handler())
		go rotateAtEnter(issuer)
	}
	environment.Serve(mux)
}

func rotateAtEnter(issuer *Issuer) {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if err := issuer.Rotate(); err != nil {
			log.Println(err)
			continue
		}
		log.Printf("a new key is published; it signs in %s", copied)
	}
}
