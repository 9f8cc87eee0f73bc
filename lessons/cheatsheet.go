package lessons

import (
	"fmt"
	"io"
	"strings"
	"time"

	"authlab/sim/compare"
	"authlab/sim/scenario"
	"authlab/sim/token"
)

// CheatSheet is what one looks up: what each design costs, which status says what, which
// setting stops which attack, and what the libraries say of a bad token. It is Markdown,
// and every cell comes out of a run made for it.
func CheatSheet() string {
	var b strings.Builder
	b.WriteString("# Cheat sheet\n\nEvery figure below was counted just now, by the simulator.\n")
	for _, section := range []struct {
		title, words string
		table        func() [][]string
	}{
		{"What each design costs", "Two users log in and read. Bytes are those of the credential, reads and writes those of the store for a request. A server dies: so many users are out, on average. The store dies: this is what a request gets, and - stands where there is none. A credential is copied: the copy lives on for so long after the logout.", designTable},
		{"Which status says what", "", statusTable},
		{"What stops which attack", "Each attack works where nothing is set against it. Here one setting is changed alone; the new ID is one that is made at login.", attackTable},
		{"What the libraries say of a token", "A verifier with one HS256 key, asked in the same second.", tokenTable},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n", section.title)
		if section.words != "" {
			b.WriteString(section.words + "\n\n")
		}
		writeTable(&b, section.table())
	}
	return b.String()
}

// writeTable writes rows as a Markdown table, the first as its head. What is written to
// keeps everything in memory and never fails.
func writeTable(to io.Writer, rows [][]string) {
	for i, row := range rows {
		fmt.Fprintf(to, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Fprintf(to, "|%s\n", strings.Repeat(" --- |", len(row)))
		}
	}
}

// sheetDay is what the designs are measured by.
const sheetDay = "alice POST /login\nbob POST /login\nalice GET /profile\nbob GET /profile\nalice GET /profile\nbob GET /profile\n"

func designTable() [][]string {
	var designs []compare.Design
	rows := [][]string{{"design"}}
	for _, p := range compare.Presets() {
		if p.Name == "local-session" {
			continue // in turns it serves nobody twice; the sticky one stands for it
		}
		designs = append(designs, p.Design)
		rows = append(rows, []string{p.Title})
	}
	ledger, err := compare.Measure("", sheetDay, designs)
	if err != nil {
		return [][]string{{"this cannot be measured: " + err.Error()}}
	}
	heads := map[string]string{
		"credential-bytes": "bytes", "reads-per-request": "reads", "writes-per-request": "writes",
		"lost-with-server": "users out", "without-store": "no store", "exposure": "copy lives",
	}
	for _, f := range ledger {
		head, wanted := heads[f.Name]
		if !wanted {
			continue
		}
		rows[0] = append(rows[0], head)
		for i, v := range f.Values {
			text := v.Text
			if f.Name == "exposure" && v.Known {
				text += " s"
			}
			rows[i+1] = append(rows[i+1], text)
		}
	}
	return rows
}

// statusOf runs a scenario and answers the last request's status and challenge.
func statusOf(source string) (status, challenge string) {
	script, mistakes := scenario.Parse("", []byte(source))
	if len(mistakes) > 0 {
		return mistakes[0].Error(), ""
	}
	result := scenario.Run(script, scenario.Options{Unrecorded: true})
	if result.Err != nil {
		return result.Err.Error(), ""
	}
	defer result.World.Close()
	all := result.World.Exchanges()
	last := all[len(all)-1]
	return fmt.Sprint(last.Status), last.WWWAuthenticate
}

func statusTable() [][]string {
	rows := [][]string{{"the caller", "session", "JWT"}}
	for _, c := range []struct{ who, then string }{
		{"is known", "alice POST /login\nalice GET /profile"},
		{"brings nothing", "alice GET /profile"},
		{"comes too late", "alice POST /login\nwait 48h\nalice GET /profile"},
		{"is known, and not allowed", "alice POST /login\nalice GET /admin"},
		{"has a wrong password", "alice POST /login password=wrong"},
		{"cannot be looked up", "alice POST /login\nkill store\nalice GET /profile"},
		{"finds no server", "alice POST /login\nkill s1\nwait 10s\nalice GET /profile"},
	} {
		session, _ := statusOf("cluster servers=1 auth=session store=redis\n" + c.then)
		jwt, challenge := statusOf("cluster servers=1 auth=jwt store=redis\n" + c.then)
		if _, code, found := strings.Cut(challenge, `error="`); found {
			code, _, _ = strings.Cut(code, `"`)
			jwt += " " + code
		}
		rows = append(rows, []string{c.who, session, jwt})
	}
	return rows
}

