package cli_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"authlab/ui/cli"
)

// answer is what the tests read of one JSON line.
type answer struct {
	Index    int    `json:"index"`
	Line     *int   `json:"line"`
	Outcome  string `json:"outcome"`
	Verified bool   `json:"verified"`
	Failed   string `json:"failed_stage"`
	Reason   string `json:"reason"`
	At       string `json:"at"`
}

func (c *commander) answers(input string, arguments ...string) ([]answer, int) {
	c.t.Helper()
	out, words, code := c.run(input, append([]string{"decode", "--format", "json"}, arguments...)...)
	var all []answer
	for line := range strings.Lines(out) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			c.t.Fatalf("%v: %q, %s", err, line, words)
		}
		all = append(all, a)
	}
	return all, code
}

// outcomes are the lines and outcomes in short.
func outcomes(all []answer) string {
	var parts []string
	for _, a := range all {
		at := "-"
		if a.Line != nil {
			at = string(rune('0' + *a.Line))
		}
		parts = append(parts, at+" "+a.Outcome)
	}
	return strings.Join(parts, ", ")
}

// TestWhatCountsAsDecoded: any signed text can be read without a key, and only a JWT is
// verified with one.
func TestWhatCountsAsDecoded(t *testing.T) {
	c := command(t)
	key := []string{"--key", "text:" + decodeSecret, "--at", "1799995000"}
	const header = `{"alg":"HS256"}`
	for name, s := range map[string]struct {
		token, without, with string
	}{
		"claims":                   {usual("alice"), "0 not-verified", "0 verified"},
		"a text":                   {signed(header, "It is a dangerous business."), "0 not-verified", "1 refused"},
		"JSON that ends too early": {signed(header, `{"sub":"alice"`), "0 not-verified", "1 refused"},
		"a list":                   {signed(header, `["alice"]`), "0 not-verified", "1 refused"},
		"nothing":                  {signed(header, ""), "0 not-verified", "1 refused"},
		"a payload in no base64":   {"eyJhbGciOiJIUzI1NiJ9.eyJ!.AAAA", "2 unreadable", "1 refused"},
		"a header that is a text":  {signed("HS256", `{"sub":"alice"}`), "2 unreadable", "2 unreadable"},
		"two parts":                {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9", "2 unreadable", "2 unreadable"},
	} {
		for want, arguments := range map[string][]string{s.without: nil, s.with: key} {
			all, code := c.answers("", append([]string{s.token}, arguments...)...)
			if got := fmt.Sprint(code, " ", all[0].Outcome); got != want {
				t.Errorf("%s, %q: %s, want %s", name, arguments, got, want)
			}
		}
	}
}

// TestTokensAreToldApart has one token a line, or one over several lines.
func TestTokensAreToldApart(t *testing.T) {
	c := command(t)
	good := usual("alice")
	end := strings.LastIndexByte(good, '.')
	key := []string{"--key", "text:" + decodeSecret, "--at", "1799995000"}
	for name, s := range map[string]struct {
		input, want string
		code        int
	}{
		"one":                       {good, "1 verified", 0},
		"one with a line end":       {good + "\n", "1 verified", 0},
		"line ends of Windows":      {good + "\r\n" + good + "\r\n", "1 verified, 2 verified", 0},
		"comments and blank lines":  {"# two\n\n" + good + "\n  \n # again\n" + good, "3 verified, 6 verified", 0},
		"the worst counts":          {good + "\n" + good + "x\n" + good, "1 verified, 2 refused, 3 verified", 1},
		"unreadable is worse":       {good + "x\nfoo\n" + good, "1 refused, 2 unreadable, 3 verified", 2},
		"garbage first":             {"foo\n" + good + "\n" + good, "1 unreadable, 2 verified, 3 verified", 2},
		"garbage alone":             {"foo", "1 unreadable", 2},
		"wrapped at its dots":       {good[:end] + "\n." + good[end+1:], "1 refused", 1},
		"wrapped anywhere":          {good[:50] + "\n" + good[50:100] + "\n" + good[100:], "1 refused", 1},
		"wrapped in the signature":  {good[:end+20] + "\n" + good[end+20:], "1 refused", 1},
		"wrapped early":             {good[:30] + "\n" + good[30:60] + "\n" + good[60:90] + "\n" + good[90:], "1 refused", 1},
		"JSON over several lines":   {"{\n \"payload\": \"a.b.c\",\n \"signatures\": []\n}\n", "1 unreadable", 2},
		"JSON, one object a line":   {`{"payload":"","signatures":[]}` + "\n" + `{"payload":""}`, "1 unreadable, 2 unreadable", 2},
		"no token":                  {"# nothing\n\n", "", 2},
		"nothing":                   {"", "", 2},
		"wrapped, one after one":    {good[:70] + "\n" + good[70:] + "\n\n" + good[:60] + "\n" + good[60:], "1 refused, 4 refused", 1},
		"wrapped, then on a line":   {good[:70] + "\n" + good[70:] + "\n\n" + good, "1 refused, 4 verified", 1},
		"a command over lines":      {"curl https://a.example/v1/me \\\n  -H 'Accept: */*' \\\n  -H 'Authorization: Bearer " + good + "'\n" + good, "1 refused, 4 verified", 1},
		"the head of a request":     {"GET /v1/me HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer " + good + "\r\n\r\n" + good, "1 refused, 5 verified", 1},
		"the head of an answer":     {"HTTP/1.1 200 OK\nSet-Cookie: token=" + good + "; HttpOnly\n", "1 refused", 1},
		"a list over lines":         {"[\n  \"" + good + "\",\n  \"" + good + "\"\n]\n", "1 refused", 1},
		"UTF-16":                    {"\xff\xfe" + wide("# comment\r\n"+good+"\r\n"+good+"\r\n"), "2 refused, 3 refused", 1},
		"a byte order mark":         {"\ufeff# comment\n" + good, "2 verified", 0},
		"cut signature, then whole": {good[:len(good)-9] + "\n" + good, "1 refused, 2 verified", 1},
	} {
		all, code := c.answers(s.input, key...)
		if got := outcomes(all); got != s.want || code != s.code {
			t.Errorf("%s: %q, exit code %d, want %q, %d", name, got, code, s.want, s.code)
		}
	}
}

// wide is ASCII text in UTF-16, as PowerShell writes it into files.
func wide(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(string(r) + "\x00")
	}
	return b.String()
}

