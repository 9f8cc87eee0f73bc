package cli

import (
	"fmt"
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
			"Mermaid, the questions, and at the end the answers; the glossary, the cheat\n" +
			"sheet and an index. The folder must be new or empty: nothing is ever replaced.",
		Example:               "authlab export course",
		DisableFlagsInUseLine: true,
		Args:                  arguments(1, 1, "one folder"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			// It takes seconds, so what is in the way is told before.
			if err := emptyFolder(args[0]); err != nil {
				return err
			}
			files, err := exported()
			if err != nil {
				return exitError{exitFailed, err.Error()}
			}
			if err := writeFolder(args[0], files); err != nil {
				return err
			}
			dir := strings.TrimRight(text.SafeLine(args[0]), "/")
			_, err = fmt.Fprintf(sh.Out, "%s written to %s\n", counted(len(files), "file"), dir)
			return err
		},
	}
}

// exported are the files of the course, in the order of the index.
func exported() ([]folderFile, error) {
	course := openCourse()
	index := "# authlab: the course\n\nThe answers stand at the end of each lesson. Where a page names a key, it is one of\nthe program: `authlab lesson 1` opens it there.\n\n"
	var files []folderFile
	for i, l := range course.Lessons {
		body, err := l.Markdown()
		if err != nil {
			return nil, fmt.Errorf("lesson %d: %w", l.Number, err)
		}
		files = append(files, folderFile{l.File, body + "\n---\n\n" + around(course, i)})
		index += fmt.Sprintf("%d. [%s](%s)\n", l.Number, l.Title, l.File)
	}
	files = append(files, folderFile{"cheatsheet.md", lessons.CheatSheet()}, folderFile{"glossary.md", lessons.GlossaryMarkdown()})
	index += "\n- [Cheat sheet](cheatsheet.md)\n- [Glossary](glossary.md)\n"
	return append([]folderFile{{"README.md", index}}, files...), nil
}

// around are links from a lesson to its neighbours and to the index.
func around(course *lessons.Course, at int) string {
	links := []string{"[All lessons](README.md)"}
	link := func(what string, i int) {
		if i >= 0 && i < len(course.Lessons) {
			l := course.Lessons[i]
			links = append(links, fmt.Sprintf("%s: [%d. %s](%s)", what, l.Number, l.Title, l.File))
		}
	}
	link("before", at-1)
	link("next", at+1)
	return strings.Join(append(links, "[Glossary](glossary.md)"), " · ") + "\n"
}
