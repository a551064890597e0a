package cds

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/report"
)

type card struct {
	UUID      string `json:"uuid"`
	Summary   string `json:"summary"` // shorter than 140 signs
	Detail    string `json:"detail"`
	Indicator string `json:"indicator"` // info, warning, critical
	Source    source `json:"source"`
	Links     []to   `json:"links,omitempty"`
}

type source struct {
	Label string `json:"label"`
	URL   string `json:"url,omitempty"`
}

type to struct {
	Label string `json:"label"`
	URL   string `json:"url"`
	Type  string `json:"type"`
}

// longest is how long a summary may be.
const longest = 139

// cards are made for a reader who has the consent of the person, which is
// asked first, and writes a line into the person's own log.
func (s *server) cards(r *http.Request, reader care.Account, ask request) ([]card, error) {
	ctx := r.Context()
	granted, err := s.practice.SharedWith(ctx, reader)
	if err != nil {
		return nil, err
	}
	ids := ask.episodes()
	i := slices.IndexFunc(granted, func(c care.Consent) bool { return slices.Contains(ids, c.Episode) })
	if i < 0 {
		return nil, unknot.Errorf(unknot.NotFound, "nothing is shared")
	}
	c, err := s.practice.Granted(ctx, reader, granted[i].ID, "read")
	if err != nil {
		return nil, err
	}
	rep, err := s.practice.Report(ctx, c.Owner, c.Episode, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		return nil, err
	}
	d := deck{s.practice, rep, ask.Instance, to{"Open what was shared", api.Address(r) + "/clinic/" + c.ID, "absolute"}, nil}
	d.level()
	if ask.Hook == "encounter-start" {
		d.visit()
	}
	d.muscles()
	d.course()
	return d.cards, nil
}

type deck struct {
	practice *care.Practice
	rep      care.Report
	instance string
	open     to
	cards    []card
}

func (d *deck) add(name, indicator, summary, detail string) {
	if r := []rune(summary); len(r) > longest {
		summary = string(r[:longest-1]) + "…"
	}
	sum := sha256.Sum256([]byte(d.instance + name)) // the same call, the same cards
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	d.cards = append(d.cards, card{UUID: fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16]), Summary: summary, Detail: detail, Indicator: indicator,
		Source: source{Label: "unknot, self-report, knowledge " + d.practice.Base.Version}, Links: []to{d.open}})
}

// level is always there, and first.
func (d *deck) level() {
	g := d.rep.Answer.Gate
	indicator := "info"
	switch {
	case g.Level >= unknot.SameDay:
		indicator = "critical"
	case g.Level > unknot.SelfCare || len(g.Unanswered) > 0:
		indicator = "warning"
	}
	summary := "Pain, how soon to be seen: " + report.Levels[g.Level]
	var lines []string
	for i, r := range g.Reasons {
		if i == 0 {
			summary += " (" + r.Name + ")"
		}
		lines = append(lines, "- **"+r.Name+"** ("+report.Levels[r.Level]+"): "+r.Why+" "+r.Do)
	}
	lines = append(lines, "", "Where it hurts: "+body.Describe(d.practice.Base, d.rep.Answer.Case.Drawing))
	lines = append(lines, fmt.Sprintf("Danger questions: %d answered, %d open. Said by the person; nobody has examined them.", len(g.Asked), len(g.Unanswered)))
	d.add("level", indicator, summary, strings.Join(lines, "\n"))
}

func (d *deck) name(c assess.Candidate) string {
	name := c.Lookalike
	if m, ok := d.practice.Base.Muscle(c.Muscle); ok {
		name = m.Name
	}
	if l, ok := d.practice.Base.Lookalike(c.Lookalike); ok {
		name = l.Name
	}
	if c.Side != "" {
		name = string(c.Side) + " " + name
	}
	return name
}

// muscles are weighed only when no danger sign comes first.
func (d *deck) muscles() {
	a := d.rep.Answer.Assessment
	if d.rep.Answer.Gate.Level.StopsPlan() || len(a.Candidates) == 0 {
		return
	}
	var lines []string
	for i, c := range a.Candidates {
		if i == 3 {
			break
		}
		line := fmt.Sprintf("- %s: %.0f %% (%.0f to %.0f %%)", d.name(c), c.Probability*100, c.Low*100, c.High*100)
		if len(c.For) > 0 {
			line += ". For: " + c.For[0].Words
		}
		if len(c.Against) > 0 {
			line += " Against: " + c.Against[0].Words
		}
		lines = append(lines, line)
	}
	for i, c := range a.Lookalikes {
		if i == 0 {
			lines = append(lines, "", "Other causes to think of:")
		}
		if i < 3 {
			lines = append(lines, fmt.Sprintf("- %s: %.0f %%", d.name(c), c.Probability*100))
		}
	}
	lines = append(lines, "", "A model on self-report, no diagnosis. Trigger points are disputed, and agreement between examiners is limited.")
	summary := fmt.Sprintf("Pattern consistent with the %s (%.0f %%)", d.name(a.Candidates[0]), a.Candidates[0].Probability*100)
	if a.CannotTell {
		summary = "The drawing alone cannot tell which muscle it may be"
	}
	d.add("muscles", "info", summary, strings.Join(lines, "\n"))
}

// visit is what to talk about today.
func (d *deck) visit() {
	var lines []string
	for _, q := range d.rep.Questions {
		lines = append(lines, "- "+q)
	}
	for _, id := range d.rep.Answer.Gate.Unanswered {
		if q, ok := d.practice.Base.Question(id); ok {
			lines = append(lines, "- Not answered yet: "+q.Ask)
		}
	}
	if len(lines) > 0 {
		d.add("visit", "info", fmt.Sprintf("%d questions for this visit", len(lines)), strings.Join(lines, "\n"))
	}
}

// course speaks up when care has not helped.
func (d *deck) course() {
	days := d.rep.Summary.Days
	if !d.rep.Summary.NoGain || len(days) == 0 {
		return
	}
	d.add("course", "warning", "Two weeks and more of diary, and the pain is not lower",
		fmt.Sprintf("%d days from %s to %s. What else could it be?", len(days), days[0].Date, days[len(days)-1].Date))
}
