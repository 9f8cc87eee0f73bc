package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"authlab/sim/compare"
	"authlab/sim/scenario"
	"authlab/ui/page"
	"authlab/ui/pane"
	"authlab/ui/program"
	"authlab/ui/text"
)

// plainWidth is the width of a comparison that is printed.
const plainWidth = 100

// newCompare is `authlab compare [A B…]`.
func newCompare(sh *shell) *cobra.Command {
	events := ""
	c := &cobra.Command{
		Use:   "compare [design...]",
		Short: "Put two to four designs through the same events",
		Long: "Designs\n" + indent(listed(designNames())) + "\n  or settings as in a cluster line: \"auth=session store=redis\"\n" +
			"Events\n" + indent(listed(eventNames())) + "\n  or a file of scenario text without a cluster line\n" +
			"authlab help designs says what each of them is.",
		Example:               "authlab compare shared-session jwt --events theft\nauthlab compare jwt refresh bff --events day --plain",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, compare.MaxLanes, "two to four designs"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) >= compare.MaxLanes {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return designNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && events == "" && !sh.plain {
				return sh.over(func(env *page.Env) page.Page { return page.NewCompare(env) })
			}
			all, err := sh.compared(args, events)
			if err != nil {
				return err
			}
			if sh.plain {
				return sh.printComparison(all)
			}
			return sh.over(func(env *page.Env) page.Page { return page.NewComparison(env, all) })
		},
	}
	c.Flags().StringVar(&events, "events", "", "what happens: a `NAME` or a file, theft by default")
	// The error is for flags that do not exist.
	_ = c.RegisterFlagCompletionFunc("events", cobra.FixedCompletions(eventNames(), cobra.ShellCompDirectiveDefault))
	return c
}

func designNames() (names []string) {
	for _, p := range compare.Presets() {
		names = append(names, p.Name)
	}
	return names
}

func eventNames() (names []string) {
	for _, s := range compare.Scripts() {
		names = append(names, s.Name)
	}
	return names
}

// listed are names in rows.
func listed(names []string) string {
	return strings.Join(text.Wrap(strings.Join(names, ", "), helpWidth), "\n")
}

// designsHelp says what each design and each script of events is.
func designsHelp() string {
	var b strings.Builder
	explained := func(name, doc string) {
		const column = 18
		for i, line := range text.Wrap(doc, helpWidth-column) {
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(&b, "  %-*s%s\n", column-2, name, line)
		}
	}
	b.WriteString("Designs that authlab compare knows; settings as in a cluster line do as well,\n\"auth=session store=redis servers=5\".\n\n")
	for _, p := range compare.Presets() {
		explained(p.Name, p.Doc)
	}
	b.WriteString("\nEvents for --events; a file of scenario text without a cluster line does as well.\n\n")
	for _, s := range compare.Scripts() {
		explained(s.Name, s.Doc)
	}
	return b.String()
}

// meantDesign suggests what a word that is no design may have meant.
func meantDesign(word string, known []string) string {
	if near := scenario.Nearest(word, known); near != "" {
		return "Did you mean " + near + "?"
	}
	kinds := slices.DeleteFunc(slices.Clone(known), func(name string) bool { return !slices.Contains(strings.Split(name, "-"), word) })
	if len(kinds) > 0 {
		return "Did you mean " + strings.Join(kinds, " or ") + "?"
	}
	return "The designs are " + strings.Join(known, ", ") + ";\nor give settings such as \"auth=session store=redis\"."
}

// compared runs the designs that the command line names.
func (sh *shell) compared(args []string, events string) (*compare.Comparison, error) {
	var designs []compare.Design
	known := designNames()
	for _, arg := range args {
		d, ok := compare.FindDesign(arg)
		if !ok {
			return nil, usageError{message: fmt.Sprintf("%q is not a design", arg), hint: meantDesign(arg, known)}
		}
		designs = append(designs, d)
	}
	if len(designs) < compare.MinLanes {
		return nil, usageError{message: "a comparison needs two designs at least", hint: "authlab compare shared-session jwt"}
	}
	name, script, err := sh.events(events)
	if err != nil {
		return nil, err
	}
	all, err := compare.New(name, script, designs)
	if err != nil {
		return nil, exitError{exitUsage, err.Error()}
	}
	return all, nil
}

// events is what happens to the designs: a script by name, or a file's contents.
func (sh *shell) events(chosen string) (name, script string, err error) {
	if chosen == "" {
		chosen = "theft"
	}
	for _, s := range compare.Scripts() {
		if s.Name == chosen {
			return s.Name, s.Text, nil
		}
	}
	name, data, err := sh.read(chosen)
	if err != nil {
		known := eventNames()
		hint := "Events are " + strings.Join(known, ", ") + "; or a file of scenario text without a cluster line."
		if near := scenario.Nearest(chosen, known); near != "" {
			hint = "Did you mean " + near + "?"
		}
		return "", "", usageError{message: err.Error(), hint: hint}
	}
	return name, string(data), nil
}

// printComparison writes a comparison as lines of text.
func (sh *shell) printComparison(all *compare.Comparison) error {
	in := pane.ComparisonInput{Comparison: all, Shown: len(all.Rows), Lane: -1, Ledger: all.Ledger(), Styles: sh.stylesOn(program.IsTerminal(sh.In, sh.Out))}
	for _, line := range pane.ComparisonText(in, plainWidth) {
		if in.Styles.Glyphs.ASCII {
			line = text.ASCII(line)
		}
		if _, err := fmt.Fprintln(sh.Out, strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	return nil
}
