package scenario

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/option"
	"authlab/sim/token"
)

// Help is the description of the language, made from the declarations of the
// verbs, the keys and the counts. Its lines fit 80 columns.
func Help() string {
	var b strings.Builder
	b.WriteString(helpIntroduction)
	group := ""
	for _, v := range verbs {
		if v.Group != group {
			group = v.Group
			fmt.Fprintf(&b, "\n%s\n", strings.ToUpper(group))
		}
		fmt.Fprintf(&b, "\n  %s\n%s      %s\n", v.Usage, wrap(v.Doc, 4), v.Example)
		for _, a := range newArguments(v) {
			entry(&b, 4, a.Name+"=", a.Doc+" ["+a.form()+"]")
		}
	}
	b.WriteString("\nKINDS OF TAMPER\n\n")
	for _, k := range cluster.TamperKinds() {
		entry(&b, 4, k.Name, k.Doc)
	}
	b.WriteString("\nKINDS OF FORGERY\n\n")
	for _, k := range token.ForgeKinds() {
		doc := k.Doc
		if k.Source != "" {
			doc += " [" + k.Source + "]"
		}
		entry(&b, 4, k.Name, doc)
	}
	b.WriteString("\nKEYS OF THE CLUSTER LINE\n")
	group = ""
	for _, k := range cluster.Keys {
		if k.Group != group {
			group = k.Group
			fmt.Fprintf(&b, "\n  %s\n", group)
		}
		entry(&b, 4, k.Name, keyDoc(k))
	}
	b.WriteString("\nNAMES FOR EXPECT\n\n" + factsIntroduction)
	group = ""
	for _, f := range cluster.Facts {
		if f.Group != group {
			group = f.Group
			fmt.Fprintf(&b, "\n  %s\n", group)
		}
		entry(&b, 4, f.Name, f.Doc)
	}
	return b.String()
}

const helpIntroduction = `THE SCENARIO LANGUAGE

  One command a line. A # that begins a word starts a comment. Time spans are
  written as in Go (90s, 15m); a value with blanks stands in "quotes". The
  first command describes the cluster.
`

const factsIntroduction = `  CLIENT and USER stand for a name such as alice, SERVER for s1 to s8, CODE for
  a status. A credential that was taken has its facts under the client who used
  it and under the name of the copy. Seconds are whole: they are rounded down
  where nothing else is said. = and != alone compare what is no number.
`

// newArguments are the arguments that no earlier verb of the group has explained.
func newArguments(of Verb) []Argument {
	for _, v := range verbs {
		if v.Group == of.Group && len(v.Arguments) > 0 {
			if v.Name == of.Name {
				return of.Arguments
			}
			if slices.Equal(argumentNames(v.Arguments), argumentNames(of.Arguments)) {
				return nil
			}
		}
	}
	return of.Arguments
}

func (a Argument) form() string {
	if len(a.Values) > 0 && len(a.Values) <= 4 {
		return strings.Join(a.Values, "|")
	}
	return a.Form
}

// keyDoc is a key's explanation with what may stand behind the = and the default.
func keyDoc(k option.Key) string {
	form := k.Form
	if len(form) > 40 {
		form = strings.ReplaceAll(form, "|", ", ")
	}
	text := k.Doc + " [" + form
	if k.Default != "" {
		text += "; default " + k.Default
	}
	if k.PerServer {
		text += "; s2." + k.Name + " for one server"
	}
	if k.Fixed {
		text += "; fixed"
	}
	return text + "]"
}

const helpWidth = 78

// entry writes a name and, beside it, its explanation.
func entry(b *strings.Builder, indent int, name, text string) {
	const column = 26
	first := strings.Repeat(" ", indent) + name
	if len(first) < column-1 {
		lines := strings.TrimLeft(wrap(text, column), " ")
		fmt.Fprintf(b, "%-*s%s", column, first, lines)
		return
	}
	fmt.Fprintf(b, "%s\n%s", first, wrap(text, column))
}

// wrap breaks text into indented lines that fit the help.
func wrap(text string, indent int) string {
	var b strings.Builder
	margin := strings.Repeat(" ", indent)
	line := margin
	for _, w := range strings.Fields(text) {
		if len(line) > indent && len(line)+1+len(w) > helpWidth {
			b.WriteString(line + "\n")
			line = margin
		}
		if len(line) > indent {
			line += " "
		}
		line += w
	}
	return b.String() + line + "\n"
}
