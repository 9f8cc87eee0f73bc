package app

import (
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"authlab/lessons/progress"
)

// johnDoe is the token that jwt.io showed for years; its secret is your-256-bit-secret.
const johnDoe = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

// paste sends a bracketed paste.
func (d *driver) paste(s string) *driver {
	d.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
	d.check()
	return d
}

func tokens(t *testing.T, raw string) *driver {
	t.Helper()
	return start(t, setting{over: atTokens(raw), profile: termenv.Ascii}, 120, 40)
}

func TestATokenThatIsPastedIsDecodedAndNotVerified(t *testing.T) {
	d := tokens(t, "").paste(johnDoe)
	for _, want := range []string{`"name":"John Doe"`, "the full name", "? not verified", "2018-01-18"} {
		d.sees(want)
	}
	d.seesNot("✓ verified")
	d.seesNot("accepts it")
}

func TestAPasteOfATokenReplacesTheTokenWhereverTheFocusIs(t *testing.T) {
	for _, keys := range []string{"", "tab", "tab tab", "tab tab tab", "tab tab tab tab", "tab tab enter", "tab tab tab enter", "i", "f"} {
		d := tokens(t, "a.b.c").keys(keys).paste(" \"Bearer " + johnDoe + "\"\r\n")
		d.sees(`"name":"John Doe"`)
		d.keys("u")
		d.seesNot("John Doe")
	}
}

