package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/internal/edge/plot"
)

const plotNote = "A hypothesis made computable. It says nothing about the inside of a real person."

// draw writes the chart when a file was asked for.
func (c *simulateCmd) draw(chart plot.Chart) error {
	var raw []byte
	var err error
	switch {
	case c.Plot == "":
		return nil
	case strings.HasSuffix(c.Plot, ".svg"):
		raw = chart.SVG()
	case strings.HasSuffix(c.Plot, ".png"):
		if raw, err = chart.PNG(); err != nil {
			return err
		}
	default:
		return &exit{ExitUsage, "--plot must end in .svg or .png"}
	}
	if err := os.WriteFile(c.Plot, raw, 0o644); err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("cannot write the picture: %v", err)}
	}
	return nil
}

// storyChart draws a story: contracture, flow, pain and threshold by day.
func storyChart(story knot.Scenario, course []knot.Sample) plot.Chart {
	var marks []float64
	for _, e := range story.Events {
		marks = append(marks, e.Day)
	}
	row := func(name string, low, high float64, of func(knot.Sample) float64) plot.Row {
		r := plot.Row{Name: name, Low: low, High: high, Curves: []plot.Curve{{}}, Marks: marks}
		for _, s := range course {
			r.Curves[0].X, r.Curves[0].Y = append(r.Curves[0].X, s.Day), append(r.Curves[0].Y, of(s))
		}
		return r
	}
	return plot.Chart{Title: story.Title, XName: "days; marks are sessions", Note: plotNote, Rows: []plot.Row{
		row("share of fibres locked", 0, 1, func(s knot.Sample) float64 { return s.C }),
		row("blood flow in the core, share of full", 0, 1, func(s knot.Sample) float64 { return s.Flow }),
		row("pain at rest, 0-10", 0, 10, func(s knot.Sample) float64 { return s.NRS }),
		row("pressure that begins to hurt, kPa", 100, 400, func(s knot.Sample) float64 { return s.PPT }),
	}}
}
