package cli

import (
	"errors"

	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
)

type planCmd struct {
	caseInput
	Output string `short:"o" enum:"table,json" default:"table" help:"table or json."`
}

// Run prints the plan, or the reason why there is none.
func (c *planCmd) Run(s *streams) error {
	p, a, err := c.answer(s)
	if err != nil {
		return err
	}
	var open *triage.UnansweredError
	switch {
	case a.Gate.Level.StopsPlan(), errors.As(a.PlanErr, &open):
		if c.Output == "json" {
			raw, err := wire.WriteAssessment(p.Base, a.Gate, a.Assessment)
			if err != nil {
				return err
			}
			if _, err := s.out.Write(raw); err != nil {
				return err
			}
		} else if err := printGate(s.out, p.Base, a.Gate); err != nil {
			return err
		}
		if open != nil {
			return &exit{ExitUnanswered, "there is no plan before the danger questions are answered"}
		}
		return &exit{code: ExitStop}
	case a.PlanErr != nil:
		return a.PlanErr
	}
	if c.Output == "json" {
		raw, err := wire.WritePlan(p.Base, a.Plan)
		if err != nil {
			return err
		}
		_, err = s.out.Write(raw)
		return err
	}
	return printPlan(s.out, p.Base, a)
}
