package lessons

import (
	"go/format"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestEverySampleIsAProject(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Samples() {
		if seen[s.Name] || len(s.About) > 48 || strings.ToLower(s.Language()) != s.Name[:strings.Index(s.Name, "-")] {
			t.Errorf("%s: a name twice, of another language, or too many words", s.Name)
		}
		seen[s.Name] = true
		if source, err := s.Source(); err != nil || source == "" {
			t.Errorf("%s: %v", s.Name, err)
		}
		files, err := s.Project()
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		has := map[string]string{}
		for _, f := range files {
			if has[f.Path] != "" || path.IsAbs(f.Path) || strings.Contains(f.Path, "..") {
				t.Errorf("%s: %s twice, or elsewhere", s.Name, f.Path)
			}
			has[f.Path] = f.Text
			if strings.Contains(f.Text, "// part:") || strings.Contains(f.Text, "// end:") || strings.Contains(f.Text, "authlab") {
				t.Errorf("%s: %s is not a program of its own", s.Name, f.Path)
			}
			if path.Ext(f.Path) == ".go" {
				if want, err := format.Source([]byte(f.Text)); err != nil || string(want) != f.Text {
					t.Errorf("%s: %s is not as gofmt writes it: %v", s.Name, f.Path, err)
				}
			}
		}
		readme := has["README.md"]
		if n := len(strings.Split(strings.ReplaceAll(strings.TrimSpace(readme), "\n\n", "\n"), "\n")); n > 12 {
			t.Errorf("%s: the README has %d lines", s.Name, n)
		}
		for _, secret := range s.Secrets {
			if !strings.Contains(readme, secret+"=$(openssl rand -base64 32)") {
				t.Errorf("%s: the README does not say how %s is made", s.Name, secret)
			}
		}
	}
}

// What is imported from files beside it is there, and what is imported of others
// has an exact version.
func TestProjectsInExpressAreComplete(t *testing.T) {
	for _, s := range Samples() {
		if s.isGo() {
			continue
		}
		files, err := s.Project()
		if err != nil {
			t.Fatal(err)
		}
		has := map[string]string{}
		for _, f := range files {
			has[f.Path] = f.Text
		}
		for name, text := range has {
			for _, m := range importedFile.FindAllStringSubmatch(text, -1) {
				if has[m[1]] == "" {
					t.Errorf("%s: %s imports %s, which is not there", s.Name, name, m[1])
				}
			}
			for _, m := range importedPackage.FindAllStringSubmatch(text, -1) {
				if !strings.Contains(has["package.json"], `"`+m[1]+`": "`) {
					t.Errorf("%s: %s imports %s, which has no version", s.Name, name, m[1])
				}
			}
		}
		if strings.ContainsAny(has["package.json"], "^~*") {
			t.Errorf("%s: a version is not exact", s.Name)
		}
	}
}

func TestProjectsInGoNameTheModulesOfThisOne(t *testing.T) {
	for file, wants := range map[string][]string{
		"../go.mod": {"\ngo " + goVersion + ".", "\t" + jwtModule + " " + jwtVersion + "\n"},
		"../go.sum": {jwtModule + " " + jwtVersion + " " + jwtSum + "\n", jwtModule + " " + jwtVersion + "/go.mod " + jwtModSum + "\n"},
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s does not hold %q", file, want)
			}
		}
	}
}

// A project builds from the module cache, without a network.
func TestProjectsInGoBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	for _, s := range Samples() {
		if !s.isGo() {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			files, err := s.Project()
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, f := range files {
				to := filepath.Join(dir, filepath.FromSlash(f.Path))
				if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(to, []byte(f.Text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			build := exec.Command("go", "vet", "./...")
			build.Dir = dir
			build.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOWORK=off")
			if out, err := build.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

const listOfSamples = "samples/README.md"

// TestTheListOfSamplesIsComplete compares lessons/samples/README.md with the
// programs. UPDATE_GOLDEN=1 writes it.
func TestTheListOfSamplesIsComplete(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Samples

The programs that lessons show and ` + "`authlab sample`" + ` writes out. Express runs with the
versions in express/package.json, Go is compiled and exercised by the tests. A
lesson shows a part by an empty block:

    ` + "```" + `js file=express/session.js part=login
    ` + "```" + `

A part stands between the comments ` + "`// part: login` and `// end: login`" + `; it is at
most 70 columns wide (72 would fit no screen of 80) and 34 lines long. Names of files and parts do not change.
The number of lines stands behind each. Files named seed-* are faulty on purpose.

| Sample | What it shows |
| --- | --- |
`)
	for _, s := range Samples() {
		b.WriteString("| " + s.Name + " | " + s.About + " |\n")
	}
	b.WriteString("\n| File | Parts |\n| --- | --- |\n")
	shelf := &shelf{fsys: SampleFiles()}
	for _, language := range fromFile {
		for _, name := range shelf.names(language) {
			f, _ := shelf.file(name)
			var parts []string
			for _, part := range f.names {
				parts = append(parts, part+" "+strconv.Itoa(strings.Count(f.parts[part], "\n")+1))
			}
			if len(parts) > 0 {
				b.WriteString("| " + name + " | " + strings.Join(parts, ", ") + " |\n")
			}
		}
	}
	before, err := os.ReadFile(listOfSamples)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) == b.String() {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatal("the list is behind the programs (UPDATE_GOLDEN=1 writes it anew)")
	}
	if err := os.WriteFile(listOfSamples, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
