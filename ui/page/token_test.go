package page

import (
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"authlab/sim/token"
	"authlab/ui/intent"
	"authlab/ui/internal/hostile"
	"authlab/ui/pane"
	"authlab/ui/theme"
)

const goodToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

// tokensAt is the bench at a fixed time, without colours.
func tokensAt(raw string, width, height int) *Tokens {
	env := &Env{
		Styles: theme.New(theme.Options{Profile: termenv.Ascii}),
		Now:    func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) },
		Copy:   func(string) error { return errors.New("none") },
	}
	p := NewTokens(env, raw)
	p.Resize(width, height)
	return p
}

// mustFill fails unless the page fills its place with nothing a terminal would obey.
func mustFill(t interface{ Fatalf(string, ...any) }, p *Tokens, doing string) {
	lines := p.Body()
	if len(lines) != p.height {
		t.Fatalf("%s: %d lines in %d×%d", doing, len(lines), p.width, p.height)
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w != p.width {
			t.Fatalf("%s: line %d has %d columns, not %d: %q", doing, i, w, p.width, line)
		}
		if found := hostile.Found(line); found != "" {
			t.Fatalf("%s: line %d sends %s: %q", doing, i, found, line)
		}
	}
}

// pastes are what may be in somebody's clipboard.
func pastes() []string {
	all := []string{"", " ", goodToken, "Bearer " + goodToken + "\n", "a.b.c", "....", `{"sub":"x","exp":1}`, `{"sub":`, "[[[[", "hello",
		`{"kty":"oct","k":"c2VjcmV0"}`, `{"keys":[]}`, "-----BEGIN PUBLIC KEY-----\rMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\r-----END PUBLIC KEY-----",
		"@/nowhere/at/all", "hex:6b6579", "base64:!!", strings.Repeat("A", 20_000), goodToken[:50] + strings.Repeat(".", 3000), "é漢\u202e\u0301😀"}
	for _, one := range hostile.Payloads() {
		all = append(all, one.Text)
	}
	return all
}

// monkey does something at random that the page offers.
func monkey(p *Tokens, r *rand.Rand, all []string) string {
	if r.IntN(6) == 0 {
		text := all[r.IntN(len(all))]
		p.Do(intent.Intent{Action: intent.Paste, Text: text})
		return "paste " + text
	}
	var live []intent.Binding
	for _, b := range p.Bindings() {
		if b.Works() && b.Action != intent.Close && b.Action != intent.Paste {
			live = append(live, b)
		}
	}
	if len(live) == 0 {
		return "nothing"
	}
	b := live[r.IntN(len(live))]
	in := intent.Intent{Action: b.Action}
	if b.Action == intent.Insert {
		in.Text = string([]rune(`ax{}":,.0 é漢🙂`)[r.IntN(13)])
	}
	if res := p.Do(in); res.Command != nil && b.Action == intent.Submit {
		if done, ok := res.Command().(Done); ok {
			done.Then()
		}
	}
	return b.Does
}

// TestATokenBenchInTheHandsOfAMonkey: a thousand random keys and pastes make no panic
// and no broken frame, and undo and redo lead back and forth through all of them.
func TestATokenBenchInTheHandsOfAMonkey(t *testing.T) {
	const seed = 20260301
	r := rand.New(rand.NewPCG(seed, 4))
	t.Logf("seed %d", seed)
	all := pastes()
	p := tokensAt("", 78, 22)
	sizes := [][2]int{{78, 22}, {60, 14}, {100, 28}, {160, 48}}
	for n := range 1000 {
		if n%50 == 0 {
			p.Resize(sizes[n/50%4][0], sizes[n/50%4][1])
		}
		mustFill(t, p, monkey(p, r, all))
	}
	p.leave()
	last := p.tokenDraft
	for len(p.past) > 0 {
		p.undo()
	}
	p.look()
	mustFill(t, p, "undo")
	first := p.tokenDraft
	for len(p.future) > 0 {
		p.redo()
	}
	if p.tokenDraft != last {
		t.Error("redo does not lead to where undo began")
	}
	if len(p.past) < mostDrafts && first != (tokenDraft{}) {
		t.Errorf("undo leads to %q and not to the empty bench", first.raw)
	}
}