func TestArgumentsAreTokens(t *testing.T) {
	c := command(t)
	good := usual("alice")
	key := []string{"--key", "text:" + decodeSecret, "--at", "1799995000"}
	for _, s := range []struct {
		input     string
		arguments []string
		want      string
		code      int
	}{
		{"", []string{good}, "- verified", 0},
		{"", []string{good, good + "x", "foo"}, "- verified, - refused, - unreadable", 2},
		{good, []string{"-"}, "1 verified", 0},
		{good, []string{good, "-", good}, "- verified, 1 verified, - verified", 0},
		{good, []string{"-", "-"}, "1 verified", 2},
		{"", []string{""}, "- unreadable", 2},
		{"", []string{"Bearer", good}, "- verified", 0},
		{"", []string{"Authorization:", "Bearer", good}, "- verified", 0},
		{"", []string{"Authorization: Bearer", good, "foo"}, "- verified, - unreadable", 2},
	} {
		all, code := c.answers(s.input, append(s.arguments, key...)...)
		if got := outcomes(all); got != s.want || code != s.code {
			t.Errorf("%q: %q, exit code %d, want %q, %d", s.arguments, got, code, s.want, s.code)
		}
	}
}

// TestMuchInput has more than anybody pastes.
func TestMuchInput(t *testing.T) {
	c := command(t)
	for name, s := range map[string]struct {
		input string
		want  string
	}{
		"1 MB":             {strings.Repeat("a", 1<<20), "This is 1048576 bytes long"},
		"1 MB, and more":   {strings.Repeat("a", 1<<20) + "\n" + usual("alice"), "This is 1048576 bytes long"},
		"more than 1 MB":   {strings.Repeat("a", 1<<20+1), "line 1 is longer than 1 MB"},
		"16 MB":            {strings.Repeat("a", 16<<20), "line 1 is longer than 1 MB"},
		"a million dots":   {strings.Repeat(".", 1_000_000), "This is 1000000 bytes long"},
		"20 KB of [":       {strings.Repeat("[", 20<<10), "has 20480 bytes"},
		"a million blanks": {strings.Repeat("\n", 1_000_000), "holds no token"},
	} {
		out, words, code := c.run(s.input, "decode")
		joined := strings.Join(strings.Fields(out+words), " ")
		if code != 2 || !strings.Contains(joined, s.want) || len(joined) > 4000 {
			t.Errorf("%s: exit code %d, %.300q", name, code, joined)
		}
	}
	out, _, code := c.run("", "decode", strings.Repeat("[", 20<<10))
	if code != 2 || !strings.Contains(out, "UNREADABLE") {
		t.Errorf("20 KB of [ as an argument: exit code %d", code)
	}
}

