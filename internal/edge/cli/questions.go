package cli

import (
	"fmt"

	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

type questionsCmd struct{ caseInput }

// Run lists the danger questions that the place and the person call for.
func (c *questionsCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	raw, name, err := c.read(s, p)
	if err != nil {
		return err
	}
	k, err := wire.ReadCase(p.Base, p.Words, raw)
	if err != nil {
		return &exit{ExitBadInput, name + ": " + err.Error()}
	}
	t := newText(s.out)
	t.head("Danger questions, the most urgent first")
	t.para("Answer each with yes, no or unsure: --answer ID=ANSWER. \"Not sure\" counts as yes for an emergency.", "")
	for _, q := range triage.Questions(p.Base, k.Person, k.Drawing) {
		t.hang(fmt.Sprintf("%-24s ", q.ID), q.Ask)
	}
	return t.err
}
