package lessons

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Sample is a program that can be written out and started.
type Sample struct {
	Name  string // "express-session"
	About string // what it shows, in a few words
	// Main is its file, or, for Go, its folder, below lessons/samples.
	Main string
	// Beside are files that it needs and does not import.
	Beside []string
	// Needs is what must run already, a whole sentence; "" for nothing.
	Needs string
	// Secrets are the names of those it reads from its environment.
	Secrets []string
	// Cookies tells that it sets some, and so needs https or COOKIE_SECURE=off.
	Cookies bool
	// Try are lines for a shell, when it has been started.
	Try []string
}

// Language is "Express" or "Go".
func (s Sample) Language() string {
	if s.isGo() {
		return "Go"
	}
	return "Express"
}

func (s Sample) isGo() bool { return path.Ext(s.Main) == "" }

// FindSample is the sample of a name.
func FindSample(name string) (Sample, bool) {
	all := Samples()
	i := slices.IndexFunc(all, func(s Sample) bool { return s.Name == name })
	if i < 0 {
		return Sample{}, false
	}
	return all[i], true
}

// Source is the main file of a sample, without the comments that begin and end
// its parts.
func (s Sample) Source() (string, error) {
	name := s.Main
	if s.isGo() {
		name = path.Join(name, "main.go")
	}
	return withoutMarks(SampleFiles(), name)
}

var (
	blankLines = regexp.MustCompile(`\n{3,}`)
	// What a program in js imports: files beside it, and packages of others.
	importedFile    = regexp.MustCompile(`(?m)^import .*from '\./([\w./-]+)'$`)
	importedPackage = regexp.MustCompile(`(?m)^import .*from '([a-z][a-z-]*)'$`)
	// sibling is a package of the samples that another one imports.
	sibling = regexp.MustCompile(`"` + regexp.QuoteMeta(siblings) + `(\w+)"`)
)

const siblings = "authlab/lessons/samples/go/"

// withoutMarks is a file without the comments that begin and end parts.
func withoutMarks(fsys fs.FS, name string) (string, error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return "", err
	}
	var kept []string
	for _, line := range strings.Split(string(src), "\n") {
		if word, _ := partMark(line); word == "" {
			kept = append(kept, line)
		}
	}
	text := blankLines.ReplaceAllString(strings.Join(kept, "\n"), "\n\n")
	return strings.TrimRight(text, "\n") + "\n", nil
}
