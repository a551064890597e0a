package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/unknot/unknot/internal/care"
)

type versionCmd struct{}

// Run prints the versions of program and knowledge.
func (c *versionCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	version := "source"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	_, err = fmt.Fprintf(s.out, "unknot %s\nknowledge %s\n", version, p.Base.Version)
	return err
}
