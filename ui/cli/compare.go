package cli

import (
	"fmt"
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
		Short: "Put designs side by side through the same events",
		Long: "Put two to four designs side by side through the same requests, thefts and failures.\n\n" +
			"A design is one of these, or settings as they stand in a cluster line\n(\"auth=session store=redis servers=5\"):\n" + designList() +
			"\nEvents are one of these, or a file of scenario text without a cluster line:\n" + scriptList(),
		Example:               "authlab compare shared-session jwt --events theft",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, compare.MaxLanes, "two to four designs"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, p := range compare.Presets() {
				names = append(names, p.Name)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
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
	c.Flags().StringVar(&events, "events", "", "what happens to them: a name or a file (theft by default)")
	return c
}

func designList() string {
	var b strings.Builder
	for _, p := range compare.Presets() {
		fmt.Fprintf(&b, "  %-16s %s\n", p.Name, p.Doc)
	}
	return b.String()
}

func scriptList() string {
	var b strings.Builder
	for _, s := range compare.Scripts() {
		fmt.Fprintf(&b, "  %-16s %s\n", s.Name, s.Doc)
	}
	return b.String()
}

// compared runs the designs that the command line names.
func (sh *shell) compared(args []string, events string) (*compare.Comparison, error) {
	var designs []compare.Design
	var known []string
	for _, p := range compare.Presets() {
		known = append(known, p.Name)
	}
	for _, arg := range args {
		d, ok := compare.FindDesign(arg)
		if !ok {
			hint := "The designs are " + strings.Join(known, ", ") + "; or give settings such as \"auth=session store=redis\"."
			if near := scenario.Nearest(arg, known); near != "" {
				hint = "Did you mean " + near + "?"
			}
			return nil, usageError{message: fmt.Sprintf("%q is not a design", arg), hint: hint}
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
		var known []string
		for _, s := range compare.Scripts() {
			known = append(known, s.Name)
		}
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
