package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

type diaryCmd struct {
	dataFlags
	Last int  `default:"20" help:"How many entries to show."`
	IDs  bool `name:"ids" help:"Show the id of each entry."`
	Days bool `help:"Sum up by day: pain of each place, sessions, sleep, stress."`
}

// Run lists the latest entries, newest first.
func (c *diaryCmd) Run(s *streams) error {
	if c.Last < 1 {
		return &exit{ExitUsage, "--last must be at least 1"}
	}
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		if c.Days {
			sum, err := p.Summary(ctx, tenant, "", time.Time{}, time.Local)
			if err != nil {
				return err
			}
			return printDays(s.out, p.Base, sum, c.Last)
		}
		list, err := p.Diary(ctx, tenant, c.Last)
		if err != nil {
			return err
		}
		t := newText(s.out)
		if len(list) == 0 {
			t.para("Nothing is kept yet. Begin with: unknot log 4 \"right neck\"", "")
		}
		for _, e := range list {
			line := entryLine(p.Base, e)
			if c.IDs {
				line = e.ID + "  " + line
			}
			t.wrap("", "  ", line)
		}
		return t.err
	})
}

// printDays prints the latest days, newest first.
func printDays(w io.Writer, base *knowledge.Base, s care.Summary, last int) error {
	t := newText(w)
	days := s.Days[max(0, len(s.Days)-last):]
	for _, d := range slices.Backward(days) {
		parts := []string{d.Date}
		for _, at := range d.Places {
			parts = append(parts, fmt.Sprintf("%s %s (worst %s)", body.ZoneName(base, at.Cell), outOfTen(at.Mean), outOfTen(at.Worst)))
		}
		if d.Sessions > 0 {
			parts = append(parts, count(int64(d.Sessions), "session"))
		}
		if d.Sleep >= 0 {
			parts = append(parts, fmt.Sprintf("slept %g hours", d.Sleep))
		}
		if d.Stress >= 0 {
			parts = append(parts, fmt.Sprintf("stress %.3g", d.Stress))
		}
		if len(d.Medicine) > 0 {
			parts = append(parts, "took "+strings.Join(d.Medicine, ", "))
		}
		t.wrap("", "  ", strings.Join(parts, ", "))
	}
	for _, m := range s.Measures {
		if n := len(m.Points); n > 0 {
			t.wrap("", "  ", fmt.Sprintf("%s (%s): %.3g on %s, %.3g on %s", strings.ReplaceAll(m.Name, "_", " "), m.Unit, m.Points[0].Value, m.Points[0].Date, m.Points[n-1].Value, m.Points[n-1].Date))
		}
	}
	if s.NoGain {
		t.line("")
		t.para("Two weeks and more, and the pain is not lower. Let somebody look at it.", "")
	}
	return t.err
}

// outOfTen prints a mean; -1 means unsaid.
func outOfTen(x float64) string {
	if x < 0 {
		return "unsaid"
	}
	return fmt.Sprintf("%.3g", x)
}
