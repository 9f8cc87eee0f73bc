package cli

import (
	"io"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/ui/text"
)

// newCheatSheet is `authlab cheatsheet`.
func newCheatSheet(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:                   "cheatsheet",
		Short:                 "Print tables of costs, statuses, attacks and errors",
		Long:                  "Prints Markdown. The simulator counts every figure in it when it is asked for.",
		Example:               "authlab cheatsheet > cheatsheet.md",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 0, "no arguments"),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			sheet := lessons.CheatSheet()
			if sh.plainGlyphs() {
				sheet = text.ASCII(sheet)
			}
			_, err := io.WriteString(sh.Out, sheet)
			return err
		},
	}
}
