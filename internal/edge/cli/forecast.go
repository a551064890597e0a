package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

type forecastCmd struct {
	dataFlags
	Episode string   `arg:"" optional:"" help:"Id of the episode; the newest when left out."`
	Output  string   `short:"o" enum:"table,json,csv" default:"table" help:"table, json (unknot.forecast/v1) or csv."`
	Days    int      `default:"28" help:"Days ahead, 1 to 180."`
	Keep    bool     `help:"Keep the forecast, to be held against what comes."`
	Add     []string `placeholder:"ID" help:"What if: with this treatment besides, once a day."`
	Skip    []string `placeholder:"ID" help:"What if: without this treatment of the plan."`
	Load    float64  `placeholder:"X" help:"What if: load at work is X of now, such as 0.7."`
	Score   bool     `help:"Hold the kept forecasts against the diary that came after them."`
	Trials  bool     `help:"Replay the arms of trials instead: measured against foretold."`
}

// Run forecasts an episode, or replays trials.
func (c *forecastCmd) Run(s *streams) error {
	if c.Trials {
		return replayTrials(s)
	}
	return withEpisode(&c.dataFlags, c.Episode, func(ctx context.Context, p *care.Practice, tenant, id string) error {
		if c.Score {
			return forecastScore(ctx, s, p, tenant, id)
		}
		if c.Days < 1 { // 0 would be taken as unsaid
			return &exit{ExitBadInput, fmt.Sprintf("--days is %d; give 1 to 180", c.Days)}
		}
		ask := care.Ahead{Days: c.Days, Zone: time.Local, Keep: c.Keep}
		if len(c.Add)+len(c.Skip) > 0 || c.Load != 0 {
			ask.If = []care.What{{Name: "what if", Without: c.Skip, Add: c.Add, Load: c.Load}}
		}
		f, err := p.Forecast(ctx, tenant, id, ask)
		if err != nil {
			return stopped(err)
		}
		switch c.Output {
		case "json":
			raw, err := wire.WriteForecast(f)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(s.out, string(raw))
			return err
		case "csv":
			return forecastCSV(s, f)
		}
		return forecastTable(s, f)
	})
}

var verdictWords = map[string]string{
	string(forecast.TooEarly):   "Too early to say.",
	string(forecast.OnTrack):    "On track.",
	string(forecast.Slower):     "Slower than usual.",
	string(forecast.SeeSomeone): "Time to have it looked at.",
}

func forecastTable(s *streams, f wire.Forecast) error {
	t := newText(s.out)
	for _, p := range f.Places {
		t.head(p.Name)
		t.para(verdictWords[p.Verdict.State]+" "+strings.Join(p.Verdict.Reasons, " "), "")
		t.line("")
		t.line("  day         pain 0-10, 8 of 10 days lie within     without any care   quiet by then")
		for i, d := range p.Plan.Days {
			if i%7 != 6 && i != 0 && i != len(p.Plan.Days)-1 {
				continue
			}
			w := p.Without.Days[i]
			t.line(fmt.Sprintf("  %s  %s %4.1f  (%.1f to %.1f)      %4.1f (%.1f to %.1f)  %3.0f %%", d.Date, ranged(d, 21), d.Middle, d.Lowest, d.Highest, w.Middle, w.Lowest, w.Highest, d.Quiet*100))
		}
		t.line("")
		t.para(fmt.Sprintf("Within %d days: quiet with a chance of %.0f %% (without any care %.0f %%). %s", len(p.Plan.Days), p.Plan.Quiet*100, p.Without.Quiet*100, back(p)), "")
		t.para(fmt.Sprintf("Two simple rules beside it: as the last day %.1f (%.1f to %.1f); as the smoothed diary %.1f (%.1f to %.1f).",
			p.Last.Middle, p.Last.Lowest, p.Last.Highest, p.Smoothed.Middle, p.Smoothed.Lowest, p.Smoothed.Highest), "")
		for _, o := range p.Options {
			end, was := o.Days[len(o.Days)-1], p.Plan.Days[len(p.Plan.Days)-1]
			t.para(fmt.Sprintf("What if: at the end %.1f (%.1f to %.1f) in place of %.1f; quiet %.0f %% in place of %.0f %%.", end.Middle, end.Lowest, end.Highest, was.Middle, o.Quiet*100, p.Plan.Quiet*100), "")
		}
		t.line("")
	}
	for _, s := range f.Silent {
		t.head(s.Name)
		t.para("No forecast: "+s.Reason+".", "")
		t.line("")
	}
	t.para(f.Limits, "")
	return t.err
}

