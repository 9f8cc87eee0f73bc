package lessons

import (
	"fmt"
	"strings"
)

// block is a fenced block of the Markdown body.
type block struct {
	language string // the first word of the info string
	info     map[string]string
	line     int // of the opening fence
	first    int // line of the body's first line
	body     []string
}

func (b *block) text() string { return strings.Join(b.body, "\n") }

// part is a run of Markdown or a block.
type part struct {
	block *block // nil for Markdown
	// markdown are the lines of a run, the first and the last of them not blank.
	markdown []string
	line     int
}

// section is what stands under one "## " heading, or before the first.
type section struct {
	title string
	line  int // of the heading; 0 for what stands before the first
	parts []part
}

// scan cuts the body, which begins at a line, into sections.
func (s *source) scan(from int) []*section {
	sections := []*section{{}}
	var text []string
	start := from
	flush := func(next int) {
		for len(text) > 0 && isBlank(text[0]) {
			text = text[1:]
			start++
		}
		for len(text) > 0 && isBlank(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
		if len(text) > 0 {
			last := sections[len(sections)-1]
			last.parts = append(last.parts, part{markdown: text, line: start})
		}
		text, start = nil, next
	}
	for n := from; n <= len(s.lines); n++ {
		line := s.line(n)
		if fence := openingFence(line); fence != "" {
			flush(n)
			b, end := s.fenced(n, fence)
			last := sections[len(sections)-1]
			last.parts = append(last.parts, part{block: b, line: n})
			n, start = end, end+1
			continue
		}
		if strings.HasPrefix(strings.TrimSpace(line), commentOpens) {
			for end := s.comment(n); n < end; n++ {
				text = append(text, "")
			}
			text = append(text, "")
			continue
		}
		switch title, level := heading(line); {
		case level == 2:
			flush(n + 1)
			if title == "" {
				s.report(n, 1, 2, "a page needs a title behind ##", "")
			}
			sections = append(sections, &section{title: title, line: n})
		case level == 1:
			s.report(n, 1, 1, "# is not used in a lesson: its title stands in the front matter", "Use ## to start a page")
		default:
			text = append(text, line)
		}
	}
	flush(0)
	return sections
}

func isBlank(line string) bool { return strings.TrimSpace(line) == "" }

// What begins and ends a remark for authors, which learners do not see.
const (
	commentOpens  = "<!--"
	commentCloses = "-->"
)

// comment answers the last line of the comment that begins in line n.
func (s *source) comment(n int) int {
	for end := n; end <= len(s.lines); end++ {
		if _, behind, found := strings.Cut(s.line(end), commentCloses); found {
			if strings.TrimSpace(behind) != "" {
				s.reportWord(end, strings.TrimSpace(behind), "a comment ends with its line, and this stands behind it", "Put it into the next line.")
			}
			return end
		}
	}
	s.report(n, 1, len(s.line(n)), "this comment is never closed", "Close it with "+commentCloses)
	return len(s.lines)
}

// heading answers the text and level of an ATX heading, level 0 if it is none.
func heading(line string) (title string, level int) {
	rest := strings.TrimLeft(line, "#")
	level = len(line) - len(rest)
	if level == 0 || level > 6 || (rest != "" && rest[0] != ' ') {
		return "", 0
	}
	return strings.TrimSpace(rest), level
}

// openingFence answers the fence a line opens a block with, or "".
func openingFence(line string) string {
	if indent(line) > 3 {
		return ""
	}
	line = strings.TrimLeft(line, " ")
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(line, mark)
		if n := len(line) - len(rest); n >= 3 && !(mark == "`" && strings.Contains(rest, "`")) {
			return line[:n]
		}
	}
	return ""
}

// fenced reads the block that opens at line n and answers the line of its end.
func (s *source) fenced(n int, fence string) (*block, int) {
	open := s.line(n)
	words := strings.Fields(strings.TrimLeft(open, " `~"))
	b := &block{info: map[string]string{}, line: n, first: n + 1}
	for i, w := range words {
		if i == 0 && !strings.Contains(w, "=") {
			b.language = w
			continue
		}
		key, value, found := strings.Cut(w, "=")
		if !found || value == "" {
			s.reportWord(n, w, "want key=value behind the kind of block, not "+w, "")
			continue
		}
		b.info[key] = value
	}
	for end := n + 1; end <= len(s.lines); end++ {
		if closes(s.line(end), fence) {
			b.body = s.lines[n : end-1]
			return b, end
		}
		if next := openingFence(s.line(end)); strings.HasPrefix(next, fence) {
			s.report(n, 1, len(open), fmt.Sprintf("this block is never closed: another one begins in line %d", end), "Close it with a line "+fence)
			b.body = s.lines[n : end-1]
			return b, end - 1
		}
	}
	b.body = s.lines[n:]
	s.report(n, 1, len(open), "this block is never closed", "Close it with a line "+fence)
	return b, len(s.lines)
}

func closes(line, fence string) bool {
	t := strings.TrimSpace(line)
	return indent(line) <= 3 && len(t) >= len(fence) && strings.Trim(t, fence[:1]) == ""
}
