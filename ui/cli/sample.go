package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/ui/text"
)

// newSample is `authlab sample [NAME [DIR]]`.
func newSample(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "sample [NAME [DIR]]",
		Short: "List, print or write out the lessons' programs",
		Long: "Without a name it lists them. With one it prints the main file; with a folder as\n" +
			"well it writes a small project there, with exact versions and a README. The\n" +
			"folder must be new or empty: nothing is ever overwritten.",
		Example:               "authlab sample\nauthlab sample go-session\nauthlab sample express-jwt my-jwt",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 2, "a name and a folder at most"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return sampleNames(), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return nil, cobra.ShellCompDirectiveFilterDirs
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := io.WriteString(sh.Out, sampleList())
				return err
			}
			sample, found := lessons.FindSample(args[0])
			if !found {
				return unknownSample(cmd, args[0])
			}
			if len(args) == 1 {
				source, err := sample.Source()
				if err != nil {
					return err
				}
				_, err = io.WriteString(sh.Out, source)
				return err
			}
			return sh.writeSample(sample, args[1])
		},
	}
}

// unknownSample refuses a name and says where the names stand.
func unknownSample(cmd *cobra.Command, name string) error {
	err := unknownWord(cmd, "sample", name, sampleNames())
	if wrong, ok := err.(usageError); ok && wrong.hint == seeHelp(cmd) {
		return usageError{wrong.message, "authlab sample lists them."}
	}
	return err
}

func sampleNames() []string {
	var out []string
	for _, s := range lessons.Samples() {
		out = append(out, s.Name)
	}
	return out
}

func sampleList() string {
	var b strings.Builder
	for _, s := range lessons.Samples() {
		fmt.Fprintf(&b, "%-21s  %-7s  %s\n", s.Name, s.Language(), s.About)
	}
	return b.String()
}

// writeSample writes a project into a folder that is new or empty.
func (sh *shell) writeSample(sample lessons.Sample, dir string) error {
	files, err := sample.Project()
	if err != nil {
		return err
	}
	var all []folderFile
	for _, f := range files {
		all = append(all, folderFile{f.Path, f.Text})
	}
	if err := writeFolder(dir, all); err != nil {
		return err
	}
	_, err = fmt.Fprintf(sh.Out, "%s written to %s; README.md says how to start\n", counted(len(files), "file"), text.SafeLine(dir))
	return err
}
