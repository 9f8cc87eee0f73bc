package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/sim/scenario"
)

// newCheck is `authlab check FILE…`.
func newCheck(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE...",
		Short: "Report every mistake in scenarios and lessons",
		Long: "A file named *.md is a lesson, any other a scenario; the header of *.scenario is\n" +
			"checked as a situation's. All are played as well: what a cluster refuses is a\n" +
			"mistake, and a lesson must come out as it says.",
		Example:               "authlab check lessons/content/*.md my.scenario",
		DisableFlagsInUseLine: true,
		Args:                  arguments(1, -1, "at least one file"),
		RunE: func(_ *cobra.Command, files []string) error {
			mistakes := 0
			for _, file := range files {
				name, data, err := sh.read(file)
				if err != nil {
					mistakes++
					report(sh.Err, err)
					continue
				}
				found := mistakesIn(name, data)
				mistakes += len(found)
				sh.tell(found)
			}
			if mistakes > 0 {
				return exitError{code: exitUsage}
			}
			fmt.Fprintf(sh.Err, "no mistakes in %s\n", counted(len(files), "file"))
			return nil
		},
	}
}

func mistakesIn(name string, data []byte) []*scenario.Error {
	if strings.EqualFold(filepath.Ext(name), ".md") {
		lesson, mistakes := lessons.LoadFile(name, data)
		if len(mistakes) == 0 {
			mistakes = lessons.CheckLesson(lesson)
		}
		return mistakes
	}
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