// TestHostileTextInEveryField: it is shown and never sent, wherever it stands.
func TestHostileTextInEveryField(t *testing.T) {
	encode := base64.RawURLEncoding.EncodeToString
	for _, one := range hostile.Payloads() {
		s := one.Text
		header, payload := encode([]byte(`{"alg":"HS256","kid":"`+s+`"}`)), encode([]byte(`{"sub":"`+s+`","`+s+`":1}`))
		for field, raw := range map[string]string{
			"token": s, "around": s + " " + goodToken + s, "header": header + ".e30.AA", "payload": "eyJhbGciOiJIUzI1NiJ9." + payload + ".AA",
			"whole header": encode([]byte(s)) + ".e30.AA", "whole payload": "eyJhbGciOiJIUzI1NiJ9." + encode([]byte(s)) + ".AA", "signature": goodToken + s,
		} {
			for _, size := range [][2]int{{78, 22}, {118, 38}} {
				p := tokensAt(raw, size[0], size[1])
				for range panels {
					mustFill(t, p, one.Name+" as "+field)
					p.Do(intent.Intent{Action: intent.Last})
					mustFill(t, p, one.Name+" as "+field+", at the end")
					p.turn(+1)
				}
			}
		}
		for panel := panelRaw; panel < panels; panel++ {
			p := tokensAt(goodToken, 118, 38)
			p.focus = panel
			p.enter()
			result := p.Do(intent.Intent{Action: intent.Paste, Text: s})
			mustFill(t, p, one.Name+" pasted into "+panel.name())
			if found := hostile.Found(result.Note); found != "" {
				t.Errorf("%s pasted into %s: the note sends %s", one.Name, panel.name(), found)
			}
		}
		p := tokensAt(goodToken, 118, 38)
		p.change("", tokenDraft{raw: goodToken, key: "@" + s})
		r := p.readKeyFile()
		if r.Command != nil {
			r = r.Command().(Done).Then()
		}
		if found := hostile.Found(r.Note); found != "" {
			t.Errorf("%s as a path: the note sends %s", one.Name, found)
		}
	}
}

// TestWhatBelongsTogetherInBase64: the character of a byte marks that byte, and back.
func TestWhatBelongsTogetherInBase64(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 1, 60).Draw(t, "data")
		text := base64.RawURLEncoding.EncodeToString(data)
		at := rapid.IntRange(0, len(data)-1).Draw(t, "byte")
		characters := pane.EncodedCharacters(text, at)
		if n := characters.To - characters.From; n < 2 || n > 3 {
			t.Fatalf("byte %d stands in %d characters", at, n)
		}
		for i := range text {
			if got := pane.DecodedBytes(text, i).Has(at); got != characters.Has(i) {
				t.Fatalf("byte %d of %q: character %d says %v, the byte %v", at, text, i, got, characters.Has(i))
			}
		}
	})
}

// TestALifeKeepsTheOtherMembers: only iat and exp change, in their places.
func TestALifeKeepsTheOtherMembers(t *testing.T) {
	now := time.Unix(1000, 0)
	for payload, want := range map[string]string{
		`{}`:                                  `{"iat":1000,"exp":4600}`,
		`{"exp":1, "a":{"b":[1, 2]},"iat":2}`: `{"exp":4600,"a":{"b":[1, 2]},"iat":1000}`,
		`{"é\"":null}`:                        `{"é\"":null,"iat":1000,"exp":4600}`,
	} {
		if got, ok := withLife(payload, now, time.Hour); !ok || got != want {
			t.Errorf("%s becomes %s, want %s", payload, got, want)
		}
	}
	if got, _ := withLife(`{"a":1,"exp":5}`, now, forever); got != `{"a":1,"iat":1000}` {
		t.Errorf("without an end: %s", got)
	}
	for _, bad := range []string{``, `[]`, `{"a":1,"a":2}`, `{`} {
		if got, ok := withLife(bad, now, time.Hour); ok || got != bad {
			t.Errorf("%q becomes %q", bad, got)
		}
	}
}

