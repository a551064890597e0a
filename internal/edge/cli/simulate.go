package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/core/wire"
)

type simulateCmd struct {
	Story       string   `arg:"" optional:"" help:"A story (unknot.scenario/v1, as JSON or YAML), such as examples/stories/how-it-forms.json, or - for standard input."`
	Output      string   `short:"o" enum:"table,csv" default:"table" help:"table or csv."`
	Plot        string   `placeholder:"FILE" help:"Draw it too: a name that ends in .svg or .png."`
	Bifurcation bool     `xor:"what" help:"Show for which loads a healthy and a knotted muscle are both stable."`
	Hysteresis  bool     `xor:"what" help:"Raise the load slowly and lower it again."`
	Sensitivity bool     `xor:"what" help:"Which guessed numbers matter most (Morris)."`
	Robustness  bool     `xor:"what" help:"What random numbers over the plausible ranges do."`
	Facts       bool     `xor:"what" help:"What the model must reproduce, and where it fails."`
	Pair        bool     `xor:"what" help:"Two muscles on one joint in a slump: locked short and locked long."`
	Scapula     bool     `xor:"what" help:"The shoulder blade and its six muscles in a slump."`
	Threshold   bool     `xor:"what" help:"How large a release it takes, by load."`
	Body        []string `xor:"what" placeholder:"MUSCLE" help:"Muscles that share a body, the first with a knot: pain where it is felt, and satellites."`
	Stress      float64  `default:"0.2" help:"Stress 0-1, for all but a story."`
	Days        int      `default:"150" help:"Days, for --pair, --scapula and --body."`
}

const hypothesis = "A hypothesis made computable. It shows how load, blood flow, energy and nerves might lock a patch of muscle. It says nothing about the inside of a real person."

// Run simulates a story, or shows the two states.
func (c *simulateCmd) Run(s *streams) error {
	if !(c.Stress >= 0 && c.Stress <= 1) {
		return &exit{ExitBadInput, fmt.Sprintf("--stress is %g; give 0 to 1", c.Stress)}
	}
	for _, m := range []struct {
		name  string
		asked bool
		curve bool // drawn, and written as CSV
		run   func(io.Writer) error
	}{{"bifurcation", c.Bifurcation, true, c.bifurcation}, {"hysteresis", c.Hysteresis, true, c.hysteresis}, {"sensitivity", c.Sensitivity, false, c.sensitivity},
		{"robustness", c.Robustness, false, c.robustness}, {"facts", c.Facts, false, c.facts}, {"pair", c.Pair, false, c.pair},
		{"scapula", c.Scapula, false, c.scapula}, {"threshold", c.Threshold, false, c.threshold}, {"body", len(c.Body) > 0, false, c.body}} {
		switch {
		case !m.asked:
		case c.Story != "":
			return &exit{ExitUsage, fmt.Sprintf("--%s needs no story; leave out %s, or leave out --%s", m.name, c.Story, m.name)}
		case !m.curve && (c.Plot != "" || c.Output == "csv"):
			return &exit{ExitUsage, fmt.Sprintf("--%s is a table only; --plot and -o csv go with a story, --bifurcation or --hysteresis", m.name)}
		default:
			return m.run(s.out)
		}
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
	if err := c.draw(storyChart(story, course)); err != nil {
		return err
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
	if ext := strings.ToLower(filepath.Ext(c.Story)); ext == ".yaml" || ext == ".yml" {
		if raw, err = yaml.YAMLToJSON(raw); err != nil {
			return nil, &exit{ExitBadInput, fmt.Sprintf("%s is no YAML: %v", c.Story, err)}
		}
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
	t.para("Contracture is the share of the patch that is locked. PPT is the pressure at which it begins to hurt: more is better. A latent knot hurts only when pressed, an active one by itself.", "")
	t.para(hypothesis, "")
	return t.err
}
