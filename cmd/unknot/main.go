// Command unknot is the whole product in one binary: see unknot --help.
package main

import (
	"os"

	"github.com/unknot/unknot/internal/edge/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
