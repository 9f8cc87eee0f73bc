// Package scenario is the language that drives the cluster.
package scenario

// Command is one line of a scenario: what is to be done, and where it stands.
type Command struct {
	Line int    // from 1
	Text string // as written, without comment and surrounding blanks
}
