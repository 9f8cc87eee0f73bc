package browser

import "authlab/sim/option"

// Options are the keys that say how a page treats what it is given.
type Options struct {
	// Keep is KeepMemory, KeepLocalStorage or KeepCookie.
	Keep string
}

// The places where a page's code can keep a bearer token.
const (
	KeepMemory       = "memory"
	KeepLocalStorage = "local-storage"
	KeepCookie       = "cookie"
)

// Keys declares the options of the page.
func Keys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "browser"}
	t.Word("keep", KeepMemory, "Where the page's code keeps bearer tokens: in a variable that other scripts do not reach, in local storage that every script of the page reads, "+
		"or in a cookie that it sets itself, which scripts read and which then also travels by itself.",
		[]string{KeepMemory, KeepLocalStorage, KeepCookie}, func(o *Options) *string { return &o.Keep })
	return t
}
