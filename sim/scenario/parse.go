package scenario

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Script is a parsed scenario.
type Script struct {
	File string
	// Commands begin with the cluster line, unless the script is a fragment.
	Commands []Command
}

// String is the script as it can be parsed again: one command a line.
func (s *Script) String() string {
	var b strings.Builder
	for _, c := range s.Commands {
		b.WriteString(c.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Parse reads a whole scenario and reports every mistake in it. The script holds
// the commands that are right, even where others are not.
func Parse(file string, src []byte) (*Script, []*Error) {
	p := &parser{file: file, scene: &scene{}}
	script := p.run(src)
	if len(p.errors) == 0 && len(script.Commands) == 0 {
		p.report(&Error{Line: 1, Column: 1, Width: 1, Message: "there is no command", Suggestion: "Begin with a cluster line, such as cluster servers=3."}, 1, "")
	}
	return script, p.errors
}

// ParseFragment reads commands that go on where others ended: no cluster line, and
// clients, copies and servers may have been named before.
func ParseFragment(file string, src []byte) (*Script, []*Error) {
	p := &parser{file: file}
	return p.run(src), p.errors
}

// ParseAfter reads one command as it is typed behind others: who and what they have
// named is known.
func ParseAfter(before []Command, text string) (Command, *Error) {
	p := &parser{scene: sceneAfter(before)}
	script := p.run([]byte(text))
	if len(p.errors) > 0 {
		return Command{}, p.errors[0]
	}
	switch len(script.Commands) {
	case 0:
		return Command{}, &Error{Line: 1, Column: 1, Width: 1, Message: "there is no command", Source: text}
	case 1:
		return script.Commands[0], nil
	}
	return Command{}, &Error{Line: 2, Column: 1, Width: 1, Message: "one command at a time", Source: script.Commands[1].source}
}

type parser struct {
	file string
	// scene is who and what has been named, nil where that is not known.
	scene  *scene
	errors []*Error
}

const byteOrderMark = "\ufeff"

func (p *parser) run(src []byte) *Script {
	script := &Script{File: p.file}
	if len(src) > MaxFile {
		p.report(&Error{Line: 1, Column: 1, Width: 1, Message: "the scenario is longer than 1 MiB"}, 1, "")
		return script
	}
	number := 0
	for text := range strings.SplitSeq(strings.TrimPrefix(string(src), byteOrderMark), "\n") {
		number++
		text = strings.TrimSuffix(text, "\r")
		c, mistakes := p.command(text)
		if c.action != nil && len(script.Commands) >= MaxCommands {
			mistakes = []*Error{{Message: fmt.Sprintf("more than %d commands", MaxCommands)}}
		}
		for _, e := range mistakes {
			p.report(e, number, text)
		}
		if len(script.Commands) >= MaxCommands && len(mistakes) > 0 || len(p.errors) >= maxErrors {
			return script
		}
		if c.action != nil && len(mistakes) == 0 {
			c.File, c.Line, c.source = p.file, number, text
			script.Commands = append(script.Commands, c)
		}
	}
	return script
}

func (p *parser) report(e *Error, number int, source string) {
	e.File, e.Line, e.Source = p.file, number, source
	e.Column, e.Width = max(e.Column, 1), max(e.Width, 1)
	p.errors = append(p.errors, e)
}

// command reads one line. A line without a command answers one without action.
func (p *parser) command(text string) (Command, []*Error) {
	if len(text) > MaxLine {
		return Command{}, []*Error{{Message: fmt.Sprintf("the line is longer than %d bytes", MaxLine)}}
	}
	words, err := scan(text)
	if err != nil {
		return Command{}, []*Error{err}
	}
	if len(words) == 0 {
		return Command{}, nil
	}
	l := &line{scene: p.scene, vocabulary: verbs}
	c, err := p.read(l, words)
	if err != nil {
		l.mistakes = append(l.mistakes, err)
	}
	slices.SortStableFunc(l.mistakes, func(a, b *Error) int { return cmp.Compare(a.Column, b.Column) })
	return c, l.mistakes
}

// read makes a command of the words of a line.
func (p *parser) read(l *line, words []word) (c Command, err *Error) {
	printed := make([]string, len(words))
	for i, w := range words {
		printed[i] = w.canonical()
	}
	first := words[0]
	c.Text, c.Column = strings.Join(printed, " "), first.column
	if words, c.Overlap, err = cutOverlap(words); err != nil {
		return c, err
	}
	front, arrow, behind := cutArrow(words)
	if len(front) == 0 {
		return c, fail(first, "Write a command in front of it, such as alice GET /profile.", "nothing stands before %s", Show(first.text))
	}
	l.words = front
	if l.verb, err = chooseVerb(front); err != nil {
		return c, err
	}
	c.Verb = l.verb.Name
	if err := p.place(first, c.Verb); err != nil {
		return c, err
	}
	if c.Overlap && !l.verb.Overlaps {
		return c, fail(first, "Remove the &.", "only requests and faults can overlap")
	}
	act, err := l.verb.parse(l)
	if err != nil {
		return c, err
	}
	c.action = act
	if arrow != nil {
		if c.Expect, err = l.expected(act, *arrow, behind); err != nil {
			return c, err
		}
	}
	if len(l.mistakes) == 0 {
		p.scene.note(act)
	}
	return c, nil
}

// place checks that cluster comes first and only there.
func (p *parser) place(first word, verb string) *Error {
	seen := p.scene != nil && p.scene.placed
	switch {
	case p.scene == nil && verb == "cluster":
		return fail(first, "Remove the line.", "the cluster exists already")
	case p.scene == nil:
		return nil
	case verb == "cluster" && seen:
		return fail(first, "Use set or scale to change the cluster.", "cluster stands once, as the first command")
	case verb != "cluster" && !seen:
		p.scene.placed = true
		return fail(first, "Put a cluster line before it, such as cluster servers=3.", "a scenario begins with cluster")
	}
	p.scene.placed = true
	return nil
}

// cutOverlap takes the & off the end.
func cutOverlap(words []word) ([]word, bool, *Error) {
	for i, w := range words {
		if w.text != "&" || w.quoted {
			continue
		}
		if i < len(words)-1 {
			return words, false, fail(w, "Put the & at the end of the line.", "& is the last word of a command")
		}
		return words[:i], true, nil
	}
	return words, false, nil
}

// cutArrow splits at =>.
func cutArrow(words []word) (front []word, arrow *word, behind []word) {
	for i, w := range words {
		if w.text == "=>" && !w.quoted {
			return words[:i], &words[i], words[i+1:]
		}
	}
	return words, nil, nil
}

var methodLike = regexp.MustCompile(`^[A-Z]{2,}$`)

// chooseVerb finds the declaration a line belongs to. A line whose first word is
// no verb is a request if the rest looks like one.
func chooseVerb(words []word) (Verb, *Error) {
	first := words[0]
	for _, v := range verbs {
		if v.Name != "" && v.Name == first.text && !first.quoted {
			return v, nil
		}
	}
	if err := senderMissing(words); err != nil {
		return Verb{}, err
	}
	request := verbs[slices.IndexFunc(verbs, func(v Verb) bool { return v.Name == "" })]
	for _, w := range words[1:min(3, len(words))] {
		if methodLike.MatchString(w.text) || strings.HasPrefix(w.text, "/") || strings.HasPrefix(w.text, "http") || slices.Contains(methods, strings.ToUpper(w.text)) {
			return request, nil
		}
	}
	suggestion := "A request is written alice GET /profile; authlab help scenario lists the other commands."
	if near := Nearest(first.text, verbNames(verbs)); near != "" {
		suggestion = "Did you mean " + near + "?"
	}
	return Verb{}, fail(first, suggestion, "unknown command %s", Show(first.text))
}

// senderMissing answers a line that begins with the method of a request, or with its path.
func senderMissing(words []word) *Error {
	first := words[0]
	if strings.HasPrefix(first.text, "/") {
		return fail(first, "Put a client and a method before it, such as alice GET "+Show(first.text)+".", "who sends a request to %s?", Show(first.text))
	}
	method := strings.ToUpper(first.text)
	if !slices.Contains(methods, method) || len(words) > 1 && slices.Contains(methods, strings.ToUpper(words[1].text)) {
		return nil
	}
	path := "/profile"
	if len(words) > 1 && strings.HasPrefix(words[1].text, "/") {
		path = Show(words[1].text)
	}
	return fail(first, "Put a client before it, such as alice "+method+" "+path+".", "who sends this %s?", method)
}

// expected reads what stands behind =>.
func (l *line) expected(act action, arrow word, behind []word) (*Expected, *Error) {
	if _, answered := act.(request); !answered {
		return nil, fail(arrow, "Write expect on a line of its own.", "only requests are answered")
	}
	if len(behind) == 0 {
		return nil, fail(arrow, "Write a status behind it, such as => 200.", "nothing stands behind =>")
	}
	status := behind[0]
	n, err := strconv.Atoi(status.text)
	if err != nil || (n < 100 || n > 599 || len(status.text) != 3) && status.text != "0" {
		return nil, fail(status, "Write a number from 100 to 599, or 0 for no answer.", "%s is not a status", orEmpty(status.text))
	}
	e := &Expected{Status: n}
	if len(behind) == 1 {
		return e, nil
	}
	server := behind[1]
	if server.text != Balancer {
		if !serverForm.MatchString(server.text) {
			return nil, fail(server, "Write a server, such as s1, or balancer.", "%s is not a server", orEmpty(server.text))
		}
		if err := l.scene.hasServer(server); err != nil {
			return nil, err
		}
	}
	e.Server = server.text
	if len(behind) > 2 {
		return nil, fail(behind[2], "Only a status and a server stand behind =>.", "unexpected %s", Show(behind[2].text))
	}
	return e, nil
}
