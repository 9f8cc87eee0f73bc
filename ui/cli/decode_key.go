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
	"authlab/ui/text"
)

// readKeys reads all keys of the command line. What is said of a key never repeats it:
// who mistypes a flag may have typed a secret there.
func (sh *shell) readKeys(f *decodeFlags, args []string) ([]token.Key, error) {
	var keys []token.Key
	add := func(flag string, set keyset.Set, err error) error {
		if err != nil {
			return exitError{exitUsage, flag + ": " + text.SafeLine(err.Error())}
		}
		for _, note := range set.Notes {
			fmt.Fprintf(sh.Err, "authlab: %s: %s\n", flag, text.SafeLine(note))
		}
		keys = append(keys, set.Keys...)
		return nil
	}
	fromInput := len(args) == 0 || slices.Contains(args, "-")
	for i, value := range f.keys {
		flag := numbered("--key", i, len(f.keys))
		set, err := sh.readKey(flag, value, f.algorithm, fromInput)
		if err := add(flag, set, err); err != nil {
			return nil, err
		}
		fromInput = fromInput || value == "@-"
	}
	for i, file := range f.sets {
		flag := numbered("--jwks", i, len(f.sets))
		set, err := readSet(file, f.algorithm)
		if err := add(flag, set, err); err != nil {
			return nil, err
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

// readKey reads a value of --key: @FILE, the name of a file, or the key itself.
func (sh *shell) readKey(flag, value, algorithm string, inputTaken bool) (keyset.Set, error) {
	switch file, isFile := strings.CutPrefix(value, "@"); {
	case value == "@-" && inputTaken:
		return keyset.Set{}, errors.New("standard input is already read for tokens; give the token as an argument")
	case value == "@-":
		data, err := readKeyData(sh.In)
		if err != nil {
			return keyset.Set{}, err
		}
		return keyset.Read(data, algorithm)
	case isFile:
		return readKeyFile(file, algorithm)
	case isExisting(value):
		return readKeyFile(value, algorithm)
	case looksLikePath(value):
		return keyset.Set{}, errors.New("there is no such file; if it is a secret, write text: before it")
	}
	set, err := keyset.Parse(value, algorithm)
	if err == nil && bareSecret(value) {
		fmt.Fprintf(sh.Err, "authlab: %s is no file and was taken as the text of a secret; text: before it says so\n", flag)
	}
	return set, err
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

func readKeyFile(file, algorithm string) (keyset.Set, error) {
	f, err := os.Open(file)
	if err != nil {
		return keyset.Set{}, withoutPath(err)
	}
	defer f.Close()
	data, err := readKeyData(f)
	if err != nil {
		return keyset.Set{}, err
	}
	return keyset.Read(data, algorithm)
}

// readSet reads a JWK Set. Anything else in its place, an error page perhaps, must not
// become a secret.
func readSet(file, algorithm string) (keyset.Set, error) {
	f, err := os.Open(file)
	if err != nil {
		return keyset.Set{}, withoutPath(err)
	}
	defer f.Close()
	data, err := readKeyData(f)
	if err != nil {
		return keyset.Set{}, err
	}
	if start := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))); len(start) == 0 || start[0] != '{' {
		return keyset.Set{}, errors.New("the file holds no JSON object, so it is no JWK Set (RFC 7517 §5); --key reads other keys")
	}
	return keyset.Read(data, algorithm)
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
