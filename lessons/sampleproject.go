package lessons

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ProjectFile is one file of a sample that is written out.
type ProjectFile struct {
	Path string // below the project's folder, with slashes
	Text string
}

// What the samples in Go are written for. A test compares it with go.mod and go.sum.
const (
	goVersion  = "1.26"
	jwtModule  = "github.com/golang-jwt/jwt/v5"
	jwtVersion = "v5.3.1"
	jwtSum     = "h1:kYf81DTWFe7t+1VvL7eS+jKFVWaUnK9cB1qbwn63YCY="
	jwtModSum  = "h1:fxCRLWMO43lRc8nhHWY6LGqRcf+1gQWArsqaEUEa5bE="
)

// Project is a sample as a small project of its own: its files, what they import of
// the other samples, the versions they need, and a README.
func (s Sample) Project() ([]ProjectFile, error) {
	files, err := s.express, error(nil)
	if s.isGo() {
		files = s.goFiles
	}
	all, err := files()
	if err != nil {
		return nil, err
	}
	all = append(all, ProjectFile{"README.md", s.readme()})
	slices.SortFunc(all, func(a, b ProjectFile) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// express collects a program, what it imports, and package.json.
func (s Sample) express() ([]ProjectFile, error) {
	var out []ProjectFile
	needed := map[string]bool{}
	todo := append([]string{s.Main}, s.Beside...)
	for seen := map[string]bool{}; len(todo) > 0; todo = todo[1:] {
		name := todo[0]
		if seen[name] {
			continue
		}
		seen[name] = true
		text, err := withoutMarks(SampleFiles(), name)
		if err != nil {
			return nil, err
		}
		for _, m := range importedFile.FindAllStringSubmatch(text, -1) {
			todo = append(todo, path.Join(path.Dir(name), m[1]))
		}
		for _, m := range importedPackage.FindAllStringSubmatch(text, -1) {
			needed[m[1]] = true
		}
		out = append(out, ProjectFile{path.Base(name), text})
	}
	manifest, err := s.manifest(needed)
	return append(out, ProjectFile{"package.json", manifest}), err
}

// manifest is the samples' package.json with what is needed of it.
func (s Sample) manifest(needed map[string]bool) (string, error) {
	src, err := fs.ReadFile(SampleFiles(), "express/package.json")
	if err != nil {
		return "", err
	}
	m := struct {
		Name         string            `json:"name"`
		Version      string            `json:"version"`
		Private      bool              `json:"private"`
		Type         string            `json:"type"`
		Engines      map[string]string `json:"engines"`
		Scripts      map[string]string `json:"scripts"`
		Dependencies map[string]string `json:"dependencies"`
	}{}
	if err := json.Unmarshal(src, &m); err != nil {
		return "", err
	}
	m.Name = s.Name
	m.Scripts = map[string]string{"start": "node " + path.Base(s.Main)}
	for name := range m.Dependencies {
		if !needed[name] {
			delete(m.Dependencies, name)
		}
	}
	var out strings.Builder
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false) // ">=20" is for people to read
	write.SetIndent("", "  ")
	err = write.Encode(m)
	return out.String(), err
}

// goFiles collects a program, the importedPackage it imports, go.mod and go.sum.
func (s Sample) goFiles() ([]ProjectFile, error) {
	module := "example.com/" + s.Name
	var out []ProjectFile
	var jwt bool
	todo := []string{s.Main}
	for seen := map[string]bool{}; len(todo) > 0; todo = todo[1:] {
		dir := todo[0]
		if seen[dir] {
			continue
		}
		seen[dir] = true
		names, err := fs.Glob(SampleFiles(), path.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if isGoTest(name) {
				continue
			}
			text, err := withoutMarks(SampleFiles(), name)
			if err != nil {
				return nil, err
			}
			for _, m := range sibling.FindAllStringSubmatch(text, -1) {
				todo = append(todo, path.Join("go", m[1]))
			}
			jwt = jwt || strings.Contains(text, `"`+jwtModule+`"`)
			to := path.Base(name)
			if dir != s.Main {
				to = path.Join(path.Base(dir), to)
			}
			out = append(out, ProjectFile{to, strings.ReplaceAll(text, `"`+siblings, `"`+module+"/")})
		}
	}
	mod := fmt.Sprintf("module %s\n\ngo %s\n", module, goVersion)
	if jwt {
		mod += fmt.Sprintf("\nrequire %s %s\n", jwtModule, jwtVersion)
		out = append(out, ProjectFile{"go.sum", fmt.Sprintf("%s %s %s\n%[1]s %[2]s/go.mod %[4]s\n", jwtModule, jwtVersion, jwtSum, jwtModSum)})
	}
	return append(out, ProjectFile{"go.mod", mod}), nil
}

// readme says in about ten lines how to start it and what to try.
func (s Sample) readme() string {
	var b strings.Builder
	about := strings.TrimSpace(sentence(s.About) + "\n" + s.Needs)
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", s.Name, about)
	if !s.isGo() {
		b.WriteString("    npm install\n")
	}
	var settings []string
	for _, name := range s.Secrets {
		settings = append(settings, name+"=$(openssl rand -base64 32)")
	}
	if s.Cookies {
		settings = append(settings, "COOKIE_SECURE=off")
	}
	if len(settings) > 0 {
		fmt.Fprintf(&b, "    export %s\n", strings.Join(settings, " "))
	}
	if s.isGo() {
		b.WriteString("    go run .\n")
	} else {
		fmt.Fprintf(&b, "    node %s\n", path.Base(s.Main))
	}
	if len(s.Try) == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "\nThen, in another terminal:\n\n    %s\n", strings.Join(s.Try, "\n    "))
	if s.Cookies {
		b.WriteString("\nCOOKIE_SECURE=off is for plain http on your own machine, and nowhere else.\n")
	}
	return b.String()
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }
