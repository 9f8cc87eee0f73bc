package cli

import (
	"github.com/spf13/cobra"

	"authlab/lessons"
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
			var situation *lessons.Situation
			if len(args) == 1 {
				if args[0] == "-" {
					return usageError{message: "the lab reads keys from standard input", hint: "Give it a file. authlab run - runs a scenario from standard input."}
				}
				name, data, err := sh.read(args[0])
				if err != nil {
					return err
				}
				read, mistakes := lessons.ReadSituation(name, data)
				if len(mistakes) > 0 {
					sh.tell(mistakes)
					return exitError{code: exitUsage}
				}
				situation = read
			}
			return sh.over(func(env *page.Env) page.Page { return page.NewLab(env, situation) })
		},
	}
}
