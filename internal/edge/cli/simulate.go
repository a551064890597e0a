package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/core/wire"
)

type simulateCmd struct {
	Story       string  `arg:"" optional:"" help:"A story (unknot.scenario/v1), such as examples/stories/how-it-forms.json, or - for standard input."`
	Output      string  `short:"o" enum:"table,csv" default:"table" help:"table or csv."`
	Bifurcation bool    `help:"Show for which loads a healthy and a knotted muscle are both stable."`
	Stress      float64 `default:"0.2" help:"Stress 0-1, for --bifurcation."`
}

const hypothesis = "A hypothesis made computable. It shows how load, blood flow, energy and nerves might lock a patch of muscle. It says nothing about the inside of a real person."

// Run simulates a story, or shows the two states.
func (c *simulateCmd) Run(s *streams) error {
	if c.Bifurcation {
		return c.bifurcation(s.out)
	}
	if c.Story == "" {
		return &exit{ExitUsage, "name a story, such as examples/stories/how-it-forms.json, or ask for --bifurcation"}
	}
	raw, err := c.read(s)
	if err != nil {
		return err
	}
	story, err := wire.ReadScenario(raw)
	if err != nil {
		return &exit{ExitBadInput, c.Story + ": " + err.Error()}
	}
	course, err := story.Simulate()
	if err != nil {
		return &exit{ExitBadInput, c.Story + ": " + err.Error()}
	}
	if c.Output == "csv" {
		return courseCSV(s.out, course)
	}
	return courseTable(s.out, story.Title, course)
}

func (c *simulateCmd) read(s *streams) ([]byte, error) {
	in := s.in
	if c.Story != "-" {
		f, err := os.Open(c.Story)
		if err != nil {
			return nil, &exit{ExitBadInput, fmt.Sprintf("cannot open the story: %v", err)}
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, wire.MaxBytes+1))
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("cannot read the story: %v", err)}
	}
	return raw, nil
}

func courseCSV(w io.Writer, course []knot.Sample) error {
	t := newText(w)
	t.line("day,contracture,mediators,sensitised,central,tissue,conditioning,nrs,ppt_kpa,stiffness_kpa,motion_lost")
	for _, s := range course {
		t.line(fmt.Sprintf("%.4f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.4f,%.3f,%.4f,%.5f", s.Day, s.C, s.I, s.S, s.W, s.A, s.K, s.NRS, s.PPT, s.Stiff, s.Lost))
	}
	return t.err
}

// mostRows is how many days a table shows; in between days are left out.
const mostRows = 24

func courseTable(w io.Writer, title string, course []knot.Sample) error {
	p := knot.Default()
	t := newText(w)
	t.head(title)
	t.line("   day  contracture            pain 0-10              PPT kPa  class")
	every := max(1, len(course)/mostRows)
	for i, s := range course {
		if i%every != 0 && i != len(course)-1 {
			continue
		}
		t.line(fmt.Sprintf("  %4.0f  %s %.2f  %s %4.1f  %7.0f  %s", s.Day, bar(s.C, 16), s.C, bar(s.NRS/10, 16), s.NRS, s.PPT, s.Class(&p)))
	}
	t.line("")
	t.para(hypothesis, "")
	return t.err
}

func (c *simulateCmd) bifurcation(w io.Writer) error {
	if !(c.Stress >= 0 && c.Stress <= 1) {
		return &exit{ExitBadInput, fmt.Sprintf("--stress is %g; give 0 to 1", c.Stress)}
	}
	p := knot.Default()
	t := newText(w)
	u := knot.Input{Stress: c.Stress}
	t.head(fmt.Sprintf("Levels of contracture that stay as they are (constant load, stress %g)", c.Stress))
	t.line("  load %   contracture from 0 (o stable, x tips) to 1")
	for i := range 21 {
		u.Load = float64(i) * .0025
		line := []byte(strings.Repeat(".", 51))
		for _, level := range knot.Balances(u, 0, 0, &p) {
			mark := byte('o')
			if knot.LoopGain(level, u, 0, 0, &p) > 1 {
				mark = 'x'
			}
			line[int(level*50+.5)] = mark
		}
		t.line(fmt.Sprintf("  %6.2f   %s", u.Load*100, line))
	}
	t.line("")
	if letsGo, forms, ok := knot.Folds(knot.Input{Stress: c.Stress}, 0, 0, .12, &p); ok {
		t.para(fmt.Sprintf("Below %.2f %% of strength a knot lets go by itself. Above %.2f %% one forms by itself. In between both stay as they are.", letsGo*100, forms*100), "")
	} else {
		t.para("There is no load at which both are stable.", "")
	}
	t.para(hypothesis, "")
	return t.err
}
