package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/ui/text"
)

// newExport is `authlab export DIR`.
func newExport(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write the course, its runs and tables as Markdown",
		Long: "Writes a file for each lesson, with the runs of its scenarios as text and as\n" +
			"Mermaid, the questions, and at the end the answers; the glossary, the cheat sheet\n" +
			"and an index. The folder has to be empty or new: nothing is ever replaced.",
		Example:               "authlab export course",
		DisableFlagsInUseLine: true,
		Args:                  arguments(1, 1, "one folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := exported()
			if err != nil {
				return exitError{exitFailed, err.Error()}
			}
			return sh.writeFolder(args[0], files)
		},
	}
}

// exported are the files of the course, in the order of the index.
func exported() ([]exportFile, error) {
	course := loadCourse()
	index := "# authlab: the course\n\n"
	var files []exportFile
	for _, l := range course.Lessons {
		body, err := l.Markdown()
		if err != nil {
			return nil, fmt.Errorf("lesson %d: %w", l.Number, err)
		}
		files = append(files, exportFile{l.File, body})
		index += fmt.Sprintf("%d. [%s](%s)\n", l.Number, l.Title, l.File)
	}
	files = append(files, exportFile{"cheatsheet.md", lessons.CheatSheet()}, exportFile{"glossary.md", lessons.GlossaryMarkdown()})
	index += "\n- [Cheat sheet](cheatsheet.md)\n- [Glossary](glossary.md)\n"
	return append([]exportFile{{"README.md", index}}, files...), nil
}

type exportFile struct{ name, body string }

// writeFolder writes files into a folder that is empty or new, and says how many.
func (sh *shell) writeFolder(dir string, files []exportFile) error {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return unreadable(dir, err)
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return unreadable(dir, err)
	}
	if len(there) > 0 {
		return exitError{exitUsage, fmt.Sprintf("%s is not empty: it holds %s. Name a new folder.", text.SafeLine(dir), text.SafeLine(there[0].Name()))}
	}
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		if err := os.WriteFile(path, []byte(f.body), 0o666); err != nil {
			return unreadable(path, err)
		}
	}
	_, err = fmt.Fprintf(sh.Out, "%d files written to %s\n", len(files), strings.TrimRight(text.SafeLine(dir), "/"))
	return err
}
