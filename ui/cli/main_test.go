package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"authlab/ui/cli"
	_ "authlab/ui/probe"
)

func TestMain(m *testing.M) {
	testscript.Main(built{m}, map[string]func(){
		"authlab": func() {
			os.Exit(cli.Main(os.Args[1:], cli.Process{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv}))
		},
	})
}

// binaryPath names the environment variable with the path of the built program.
const binaryPath = "AUTHLAB_TEST_BINARY"

// built runs tests with the program built once.
type built struct{ m *testing.M }

func (b built) Run() int {
	dir, err := os.MkdirTemp("", "authlab")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "authlab")
	build := exec.Command("go", "build", "-o", binary, "authlab")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		return 1
	}
	os.Setenv(binaryPath, binary)
	return b.m.Run()
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: filepath.Join("testdata", "script"), RequireUniqueNames: true})
}
