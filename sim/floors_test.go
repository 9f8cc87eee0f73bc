// Package sim_test checks what holds for the whole tree: which floor may import
// which, and that nothing in the simulator can make two runs differ.
package sim_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is one parsed Go file.
type source struct {
	path    string // from the module's root: "sim/flight/flight.go"
	syntax  *ast.File
	imports []string
}

func (s source) inside(dir string) bool { return strings.HasPrefix(s.path, dir+"/") }

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// sources parses the Go files of the three floors.
func sources(t *testing.T, files *token.FileSet) []source {
	t.Helper()
	var all []source
	for _, floor := range []string{"sim", "lessons", "ui"} {
		err := filepath.WalkDir(filepath.Join("..", floor), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
				return err
			}
			syntax, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			s := source{path: strings.TrimPrefix(filepath.ToSlash(path), "../"), syntax: syntax}
			for _, spec := range syntax.Imports {
				name, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					return err
				}
				s.imports = append(s.imports, name)
			}
			all = append(all, s)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func within(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func TestFloorsAreNotMixed(t *testing.T) {
	const charm = "github.com/charmbracelet/"
	terminal := []string{charm + "bubbletea", charm + "bubbles", charm + "lipgloss"}
	forbidden := map[string][]string{
		"sim":     append([]string{"authlab/lessons", "authlab/ui"}, terminal...),
		"lessons": append([]string{"authlab/ui"}, terminal...),
	}
	for _, s := range sources(t, token.NewFileSet()) {
		for floor, above := range forbidden {
			for _, dir := range above {
				for _, path := range s.imports {
					if s.inside(floor) && within(path, dir) {
						t.Errorf("%s imports %s", s.path, path)
					}
				}
			}
		}
	}
}

func TestSimulatorIsDeterministic(t *testing.T) {
	// Packages that reach the machine: files, processes, its randomness.
	forbidden := []string{"os", "io/ioutil", "syscall", "log", "crypto/rand", "math/rand"}
	files := token.NewFileSet()
	for _, s := range sources(t, files) {
		if !s.inside("sim") || s.isTest() {
			continue
		}
		for _, path := range s.imports {
			for _, dir := range forbidden {
				if within(path, dir) && path != "math/rand/v2" {
					t.Errorf("%s imports %s", s.path, path)
				}
			}
			if path == "iter" && !s.inside("sim/flight") {
				t.Errorf("%s imports iter: coroutines belong to sim/flight", s.path)
			}
		}
		ast.Inspect(s.syntax, func(node ast.Node) bool {
			if complaint := impure(s, node); complaint != "" {
				t.Errorf("%s: %s", files.Position(node.Pos()), complaint)
			}
			return true
		})
	}
}

// A panic in a goroutine of one's own leaves the terminal raw. The only place that
// starts some recovers them. The samples are programs of their own.
func TestGoroutinesStartInOnePlace(t *testing.T) {
	files := token.NewFileSet()
	for _, s := range sources(t, files) {
		if s.isTest() || s.inside("ui/program") || s.inside("ui/internal/ptytest") || s.inside("lessons/samples") {
			continue
		}
		ast.Inspect(s.syntax, func(node ast.Node) bool {
			if _, starts := node.(*ast.GoStmt); starts {
				t.Errorf("%s: starts a goroutine", files.Position(node.Pos()))
			}
			return true
		})
	}
}

// impure says what is wrong with a piece of the simulator's code, or "".
func impure(s source, node ast.Node) string {
	switch node := node.(type) {
	case *ast.GoStmt:
		return "starts a goroutine"
	case *ast.SelectorExpr:
		pkg, isName := node.X.(*ast.Ident)
		if !isName {
			return ""
		}
		clocks := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}
		if pkg.Name == s.local("time") && slices.Contains(clocks, node.Sel.Name) {
			return "asks the wall clock: time." + node.Sel.Name
		}
		// Sources and generators made from a seed, and their types; all else draws
		// from the global source.
		seeded := []string{"New", "NewChaCha8", "NewPCG", "NewZipf", "Rand", "Source", "ChaCha8", "PCG", "Zipf"}
		if pkg.Name == s.local("math/rand/v2") && !slices.Contains(seeded, node.Sel.Name) {
			return "draws from global randomness: rand." + node.Sel.Name
		}
	}
	return ""
}

// local is the name under which a file knows a package, or "" if it does not.
func (s source) local(path string) string {
	for i, spec := range s.syntax.Imports {
		if s.imports[i] != path {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		name := path[strings.LastIndexByte(path, '/')+1:]
		if name == "v2" {
			return "rand"
		}
		return name
	}
	return ""
}
