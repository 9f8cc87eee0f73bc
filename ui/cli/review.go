package cli

import (
	"github.com/spf13/cobra"

	"authlab/lessons/progress"
	"authlab/ui/page"
)

// newReview is `authlab review`.
func newReview(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:                   "review",
		Short:                 "Answer again what was missed or guessed",
		Example:               "authlab review\nauthlab review --plain",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 0, "no arguments"),
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if sh.plain {
				return sh.readPlain(openCourse(), func(progress.State) page.Place { return page.Place{} }, "review")
			}
			return sh.over(func(env *page.Env) page.Page { return page.NewDue(env) })
		},
	}
}
