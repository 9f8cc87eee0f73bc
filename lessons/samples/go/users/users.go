// Package users holds accounts to try the samples with. A real program reads the
// salted hashes from its database.
package users

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
)

// Password is the password of every account here.
const Password = "correct-horse"

// Rounds make a guess cost a good fraction of a second; tests take fewer.
const Rounds = 600_000

// User is an account as handlers see it: without the hash.
type User struct {
	ID, Name string
	Admin    bool
}

type account struct {
	User
	salt, hash []byte
}

// Directory is all accounts.
type Directory struct {
	accounts []account
	nobody   account
	rounds   int
}

// Demo are alice, bob, and root, who is an administrator.
func Demo(rounds int) *Directory {
	d := &Directory{rounds: rounds}
	for _, u := range []User{{"42", "alice", false}, {"43", "bob", false}, {"1", "root", true}} {
		d.accounts = append(d.accounts, d.account(u))
	}
	d.nobody = d.account(User{})
	return d
}

func (d *Directory) account(u User) account {
	salt := []byte(rand.Text())
	return account{u, salt, d.hash(Password, salt)}
}

func (d *Directory) hash(password string, salt []byte) []byte {
	key, err := pbkdf2.Key(sha256.New, password, salt, d.rounds, sha256.Size)
	if err != nil {
		return nil // a machine that forbids the hash lets nobody in
	}
	return key
}

// part: check

// Check tells whether the password is the one of the account. A name
// that does not exist costs as much time as one that does.
func (d *Directory) Check(name, password string) (User, bool) {
	known, found := d.nobody, false
	for _, a := range d.accounts {
		if a.Name == name {
			known, found = a, true
		}
	}
	given := d.hash(password, known.salt)
	same := subtle.ConstantTimeCompare(given, known.hash) == 1
	return known.User, found && same && given != nil
}

// end: check

// ByID is an account as it is now.
func (d *Directory) ByID(id string) (User, bool) {
	for _, a := range d.accounts {
		if a.ID == id {
			return a.User, true
		}
	}
	return User{}, false
}

// Login checks a request with {"user": "alice", "password": "..."}.
func (d *Directory) Login(w http.ResponseWriter, r *http.Request) (User, bool) {
	var given struct{ User, Password string }
	body := http.MaxBytesReader(w, r.Body, 4096)
	if err := json.NewDecoder(body).Decode(&given); err != nil {
		return User{}, false
	}
	return d.Check(given.User, given.Password)
}

// Find is ByID of a directory that may be far away; this one is not, and always
// answers. An account that is gone is nobody, with no rights.
func (d *Directory) Find(_ context.Context, id string) (User, error) {
	user, _ := d.ByID(id)
	return user, nil
}
