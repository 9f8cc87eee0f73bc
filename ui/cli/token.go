package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"authlab/ui/page"
	"authlab/ui/program"
)

// newToken is `authlab token [JWT|-]`.
func newToken(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "token [JWT|-]",
		Short: "Take a token apart, verify it, edit it, forge it",
		Long: "Opens the bench for tokens, with a token on it where one is given. A dash reads\n" +
			"the token from standard input, which keeps it out of the shell's history and out\n" +
			"of the list of processes. What is given or pasted is neither stored nor sent.",
		Example: `authlab token
pbpaste | authlab token -`,
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 1, "one token"),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			raw := strings.Join(args, "")
			if !program.IsTerminal(sh.Out, sh.Out) || raw != "-" && !program.IsTerminal(sh.In, sh.Out) {
				return usageError{message: "the bench is drawn on a terminal, and standard input or output is none", hint: "Without one, authlab decode says what a token holds."}
			}
			if raw == "-" {
				text, keyboard, err := sh.piped()
				if err != nil {
					return err
				}
				defer keyboard.Close()
				sh.In, raw = keyboard, text
			}
			return sh.over(func(env *page.Env) page.Page { return page.NewTokens(env, raw) })
		},
	}
}

// piped reads standard input to its end and answers the terminal to take keys from
// instead, which the caller closes.
func (sh *shell) piped() (text string, keyboard *os.File, err error) {
	if program.IsTerminal(sh.In, sh.In) {
		return "", nil, usageError{message: "standard input is the keyboard", hint: "Pipe a token into authlab token -, or start authlab token and paste it."}
	}
	_, data, err := sh.read("-")
	if err != nil {
		return "", nil, err
	}
	if keyboard, err = program.Keyboard(); err != nil {
		return "", nil, sh.noTerminal()
	}
	return strings.TrimRight(string(data), "\r\n"), keyboard, nil
}
