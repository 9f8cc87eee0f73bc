package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"authlab/sim/scenario"
)

// newCompletion is `authlab completion SHELL`.
func newCompletion(root *cobra.Command) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print completions for bash, zsh, fish or powershell",
		Long: "Completes commands, flags and their values, lessons, designs, events, samples,\n" +
			"topics of help, and files. That of bash needs the package bash-completion.",
		Example: "source <(authlab completion bash)\n" +
			"authlab completion zsh > \"${fpath[1]}/_authlab\"\n" +
			"authlab completion fish > ~/.config/fish/completions/authlab.fish\n" +
			"authlab completion powershell | Out-String | Invoke-Expression",
		DisableFlagsInUseLine: true,
		ValidArgs:             shells,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := arguments(1, 1, "one shell")(cmd, args); err != nil {
				return err
			}
			if slices.Contains(shells, args[0]) {
				return nil
			}
			hint := "Want " + strings.Join(shells, ", ") + "."
			if near := scenario.Nearest(args[0], shells); near != "" {
				hint = "Did you mean " + near + "?"
			}
			return usageError{message: fmt.Sprintf("no completion for the shell %q", args[0]), hint: hint}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			}
			return root.GenPowerShellCompletionWithDesc(out)
		},
	}
}
