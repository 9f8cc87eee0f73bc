package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/sim/scenario"
)

// newCheck is `authlab check FILE…`.
func newCheck(sh *shell) *cobra.Command {
	var example bool
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Report every mistake in scenarios and lessons",
		Long: "A file named *.md is a lesson, any other a scenario; the header of *.scenario is\n" +
			"checked as a situation's. All are played as well: what a cluster refuses is a\n" +
			"mistake, and a lesson must come out as it says. Of a folder all NN-name.md are\n" +
			"checked, as one course, and all *.scenario. --example prints a lesson to begin\n" +
			"with; README.md says what a lesson is made of.",
		Example: "authlab check --example > 14-my-lesson.md\n" +
			"authlab check 14-my-lesson.md && authlab lesson 14-my-lesson.md\n" +
			"authlab check lessons/content my.scenario",
		DisableFlagsInUseLine: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if example {
				return arguments(0, 0, "no file with --example")(cmd, args)
			}
			return arguments(1, -1, "at least one file")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			if example {
				_, err := io.WriteString(cmd.OutOrStdout(), lessons.Example())
				return err
			}
			return sh.check(files)
		},
	}
	cmd.Flags().BoolVar(&example, "example", false, "print a lesson with comments, to begin with")
	return cmd
}

// check reports the mistakes of files and folders.
func (sh *shell) check(files []string) error {
	all, mistakes := sh.gather(files)
	for _, folder := range all.folders {
		found := all.course(folder)
		mistakes += len(found)
		sh.tell(found)
	}
	for _, f := range all.scenarios {
		found := mistakesInScenario(f.name, f.data)
		mistakes += len(found)
		sh.tell(found)
	}
	if mistakes > 0 {
		return exitError{code: exitUsage}
	}
	fmt.Fprintf(sh.Err, "no mistakes in %s\n", counted(all.n, "file"))
	return nil
}

func mistakesInScenario(name string, data []byte) []*scenario.Error {
	script, mistakes := scenario.Parse(name, data)
	if strings.EqualFold(filepath.Ext(name), ".scenario") {
		// It may be a situation for the lab, with a header of its own.
		_, mistakes = lessons.ReadSituation(name, data)
	}
	if len(mistakes) > 0 {
		return mistakes
	}
	// Some mistakes only show when it is run: pausing a store that is not there.
	result := scenario.Run(script, scenario.Options{Unrecorded: true})
	if result.World != nil {
		result.World.Close()
	}
	if result.Err != nil {
		mistakes = append(mistakes, result.Err)
	}
	return mistakes
}

// tell prints mistakes, each with its place.
func (sh *shell) tell(mistakes []*scenario.Error) {
	for _, mistake := range mistakes {
		fmt.Fprintln(sh.Err, mistake)
	}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
