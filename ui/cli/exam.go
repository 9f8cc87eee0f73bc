package cli

import (
	"github.com/spf13/cobra"

	"authlab/lessons/progress"
	"authlab/ui/page"
)

// newExam is `authlab exam`.
func newExam(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:                   "exam",
		Short:                 "Take the final exam, or go on with it",
		Example:               "authlab exam\nauthlab exam --plain",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 0, "no arguments"),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if sh.plain {
				return sh.readPlain(openCourse(), func(progress.State) page.Place { return page.Place{} }, "exam")
			}
			return sh.over(func(env *page.Env) page.Page { return page.NewExam(env) })
		},
	}
}
