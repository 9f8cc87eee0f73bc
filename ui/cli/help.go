package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"authlab/sim/scenario"
)

// topic is what help explains besides commands.
const topic = "scenario"

// newHelp is `authlab help [command]` and `authlab help scenario`.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:                   "help [command|scenario]",
		Short:                 "Explain a command, or the language of scenarios",
		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return append(commandNames(root), topic), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && args[0] == topic {
				_, err := io.WriteString(cmd.OutOrStdout(), scenario.Help())
				return err
			}
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownWord(root, "command", args[0], append(commandNames(root), topic))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
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
				fmt.Fprintf(&b, "  %-24s %s\n", sub.Use, sub.Short)
			}
		}
	}
	printFlags(&b, "Flags", cmd.NonInheritedFlags())
	printFlags(&b, "Flags of every command", cmd.InheritedFlags())
	_, sh.helpErr = io.WriteString(cmd.OutOrStdout(), b.String())
}

func printFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if value != "" {
			name += " " + value
		}
		fmt.Fprintf(b, "  %-24s %s\n", name, usage)
	})
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}
