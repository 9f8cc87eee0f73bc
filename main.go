// Command authlab is a laboratory in the terminal: what must a server remember
// to know who is calling?
package main

import (
	_ "authlab/ui/probe"

	"os"

	"authlab/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Process{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv}))
}