// TestLongLinesAreNotKept measures what is allocated while 16 MB go by.
func TestLongLinesAreNotKept(t *testing.T) {
	c := command(t)
	for name, input := range map[string]string{
		"letters": strings.Repeat("a", 16<<20), "dots": strings.Repeat(".", 16<<20), "comments": strings.Repeat("# comment\n", 1<<20), "zeros": strings.Repeat("\x00", 17<<20),
	} {
		c.ok(c.in.Truncate(0))
		c.rewind(c.in)
		_, err := c.in.WriteString(input)
		c.ok(err)
		c.rewind(c.in)
		process := cli.Process{In: c.in, Out: c.out, Err: c.err, Getenv: func(string) string { return "" }}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		code := cli.Main([]string{"decode"}, process)
		runtime.ReadMemStats(&after)
		most := uint64(4 << 20)
		if name == "comments" {
			most = 64 << 20 // a little for each line, none of it kept
		}
		if bytes := after.TotalAlloc - before.TotalAlloc; code != 2 || bytes > most {
			t.Errorf("%s: exit code %d, %d bytes allocated", name, code, bytes)
		}
	}
}

// TestMomentsAndSpans has what --at and --leeway take.
func TestMomentsAndSpans(t *testing.T) {
	c := command(t)
	good := usual("alice")
	for value, want := range map[string]string{
		"1799995000": "2027-01-15T06:36:40Z", "2027-01-15T06:36:40Z": "2027-01-15T06:36:40Z",
		"2027-01-15t07:36:40+01:00": "2027-01-15T06:36:40Z", "0": "1970-01-01T00:00:00Z", "-1h": "", "+15m": "",
	} {
		all, code := c.answers("", "--at", value, good)
		if code != 0 || len(all) != 1 || want != "" && all[0].At != want {
			t.Errorf("--at %s: %v, exit code %d", value, all, code)
		}
	}
	for _, value := range []string{"", "soon", "2027-01-15", "1h", "-1", "-99999999999999h", "1799995000000", "99999999999999999999", "2027-01-15T25:00:00Z", "NaN"} {
		out, words, code := c.run("", "decode", "--at", value, good)
		wanted := strings.Contains(words, "RFC 3339") || strings.Contains(words, "milliseconds")
		if code != 2 || out != "" || !wanted {
			t.Errorf("--at %q: exit code %d, %q", value, code, words)
		}
	}
	for _, value := range []string{"", "-1s", "soon", "30"} {
		if _, words, code := c.run("", "decode", "--leeway", value, good); code != 2 || !strings.Contains(words, "30s") {
			t.Errorf("--leeway %q: exit code %d, %q", value, code, words)
		}
	}
}

