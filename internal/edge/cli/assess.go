package cli

import (
	"github.com/unknot/unknot/core/wire"
)

type assessCmd struct {
	caseInput
	Output string `short:"o" enum:"table,json" default:"table" help:"table or json."`
}

// Run prints the assessment; a danger sign that stops the plan exits with 10.
func (c *assessCmd) Run(s *streams) error {
	p, a, err := c.answer(s)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		raw, err := wire.WriteAssessment(p.Base, a.Gate, a.Assessment)
		if err != nil {
			return err
		}
		if _, err := s.out.Write(raw); err != nil {
			return err
		}
	} else if err := printAssessment(s.out, p.Base, a); err != nil {
		return err
	}
	if a.Gate.Level.StopsPlan() {
		return &exit{code: ExitStop}
	}
	return nil
}
