package lessons

import (
	"embed"
	"io/fs"
)

//go:embed content/*.md
var embedded embed.FS

// Content is the folder of the course's lessons, for Load.
func Content() fs.FS {
	sub, err := fs.Sub(embedded, "content")
	if err != nil {
		// Only a malformed path fails, and "content" is none.
		return embedded
	}
	return sub
}