// sheetAttack is an attack that works with the settings base, and what is done in it.
type sheetAttack struct{ name, base, then string }

func sheetAttacks() []sheetAttack {
	return []sheetAttack{
		{"listening on http", "secure=false", "alice POST /login\nsniff alice\nmallory GET /profile"},
		{"a script reads the cookie", "http-only=false", "alice POST /login\nxss alice\nmallory GET /profile"},
		{"a script sends requests", "http-only=false", "alice POST /login\nxss alice POST /transfer"},
		{"a form of another site", "same-site=none", "alice POST /login\ncsrf alice POST /transfer from=cross-site"},
		{"a form of a subdomain", "same-site=lax", "alice POST /login\ncsrf alice POST /transfer from=same-site"},
		{"an ID planted before login", "regenerate=false", "fixate alice\nalice POST /login\nmallory GET /profile"},
	}
}

// attackTable tries every attack against every setting.
func attackTable() [][]string {
	settings := []struct{ title, key string }{
		{"HttpOnly", "http-only=true"}, {"Secure", "secure=true"}, {"Strict", "same-site=strict"},
		{"form token", "csrf=token"}, {"new ID", "regenerate=true"},
	}
	rows := [][]string{{"attack"}}
	for _, s := range settings {
		rows[0] = append(rows[0], s.title)
	}
	for _, attack := range sheetAttacks() {
		row := []string{attack.name}
		for _, s := range settings {
			row = append(row, stops(attack.base, s.key, attack.then))
		}
		rows = append(rows, row)
	}
	return rows
}

// stops tells whether a setting stops an attack that works without it.
func stops(base, setting, then string) string {
	keys := map[string]string{"http-only": "true", "secure": "true", "same-site": "lax", "csrf": "off", "regenerate": "false"}
	// What the attack needs comes first, the setting under test last.
	for _, one := range []string{base, setting} {
		name, value, _ := strings.Cut(one, "=")
		keys[name] = value
	}
	line := "cluster servers=1 auth=session"
	for _, name := range []string{"http-only", "secure", "same-site", "csrf", "regenerate"} {
		line += " " + name + "=" + keys[name]
	}
	status, _ := statusOf(line + "\n" + then)
	if status == "200" {
		return "no"
	}
	return "stops"
}

// sheetTokens are the spoiled tokens that are listed.
var sheetTokens = []string{"wrong-secret", "edited-payload", "alg-none", "hs512", "expired", "nbf-future", "exp-string", "no-exp",
	"exp-milliseconds", "two-parts", "garbage", "malleable-signature", "padded-signature"}

func tokenTable() [][]string {
	rows := [][]string{{"token", "jsonwebtoken 9", "golang-jwt 5"}}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	key, err := token.NewKey("", token.HS256, []byte("a secret of this sheet, 32 bytes long or more"))
	if err != nil {
		return [][]string{{err.Error()}}
	}
	verifier, err := token.NewVerifier(token.Rules{Keys: []token.Key{key}, Clock: func() time.Time { return now }})
	if err != nil {
		return [][]string{{err.Error()}}
	}
	good, err := token.Issuer{Key: key, TTL: time.Hour}.Issue(now, "alice")
	if err != nil {
		return [][]string{{err.Error()}}
	}
	for _, kind := range sheetTokens {
		raw, _ := token.Tamper(kind, good, key, now)
		said := verifier.Libraries(raw)
		rows = append(rows, []string{kind, orAccepts(said.Node), orAccepts(said.GoSentinel)})
	}
	return rows
}

func orAccepts(said string) string {
	if said == "" {
		return "accepts it"
	}
	return said
}
