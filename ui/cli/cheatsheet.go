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
		Long:                  "Prints Markdown. Every figure in it is counted by the simulator when it is asked for.",
		Example:               "authlab cheatsheet > cheatsheet.md",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 0, "nothing"),
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