// ranged draws the bands of a day: . of 80 %, = of 50 %, o the middle.
func ranged(d wire.ForecastDay, wide int) string {
	line := []byte(strings.Repeat(" ", wide))
	at := func(v float64) int { return int(v / 10 * float64(wide-1)) }
	for i := at(d.Lowest); i <= at(d.Highest); i++ {
		line[i] = '.'
	}
	for i := at(d.Low); i <= at(d.High); i++ {
		line[i] = '='
	}
	line[at(d.Middle)] = 'o'
	return "|" + string(line) + "|"
}

func forecastCSV(s *streams, f wire.Forecast) error {
	t := newText(s.out)
	t.line("place,course,date,p10,p25,p50,p75,p90,mean,quiet_by")
	for _, p := range f.Places {
		write := func(name string, days []wire.ForecastDay) {
			for _, d := range days {
				t.line(fmt.Sprintf("%q,%s,%s,%g,%g,%g,%g,%g,%g,%g", p.Name, name, d.Date, d.Lowest, d.Low, d.Middle, d.High, d.Highest, d.Mean, d.Quiet))
			}
		}
		write("expected", p.Past)
		write("plan", p.Plan.Days)
		write("without", p.Without.Days)
		for _, o := range p.Options {
			write("what_if", o.Days)
		}
	}
	return t.err
}

func forecastScore(ctx context.Context, s *streams, p *care.Practice, tenant, id string) error {
	score, err := p.ForecastScore(ctx, tenant, id, time.Local)
	if err != nil {
		return stopped(err)
	}
	t := newText(s.out)
	if score.Days == 0 {
		t.para("No day that a kept forecast foretold has a rating yet. Keep one with --keep, or open the page Course.", "")
		return t.err
	}
	t.para(fmt.Sprintf("%d forecasts, %d days: %.0f %% of the ratings lay within the band of 50 %%, %.0f %% within that of 80 %%.", score.Forecasts, score.Days, score.In50*100, score.In80*100), "")
	t.para(fmt.Sprintf("Mean distance: forecast %.2f points, as the last day %.2f, as the smoothed diary %.2f.", score.Model, score.Last, score.Smoothed), "")
	return t.err
}

func replayTrials(s *streams) error {
	base, err := knowledge.Embedded()
	if err != nil {
		return err
	}
	t := newText(s.out)
	t.head("Arms of trials: pain 0-10, measured against foretold")
	t.line("  arm                   week  measured  foretold    off   natural course  tissue")
	var off [2]float64
	var n [2]int
	for _, a := range base.Arms {
		r, err := forecast.Replay(a, 4000, 1)
		if err != nil {
			return err
		}
		kind := 0
		mark := ""
		if a.Tuned {
			kind, mark = 1, " (tuned)"
		}
		for _, p := range r.Points {
			t.line(fmt.Sprintf("  %-20s  %4.0f  %8.1f  %8.1f  %+5.1f  %14.1f  %6.1f%s", a.ID, p.Week, p.Measured, p.Foretold, p.Foretold-p.Measured, p.Usual, p.Tissue, mark))
			off[kind] += max(p.Foretold-p.Measured, p.Measured-p.Foretold)
			n[kind]++
		}
	}
	t.line("")
	t.para("Off is foretold less measured: below 0 the forecast was too hopeful. It weighs two explanations, the natural course and the tissue model.", "")
	t.para(fmt.Sprintf("Mean distance: %.2f points in the %d times of arms that no number was set for; %.2f in the %d of arms that were looked at when numbers were set.",
		off[0]/float64(max(1, n[0])), n[0], off[1]/float64(max(1, n[1])), n[1]), "")
	for _, a := range base.Arms {
		var cites []string
		for _, id := range a.Sources {
			if src, ok := base.Source(id); ok {
				cites = append(cites, src.Cite)
			}
		}
		note := a.ID + ": " + a.Name + " (" + strings.Join(cites, ", ") + ")"
		if a.Doubt != "" {
			note += "; " + a.Doubt
		}
		t.wrap("", "  ", note)
	}
	return t.err
}

// back says how likely pain returns once it was quiet. A share near nothing is
// no promise, so it is not said as a number.
func back(p wire.ForecastPlace) string {
	least := func(share float64) string {
		if share < .01 {
			return "hardly ever"
		}
		return fmt.Sprintf("%.0f %%", share*100)
	}
	return fmt.Sprintf("Once quiet, it is back within these days: %s (without any care: %s). A new strain is not foreseen.", least(p.Plan.Relapse), least(p.Without.Relapse))
}

// stopped turns what the gate said into its exit code.
func stopped(err error) error {
	var stop *triage.StopError
	var open *triage.UnansweredError
	switch {
	case errors.As(err, &stop):
		text := "there is no forecast: " + stop.Error()
		for _, r := range stop.Reasons {
			text += "\n  " + r.Why + " " + r.Do
		}
		return &exit{ExitStop, text}
	case errors.As(err, &open):
		return &exit{ExitUnanswered, "there is no forecast yet: " + open.Error()}
	}
	return err
}
