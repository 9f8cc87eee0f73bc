package cli

import (
	"github.com/spf13/cobra"

	"authlab/sim/export"
	"authlab/sim/scenario"
	"authlab/ui/program"
	"authlab/ui/theme"
)

// newRun is `authlab run FILE|-`.
func newRun(sh *shell) *cobra.Command {
	format := choice{value: "text", words: []string{"text", "jsonl"}}
	cmd := &cobra.Command{
		Use:   "run FILE|-",
		Short: "Run a scenario and print what happened",
		Long: "The exit code is 1 if an expectation failed, 2 if the scenario has a mistake.\n" +
			"authlab help scenario explains the language.",
		Example:               "authlab run --format jsonl my.scenario\nprintf 'cluster servers=3\\nalice POST /login => 200\\n' | authlab run -",
		DisableFlagsInUseLine: true,
		Args:                  arguments(1, 1, "one file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			return sh.run(args[0], format.value)
		},
	}
	cmd.Flags().Var(&format, "format", "for people, or one JSON object a request")
	completeChoice(cmd, "format", format.words)
	return cmd
}

func (sh *shell) run(file, format string) error {
	name, data, err := sh.read(file)
	if err != nil {
		return err
	}
	script, mistakes := scenario.Parse(name, data)
	if len(mistakes) > 0 {
		sh.tell(mistakes)
		return exitError{code: exitUsage}
	}
	result := scenario.Run(script, scenario.Options{})
	if result.World != nil {
		defer result.World.Close()
	}
	if err := sh.write(result, format); err != nil {
		return err
	}
	switch {
	case result.Err != nil:
		sh.tell([]*scenario.Error{result.Err})
		return exitError{code: exitUsage}
	case !result.OK():
		return exitError{code: exitFailed}
	}
	return nil
}

func (sh *shell) write(result *scenario.Result, format string) error {
	if format == "jsonl" {
		return export.JSONLines(sh.Out, result)
	}
	// What a program reads is the same everywhere; a terminal gets what it can show.
	ascii := sh.ascii || program.IsTerminal(sh.Out, sh.Out) && theme.ASCII(sh.Getenv)
	return export.Text(sh.Out, result, export.TextOptions{ASCII: ascii})
}
