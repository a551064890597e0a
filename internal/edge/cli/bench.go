package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
	"github.com/unknot/unknot/internal/care"
)

type benchCmd struct {
	Set      string `default:"report" enum:"report,tune" help:"Vignettes to run: report (never used to choose a number) or tune."`
	Cases    bool   `help:"List every vignette with what came out."`
	Drawings int    `default:"2000" help:"Made-up drawings for calibration and time."`
	Output   string `short:"o" enum:"table,json" default:"table" help:"table or json."`
}

// Run prints the report. It exits with 1 when a target is missed.
func (c *benchCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	list, err := bench.Vignettes(p.Base, c.Set)
	if err != nil {
		return err
	}
	out, err := bench.Run(p.Base, p.Engine(), list)
	if err != nil {
		return err
	}
	rows := bench.Shares(out)
	other, err := bench.Calibrate(p.Engine(), bench.Paint(p.Base, reportSeed, c.Drawings), time.Now)
	if err != nil {
		return err
	}
	own, err := bench.Calibrate(assess.Unsoftened(p.Base), fromModel(p.Engine(), c.Drawings), time.Now)
	if err != nil {
		return err
	}
	if c.Output == "json" {
		enc := json.NewEncoder(s.out)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string]any{"schema": "unknot.bench/v1", "knowledge": p.Base.Version, "set": c.Set, "cases": len(list),
			"rows": rows, "brier_first": bench.Brier(out), "other_generator": other, "model": own})
	}
	fmt.Fprintf(s.out, "%d vignettes of the %s set, knowledge %s\n\n%s\n", len(list), c.Set, p.Base.Version, bench.Table(rows))
	fmt.Fprintf(s.out, "Brier score of the first muscle %.3f; danger questions of a case, median %d\n\n", bench.Brier(out), bench.Asked(out))
	printCalibration(s, "Drawings from another generator", other)
	printCalibration(s, "Drawings from the model itself, weighed without softening", own)
	if c.Cases {
		for i := range out {
			printCase(s, p.Base, &out[i])
		}
	}
	for _, r := range rows {
		if !r.Met() {
			return &exit{code: ExitBadInput, text: "a target is missed: " + strings.TrimSpace(r.Name)}
		}
	}
	return nil
}

// reportSeed makes the drawings that are reported; others were used to choose
// numbers.
const reportSeed = 20261126

func fromModel(e *assess.Engine, count int) []bench.Painting {
	r := num.NewStream(reportSeed, 1)
	out := make([]bench.Painting, 0, count)
	for len(out) < count {
		if in, truth := e.Sample(r); len(in.Drawing.Places) > 0 {
			out = append(out, bench.Painting{Input: in, Truth: truth, Places: len(in.Drawing.Places)})
		}
	}
	return out
}

func printCalibration(s *streams, title string, c bench.Calibration) {
	fmt.Fprintf(s.out, "%s: %d, median %d painted cells\n", title, c.Drawings, c.Cells)
	fmt.Fprintf(s.out, "  a true muscle first %.1f %%, in the first 3 %.1f %%; calibration error %.3f, Brier %.3f\n", 100*c.First, 100*c.First3, c.ECE, c.Brier)
	fmt.Fprintf(s.out, "  time of one answer: median %v, slowest of a hundred %v\n  said → was:", c.Usual, c.Slow)
	for _, b := range c.Bins {
		if b.Count > 0 {
			fmt.Fprintf(s.out, "  %.0f→%.0f %% (%d)", 100*b.Said, 100*b.Was, b.Count)
		}
	}
	fmt.Fprint(s.out, "\n\n")
}

func printCase(s *streams, base *knowledge.Base, o *bench.Outcome) {
	v := o.Vignette
	fmt.Fprintf(s.out, "%-50s %-10v of %v; muscle %s: rank %d; cause %s: rank %d; danger questions %d\n",
		cut(v.Name, 50), o.Level, v.Levels, strings.Join(v.Muscle, " or "), o.Rank, v.Cause, o.Cause, o.Asked)
}
