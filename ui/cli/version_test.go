package cli

import (
	"runtime/debug"
	"testing"
)

func TestDescribe(t *testing.T) {
	build := func(version string, settings ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: version}}
		for i := 0; i < len(settings); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return info
	}
	for want, info := range map[string]*debug.BuildInfo{
		"authlab devel (go1.26.8)":                     build("(devel)"),
		"authlab v1.2.3 (go1.26.8)":                    build("v1.2.3", "CGO_ENABLED", "0"),
		"authlab devel revision ab12 (go1.26.8)":       build("", "vcs.revision", "ab12", "vcs.modified", "false"),
		"authlab devel revision ab12 dirty (go1.26.8)": build("(devel)", "vcs.revision", "ab12", "vcs.modified", "true"),
	} {
		if got := describe(info); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
