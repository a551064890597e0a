package cli

import (
	"fmt"

	"github.com/unknot/unknot/core/knowledge"
)

type kbCmd struct {
	Lint    kbLintCmd    `cmd:"" help:"Check the knowledge files."`
	Show    kbShowCmd    `cmd:"" help:"Print one record with its grade, doubt and sources."`
	Search  kbSearchCmd  `cmd:"" help:"Find records by words."`
	Refer   kbReferCmd   `cmd:"" help:"Where a muscle is felt, or which muscles are felt at a zone."`
	Diff    kbDiffCmd    `cmd:"" help:"List what differs between two sets of knowledge."`
	Pack    kbPackCmd    `cmd:"" help:"Pack the knowledge into one file, signed or not."`
	Verify  kbVerifyCmd  `cmd:"" help:"Check the hashes, the signature and the content of a pack."`
	Key     kbKeyCmd     `cmd:"" help:"Make a pair of keys to sign packs with."`
	Recall  kbRecallCmd  `cmd:"" help:"List the kept cases that another set of knowledge would answer differently."`
	Export  kbExportCmd  `cmd:"" help:"Write the whole data set as JSON and CSV, with a list of its fields (CC BY 4.0)."`
	Wording kbWordingCmd `cmd:"" help:"List the texts that have no words yet in another language."`
}

type kbLintCmd struct {
	Folder string `arg:"" optional:"" help:"A folder of knowledge files or a pack; without it the files inside the program."`
}

// Run reports every fault with file and line, and fails when there is one.
func (c *kbLintCmd) Run(s *streams) error {
	set, err := knowledgeFiles(c.Folder)
	if err != nil {
		return err
	}
	files := knowledge.Lint(set)
	for _, p := range files {
		if _, err := fmt.Fprintln(s.out, p.Error()); err != nil {
			return err
		}
	}
	if len(files) > 0 {
		return &exit{ExitBadInput, fmt.Sprintf("%d faults in the knowledge files", len(files))}
	}
	_, err = fmt.Fprintln(s.out, "no faults")
	return err
}
