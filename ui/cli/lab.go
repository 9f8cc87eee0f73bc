package cli

import (
	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/page"
)

// newLab is `authlab lab [FILE]`.
func newLab(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:                   "lab [FILE]",
		Short:                 "Experiment with a cluster of your own",
		Example:               "authlab lab my.scenario",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 1, "one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			at := page.Place{Lab: true}
			if len(args) == 1 {
				if args[0] == "-" {
					return usageError{message: "the lab reads keys from standard input", hint: "Give it a file. authlab run - runs a scenario from standard input."}
				}
				name, data, err := sh.read(args[0])
				if err != nil {
					return err
				}
				situation, mistakes := lessons.ReadSituation(name, data)
				if len(mistakes) > 0 {
					sh.tell(mistakes)
					return exitError{code: exitUsage}
				}
				at.Situation = situation
			}
			return sh.play(loadCourse(), func(progress.State) page.Place { return at })
		},
	}
}
