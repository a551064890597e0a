package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/unknot/unknot/core/trial"
	"github.com/unknot/unknot/internal/care"
)

type trialCmd struct {
	Start trialStartCmd `cmd:"" help:"Begin: two treatments of the plan, in random blocks."`
	Now   trialNowCmd   `cmd:"" help:"What to do today, and what the diary says so far."`
	Size  trialSizeCmd  `cmd:"" help:"How many blocks it takes to find a difference."`
}

type trialStartCmd struct {
	dataFlags
	A       string `arg:"" help:"Id of a treatment, such as press_ball."`
	B       string `arg:"" help:"Id of the other."`
	Episode string `placeholder:"ID" help:"The episode; the newest when left out."`
	Blocks  int    `default:"8" help:"Blocks, each with one period of both; 6 at least for a clear result."`
	Days    int    `default:"4" help:"Days of one period."`
	Skip    int    `default:"1" help:"First days of a period that do not count."`
}

// Run begins a trial.
func (c *trialStartCmd) Run(s *streams) error {
	return withEpisode(&c.dataFlags, c.Episode, func(ctx context.Context, p *care.Practice, tenant, id string) error {
		d, err := p.StartTrial(ctx, tenant, id, trial.Design{A: c.A, B: c.B, Blocks: c.Blocks, Days: c.Days, Skip: c.Skip}, time.Local)
		if err != nil {
			return stopped(err)
		}
		t := newText(s.out)
		t.para(fmt.Sprintf("The trial %s begins today and takes %d days. Each day: unknot trial now. Write the pain into the diary every day.", d.ID, d.Body.Design.Length()), "")
		return t.err
	})
}

type trialNowCmd struct {
	dataFlags
	ID   string `arg:"" optional:"" help:"The trial; the newest when left out."`
	Peek bool   `help:"Show the result while it runs. Knowing it may change how pain is rated."`
}

// Run says what to do today, and the result when the trial is over.
func (c *trialNowCmd) Run(s *streams) error {
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		if c.ID == "" {
			list, _, err := care.Trials.Page(ctx, p, tenant, "", "", 1)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return &exit{ExitBadInput, "no trial is kept; begin one with unknot trial start"}
			}
			c.ID = list[0].ID
		}
		now, err := p.TrialNow(ctx, tenant, c.ID, time.Local)
		if err != nil {
			return stopped(err)
		}
		t := newText(s.out)
		d := now.Body.Design
		if now.Today != "" {
			name := now.Today
			if k, ok := p.Base.Treatment(now.Today); ok {
				name = k.Name
			}
			t.para(fmt.Sprintf("Day %d of %d. Today: %s (%s), and not the other.", now.Day+1, d.Length(), name, now.Today), "")
			if !c.Peek {
				return t.err
			}
		}
		r := now.Result
		t.para(r.Words, "")
		if r.State != trial.Running {
			t.para(fmt.Sprintf("Mean pain with %s %.1f, with %s %.1f; difference %.1f (95 %% interval %.1f to %.1f), %d blocks. Chance alone makes one this large in %.0f of 100 trials. From day to day the ratings go along by %.2f.",
				d.A, r.MeanA, d.B, r.MeanB, r.Difference, r.Low, r.High, r.Blocks, 100*r.P, r.Autocorrelation), "")
		}
		return t.err
	})
}

type trialSizeCmd struct {
	Effect float64 `arg:"" help:"Difference worth finding, in points of pain, such as 1.5."`
	Noise  float64 `default:"1.2" help:"Spread of the ratings around their course, in points."`
	Memory float64 `default:"0.5" help:"How much of today's deviation is left tomorrow, 0 to 0.95."`
	Days   int     `default:"4" help:"Days of one period."`
	Skip   int     `default:"1" help:"First days of a period that do not count."`
}

// Run plans the size of a trial.
func (c *trialSizeCmd) Run(s *streams) error {
	if !(c.Effect > 0 && c.Effect <= 10 && c.Noise > 0 && c.Noise <= 5 && c.Memory >= 0 && c.Memory <= .95) {
		return &exit{ExitUsage, "give an effect of 0 to 10 points, a noise of 0 to 5 and a memory of 0 to 0.95"}
	}
	d := trial.Design{A: "a", B: "b", Blocks: trial.LeastBlocks, Days: c.Days, Skip: c.Skip, Seed: 1}
	if err := d.Check(); err != nil {
		return &exit{ExitUsage, err.Error()}
	}
	n, ok := d.Size(trial.Guess{Effect: c.Effect, Noise: c.Noise, Memory: c.Memory})
	t := newText(s.out)
	d.Blocks = n
	if ok {
		t.para(fmt.Sprintf("%d blocks (%d days) find a difference of %.1f points in 8 of 10 trials.", n, d.Length(), c.Effect), "")
	} else {
		t.para(fmt.Sprintf("Not even %d blocks (%d days) find a difference of %.1f points in 8 of 10 trials. Take longer periods, or look for a larger difference.", n, d.Length(), c.Effect), "")
	}
	return t.err
}
