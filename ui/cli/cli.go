// Package cli is the command line: commands, flags and exit codes.
//
// Data goes to standard output, words about it to standard error. Exit codes:
//
//	0    done
//	1    an expectation or a check failed, or the result could not be written
//	2    wrong usage, unreadable input, or no terminal for a screen
//	129  ended by SIGHUP, or the terminal went away
//	130  ended by SIGINT or ctrl+c
//	131  ended by SIGQUIT
//	143  ended by SIGTERM
package cli

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"authlab/ui/text"
)

// The exit codes of commands; a screen ended by signal n gives 128+n.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Process is what a command sees of the process it runs in.
type Process struct {
	In, Out, Err *os.File
	Getenv       func(string) string
}

// settings are what the persistent flags say.
type settings struct {
	theme         choice
	reducedMotion bool
	plain         bool
	ascii         bool
	mouse         bool
	stateDir      string
}

// shell is what every command needs: where to write and what the flags say.
type shell struct {
	Process
	settings
	helpErr error // of writing a help text
}

// Main runs the command named by args and returns the exit code of the process.
func Main(args []string, process Process) int {
	sh := &shell{Process: process}
	root := newRoot(sh)
	root.SetArgs(args)
	root.SetIn(process.In)
	root.SetOut(process.Out)
	root.SetErr(process.Err)
	err := root.Execute()
	if err == nil {
		err = sh.helpErr
	}
	return report(process.Err, err)
}

// report words an error for people and gives its exit code. It may quote what was typed
// or read: what a terminal would obey is written out.
func report(to *os.File, err error) int {
	var ended exitError
	var wrong usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &ended):
		if ended.message != "" {
			fmt.Fprintf(to, "authlab: %s\n", text.Safe(ended.message))
		}
		return ended.code
	case errors.As(err, &wrong):
		fmt.Fprintf(to, "authlab: %s\n", text.Safe(wrong.message))
		if wrong.hint != "" {
			fmt.Fprintln(to, text.Safe(wrong.hint))
		}
		return exitUsage
	case errors.Is(err, syscall.EPIPE):
		return exitFailed // the reader has left: nobody to tell
	}
	// What is left are results that could not be written.
	fmt.Fprintf(to, "authlab: %s\n", text.Safe(err.Error()))
	return exitFailed
}

// exitError ends the process with a code, and a message if there is one.
type exitError struct {
	code    int
	message string
}

func (e exitError) Error() string { return e.message }

// usageError is a command line that cannot be obeyed.
type usageError struct{ message, hint string }

func (e usageError) Error() string { return e.message }

func newRoot(sh *shell) *cobra.Command {
	var showVersion bool
	root := &cobra.Command{
		Use:           "authlab",
		Short:         "A laboratory in the terminal: what must a server remember to know the caller?",
		Long:          "authlab without a command opens the course, where you left off.",
		Args:          knownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), version())
				return err
			}
			return sh.playMap()
		},
	}
	root.Flags().BoolVar(&showVersion, "version", false, "print the version and leave")
	sh.addFlags(root)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(sh.printHelp)
	root.SetHelpCommand(newHelp(root))
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(newLesson(sh), newLab(sh), newToken(sh), newCompare(sh), newReview(sh), newExam(sh), newCheatSheet(sh), newExport(sh), newSample(sh), newRun(sh), newDecode(sh), newCheck(sh), newCompletion(root))
	return root
}
