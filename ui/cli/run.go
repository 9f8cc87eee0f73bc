package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"authlab/sim/export"
	"authlab/sim/scenario"
	"authlab/ui/program"
	"authlab/ui/theme"
)

// format is one way to print a run.
type format struct {
	name  string
	write func(sh *shell, result *scenario.Result, secrets bool) error
}

// formats lists the ways, the default first. Help, completion and refusals name
// what stands here.
func formats() []format {
	return []format{
		{"text", func(sh *shell, result *scenario.Result, _ bool) error {
			return export.Text(sh.Out, result, export.TextOptions{ASCII: sh.plainGlyphs()})
		}},
		{"jsonl", func(sh *shell, result *scenario.Result, _ bool) error {
			return export.JSONLines(sh.Out, result)
		}},
		{"mermaid", func(sh *shell, result *scenario.Result, secrets bool) error {
			return export.Mermaid(sh.Out, result, export.MermaidOptions{ASCII: sh.plainGlyphs(), IncludeSecrets: secrets})
		}},
		{"sequence", func(sh *shell, result *scenario.Result, secrets bool) error {
			return export.Sequence(sh.Out, result, export.SequenceOptions{ASCII: sh.plainGlyphs(), IncludeSecrets: secrets})
		}},
		{"har", func(sh *shell, result *scenario.Result, secrets bool) error {
			return export.HAR(sh.Out, result, export.HAROptions{Version: release(), IncludeSecrets: secrets})
		}},
	}
}

// release is the version without the build it came from.
func release() string { return strings.Fields(strings.TrimPrefix(version(), "authlab "))[0] }

// plainGlyphs tells whether to write ASCII only. What a program reads is the same
// everywhere; a terminal gets what it can show.
func (sh *shell) plainGlyphs() bool {
	return sh.ascii || program.IsTerminal(sh.Out, sh.Out) && theme.ASCII(sh.Getenv)
}

// newRun is `authlab run FILE|-`.
func newRun(sh *shell) *cobra.Command {
	all := formats()
	chosen := choice{value: all[0].name}
	for _, f := range all {
		chosen.words = append(chosen.words, f.name)
	}
	var secrets bool
	cmd := &cobra.Command{
		Use:   "run FILE|-",
		Short: "Run a scenario and print what happened",
		Long: "The exit code is 1 if an expectation failed, 2 if the scenario has a mistake.\n" +
			"authlab help scenario explains the language.",
		Example:               "authlab run --format jsonl my.scenario\nprintf 'cluster servers=3\\nalice POST /login => 200\\n' | authlab run -",
		DisableFlagsInUseLine: true,
		Args:                  arguments(1, 1, "one file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			i := slices.IndexFunc(all, func(f format) bool { return f.name == chosen.value })
			return sh.run(args[0], func(result *scenario.Result) error { return all[i].write(sh, result, secrets) })
		},
	}
	cmd.Flags().Var(&chosen, "format", "for people, programs, diagrams")
	completeChoice(cmd, "format", chosen.words)
	cmd.Flags().BoolVar(&secrets, "include-secrets", false, "keep credentials in mermaid, sequence and har")
	return cmd
}

func (sh *shell) run(file string, write func(*scenario.Result) error) error {
	name, data, err := sh.read(file)
	if err != nil {
		return err
	}
	script, mistakes := scenario.Parse(name, data)
	if len(mistakes) > 0 {
		sh.tell(mistakes)
		return exitError{code: exitUsage}
	}
	result := scenario.Run(script, scenario.Options{Undrawn: true})
	if result.World != nil {
		defer result.World.Close()
	}
	if err := write(result); err != nil {
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
