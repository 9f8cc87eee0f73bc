package keyset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"authlab/sim/token"
)

// looksLikeJSON tells that text begins as an object does, or as a list of objects. A
// secret may begin with a brace, but hardly so.
func looksLikeJSON(text []byte) bool {
	if rest, ok := bytes.CutPrefix(text, []byte("[")); ok {
		text = bytes.TrimLeft(rest, " \t\r\n")
	}
	rest, ok := bytes.CutPrefix(text, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && (len(rest) == 0 || rest[0] == '"' || rest[0] == '}')
}

// isJWK tells an object with a PEM block inside from a JWK that has one in some member.
func isJWK(text string) bool {
	members, _ := token.StrictObject(text)
	j := jwk{members: members}
	return j.has("kty") || j.has("keys")
}

// readJSON reads a JWK or a JWK Set. It begins at a byte of the input.
func (r *reader) readJSON(text string, begin int) error {
	if at := invalidUTF8(text); at >= 0 {
		return &Error{What: "it looks like JSON, but is not UTF-8 (RFC 8259 §8.1)", Where: "byte " + strconv.Itoa(begin+at+1), Mend: "save it as UTF-8", At: begin + at}
	}
	if strings.HasPrefix(text, "[") {
		return &Error{What: "it is a list, and a JWK Set is an object (RFC 7517 §5)", Mend: `write {"keys": before it and } after it`, At: begin}
	}
	members, problem := token.StrictObject(text)
	if problem != "" {
		return notJSON(text, problem, begin)
	}
	j := jwk{members: members}
	switch set, single := j.has("keys"), j.has("kty"); {
	case set && single:
		return &Error{What: "it has kty as a JWK does, and keys as a JWK Set does", Mend: "take one of them out", At: -1}
	case set:
		return r.readSet(j)
	case !single:
		return &Error{What: "it is a JSON object, but has neither kty as a JWK does nor keys as a JWK Set does (RFC 7517 §4.1, §5.1)",
			Mend: "text: before it takes it for a secret", At: -1}
	}
	key, err := r.key(j)
	if err != nil {
		return err
	}
	return r.add(key, "")
}

func invalidUTF8(text string) int {
	for i, c := range text {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// notJSON says where the text stops being JSON.
func notJSON(text, problem string, begin int) *Error {
	e := &Error{What: "it looks like a JWK, but " + problem, Mend: "copy it whole; text: before it takes it for a secret", At: -1}
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal([]byte(text), new(json.RawMessage)), &syntax) {
		at := max(0, int(syntax.Offset)-1)
		e.Where = fmt.Sprintf("line %d, byte %d", 1+strings.Count(text[:at], "\n"), begin+at+1)
		e.At = begin + at
	}
	return e
}

// readSet reads the keys of a JWK Set.
func (r *reader) readSet(set jwk) error {
	if err := set.once(); err != nil {
		return err
	}
	list := token.Elements(set.json("keys"))
	switch {
	case list == nil:
		return member("keys", "it is not a list (RFC 7517 §5.1)", "write [ and ] around the keys")
	case len(list) == 0:
		return member("keys", "it is empty", "put a key in")
	case len(list) > MaxKeys:
		return member("keys", fmt.Sprintf("it has %d keys, and more than %d are not read", len(list), MaxKeys), "give fewer")
	}
	var refused []*Error
	for i, text := range list {
		place := fmt.Sprintf("keys[%d]", i)
		members, problem := token.StrictObject(text)
		if problem != "" {
			return &Error{What: "it " + problem, Where: place, Mend: "write a JWK there", At: -1}
		}
		key, err := r.key(jwk{members, true})
		if err == nil {
			err = r.addOfSet(key, place)
		}
		var e *Error
		switch err = within(place, err); {
		case errors.As(err, &e) && e.unsupported:
			refused = append(refused, e)
		case err != nil:
			return err
		}
	}
	return r.leaveOut(refused)
}

// addOfSet adds a key unless its kid has been taken. Keys of a set should differ in
// their kid, but those of different kinds, or for different algorithms, may share one
// (RFC 7517 §4.5). Two keys of one kind for one algorithm leave it open which is meant.
func (r *reader) addOfSet(key token.Key, place string) error {
	for i, other := range r.set.Keys {
		if key.ID == "" || other.ID != key.ID {
			continue
		}
		switch {
		case other.Algorithm != key.Algorithm:
			r.note(fmt.Sprintf("%s has the kid of %s, and is for another algorithm. A token's alg tells which of them is meant.", place, r.places[i]))
		case sameKey(other, key):
			if key.CanSign() && !other.CanSign() {
				r.set.Keys[i] = key
			}
			r.note(fmt.Sprintf("%s and %s are the same key. They count as one.", r.places[i], place))
			return nil
		default:
			return member("kid", fmt.Sprintf("%s has the same, and is another key for %s (RFC 7517 §4.5)", r.places[i], key.Algorithm), "give each key a kid of its own")
		}
	}
	return r.add(key, place)
}
