package app

import (
	"os"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/sim/scenario"
	"authlab/ui/intent"
)

const readme = "../../README.md"

// TestReadmeSaysWhatTheProgramSays compares the parts of the README between
// <!-- name --> and <!-- end --> with what the program makes now. UPDATE_GOLDEN=1
// writes them.
func TestReadmeSaysWhatTheProgramSays(t *testing.T) {
	raw, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before := string(raw)
	after := before
	for name, made := range map[string]string{
		"screen":     "```\n" + strings.TrimRight(readmeScreen(t), "\n") + "\n```\n",
		"keys":       readmeKeys(t),
		"lab-keys":   readmeLabKeys(t),
		"token-keys": readmeTokenKeys(t),
		"language":   readmeLanguage(),
	} {
		head, rest, found := strings.Cut(after, "<!-- "+name+" -->\n")
		_, tail, closed := strings.Cut(rest, "<!-- end -->\n")
		if !found || !closed {
			t.Fatalf("the README has no part %s", name)
		}
		after = head + "<!-- " + name + " -->\n" + made + "<!-- end -->\n" + tail
	}
	if after == before {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(readme, []byte(after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("the README is behind the program (UPDATE_GOLDEN=1 writes it anew)")
}

// atTheMiss opens the course's third lesson where s2 has looked in vain.
func atTheMiss(t *testing.T) *driver {
	t.Helper()
	course := lessons.Open(lessons.Content())
	d := start(t, setting{course: course, lesson: "3", profile: termenv.Ascii}, 80, 24)
	for range 60 {
		if strings.Contains(d.screen(), "s2 looked for") {
			return d
		}
		d.keys("right")
	}
	t.Fatalf("s2 never looks in vain:\n%s", d.screen())
	return nil
}

func readmeScreen(t *testing.T) string {
	lines := strings.Split(atTheMiss(t).screen(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// readmeLanguage lists the commands of the scenario language.
func readmeLanguage() string {
	var b strings.Builder
	b.WriteString("| Command | What it does |\n| --- | --- |\n")
	pipe := strings.NewReplacer("|", `\|`)
	for _, v := range scenario.Verbs() {
		b.WriteString("| `" + pipe.Replace(v.Usage) + "` | " + pipe.Replace(v.Doc) + " |\n")
	}
	return b.String()
}

// readmeKeys lists the bindings of the stage, by the table that obeys them.
func readmeKeys(t *testing.T) string {
	d := atTheMiss(t)
	var b strings.Builder
	b.WriteString("| Key | On the stage |\n| --- | --- |\n")
	for _, k := range d.m.live() {
		b.WriteString("| `" + intent.Names(k, false) + "` | " + k.Does + " |\n")
	}
	return b.String()
}

// readmeLabKeys lists the bindings that the bench of the lab has beyond the stage's.
func readmeLabKeys(t *testing.T) string {
	known := readmeKeys(t)
	d := start(t, setting{over: atLab, profile: termenv.Ascii}, 80, 24).keys("j j enter")
	var b strings.Builder
	b.WriteString("| Key | In the lab |\n| --- | --- |\n")
	for _, k := range d.m.live() {
		row := "| `" + intent.Names(k, false) + "` | " + k.Does + " |\n"
		if !strings.Contains(known, row) {
			b.WriteString(row)
		}
	}
	return b.String()
}

// readmeTokenKeys lists the bindings of the token bench, with a token on it.
func readmeTokenKeys(t *testing.T) string {
	known := readmeKeys(t)
	d := start(t, setting{over: atTokens(johnDoe), profile: termenv.Ascii}, 120, 40).keys("tab")
	var b strings.Builder
	b.WriteString("| Key | At the token bench |\n| --- | --- |\n")
	for _, k := range d.m.live() {
		row := "| `" + intent.Names(k, false) + "` | " + k.Does + " |\n"
		if !strings.Contains(known, row) {
			b.WriteString(row)
		}
	}
	return b.String()
}
