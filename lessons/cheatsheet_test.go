package lessons

import (
	"strings"
	"testing"
)

// sheetRows are the cells of the table under a heading, by their first cell.
func sheetRows(t *testing.T, sheet, heading string) map[string][]string {
	t.Helper()
	_, rest, found := strings.Cut(sheet, "## "+heading+"\n")
	if !found {
		t.Fatalf("no heading %s", heading)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	rows := map[string][]string{}
	for _, line := range strings.Split(rest, "\n") {
		if cells := strings.Split(strings.Trim(line, "| "), " | "); strings.HasPrefix(line, "|") {
			rows[cells[0]] = cells[1:]
		}
	}
	return rows
}

// TestCheatSheetAgreesWithTheLessons looks at what the lessons teach.
func TestCheatSheetAgreesWithTheLessons(t *testing.T) {
	sheet := CheatSheet()
	designs := sheetRows(t, sheet, "What each design costs")
	for design, want := range map[string]string{"shared session": "503,0 s", "JWT": "-,900 s", "JWT + refresh": "200,60 s", "stateful JWT": "503,0 s"} {
		row := designs[design]
		if len(row) < 2 || strings.Join(row[len(row)-2:], ",") != want {
			t.Errorf("%s: %v, want %s at the end", design, row, want)
		}
	}
	if len(designs) < 8 {
		t.Errorf("only %d designs", len(designs))
	}
	statuses := sheetRows(t, sheet, "Which status says what")
	for who, want := range map[string]string{"is known": "200,200", "brings nothing": "401,401", "comes too late": "401,401 invalid_token",
		"is known, and not allowed": "403,403", "cannot be looked up": "503,200", "finds no server": "503,503"} {
		if got := strings.Join(statuses[who], ","); got != want {
			t.Errorf("%s: %s, want %s", who, got, want)
		}
	}
	attacks := sheetRows(t, sheet, "What stops which attack")
	for attack, want := range map[string]string{
		"listening on http":          "no,stops,no,no,no",
		"a script reads the cookie":  "stops,no,no,no,no",
		"a script sends requests":    "no,no,no,no,no",
		"a form of another site":     "no,no,stops,stops,no",
		"a form of a subdomain":      "no,no,no,stops,no",
		"an ID planted before login": "no,no,no,no,stops",
	} {
		if got := strings.Join(attacks[attack], ","); got != want {
			t.Errorf("%s: %s, want %s", attack, got, want)
		}
	}
	for kind, want := range map[string]string{"expired": "jwt expired,ErrTokenExpired", "two-parts": "jwt malformed,ErrTokenMalformed", "no-exp": "accepts it,accepts it"} {
		if got := strings.Join(sheetRows(t, sheet, "What the libraries say of a token")[kind], ","); got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
	if CheatSheet() != sheet {
		t.Error("the second sheet differs from the first")
	}
}
