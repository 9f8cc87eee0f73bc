package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/page"
)

// isOwn tells whether a word behind `authlab lesson` names a file or a folder of
// one's own, and not a lesson of the course.
func isOwn(word string) bool {
	return isMarkdown(word) || word == "." || word == ".." || strings.ContainsAny(word, `/\`)
}

// playOwn plays a lesson file, or the lessons of a folder. Mistakes are told first,
// and nothing is opened.
func (sh *shell) playOwn(name string) error {
	all, unreadable := sh.gather([]string{name})
	if unreadable > 0 {
		return exitError{code: exitUsage}
	}
	var own []*lessons.Lesson
	mistakes := 0
	for _, f := range all.lessonFiles() {
		lesson, found := lessons.LoadFile(f.name, f.data)
		if len(found) == 0 {
			found = lessons.Playable(lesson)
		}
		sh.tell(found)
		mistakes += len(found)
		own = append(own, lesson)
	}
	course, twins := lessons.Collect(own)
	sh.tell(twins)
	if mistakes+len(twins) > 0 {
		return exitError{code: exitUsage}
	}
	if len(own) == 0 {
		return usageError{message: name + " is no lesson", hint: "A lesson is a file NN-name.md. authlab check --example prints one."}
	}
	sh.stateDir = sh.ownStateDir(name)
	first := course.Lessons[0].Slug
	return sh.play(course, func(s progress.State) page.Place {
		if find(course, s.Position.Lesson) != nil {
			first = s.Position.Lesson
		}
		return page.Place{Lesson: first}
	})
}

// ownStateDir is where progress in lessons of one's own is kept: apart from that of
// the course, and from that of other files. It goes by where the file is, so that a
// lesson can be changed and gone on with.
func (sh *shell) ownStateDir(name string) string {
	dir := sh.stateDir
	if dir == "" {
		dir = progress.Directory(sh.Getenv)
	}
	if dir == "" {
		return ""
	}
	place, err := filepath.Abs(name)
	if err != nil {
		place = name // the folder one works in is gone: the name has to do
	}
	id := sha256.Sum256([]byte(place))
	return filepath.Join(dir, "own", hex.EncodeToString(id[:8]))
}
