package lessons

import (
	"embed"
	"io/fs"
)

//go:embed content/*.md
var embedded embed.FS

//go:embed samples
var programs embed.FS

// SampleFiles is the folder of the programs that lessons show parts of.
func SampleFiles() fs.FS {
	sub, err := fs.Sub(programs, "samples")
	if err != nil {
		// Only a malformed path fails, and "samples" is none.
		return programs
	}
	return sub
}

// Content is the folder of the course's lessons, for Open.
func Content() fs.FS {
	sub, err := fs.Sub(embedded, "content")
	if err != nil {
		// Only a malformed path fails, and "content" is none.
		return embedded
	}
	return sub
}
