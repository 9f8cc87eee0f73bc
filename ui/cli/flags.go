package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"authlab/sim/scenario"
	"authlab/ui/text"
)

// choice is the value of a flag that takes one of a few words.
type choice struct {
	value string
	words []string
}

func (c *choice) String() string { return c.value }

func (c *choice) Type() string { return strings.Join(c.words, "|") }

func (c *choice) Set(value string) error {
	if !slices.Contains(c.words, value) {
		return fmt.Errorf("want %s", strings.Join(c.words, ", "))
	}
	c.value = value
	return nil
}

func (sh *shell) addFlags(root *cobra.Command) {
	sh.theme = choice{value: "auto", words: []string{"dark", "light", "auto"}}
	flags := root.PersistentFlags()
	flags.Var(&sh.theme, "theme", "colours for a dark or a light background")
	completeChoice(root, "theme", sh.theme.words)
	flags.BoolVar(&sh.reducedMotion, "reduced-motion", false, "nothing travels or fades")
	flags.BoolVar(&sh.ascii, "ascii", false, "draw with ASCII characters only")
	flags.BoolVar(&sh.mouse, "mouse", false, "click and scroll with the mouse")
	flags.BoolVar(&sh.plain, "plain", false, "lines of text instead of screens, for pipes and screen readers")
	flags.StringVar(&sh.stateDir, "state-dir", "", "keep progress in this `directory`")
}

// completeChoice offers the words of a flag to the shell.
func completeChoice(cmd *cobra.Command, flag string, words []string) {
	// The error is for flags that do not exist.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// flagError words a flag that cannot be obeyed and names the nearest one.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	hint := seeHelp(cmd)
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		cause := fmt.Sprint(invalid.Unwrap())
		if invalid.GetFlag().Value.Type() == "bool" {
			cause = "want true or false"
		}
		return usageError{message: fmt.Sprintf("invalid argument %q for --%s: %s", cutShort(invalid.GetValue()), invalid.GetFlag().Name, cause), hint: hint}
	case errors.As(err, &missing):
		value, _ := pflag.UnquoteUsage(missing.GetFlag())
		return usageError{message: fmt.Sprintf("--%s needs an argument: %s", missing.GetFlag().Name, value), hint: hint}
	}
	return usageError{message: cutShort(err.Error()), hint: hint}
}

// unknownFlag refuses a flag that does not exist.
func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError) error {
	// pflag names the first byte of the letters behind one dash.
	if letters := unknown.GetSpecifiedShortnames(); letters != "" {
		_, size := utf8.DecodeRuneInString(letters)
		return usageError{message: "unknown flag -" + text.SafeLine(letters[:size]), hint: seeHelp(cmd)}
	}
	name := unknown.GetSpecifiedName()
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := seeHelp(cmd)
	if near := scenario.Nearest(name, names); near != "" && len(name) < longestTyped {
		hint = "Did you mean --" + near + "?"
	}
	return usageError{message: "unknown flag --" + cutShort(text.SafeLine(name)), hint: hint}
}

// longestTyped is how many columns of a word that was typed are shown in a refusal.
const longestTyped = 50

// cutShort is a word to be shown, cut where it is very long.
func cutShort(word string) string { return text.Truncate(word, longestTyped, "…") }

// knownCommand refuses words behind authlab that name no command.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.Flags().Lookup(args[0]) != nil {
		return usageError{message: fmt.Sprintf("%q is not a command", args[0]), hint: fmt.Sprintf("Did you mean --%s?", args[0])}
	}
	return unknownWord(cmd, "command", args[0], commandNames(cmd))
}

// unknownWord refuses a word that is none of the known ones and names the nearest.
func unknownWord(cmd *cobra.Command, noun, word string, known []string) error {
	hint := seeHelp(cmd)
	if near := scenario.Nearest(word, known); near != "" && len(word) < longestTyped {
		hint = fmt.Sprintf("Did you mean %s?", near)
	}
	return usageError{message: fmt.Sprintf("%q is not a %s", cutShort(word), noun), hint: hint}
}

// arguments refuses a number of arguments outside min to max; max < 0 means any.
func arguments(min, max int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= min && (max < 0 || len(args) <= max) {
			return nil
		}
		return usageError{
			message: fmt.Sprintf("%s takes %s, not %s", cmd.Name(), want, counted(len(args), "argument")),
			hint:    seeHelp(cmd),
		}
	}
}

func seeHelp(cmd *cobra.Command) string {
	return fmt.Sprintf("See %s --help.", cmd.CommandPath())
}