func TestAPasteThatIsTooLongIsCutWithAWord(t *testing.T) {
	d := tokens(t, "").paste(johnDoe + strings.Repeat("A", 20_000))
	if want := "cut: 16384 of 20155 bytes kept"; !strings.HasPrefix(d.footer(), want) {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	d.sees("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")
}

func TestTheSecretVerifiesAndAShortOneIsRefused(t *testing.T) {
	d := tokens(t, johnDoe).keys("tab tab tab enter").text("your-256-bit-secret").keys("esc")
	d.sees("✗ refused at key: The key is too short")
	d.sees("✓ signature")
	d.keys("w")
	d.sees("✓ verified with the key")
	d.keys("w")
	d.sees("✗ refused at key")
}

func TestAnEditedPayloadKeepsTheSignatureUntilItIsSignedAgain(t *testing.T) {
	d := tokens(t, "").keys("d")
	d.sees("✓ verified")
	d.keys("tab tab enter end left").text(`,"role":"admin"`)
	d.sees("✗ refused at signature")
	d.keys("esc s")
	d.sees("✓ verified")
	d.sees(`"role":"admin"`)
	d.keys("u u")
	d.seesNot("admin")
	d.sees("✓ verified")
	d.keys("ctrl+r ctrl+r")
	d.sees(`"role":"admin"`)
	d.sees("✓ verified")
	d.keys("ctrl+r")
	if d.footer() != "nothing was undone" {
		t.Errorf("the footer says %q", d.footer())
	}
}

func TestOneCharacterOfTheTokenChanged(t *testing.T) {
	d := tokens(t, "").keys("d enter end left left backspace").text("x")
	d.sees("✗ refused at signature")
	d.keys("esc u u")
	d.sees("✓ verified")
}

func TestTheCursorMarksWhatBelongsTogether(t *testing.T) {
	d := tokens(t, johnDoe).keys("right right")
	d.sees("bytes 1-2 of the header") // the third of four characters
	d.keys("tab right right right")
	d.sees("characters 4-5") // the fourth byte
}

func TestTheActivityIsNoticed(t *testing.T) {
	d := tokens(t, "")
	d.sees("goal 0/6")
	d.keys("tab tab enter").text(`{"_id":"42","username":"alice"}`)
	d.sees("goal 1/6")
	d.keys("tab").text("0123456789abcdef0123456789abcdef").keys("esc")
	d.sees("goal 2/6")
	d.keys("t")
	d.sees("✗ refused at signature")
	d.keys("s")
	d.sees("goal 4/6")
	d.keys("enter").text("x").keys("esc")
	d.sees("goal 5/6")
	d.sees("JsonWebTokenError: invalid signature")
	d.keys("tab")
	d.sees("goal 6/6")
	d.sees("✓ goal reached")
	if !strings.HasPrefix(d.footer(), "All six steps are done") {
		t.Errorf("the footer says %q", d.footer())
	}
	d.keys("G")
	d.seesNot("goal")
}

func TestTheGoalIsACardWhereTheScreenIsNarrow(t *testing.T) {
	d := start(t, setting{over: atTokens(""), profile: termenv.Ascii}, 60, 16).keys("d G")
	d.sees("○ Verify it with a wrong secret")
	d.keys("G")
	d.seesNot("Verify it with a wrong secret")
}

func TestAPastedTokenIsNoPayloadMadeByHand(t *testing.T) {
	tokens(t, "").paste(johnDoe).sees("goal 0/6")
	tokens(t, johnDoe).sees("goal 0/6")
}

func TestTheClockMovesToTheExpiry(t *testing.T) {
	d := tokens(t, "").keys("d")
	d.sees("12:00:00 UTC, now")
	d.keys("e")
	d.sees("12:59:59 UTC, now +59m59s")
	d.sees("✓ verified")
	d.keys("e")
	d.sees("13:00:00 UTC, now +1h")
	d.sees("✗ refused at time claims")
	d.sees("TokenExpiredError: jwt expired")
	d.keys("-")
	d.sees("✓ verified")
	d.keys("- -")
	d.sees("now -2h")
	d.keys("n")
	d.sees("UTC, now")
}

func TestAForgeryIsRefusedAndABrokenServerIsAsked(t *testing.T) {
	for kind, says := range map[int]string{
		0: "a server that falls for decode-only would answer: accepted as admin",
		1: "a server that falls for any-alg would answer: accepted as admin",
		2: "a server that falls for kid-path would answer: accepted as admin",
		3: "a server that falls for embedded-key would answer: accepted as admin",
	} {
		d := tokens(t, "").keys("d f").keys(strings.Repeat("down ", kind) + "enter")
		if d.footer() != says {
			t.Errorf("forgery %d: the footer says %q, want %q", kind, d.footer(), says)
		}
		d.sees("✗ refused at")
		d.sees("admin")
	}
}

func TestEveryForgeryAndEverySpoiledTokenIsShownOrSaysWhyNot(t *testing.T) {
	for i := range 34 {
		d := tokens(t, "").keys("d f").keys(strings.Repeat("down ", i) + "enter")
		if d.footer() == "" || strings.Contains(d.footer(), "make it") {
			t.Errorf("way %d says nothing: %s", i, d.footer())
		}
	}
}

func TestTheGeneratorMakesTokensThatVerify(t *testing.T) {
	for preset := range 6 {
		for _, algorithm := range []int{0, 2, 3, 6, 9, 11, 12} {
			d := tokens(t, "").keys("w i").keys(strings.Repeat("right ", preset) + "down " + strings.Repeat("right ", algorithm) + "enter")
			d.sees("✓ verified")
		}
	}
	d := tokens(t, "").keys("i down down down right right right enter")
	d.sees("✗ refused at time claims")
}

func TestTheKeyHasOneAlgorithmAndIsHidden(t *testing.T) {
	d := tokens(t, "").keys("d a")
	d.sees("for HS384 alone")
	d.sees("✗ refused at algorithm")
	d.keys("a a")
	d.sees("✓ verified")
	d = tokens(t, johnDoe).keys("tab tab tab enter").text("keyboardcat").keys("esc v")
	d.seesNot("keyboardcat")
	d.sees("•••••••••••")
	d.keys("v")
	d.sees("keyboardcat")
}

func TestOnlyThePublicKeyDoesNotSign(t *testing.T) {
	const public = "-----BEGIN PUBLIC KEY-----\rMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\r-----END PUBLIC KEY-----\r"
	d := tokens(t, johnDoe).paste(public)
	d.sees("for EdDSA alone")
	d.keys("s")
	if want := "this is a public key: it verifies, and only the private one signs"; d.footer() != want {
		t.Errorf("the footer says %q", d.footer())
	}
}

func TestTheTokenIsCopiedOnlyWhenAsked(t *testing.T) {
	var copied []string
	d := start(t, setting{over: atTokens(johnDoe), profile: termenv.Ascii, copied: func(s string) error { copied = append(copied, s); return nil }}, 80, 24)
	d.press("y").press("Y")
	if len(copied) != 2 || copied[0] != johnDoe || !strings.Contains(copied[1], `"John Doe"`) {
		t.Errorf("copied %q", copied)
	}
}

func TestTheClusterJudgesTheToken(t *testing.T) {
	d := tokens(t, "").keys("d c")
	d.sees("A token from the bench")
	if want := "mallory sends it: s1 says 200, s2 says 200, s3 says 200"; d.footer() != want {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	d = tokens(t, "").keys("d e e c")
	if want := "mallory sends it: s1 says 401, s2 says 401, s3 says 401"; d.footer() != want {
		t.Errorf("an expired one: the footer says %q, want %q", d.footer(), want)
	}
	d = tokens(t, johnDoe).keys("tab tab tab enter").text("your-256-bit-secret").keys("esc c")
	if want := "no server takes a key that is too short: w allows it"; d.footer() != want {
		t.Errorf("a weak one: the footer says %q, want %q", d.footer(), want)
	}
	if d.keys("w c"); d.footer() != "mallory sends it: s1 says 200, s2 says 200, s3 says 200" {
		t.Errorf("a weak one that is allowed: the footer says %q", d.footer())
	}
}

func TestEscLeavesTheFieldAndThenThePage(t *testing.T) {
	d := tokens(t, "").keys("d enter").text("q")
	d.keys("esc")
	d.sees("authlab · tokens")
	d.keys("esc")
	d.sees("authlab · the course")
}

// TestNothingPastedIsStored: a token and a secret in every field, an hour at the bench and
// in the lab behind it, and no file of the program knows of them.
func TestNothingPastedIsStored(t *testing.T) {
	dir := t.TempDir()
	store, _ := progress.Open(dir, time.Now)
	const canary = "canary-0123456789abcdef0123456789"
	d := start(t, setting{over: atTokens(""), profile: termenv.Ascii, store: store}, 120, 40)
	raw := "eyJhbGciOiJIUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"`+canary+`"}`)) + "." + canary
	for range 5 {
		d.paste(raw).keys("enter").text(canary).press("enter").keys("tab")
	}
	d.keys("tab tab tab enter").text(canary).press("enter").press("s")
	d.press("c").press("esc").press("esc").press("esc")
	d.press("enter").press("esc").press("q")
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files++
		for _, secret := range []string{canary, raw, raw[21:60], base64.StdEncoding.EncodeToString([]byte(canary))[:30]} {
			if strings.Contains(string(data), secret) {
				t.Errorf("%s holds what was pasted", path)
			}
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestWhatLeavesTheLabWithATokenIsSaid: what can be run again holds the token and the
// secret, says so and is for its owner's eyes; what is for reading holds neither.
func TestWhatLeavesTheLabWithATokenIsSaid(t *testing.T) {
	const secret, warning = "a-secret-of-thirty-two-bytes-0123", "whoever"
	copied := ""
	take := func(text string) error { copied = text; return nil }
	d := start(t, setting{over: atTokens(johnDoe), profile: termenv.Ascii, copied: take}, 120, 40)
	d.keys("K").text(secret).keys("enter s")
	signed := d.m.View()
	d.keys("c")
	if !strings.Contains(signed, "verified") {
		t.Fatal(signed)
	}
	for _, form := range []struct {
		name  string
		whole bool
	}{{"replay line", true}, {"text", false}, {"Mermaid", false}, {"scenario", true}} {
		d.keys("y" + strings.Repeat(" down", map[string]int{"text": 1, "Mermaid": 2, "scenario": 3}[form.name]))
		if warned := strings.Contains(d.m.View(), warning); warned != form.whole {
			t.Errorf("%s: warned is %v", form.name, warned)
		}
		copied = ""
		d.press("y")
		if copied == "" {
			t.Fatalf("%s: nothing was copied", form.name)
		}
		for _, held := range []string{secret, "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ"} {
			if strings.Contains(copied, held) != form.whole {
				t.Errorf("%s: holds %q is not %v:\n%s", form.name, held, form.whole, copied)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "x.scenario")
	d.keys("s ctrl+u").text(file)
	d.sees(warning)
	d.press("enter")
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("others may read it: %o", mode)
	}
}

func TestWhatTheTokenNamesIsAskedFor(t *testing.T) {
	d := tokens(t, "").keys("i right right right right right enter")
	d.sees("○ type")
	d.keys("p")
	d.sees("✓ verified")
	d.sees("✓ type")
	d.keys("f down down down down enter")
	if want := "a server that falls for no-audience would answer: accepted as admin"; d.footer() != want {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	d.sees("✗ refused at issuer and audience")
	d.keys("p")
	d.sees("✓ verified")
	if d.keys("f down down down down down down enter"); d.footer() != "no verifier can tell: it is signed with the key itself" {
		t.Errorf("the footer says %q", d.footer())
	}
}

func TestAKeyIsReadFromAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(path, []byte("0123456789abcdef0123456789abcdef\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := tokens(t, "").keys("d tab tab tab enter ctrl+u ctrl+k").text("@" + path)
	d.sees("Enter reads the file")
	d.press("enter")
	d.sees("for HS256 alone, 256 bits")
	d.sees("✗ refused at signature")
	d.keys("s")
	d.sees("✓ verified")
	d = tokens(t, "").keys("tab tab tab enter").text("@" + path + ".absent")
	if d.press("enter"); !strings.Contains(d.footer(), "no such file") {
		t.Errorf("the footer says %q", d.footer())
	}
}

func TestTheStageMarksItsPlaceInTheToken(t *testing.T) {
	d := tokens(t, "").keys("d e e tab tab tab tab")
	d.sees("^")
	d.keys("enter")
	d.sees("of the payload ══")
}

func TestTheBenchIsKeptWhileTheProgramRuns(t *testing.T) {
	d := start(t, setting{}, 80, 24).keys("esc end")
	for range 10 {
		if !strings.Contains(d.footer(), "open the token bench") {
			d.keys("up")
		}
	}
	d.keys("enter d")
	d.sees("507f1f77bcf86cd799439011")
	d.keys("esc")
	d.sees("authlab · the course")
	d.keys("enter")
	d.sees("507f1f77bcf86cd799439011")
}

func TestAnEncryptedTokenIsNamedByItsParts(t *testing.T) {
	d := tokens(t, "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ")
	for _, want := range []string{"enc. key", "ciphertext", `"enc":"A128GCM"`, "✗ unreadable at shape"} {
		d.sees(want)
	}
}

func TestAWeakSecretIsGuessed(t *testing.T) {
	d := tokens(t, "").keys("i right enter f down down down down down enter")
	if want := "a server that falls for weak-secret would answer: accepted as admin"; d.footer() != want {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	d.sees("✗ refused at key")
}

func TestSigningWithTheKeyOfAnotherAlgorithmSaysSo(t *testing.T) {
	d := tokens(t, "").keys("d a s")
	if want := "signed with HS384, but the header names another algorithm: edit its alg"; d.footer() != want {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	d.sees("✗ refused at algorithm")
}

func TestTheWayBackFromTheClusterIsTheBench(t *testing.T) {
	d := tokens(t, "").keys("d c")
	d.sees("authlab · lab")
	d.keys("esc")
	d.sees("authlab · tokens")
	d.sees("✓ verified")
}

func TestSendingATokenOfAnotherKeySaysSo(t *testing.T) {
	d := tokens(t, "").keys("d a s c")
	if want := "mallory sends it: s1 says 401, s2 says 401, s3 says 401; their key is another"; d.footer() != want {
		t.Errorf("the footer says %q, want %q", d.footer(), want)
	}
	if d = tokens(t, "").keys("d c"); strings.Contains(d.footer(), "another") {
		t.Errorf("the footer says %q", d.footer())
	}
}
