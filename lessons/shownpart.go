package lessons

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// fromFile are the languages whose samples can be parts of a file.
var fromFile = []string{"js", "go"}

// sample reads a code sample: text typed into the lesson, or, with file= and
// part=, a part of a program.
func (b *builder) sample(k *block) Prose {
	shown := Prose{Language: k.language, Text: k.text(), Line: k.first}
	allowed := []string{}
	if slices.Contains(fromFile, k.language) {
		allowed = []string{"file", "part"}
	}
	for key := range k.info {
		if !slices.Contains(allowed, key) {
			b.reportWord(k.line, key, k.language+" has no argument "+key, suggest(key, allowed))
		}
	}
	if len(k.info) == 0 || len(allowed) == 0 {
		return shown
	}
	shown.Line = k.line
	shown.File, shown.Part = k.info["file"], k.info["part"]
	shown.Text = b.shown(k, shown.File, shown.Part)
	return shown
}

// shown is the text of a part, "" where a problem was reported.
func (b *builder) shown(k *block, name, part string) string {
	line := b.line(k.line)
	if strings.TrimSpace(k.text()) != "" {
		b.report(k.first, 1, len(b.line(k.first)), "a block that shows a part of a file has no text of its own", "Take the text away, or file= and part=.")
		return ""
	}
	if name == "" || part == "" {
		b.report(k.line, 1, len(line), "a sample from a file needs its file and its part", "Write ```"+k.language+" file=express/session.js part=login")
		return ""
	}
	file, fresh := b.shelf.file(name)
	if file == nil || path.Ext(name) != "."+k.language || isGoTest(name) {
		b.reportWord(k.line, name, "there is no sample "+strconv.Quote(name)+" in "+k.language, suggest(name, b.shelf.names(k.language)))
		return ""
	}
	if fresh {
		b.problems = append(b.problems, file.problems...)
	}
	text, found := file.parts[part]
	if !found && !slices.Contains(file.names, part) {
		b.reportWord(k.line, part, name+" has no part "+strconv.Quote(part), suggest(part, file.names))
	}
	return text
}

// Caption names what a sample is taken from, "" where it was typed.
func (p Prose) Caption() string {
	if p.File == "" {
		return ""
	}
	return p.File + " · " + p.Part
}

// TypedCode reports the samples in js and go that are no part of a file. The
// lessons of the course have none: what they show is run.
func TypedCode(l *Lesson) []*Problem {
	own := newSource(l.File, nil)
	if l.source != nil {
		own.name, own.lines = l.source.name, l.source.lines
	}
	for _, page := range l.Pages() {
		for _, p := range page.Prose {
			if p.File == "" && slices.Contains(fromFile, p.Language) {
				own.report(p.Line-1, 1, len(own.line(p.Line-1)), "code in the course is a part of a file, not typed into the lesson",
					"Write ```"+p.Language+" file=express/session.js part=login, with a file of lessons/samples")
			}
		}
	}
	return own.problems
}
