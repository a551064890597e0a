package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/fhir"
	"github.com/unknot/unknot/internal/edge/report"
)

type reportCmd struct {
	dataFlags
	Episode  string `arg:"" optional:"" help:"Id of the episode; the newest when left out."`
	Format   string `enum:"pdf,fhir" default:"pdf" help:"pdf, or fhir: a FHIR R4 document with the exact records attached."`
	Output   string `short:"o" placeholder:"FILE" help:"The file to write, or - for standard output. Default: unknot-report.pdf or .json"`
	From     string `placeholder:"DATE" help:"First day of the diary, such as 2026-11-01."`
	To       string `placeholder:"DATE" help:"Last day of the diary."`
	Lang     string `default:"en" placeholder:"CODE" help:"Language of the report: en or es."`
	Sections string `placeholder:"LIST" help:"Only these parts, separated by commas: map, muscles, course, care, questions, answers, examination, plan, diary, sources."`
}

// Run writes the report as PDF.
func (c *reportCmd) Run(s *streams) error {
	options, err := report.Read(c.Sections)
	if err != nil {
		return err
	}
	l, ok := locale.Named(c.Lang)
	if !ok {
		return &exit{ExitUsage, fmt.Sprintf("--lang %q: use en or es", c.Lang)}
	}
	options.Language = l
	from, to, err := days(c.From, c.To)
	if err != nil {
		return err
	}
	return withEpisode(&c.dataFlags, c.Episode, func(ctx context.Context, p *care.Practice, tenant, id string) error {
		r, err := p.Report(ctx, tenant, id, from, to, time.Local)
		if err != nil {
			return err
		}
		if to.IsZero() {
			if err := p.LookAhead(ctx, tenant, &r, time.Local); err != nil {
				return err
			}
		}
		var file bytes.Buffer
		if c.Format == "fhir" {
			attached, err := fhir.Attach(ctx, p, tenant, r)
			if err != nil {
				return err
			}
			e := json.NewEncoder(&file)
			e.SetIndent("", "  ")
			err = e.Encode(fhir.Document(p.Base, l, r, "https://unknot.org/fhir", attached...))
			if err != nil {
				return err
			}
		} else if err := report.PDF(&file, p.Base, r, options); err != nil {
			return err
		}
		if c.Output == "-" {
			_, err := file.WriteTo(s.out)
			return err
		}
		if c.Output == "" {
			c.Output = "unknot-report." + map[string]string{"pdf": "pdf", "fhir": "json"}[c.Format]
		}
		if err := os.WriteFile(c.Output, file.Bytes(), 0o600); err != nil {
			return &exit{ExitBadInput, fmt.Sprintf("cannot write the report: %v", err)}
		}
		_, err = fmt.Fprintf(s.out, "Wrote %s. Whoever gets this file can read it.\n", c.Output)
		return err
	})
}

// days reads a range of days; the last day counts as a whole.
func days(first, last string) (from, to time.Time, err error) {
	read := func(flag, s string) (time.Time, error) {
		if s == "" {
			return time.Time{}, nil
		}
		t, err := time.ParseInLocation(time.DateOnly, s, time.Local)
		if err != nil {
			return t, &exit{ExitUsage, fmt.Sprintf("%s %q: write a day as 2026-11-24", flag, s)}
		}
		return t, nil
	}
	if from, err = read("--from", first); err != nil {
		return from, to, err
	}
	if to, err = read("--to", last); err != nil || to.IsZero() {
		return from, to, err
	}
	if to = to.AddDate(0, 0, 1).Add(-time.Microsecond); to.Before(from) {
		return from, to, &exit{ExitUsage, fmt.Sprintf("--to %s lies before --from %s", last, first)}
	}
	return from, to, nil
}
