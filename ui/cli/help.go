package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"authlab/lessons"
	"authlab/sim/scenario"
	"authlab/ui/text"
)

// What help explains besides commands.
const (
	topicScenario = "scenario"
	topicFlags    = "flags"
	topicJSON     = "json"
	topicBeliefs  = "misconceptions"
	topicDesigns  = "designs"
)

// topics lists them.
func topics() []string {
	return []string{topicScenario, topicDesigns, topicFlags, topicJSON, topicBeliefs}
}

// explain is the text of a topic, "" for what is none.
func explain(topic string, root *cobra.Command) string {
	switch topic {
	case topicScenario:
		return scenario.Help()
	case topicDesigns:
		return designsHelp()
	case topicFlags:
		return flagsHelp(root)
	case topicJSON:
		return decodeFields
	case topicBeliefs:
		return beliefs()
	}
	return ""
}

// newHelp is `authlab help [command]` and `authlab help [topic]`.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command|topic]",
		Short: "Explain a command or a topic, such as scenario",
		Long: "Topics\n" +
			"  scenario        the scenario language, with every key and name\n" +
			"  designs         the designs and events that compare knows\n" +
			"  flags           the flags of every command\n" +
			"  json            the fields of decode --format json\n" +
			"  misconceptions  what options of lessons may stand for",
		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return append(commandNames(root), topics()...), cobra.ShellCompDirectiveNoFileComp
		},
		Args: arguments(0, 1, "one command or topic"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if text := explain(args[0], root); text != "" {
					_, err := io.WriteString(cmd.OutOrStdout(), text)
					return err
				}
			}
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownWord(cmd, "command or topic", args[0], append(commandNames(root), topics()...))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// helpWidth is how wide a topic is written, in columns.
const helpWidth = 76

// beliefs are the misconceptions that options of lessons stand for.
func beliefs() string {
	var b strings.Builder
	b.WriteString("What the course corrects. An option of a lesson stands for one by means: M7.\n")
	for _, m := range lessons.AllMisconceptions() {
		fmt.Fprintf(&b, "\n%-4s %s\n", m.ID, m.Belief)
		for _, line := range text.Wrap(m.Instead, helpWidth-5) {
			fmt.Fprintf(&b, "     %s\n", line)
		}
	}
	return b.String()
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, sub := range root.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	return names
}

// printHelp writes what a command does, how it is called, and its flags. cobra
// takes no error from it, so a failed write is kept for Main.
func (sh *shell) printHelp(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	fmt.Fprintln(&b, cmd.Short)
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	if cmd.HasParent() {
		fmt.Fprintf(&b, "\nUsage: %s\n", cmd.UseLine())
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nExamples\n%s\n", indent(cmd.Example))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintln(&b, "\nCommands")
		for _, sub := range cmd.Commands() {
			if !sub.Hidden {
				fmt.Fprintf(&b, "  %-*s %s\n", usageColumn, sub.Use, sub.Short)
			}
		}
	}
	// The first page of help has room for the names only.
	title, listed := "Flags", cmd.Flags()
	if cmd.HasParent() {
		own, all := ownFlags(cmd)
		printFlags(&b, "Flags", own)
		title, listed = "Flags of every command", all
	}
	fmt.Fprintf(&b, "\n%s, explained by authlab help flags\n", title)
	for _, row := range flagNames(listed) {
		fmt.Fprintln(&b, "  "+row)
	}
	_, sh.helpErr = io.WriteString(cmd.OutOrStdout(), b.String())
}

// ownFlags are the flags of a command alone, and those of every command, which --help
// belongs to.
func ownFlags(cmd *cobra.Command) (own, all *pflag.FlagSet) {
	own, all = pflag.NewFlagSet("", pflag.ContinueOnError), pflag.NewFlagSet("", pflag.ContinueOnError)
	all.AddFlagSet(cmd.InheritedFlags())
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			all.AddFlag(f)
			return
		}
		own.AddFlag(f)
	})
	return own, all
}

func printFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		_, usage := pflag.UnquoteUsage(f)
		name := spelledFlag(f)
		if len(name) > usageColumn {
			fmt.Fprintf(b, "  %s\n", name)
			name = ""
		}
		fmt.Fprintf(b, "  %-*s %s\n", usageColumn, name, usage)
	})
}

// usageColumn is how many columns the names of flags and commands have.
const usageColumn = 24

// flagNames are the flags with their values, as many on a row as fit on 80 columns.
func flagNames(flags *pflag.FlagSet) (rows []string) {
	const width = 76
	flags.VisitAll(func(f *pflag.Flag) {
		name := spelledFlag(f)
		if last := len(rows) - 1; last >= 0 && len(rows[last])+2+len(name) <= width {
			rows[last] += "  " + name
			return
		}
		rows = append(rows, name)
	})
	return rows
}

func spelledFlag(f *pflag.Flag) string {
	if value, _ := pflag.UnquoteUsage(f); value != "" {
		return "--" + f.Name + " " + value
	}
	return "--" + f.Name
}

// flagsHelp explains the flags that every command takes.
func flagsHelp(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintln(&b, "These stand before or behind any command.")
	printFlags(&b, "Flags of every command", root.PersistentFlags())
	printFlags(&b, "Flags of authlab without a command", root.LocalNonPersistentFlags())
	return b.String()
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}
