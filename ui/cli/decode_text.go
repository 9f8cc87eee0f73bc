package cli

import (
	"fmt"
	"strings"

	"authlab/sim/token"
	"authlab/sim/token/inspect"
	"authlab/sim/token/keyset"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// printText prints what was found for people: the verdict, what is written in the token,
// and what was checked. Only a token that is verified gets the ink of what is good.
func (d *decoding) printText(p pasted, r *inspect.Report) error {
	w := &writer{sheet: d.sheet}
	if d.several || d.index > 1 {
		d.title(w, p)
	}
	verdict(w, r)
	decoded(w, r)
	d.checked(w, p, r)
	notes(w, p, r)
	libraries(w, r)
	_, err := d.out.WriteString(w.b.String())
	return err
}

// title tells one token from the next.
func (d *decoding) title(w *writer, p pasted) {
	if d.index > 1 {
		w.line()
	}
	name := fmt.Sprintf(" token %d ", d.index)
	if p.line > 0 {
		name = fmt.Sprintf(" token %d, line %d ", d.index, p.line)
	}
	rule := w.styles.Glyphs.Horizontal
	w.line(w.styles.Border.On(strings.Repeat(rule, 2)), w.styles.Strong.On(name),
		w.styles.Border.On(strings.Repeat(rule, max(w.width-text.Width(name)-2, 0))))
}

// verdict is the outcome in a word, and why.
func verdict(w *writer, r *inspect.Report) {
	st := w.styles
	glyph, ink, why := st.Glyphs.Cross, st.Bad, ""
	failure := r.Failure()
	if failure != nil {
		why = failure.Reason
	}
	switch r.Outcome {
	case inspect.Verified:
		glyph, ink, why = st.Glyphs.Check, st.Good, "The signature is right, and every check that was asked for passed."
	case inspect.Unverified:
		glyph, ink, why = st.Glyphs.Question, st.Unknown, "It was only decoded: without a key nobody can tell who wrote it. --key or --jwks verifies."
		if failure != nil {
			why = "It was only decoded, and no key makes it pass here: " + failure.Reason
		}
	}
	word := glyph + " " + strings.ToUpper(string(r.Outcome))
	w.flow(ink.On(word)+"  ", text.Width(word)+2, st.Text, why)
}

// decoded shows the parts with what each member means.
func decoded(w *writer, r *inspect.Report) {
	if r.Header.Start < 0 && r.Payload.Start < 0 && r.Signature.Start < 0 {
		return
	}
	rest := "(anyone can do this; nothing here is verified)"
	if r.Outcome == inspect.Verified {
		rest = "(anyone can do this; it proves nothing by itself)"
	}
	w.heading("Decoded", rest)
	part(w, "Header", r.Header)
	part(w, "Payload", r.Payload)
	if r.Signature.Start >= 0 {
		w.line("  ", w.styles.Strong.On("Signature"), w.styles.Dim.On(sizes(r.Signature)))
		if r.Signature.Raw != "" {
			w.paragraph(4, w.styles.Code, shortened(r.Signature.Raw))
		}
	}
}

func sizes(p inspect.Part) string {
	if p.Decoded == nil {
		return fmt.Sprintf(", %s, not decodable", count(len(p.Raw), "character"))
	}
	return fmt.Sprintf(", %s for %s", count(len(p.Raw), "character"), count(len(p.Decoded), "byte"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// mostShown is how much of one value is printed, in bytes; JSON has all of it.
const mostShown = 600

func shortened(value string) string {
	if len(value) <= mostShown {
		return value
	}
	// A character that is cut in half is written out by its bytes.
	return fmt.Sprintf("%s ... (%d bytes; --format json shows all)", value[:mostShown], len(value))
}

// part shows a header or payload.
func part(w *writer, name string, p inspect.Part) {
	if p.Start < 0 {
		return
	}
	w.line("  ", w.styles.Strong.On(name), w.styles.Dim.On(sizes(p)))
	switch {
	case p.Decoded == nil && p.Raw != "":
		w.paragraph(4, w.styles.Code, shortened(p.Raw))
	case len(p.Members) == 0 && len(p.Decoded) > 0:
		w.paragraph(4, w.styles.Code, shortened(string(p.Decoded)))
	}
	widest := 0
	for _, m := range p.Members {
		widest = max(widest, min(text.Width(w.show(m.Name)), widestName))
	}
	for i, m := range p.Members {
		if i == mostMembers {
			w.paragraph(4, w.styles.Dim, fmt.Sprintf("and %d members more; --format json shows all", len(p.Members)-i))
			break
		}
		member(w, m, widest)
	}
}

const (
	widestName  = 14  // columns; the value of a longer name begins below it
	mostMembers = 200 // of one part that are printed
)

// member shows a name, its value, what the value says and what the name stands for.
func member(w *writer, m inspect.Member, widest int) {
	st := w.styles
	by := 4 + widest + 2
	name := w.show(m.Name)
	label := "    " + st.Strong.On(text.Pad(name, widest)) + "  "
	if text.Width(name) > widest {
		w.paragraph(4, st.Strong, shortened(m.Name))
		label = strings.Repeat(" ", by)
	}
	value := w.show(shortened(m.JSON))
	if used := by + text.Width(value) + 2; m.Says != "" && used+text.Width(w.show(m.Says)) <= w.width {
		w.line(label, st.Code.On(value), "  ", st.Text.On(w.show(m.Says)))
	} else {
		w.flow(label, by, st.Code, shortened(m.JSON))
		if m.Says != "" {
			w.paragraph(by, st.Text, m.Says)
		}
	}
	if m.Twice {
		w.paragraph(by, st.Bad, "This name has come before.")
	}
	if m.Meaning != "" {
		w.paragraph(by, st.Dim, sourced(m.Meaning, m.Source))
	}
}

func sourced(sentence, source string) string {
	if source == "" || strings.Contains(sentence, source) {
		return sentence
	}
	return sentence + " (" + source + ")"
}

// checked lists the stages. A claim of a token whose signature has not passed gets no
// mark of approval, whatever it says.
func (d *decoding) checked(w *writer, p pasted, r *inspect.Report) {
	when := "at " + d.request.At.UTC().Format("2006-01-02 15:04:05") + " UTC"
	switch {
	case r.Outcome == inspect.Verified && r.Key >= 0 && r.Key < len(d.request.Keys):
		w.heading("Verified", "by the "+described(d.request.Keys[r.Key])+", "+when)
	case r.Outcome == inspect.Unreadable:
		w.heading("Checked", "")
	case len(d.request.Keys) == 0:
		w.heading("Not verified", "(no key was given; this is what can be checked without one)")
	default:
		w.heading("Checked", "with "+count(len(d.request.Keys), "key")+", "+when)
	}
	for i, s := range r.Stages {
		if rest := r.Stages[i:]; len(rest) > 2 && allAlike(rest) {
			s.Name = "all that follows"
			stage(w, p, r, s)
			break
		}
		stage(w, p, r, s)
	}
}

// described tells which key it was, without what else it could do.
func described(key token.Key) string {
	words := keyset.Describe(key)
	if end := strings.LastIndex(words, ", "); end > 0 {
		words = words[:end]
	}
	if strings.HasPrefix(words, "secret") {
		return words
	}
	return "key: " + words
}

// allAlike tells whether stages ended in the same way for the same reason.
func allAlike(stages []inspect.Stage) bool {
	for _, s := range stages {
		if s.Status != stages[0].Status || s.Reason != stages[0].Reason {
			return false
		}
	}
	return true
}

func stage(w *writer, p pasted, r *inspect.Report, s inspect.Stage) {
	st := w.styles
	glyph, ink := st.Glyphs.Bullet, st.Dim
	switch s.Status {
	case inspect.Passed:
		glyph, ink = st.Glyphs.Check, st.Text
		if r.Outcome == inspect.Verified {
			ink = st.Good
		} else if aboutClaims(s.Name) && r.Stage(inspect.StageSignature).Status != inspect.Passed {
			glyph = st.Glyphs.Question
		}
	case inspect.Failed:
		glyph, ink = st.Glyphs.Cross, st.Bad
	case inspect.NotReached:
		glyph, ink = st.Glyphs.Question, st.Unknown
	}
	label := "  " + ink.On(glyph+" "+text.Pad(string(s.Status), 11)) + " " + text.Pad(string(s.Name), 19) + "  "
	by := 2 + 2 + 11 + 1 + 19 + 2
	reason := s.Reason
	if s.Status == inspect.Failed {
		reason = sourced(reason, s.Source)
	}
	if w.width < usualWidth {
		w.line(label)
		w.paragraph(6, reasonInk(st, s.Status), reason)
	} else {
		w.flow(label, by, reasonInk(st, s.Status), reason)
	}
	if s.Status == inspect.Failed {
		w.excerpt(6, p.raw, s.Offset)
	}
}

func reasonInk(st *theme.Styles, status inspect.Status) theme.Ink {
	if status == inspect.NotReached || status == inspect.NotAsked {
		return st.Dim
	}
	return st.Text
}

// aboutClaims tells of the stages that say something about what a token claims.
func aboutClaims(name inspect.StageName) bool {
	switch name {
	case inspect.StageTime, inspect.StageParties, inspect.StageType, inspect.StageRevocation:
		return true
	}
	return false
}

// notes lists what a reader should know beside the stages.
func notes(w *writer, p pasted, r *inspect.Report) {
	if len(r.Notes) == 0 {
		return
	}
	st := w.styles
	w.heading("Notes", "")
	for _, n := range r.Notes {
		glyph, ink := st.Glyphs.Bullet, st.Dim
		switch n.Gravity {
		case inspect.Danger:
			glyph, ink = "!", st.Bad
		case inspect.Warning:
			glyph, ink = "!", st.Unknown
		}
		w.flow("  "+ink.On(glyph+" "+text.Pad(string(n.Gravity), 7))+"  ", 13, st.Text, sourced(n.Text, n.Source))
		if n.Gravity != inspect.Remark && !marked(r, n.Offset) {
			w.excerpt(13, p.raw, n.Offset)
		}
	}
}

// marked tells whether a failed stage has shown the place already.
func marked(r *inspect.Report, offset int) bool {
	for _, s := range r.Stages {
		if s.Status == inspect.Failed && s.Offset == offset {
			return true
		}
	}
	return false
}

// libraries tells what two libraries make of the same token and keys.
func libraries(w *writer, r *inspect.Report) {
	if !r.Library.Asked {
		return
	}
	l := r.Library
	w.heading("Two libraries", "(the same keys, the algorithm pinned)")
	answer := func(name, class, message string) {
		ink, said := w.styles.Bad, "refuses, "+class+": "+message
		switch {
		case class != "" || message != "":
		case r.Outcome == inspect.Verified:
			ink, said = w.styles.Good, "accepts it"
		default:
			ink, said = w.styles.Unknown, "accepts it all the same"
		}
		w.flow("  "+text.Pad(name, 14)+"  ", 18, ink, said)
	}
	answer("golang-jwt", l.GoSentinel, l.Go)
	if l.NodeCannot != "" {
		w.flow("  "+text.Pad("jsonwebtoken", 14)+"  ", 18, w.styles.Dim, "cannot say: "+l.NodeCannot)
		return
	}
	answer("jsonwebtoken", l.NodeName, l.Node)
}
