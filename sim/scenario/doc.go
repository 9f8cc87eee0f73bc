// Package scenario is the language that drives the cluster. Lessons, the
// laboratory's prompt, files on the command line, tests and bug reports all
// speak it.
//
// One command stands on a line:
//
//	script   = cluster { command }
//	command  = word { word } [ "=>" STATUS [ server ] ] [ "&" ] [ "#" comment ]
//	word     = name | key "=" value
//	value    = characters without blanks | "…" with \" and \\ inside
//
// Words are separated by blanks. A # that begins a word starts a comment. Time
// spans are written as in Go: 90s, 15m, 1h30m. The words of the language are
// declared in Verbs, each beside the code that obeys it; the keys of the cluster
// line are declared in the packages that obey them.
//
// A file may be 1 MiB long, a line 4096 bytes, and it may hold 10,000 commands.
// It is UTF-8; a byte order mark and CRLF are accepted, control characters are not.
package scenario
