// Package scenario is the language that drives the cluster.
package scenario
