package progress

import "path/filepath"

// Directory is where progress is kept unless the user names another place:
// $XDG_STATE_HOME/authlab, or ~/.local/state/authlab. Relative paths are ignored,
// as the XDG base directory specification wants. It is "" where there is no home.
func Directory(getenv func(string) string) string {
	if base := getenv("XDG_STATE_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "authlab")
	}
	if home := getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "state", "authlab")
	}
	return ""
}
