package cli

import (
	"fmt"
	"os"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/knowledge/data"
)

type kbCmd struct {
	Lint    kbLintCmd    `cmd:"" help:"Check the knowledge files."`
	Show    kbShowCmd    `cmd:"" help:"Print one record with its grade, doubt and sources."`
	Search  kbSearchCmd  `cmd:"" help:"Find records by words."`
	Refer   kbReferCmd   `cmd:"" help:"Where a muscle is felt, or which muscles are felt at a zone."`
	Wording kbWordingCmd `cmd:"" help:"List the texts that have no words yet in another language."`
}

type kbLintCmd struct {
	Folder string `arg:"" optional:"" help:"A folder of knowledge files; without it the files inside the program."`
}

// Run reports every fault with file and line, and fails when there is one.
func (c *kbLintCmd) Run(s *streams) error {
	files := knowledge.Lint(data.Files)
	if c.Folder != "" {
		files = knowledge.Lint(os.DirFS(c.Folder))
	}
	for _, p := range files {
		if _, err := fmt.Fprintln(s.out, p.Error()); err != nil {
			return err
		}
	}
	if len(files) > 0 {
		return &exit{ExitBadInput, fmt.Sprintf("%d faults in the knowledge files", len(files))}
	}
	_, err := fmt.Fprintln(s.out, "no faults")
	return err
}
