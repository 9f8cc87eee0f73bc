package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"authlab/sim/token"
	"authlab/sim/token/keyset"
)

// readKeys reads all keys of the command line. What is said of a key never repeats it:
// who mistypes a flag may have typed a secret there.
func (sh *shell) readKeys(f *decodeFlags, args []string) ([]token.Key, error) {
	r := &keyReader{sh: sh, algorithm: f.algorithm}
	if len(args) == 0 || slices.Contains(args, "-") {
		r.inputTaken = "tokens; give the token as an argument"
	}
	paper := sh.sheet()
	var keys []token.Key
	for _, kind := range []struct {
		flag   string
		values []string
		read   func(flag, value string) (keyset.Set, error)
	}{{"--key", f.keys, r.key}, {"--jwks", f.sets, r.set}} {
		for i, value := range kind.values {
			flag := numbered(kind.flag, i, len(kind.values))
			set, err := kind.read(flag, value)
			if err != nil {
				return nil, exitError{exitUsage, flag + ": " + paper.show(err.Error())}
			}
			for _, note := range set.Notes {
				fmt.Fprintf(sh.Err, "authlab: %s: %s\n", flag, paper.show(note))
			}
			keys = append(keys, set.Keys...)
		}
	}
	return keys, nil
}

// numbered names one of several flags of the same name.
func numbered(flag string, i, of int) string {
	if of == 1 {
		return flag
	}
	return fmt.Sprintf("%s number %d", flag, i+1)
}

// keyReader reads the values of --key and --jwks.
type keyReader struct {
	sh        *shell
	algorithm string
	// inputTaken is what standard input is read for already, and what can be done then, or "".
	inputTaken string
}

// key reads a value of --key: @FILE, the name of a file, or the key itself.
func (r *keyReader) key(flag, value string) (keyset.Set, error) {
	switch file, isFile := strings.CutPrefix(value, "@"); {
	case isFile, value == "-", isExisting(value):
		data, err := r.open(file)
		if err != nil {
			return keyset.Set{}, err
		}
		return keyset.Read(data, r.algorithm)
	case isAddress(value):
		return keyset.Set{}, errAddress
	case looksLikePath(value):
		return keyset.Set{}, errors.New("there is no such file; if it is a secret, write text: before it")
	}
	set, err := keyset.Parse(value, r.algorithm)
	if err == nil && bareSecret(value) {
		fmt.Fprintf(r.sh.Err, "authlab: %s is no file and was taken as the text of a secret; text: before it says so\n", flag)
	}
	return set, err
}

// set reads a value of --jwks. Anything else in the place of a JWK Set, an error page
// perhaps, must not become a secret.
func (r *keyReader) set(_, value string) (keyset.Set, error) {
	if isAddress(value) {
		return keyset.Set{}, errAddress
	}
	data, err := r.open(strings.TrimPrefix(value, "@"))
	if err != nil {
		return keyset.Set{}, err
	}
	if start := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))); len(start) == 0 || start[0] != '{' {
		return keyset.Set{}, errors.New("the file holds no JSON object, so it is no JWK Set (RFC 7517 §5); --key reads other keys")
	}
	return keyset.Read(data, r.algorithm)
}

// open reads a file, or standard input for -, which only one can have.
func (r *keyReader) open(file string) ([]byte, error) {
	switch {
	case file != "-":
		return readKeyFile(file)
	case r.inputTaken != "":
		return nil, errors.New("standard input is already read for " + r.inputTaken)
	}
	r.inputTaken = "another key; give this one as a file"
	return readKeyData(r.sh.In)
}

var errAddress = errors.New("nothing is fetched from an address; save what is there, and give the name of the file")

func isAddress(value string) bool {
	lower := strings.ToLower(value)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

// isExisting tells whether a value names something that exists. Prefixes and inline keys
// are not looked for.
func isExisting(value string) bool {
	if value == "" || len(value) > 4096 || strings.ContainsAny(value, "\x00\n") || !bareSecret(value) {
		return false
	}
	_, err := os.Stat(value)
	return err == nil
}

// looksLikePath tells whether a value that is no file was meant as one.
func looksLikePath(value string) bool {
	if !bareSecret(value) || strings.ContainsAny(value, "\n") {
		return false
	}
	for _, start := range []string{"/", "./", "../", "~/"} {
		if strings.HasPrefix(value, start) {
			return true
		}
	}
	return slices.Contains([]string{".pem", ".key", ".pub", ".crt", ".cer", ".der", ".jwk", ".jwks", ".json", ".txt"}, strings.ToLower(filepath.Ext(value)))
}

// bareSecret tells whether keyset.Parse takes a value as text without being told so.
func bareSecret(value string) bool {
	for _, start := range []string{"text:", "hex:", "base64:", "base64url:", "{", "["} {
		if strings.HasPrefix(strings.TrimSpace(value), start) {
			return false
		}
	}
	return !strings.Contains(value, "-----BEGIN")
}

func readKeyFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer f.Close()
	return readKeyData(f)
}

// readKeyData reads one byte more than a key may have, so that the reader of keys
// refuses what is too long.
func readKeyData(from io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, keyset.MaxSize+1))
	if err != nil {
		return nil, withoutPath(err)
	}
	return data, nil
}

// withoutPath is the reason alone: a path may be a secret in the wrong place.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