func TestWhatLooksLikeAToken(t *testing.T) {
	for _, yes := range []string{goodToken, "\n" + goodToken + "\n", "Bearer " + goodToken, "authorization: bearer " + goodToken, `"` + goodToken + `",`, "eyJhbGciOiJub25lIn0.e30.", goodToken + ".x",
		"Bearer " + goodToken[:20] + "\n  " + goodToken[20:60] + "\r\n" + goodToken[60:], strings.ReplaceAll(goodToken, ".", "%2E")} {
		if !looksLikeToken(yes) {
			t.Errorf("%q is taken for no token", yes)
		}
	}
	for _, no := range []string{"", "a.b.c", "www.example.org", "1.2.3", `{"sub":"a.b.c"}`, "-----BEGIN PUBLIC KEY-----", "a secret with eyJ.in.it", "two words.of.it", "eyes of many. and. more"} {
		if looksLikeToken(no) {
			t.Errorf("%q is taken for a token", no)
		}
	}
}

func TestEraseWordTakesOneWordOfJSON(t *testing.T) {
	for s, want := range map[string]string{
		`{"sub":"alice"`: `{"sub":"`, `{"sub":"`: `{"`, `{"`: ``, `a b  `: `a `, `x`: ``, ``: ``, `é é`: `é `,
	} {
		if got := s[:wordBefore(s)]; got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func TestALineThatIsPastedAsAKeyLosesItsEnd(t *testing.T) {
	p := tokensAt("", 80, 22)
	p.focus = panelKey
	for _, editing := range []bool{false, true} {
		p.replace(tokenDraft{})
		p.editing = editing
		if r := p.paste("a secret\r\n"); p.key != "a secret" || r.Note != "the line break at the end was left out" {
			t.Errorf("the key is %q, and the note %q", p.key, r.Note)
		}
	}
}

// TestSpoilingTakesTheKeyItSaysItTakes: without it the way is closed, and says why.
func TestSpoilingTakesTheKeyItSaysItTakes(t *testing.T) {
	const public = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n"
	for key, want := range map[string]token.KeyNeed{"": token.NoKey, public: token.AnyKey, strings.Repeat("s", 32): token.SigningKey} {
		p := tokensAt(goodToken, 80, 22)
		p.replace(tokenDraft{raw: goodToken, key: key})
		f := newForger(p)
		for i, w := range f.ways {
			if a := f.attempt(i); !w.forgery && (a.wrong == "") != (w.key <= want) {
				t.Errorf("%q with the key %.20q: %q", w.name, key, a.wrong)
			}
			if w.name != "hs512" || key != public {
				continue
			}
			next := p.tokenDraft
			next.raw = f.attempt(i).raw
			p.replace(next)
			if notes := p.look().report.Notes; len(notes) == 0 || notes[0].Code != "key-confusion" {
				t.Errorf("hs512 with a public key: %v", notes)
			}
		}
	}
}

// TestTheSegmentsOfATokenThatWasWrapped: whatever stands inside it, the three parts are
// found, the cursor marks what belongs together, and a part can be written anew.
func TestTheSegmentsOfATokenThatWasWrapped(t *testing.T) {
	for name, raw := range map[string]string{
		"as it is":         goodToken,
		"wrapped":          goodToken[:50] + "\n" + goodToken[50:90] + "\n" + goodToken[90:],
		"percent-encoded":  strings.ReplaceAll(goodToken, ".", "%2E"),
		"small letters":    "token=" + strings.ReplaceAll(goodToken, ".", "%2e"),
		"a zero width":     goodToken[:9] + "\u200b" + goodToken[9:],
		"Bearer, and more": "Bearer " + goodToken[:120] + " " + goodToken[120:] + "\n",
	} {
		p := tokensAt(raw, 78, 22)
		var labels []string
		for _, s := range p.look().segments {
			if s.Kind != pane.Around {
				labels = append(labels, s.Label)
			} else if strings.ContainsAny(raw[s.From:s.To], "Qw5c") {
				t.Errorf("%s: %q stands around it", name, raw[s.From:s.To])
			}
		}
		if strings.Join(labels, " ") != "header payload signature" {
			t.Errorf("%s: %q", name, labels)
		}
		p.focus, p.cursors[panelPayload] = panelPayload, 2
		marked, _, _ := p.pointing()
		p.focus, p.cursors[panelRaw] = panelRaw, marked.Linked.From
		if _, _, payload := p.pointing(); marked.Linked.Empty() || !payload.Linked.Has(2) {
			t.Errorf("%s: byte 2 of the payload is marked at %v, and that marks %v", name, marked.Linked, payload.Linked)
		}
		p.focus = panelPayload
		p.write("", `{"sub":"bob"}`, 0)
		if r := &p.look().report; len(r.Payload.Members) != 1 || r.Signature.Raw != goodToken[len(goodToken)-43:] {
			t.Errorf("%s: written anew it is %q", name, p.raw)
		}
	}
}

// TestTheVerdictIsASentence: what failed without a key is said apart from that there is none.
func TestTheVerdictIsASentence(t *testing.T) {
	p := tokensAt("eyJhbGciOiJub25lIn0.e30.", 100, 22)
	if row := p.verdict(1)[0]; !strings.Contains(row, "no key was given; fails at algorithm: alg is none") {
		t.Errorf("the verdict is %q", row)
	}
}

// TestNotesFitTheirRow: what is said in answer to a key is not cut at 80 columns.
func TestNotesFitTheirRow(t *testing.T) {
	p := tokensAt(goodToken, 80, 22)
	for range 2 {
		for _, in := range []intent.Action{intent.Lifetime, intent.WeakKeys, intent.Pin} {
			if r := p.Do(intent.Intent{Action: in}); len(r.Note) > 78 || r.Note == "" {
				t.Errorf("%d columns: %q", len(r.Note), r.Note)
			}
		}
	}
	a := activity{}
	for i := range a.done {
		if words := a.praise(); len(words) > 78 {
			t.Errorf("%d columns: %q", len(words), words)
		}
		a.done[i] = true
	}
	if words := a.praise(); len(words) > 78 {
		t.Errorf("%d columns: %q", len(words), words)
	}
}

// TestTheStagesAreNotCut: what the chosen stage says is whole, however narrow its column is.
func TestTheStagesAreNotCut(t *testing.T) {
	for width := 60; width <= 160; width += 4 {
		p := tokensAt(goodToken[:120]+"AAAA", width, 28)
		p.replace(tokenDraft{raw: p.raw, key: strings.Repeat("s", 32)})
		p.focus, p.cursors[panelStages] = panelStages, 6
		if all := strings.Join(p.Body(), "\n"); !strings.Contains(all, "§5.2") && !strings.Contains(all, "RFC 7518 §3.2") {
			t.Errorf("%d columns:\n%s", width, all)
		}
	}
}

// TestNoSectionRefusesALeakedKey: nobody is told how to refuse what nothing can tell.
func TestNoSectionRefusesALeakedKey(t *testing.T) {
	p := tokensAt(goodToken, 100, 28)
	p.replace(tokenDraft{raw: goodToken, key: strings.Repeat("s", 32)})
	f := newForger(p)
	for i, w := range f.ways {
		f.selected = i
		all := strings.Join(f.draw(60, 20), " ")
		if advice := strings.Contains(all, "How to refuse it"); advice != (w.forgery && w.name != token.LeakedKey) {
			t.Errorf("%s: %s", w.name, all)
		}
	}
}

// TestTheVerdictSaysWhatComesNext: without a key how to give one, with a wrong one what
// libraries say, with the right one what nobody has asked for.
func TestTheVerdictSaysWhatComesNext(t *testing.T) {
	strong := strings.Repeat("s", 32)
	for _, size := range [][2]int{{80, 22}, {100, 28}, {160, 48}} {
		p := tokensAt(goodToken, size[0], size[1])
		for key, want := range map[string]string{"": "K gives it a key: a secret", strong: "jsonwebtoken JsonWebTokenError: invalid signature", "hex:zz": "not verified: this is no key"} {
			p.replace(tokenDraft{raw: goodToken, key: key})
			if body := strings.Join(p.Body(), "\n"); !strings.Contains(body, want) {
				t.Errorf("%v with the key %q:\n%s", size, key, body)
			}
		}
		p.replace(tokenDraft{raw: goodToken, key: strong})
		p.sign()
		if body := strings.Join(p.Body(), "\n"); !strings.Contains(body, "not asked for: issuer and audience, type, revocation") {
			t.Errorf("%v, verified:\n%s", size, body)
		}
	}
}

// TestAKeyThatIsPastedIsTakenWhole: it replaces the one before, and a PEM block goes to
// the key from wherever it is pasted.
func TestAKeyThatIsPastedIsTakenWhole(t *testing.T) {
	const pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----"
	const jwk = `{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}`
	for panel := panelRaw; panel < panelStages; panel++ {
		for _, key := range []string{pem, jwk} {
			p := tokensAt(goodToken, 80, 22)
			p.replace(tokenDraft{raw: goodToken, key: "the one before"})
			p.focus = panel
			p.enter()
			p.paste(key)
			whole := panel == panelKey || key == pem
			if got := p.key == key && p.raw == goodToken; got != whole {
				t.Errorf("pasted into the %s the key is %q and the token %q", panel.name(), p.key, p.raw)
			}
		}
	}
}

// TestLettersGoBehindTheKey: what is typed into the key field goes on where the key ends.
func TestLettersGoBehindTheKey(t *testing.T) {
	p := tokensAt(goodToken, 80, 22)
	for _, s := range []string{"ab", "cd"} {
		p.giveKey()
		p.insert(s)
		p.leave()
	}
	if p.key != "abcd" || p.focus != panelKey {
		t.Errorf("the key is %q", p.key)
	}
}

// TestALongTokenLeavesRoomForWhatItSays: however long the raw token is, and whatever has
// the focus, its claims are seen beside it.
func TestALongTokenLeavesRoomForWhatItSays(t *testing.T) {
	claims := `{"iss":"https://login.example","sub":"alice","aud":"api","exp":1772370000`
	raw := encoded(`{"alg":"RS256"}`) + "." + encoded(claims+`,"more":"`+strings.Repeat("x", 2000)+`"}`) + "." + strings.Repeat("A", 342)
	for _, size := range [][2]int{{60, 14}, {80, 22}, {100, 28}, {160, 48}} {
		p := tokensAt(raw, size[0], size[1])
		for _, panel := range []tokenPanel{panelRaw, panelPayload} {
			p.focus = panel
			body := strings.Join(p.Body(), "\n")
			for _, claim := range []string{`"iss"`, `"sub"`, `"aud"`} {
				if !strings.Contains(body, claim) {
					t.Errorf("%v with the cursor in the %s: %s is not seen\n%s", size, panel.name(), claim, body)
				}
			}
		}
	}
}

// TestAnEmptyBenchMarksWhereWritingBegins: whatever was done before, one of the parts
// that can be written is marked.
func TestAnEmptyBenchMarksWhereWritingBegins(t *testing.T) {
	p := tokensAt(goodToken, 80, 22)
	p.turn(-1)
	p.Do(intent.Intent{Action: intent.Discard})
	for range panels {
		if body := strings.Join(p.Body(), "\n"); p.focus == panelStages || !strings.Contains(body, p.env.Styles.Glyphs.Pointer+p.focus.name()) {
			t.Fatalf("the %s is not marked:\n%s", p.focus.name(), body)
		}
		p.turn(+1)
	}
}

// TestAWeakKeyThatIsAllowedIsNotPassedOver: what it verifies carries a warning beside the
// verdict, and signing is offered first only where it is the signature that fails.
func TestAWeakKeyThatIsAllowedIsNotPassedOver(t *testing.T) {
	p := tokensAt(goodToken, 80, 22)
	p.weak = true
	p.replace(tokenDraft{raw: goodToken, key: "your-256-bit-secret"})
	if body := strings.Join(p.Body(), "\n"); !strings.Contains(body, "✓ verified") || !strings.Contains(body, "! The key is too short, which was allowed") {
		t.Errorf("verified with a weak key:\n%s", body)
	}
	p.replace(tokenDraft{raw: goodToken, key: strings.Repeat("s", 32)})
	if first := p.Bindings()[0]; first.Action != intent.Sign {
		t.Errorf("a wrong signature: first comes %q", first.Does)
	}
	p.live()
	p.sign()
	p.moment.move(2 * time.Hour)
	if first := p.Bindings()[0]; first.Action == intent.Sign {
		t.Errorf("an expired token: first comes %q", first.Does)
	}
}

// TestAPartAloneIsReadAndEdited: what is no whole token is decoded, and becomes one when
// a part is written.
func TestAPartAloneIsReadAndEdited(t *testing.T) {
	parts := strings.Split(goodToken, ".")
	for name, c := range map[string]struct {
		raw   string
		panel tokenPanel
		want  string
	}{
		"the payload of two parts": {parts[0] + "." + parts[1], panelPayload, parts[0] + ".e30"},
		"the header of a payload":  {parts[1], panelHeader, "e30." + parts[1] + "."},
		"a payload alone":          {parts[1], panelPayload, "e30"},
		"the payload of a header":  {parts[0], panelPayload, parts[0] + ".e30."},
		"a header alone":           {parts[0], panelHeader, "e30"},
	} {
		p := tokensAt(c.raw, 100, 30)
		for kind, text := range []string{parts[0], parts[1]} {
			if got := encoded(string(p.look().part(kind).Decoded)); strings.Contains(c.raw, text) != (got == text) {
				t.Errorf("%s: part %d is %q", name, kind, got)
			}
		}
		p.focus = c.panel
		p.write("", "{}", 2)
		if p.raw != c.want {
			t.Errorf("%s: %q, want %q", name, p.raw, c.want)
		}
	}
}

// TestALongKeyLeavesRoomForTheStages: on the smallest screen a key is spelled out only
// while it is edited, and what it is stands before it.
func TestALongKeyLeavesRoomForTheStages(t *testing.T) {
	long := `{"kty":"oct","alg":"HS256","k":"` + strings.Repeat("AbC4", 150) + `"}`
	p := tokensAt(goodToken, 60, 14)
	p.Do(intent.Intent{Action: intent.Paste, Text: long})
	if body := strings.Join(p.Body(), "\n"); p.focus != panelKey || p.editing || !strings.Contains(body, "more rows") || strings.Count(body, " ✓ ")+strings.Count(body, " ✗ ")+strings.Count(body, " ○ ") < 3 {
		t.Errorf("pasted:\n%s", body)
	}
	if p.enter(); strings.Contains(strings.Join(p.Body(), "\n"), "more rows") {
		t.Error("it cannot be seen while it is edited")
	}
}

// TestAWideEmptyBenchSaysWhatCanBeDone: each key is one of the bench, and nothing is cut.
func TestAWideEmptyBenchSaysWhatCanBeDone(t *testing.T) {
	p := tokensAt("", 160, 46)
	mustFill(t, p, "nothing")
	body := strings.Join(p.Body(), "\n")
	for _, want := range []string{"What can be pasted", "a JWK Set", "access token", "send it to the servers"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(body, p.env.Styles.Glyphs.Ellipsis+"\n") {
		t.Error("something is cut")
	}
	p.Resize(100, 46)
	if strings.Contains(strings.Join(p.Body(), "\n"), "What can be pasted") {
		t.Error("there is no room for it beside the rest")
	}
}
