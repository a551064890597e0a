//go:build ignore

// Writes the table of cells that package body reads.
package main

import (
	"fmt"
	"os"

	"github.com/unknot/unknot/core/body/sketch"
	"github.com/unknot/unknot/core/knowledge"
)

func main() {
	base, err := knowledge.Embedded()
	if err == nil {
		var table string
		if table, err = sketch.Table(base); err == nil {
			err = os.WriteFile("../cells.tsv", []byte(table), 0o644)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