// TestKeysFromElsewhere has keys on standard input, and says what cannot be read.
func TestKeysFromElsewhere(t *testing.T) {
	c := command(t)
	good := usual("alice")
	set := `{"keys":[{"kty":"oct","k":"` + base64.RawURLEncoding.EncodeToString([]byte(decodeSecret)) + `"}]}`
	file := c.file("keys.json", set)
	for _, s := range []struct {
		input     string
		arguments []string
		code      int
		words     string
	}{
		{decodeSecret, []string{"--key", "-", good}, 0, ""},
		{decodeSecret + "\n", []string{"--key", "@-", good}, 0, "line break"},
		{set, []string{"--jwks", "-", good}, 0, ""},
		{"", []string{"--jwks", "@" + file, good}, 0, ""},
		{good, []string{"--key", "-"}, 2, "already read"},
		{good, []string{"--key", "-", "-"}, 2, "already read"},
		{set, []string{"--key", "-", "--jwks", "-", good}, 2, "already read"},
		{"", []string{"--key", "https://a.example/keys", good}, 2, "nothing is fetched"},
		{"", []string{"--jwks", "HTTP://a.example/keys", good}, 2, "nothing is fetched"},
		{"", []string{"--key", c.dir, good}, 2, "is a directory"},
		{"", []string{"--key", "@" + file + "x", good}, 2, "no such file"},
		{"", []string{"--ascii", "--jwks", "-", good}, 2, "RFC 7517 sec. 5"},
	} {
		_, words, code := c.run(s.input, append([]string{"decode", "--at", "1799995000"}, s.arguments...)...)
		if code != s.code || !strings.Contains(words, s.words) || s.words == "" && words != "" {
			t.Errorf("%q: exit code %d, %s", s.arguments, code, words)
		}
	}
}

const (
	canaryToken  = "canary-in-the-token-5b1f"
	canarySecret = "canary-in-the-secret-9c3e-and-more"
)

// TestSecretsAreWrittenNowhere passes a secret by every way there is and makes every kind
// of mistake with it.
func TestSecretsAreWrittenNowhere(t *testing.T) {
	c := command(t)
	t.Chdir(c.dir)
	token := usual(canaryToken)
	secretFile := filepath.Join(t.TempDir(), "secret")
	c.ok(os.WriteFile(secretFile, []byte(canarySecret), 0o600))
	jwk := `{"kty":"oct","alg":"HS256","k":"` + canarySecret + `"}`
	for _, arguments := range [][]string{
		{"--key", canarySecret}, {"--key", "text:" + canarySecret}, {"--key", "hex:" + canarySecret}, {"--key", "base64:" + canarySecret},
		{"--key", "base64url:" + canarySecret}, {"--key", "@" + secretFile}, {"--key", secretFile}, {"--key", jwk}, {"--key", `{"keys":[` + jwk + `]}`},
		{"--key", "@" + canarySecret}, {"--key", "./" + canarySecret}, {"--key", canarySecret + ".pem"}, {"--key", "{" + canarySecret},
		{"--key", `{"kty":"oct","kid":1,"k":"` + canarySecret + `"}`}, {"--key", "-----BEGIN " + canarySecret}, {"--key", `{"` + canarySecret + `":1}`},
		{"--key", canarySecret, "--key", canarySecret}, {"--key", canarySecret, "--alg", "RS256"}, {"--key", canarySecret, "--alg", "HS512"},
		{"--key", canarySecret, "--iss", "x", "--aud", "x", "--typ", "x", "--deny", "x", "--require-exp", "--allow-weak-key", "--leeway", "1m", "--at", "0"},
		{"--key", canarySecret, "--alg", "none"}, {"--key", canarySecret, "--at", "soon"}, {"--key", canarySecret, "--format", "xml"}, {"--key", canarySecret, "--nonsense"},
		{"--jwks", secretFile}, {"--jwks", canarySecret},
	} {
		for _, format := range []string{"text", "json"} {
			line := append(append([]string{"decode", "--format", format}, arguments...), token)
			out, words, code := c.run("", line...)
			if strings.Contains(out+words, canarySecret) || strings.Contains(out+words, canarySecret[8:24]) {
				t.Errorf("%q: exit code %d, the secret is in\n%s%s", arguments, code, out, words)
			}
			if _, words, _ := c.run(token, append([]string{"decode"}, arguments...)...); strings.Contains(words, token) {
				t.Errorf("%q: the token is in %s", arguments, words)
			}
		}
	}
	c.ok(filepath.WalkDir(c.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && path != c.dir {
			t.Errorf("%s was written", path)
		}
		return err
	}))
}
