package cli_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"testing"

	"authlab/ui/cli"
)

// commander runs commands in this process, with files for standard input and outputs.
type commander struct {
	t            *testing.T
	dir          string
	in, out, err *os.File
	env          map[string]string
}

func command(t *testing.T) *commander {
	t.Helper()
	c := &commander{t: t, dir: t.TempDir(), env: map[string]string{"TERM": "xterm-256color", "LANG": "C.UTF-8"}}
	c.env["HOME"], c.env["XDG_STATE_HOME"] = c.dir, filepath.Join(c.dir, "state")
	for name, f := range map[string]**os.File{"in": &c.in, "out": &c.out, "err": &c.err} {
		file, err := os.CreateTemp(t.TempDir(), name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		*f = file
	}
	return c
}

// run runs a command and answers what it wrote and its exit code.
func (c *commander) run(input string, arguments ...string) (out, err string, code int) {
	c.t.Helper()
	for _, f := range []*os.File{c.in, c.out, c.err} {
		c.ok(f.Truncate(0))
		c.rewind(f)
	}
	_, writeErr := c.in.WriteString(input)
	c.ok(writeErr)
	c.rewind(c.in)
	code = cli.Main(arguments, cli.Process{In: c.in, Out: c.out, Err: c.err, Getenv: func(name string) string { return c.env[name] }})
	return c.read(c.out), c.read(c.err), code
}

func (c *commander) rewind(f *os.File) {
	c.t.Helper()
	_, err := f.Seek(0, io.SeekStart)
	c.ok(err)
}

func (c *commander) read(f *os.File) string {
	c.t.Helper()
	c.rewind(f)
	data, err := io.ReadAll(f)
	c.ok(err)
	return string(data)
}

func (c *commander) ok(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// file writes a file into the directory of the test and answers its path.
func (c *commander) file(name, content string) string {
	c.t.Helper()
	path := filepath.Join(c.dir, name)
	c.ok(os.WriteFile(path, []byte(content), 0o600))
	return path
}

const decodeSecret = "a secret of these tests, 32 bytes"

// signed is a token of this header and payload with HMAC-SHA256.
func signed(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	text := encode([]byte(header)) + "." + encode([]byte(payload))
	mac := hmac.New(sha256.New, []byte(decodeSecret))
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil))
}

// usual is a token that is good until 2027-01-15 08:00 UTC.
func usual(subject string) string {
	return signed(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"`+subject+`","iat":1799990000,"exp":1800000000}`)
}
