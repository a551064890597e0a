package cli

import (
	"context"
	"fmt"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

type planCmd struct {
	caseInput
	dataFlags
	Episode string   `placeholder:"ID" help:"The plan of a kept episode, as its diary has moved it on; \"newest\" for the newest."`
	Keep    bool     `help:"Keep the case as an episode, so that sessions and diary belong to it."`
	Minutes int      `placeholder:"N" help:"Minutes a day for the plan."`
	Where   []string `name:"at" placeholder:"PLACE" help:"Where you can do it: desk, home, gym."`
	Prefer  []string `placeholder:"ID" help:"A treatment you would like."`
	Avoid   []string `placeholder:"ID" help:"A treatment you do not want."`
	Goal    []string `sep:"none" placeholder:"WORDS=SCORE" help:"Something to be able to do again, with a score of 0 (not at all) to 10 (as before)."`
	Risk    []string `placeholder:"ID" help:"A risk of your days (unknot habits lists them)."`
	Output  string   `short:"o" enum:"table,json" default:"table" help:"table or json."`
}

// Run prints the plan, or the reason why there is none.
func (c *planCmd) Run(s *streams) (err error) {
	if c.Episode != "" {
		return c.kept(s)
	}
	if c.Keep {
		return c.keep(s)
	}
	p, a, err := c.answerWith(s, c.wishes)
	if err != nil {
		return err
	}
	return c.print(s, p, a)
}

func (c *planCmd) print(s *streams, p *care.Practice, a care.Answer) error {
	if a.PlanErr != nil && c.Output == "json" {
		raw, err := wire.WriteAssessment(p.Base, a.Gate, a.Assessment)
		if err != nil {
			return err
		}
		if _, err := s.out.Write(raw); err != nil {
			return err
		}
		return noPlan(&streams{in: s.in, out: nothing{}, err: s.err}, p.Base, a)
	}
	if err := noPlan(s, p.Base, a); err != nil {
		return err
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

// nothing takes what was said already in another form.
type nothing struct{}

func (nothing) Write(b []byte) (int, error) { return len(b), nil }

// kept prints the plan of an episode in its course.
func (c *planCmd) kept(s *streams) error {
	episode := c.Episode
	if episode == "newest" {
		episode = ""
	}
	return withEpisode(&c.dataFlags, episode, func(ctx context.Context, p *care.Practice, tenant, id string) error {
		a, err := p.Recall(ctx, tenant, id)
		if err != nil {
			return err
		}
		return c.print(s, p, a)
	})
}

// keep answers the case and keeps it, when danger signs leave a plan.
func (c *planCmd) keep(s *streams) error {
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		raw, name, err := c.read(s, p)
		if err != nil {
			return err
		}
		if raw, err = c.wishes(raw); err != nil {
			return err
		}
		a, err := p.Assess(raw)
		if err != nil {
			return &exit{ExitBadInput, name + ": " + err.Error()}
		}
		if a.PlanErr != nil {
			return c.print(s, p, a)
		}
		id, err := p.Keep(ctx, tenant, raw, a)
		if err != nil {
			return err
		}
		if err := c.print(s, p, a); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.err, "Kept as episode %s. Do an item: unknot do 1\n", id)
		return err
	})
}
