package lessons

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// sampleFile is a program of lessons/samples, of which lessons show parts. A part
// stands between two lines of comment, which are not shown:
//
//	// part: login
//	// end: login
//
// Parts may stand inside each other. What all lines of a part are indented by is
// removed.
type sampleFile struct {
	*source
	names []string // of its parts, in order
	parts map[string]string
}

// openPart is a part whose end has not been met.
type openPart struct {
	name  string
	first int // its first line, behind the comment
	lines []string
}

// readSample finds the parts of a program and reports those that are not closed,
// exist twice, hold nothing, or are too wide to be shown.
func readSample(name string, src []byte) *sampleFile {
	f := &sampleFile{source: newSource(name, src), parts: map[string]string{}}
	var open []*openPart
	for n := 1; n <= len(f.lines); n++ {
		line := f.line(n)
		word, part := partMark(line)
		switch {
		case word == "":
			for _, o := range open {
				o.lines = append(o.lines, line)
			}
		case part == "":
			f.report(n, 1+indent(line), len(line), "want "+partWord+" or "+endWord+" and one name in small letters, digits and -", "")
		case word == partWord:
			if slices.Contains(f.names, part) {
				f.reportWord(n, part, "part "+part+" exists already", "")
			}
			f.names = append(f.names, part)
			open = append(open, &openPart{name: part, first: n + 1})
		case len(open) == 0 || open[len(open)-1].name != part:
			f.reportWord(n, part, "the end of part "+part+", which is not the one open here", "")
		default:
			f.close(open[len(open)-1], n)
			open = open[:len(open)-1]
		}
	}
	for _, o := range open {
		f.reportWord(o.first-1, o.name, "part "+o.name+" is never closed", "Close it with a line // "+endWord+" "+o.name)
	}
	return f
}

const (
	partWord = "part:"
	endWord  = "end:"
)

// partMark takes a comment that begins or ends a part apart. The word is "" for
// any other line, the name is "" where it is none.
func partMark(line string) (word, name string) {
	comment, found := strings.CutPrefix(strings.TrimSpace(line), "//")
	words := strings.Fields(comment)
	if !found || len(words) == 0 {
		return "", ""
	}
	for _, word := range []string{partWord, endWord} {
		if words[0] == word && len(words) == 2 && strings.Trim(words[1], "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			return word, words[1]
		}
		if strings.HasPrefix(words[0], word) {
			return word, ""
		}
	}
	return "", ""
}

// close keeps a part that ends in a line.
func (f *sampleFile) close(o *openPart, end int) {
	lines := outdented(o.lines)
	for n, at := o.first, 0; n < end; n++ {
		if word, _ := partMark(f.line(n)); word != "" {
			continue
		}
		if width := shownWidth("js", lines[at]); width > ProseWidth {
			f.report(n, 1, len(f.line(n)), fmt.Sprintf("this line of part %s is %d characters wide, %d are the most", o.name, width, ProseWidth), "Break it.")
		}
		at++
	}
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	if text == "" {
		f.reportWord(o.first-1, o.name, "part "+o.name+" is empty", "")
	}
	f.parts[o.name] = text
}

// outdented removes the blanks that all lines begin with.
func outdented(lines []string) []string {
	common, first := "", true
	for _, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		if rest == "" {
			continue
		}
		blanks := line[:len(line)-len(rest)]
		if first {
			common, first = blanks, false
		}
		for !strings.HasPrefix(blanks, common) {
			common = common[:len(common)-1]
		}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimRight(strings.TrimPrefix(line, common), " \t")
	}
	return out
}

// shelf holds the programs that lessons may show parts of.
type shelf struct {
	fsys fs.FS
	read map[string]*sampleFile
}

// file reads a program once; nil where there is none. fresh tells the first time.
func (s *shelf) file(name string) (f *sampleFile, fresh bool) {
	if f, known := s.read[name]; known {
		return f, false
	}
	if s.read == nil {
		s.read = map[string]*sampleFile{}
	}
	s.read[name] = nil
	if src, err := fs.ReadFile(s.fsys, name); err == nil {
		s.read[name] = readSample(path.Join("lessons/samples", name), src)
	}
	return s.read[name], true
}

// names lists the programs of a language.
func (s *shelf) names(language string) []string {
	var out []string
	// An error leaves the list short, and with it only a suggestion.
	_ = fs.WalkDir(s.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == "."+language && !isGoTest(name) {
			out = append(out, name)
		}
		return nil
	})
	return out
}

func isGoTest(name string) bool { return strings.HasSuffix(name, "_test.go") }
