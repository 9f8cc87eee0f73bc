package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version says which build this is: module version, revision, whether the tree
// was changed, and the Go version.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Sprintf("authlab devel (%s)", runtime.Version())
	}
	return describe(info)
}

func describe(info *debug.BuildInfo) string {
	name := info.Main.Version
	if name == "" || name == "(devel)" {
		name = "devel"
	}
	text := "authlab " + name
	var revision, modified string
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			modified = s.Value
		}
	}
	if revision != "" {
		text += " revision " + revision
	}
	if modified == "true" {
		text += " dirty"
	}
	return fmt.Sprintf("%s (%s)", text, info.GoVersion)
}
