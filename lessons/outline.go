package lessons

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Outline reads the front matter of a folder's lessons and leaves their pages out. It
// takes a small part of the time of Load, for a first screen; what it cannot read is for
// Load to tell.
func Outline(fsys fs.FS) *Course {
	names, _ := fs.Glob(fsys, "*.md") // the pattern is right
	course := &Course{}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil || NumberOf(path.Base(name)) == 0 {
			continue
		}
		if end := bytes.Index(src, []byte("\n"+frontMatterMark+"\n")); end >= 0 {
			src = src[:end+len(frontMatterMark)+2]
		}
		l := &Lesson{File: path.Base(name), Number: NumberOf(path.Base(name)), Slug: strings.TrimSuffix(path.Base(name)[len("00-"):], ".md")}
		newSource(name, src).frontMatter(l)
		course.Lessons = append(course.Lessons, l)
	}
	slices.SortStableFunc(course.Lessons, func(a, b *Lesson) int { return cmp.Compare(a.Number, b.Number) })
	return course
}
