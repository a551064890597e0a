package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

// mostDays is how many days of the diary the appendix lists.
const mostDays = 60

// appendix is everything behind the first page.
func (s *sheet) appendix() {
	parts := []struct {
		section, title string
		write          func()
	}{
		{"answers", "Danger questions and answers", s.answers},
		{"muscles", "Reasons, for and against", s.reasons},
		{"examination", "Examination by criteria", s.examination},
		{"plan", "Plan, and what was left out for safety", s.plan},
		{"diary", "Diary by day", s.diary},
		{"sources", "Sources", s.sources},
	}
	started := false
	for _, p := range parts {
		if !s.o.has(p.section) {
			continue
		}
		if !started {
			s.AddPage()
			s.SetFont("sans", "B", 14)
			s.CellFormat(inner, 8, "Appendix", "", 1, "L", false, 0, "")
			started = true
		}
		if s.GetY() > pageHigh-50 {
			s.AddPage()
		}
		s.Ln(2)
		s.head(p.title, margin, inner)
		p.write()
	}
}

const many = 1000 // lines: no limit in the appendix

func (s *sheet) answers() {
	g := s.r.Answer.Gate
	for _, r := range g.Reasons {
		s.para(r.Name+" ("+Levels[r.Level]+"). "+r.Why+" "+r.Do, margin, inner, 9, true, many)
	}
	for _, a := range g.Asked {
		if q, ok := s.base.Question(a.ID); ok {
			s.bullet(strings.ToUpper(string(a.Answer))+": "+q.Ask, margin, inner, 8.5, many)
		}
	}
	for _, id := range g.Unanswered {
		if q, ok := s.base.Question(id); ok {
			s.bullet("NOT ANSWERED: "+q.Ask, margin, inner, 8.5, many)
		}
	}
}

func (s *sheet) reasons() {
	for i, c := range slices.Concat(s.r.Answer.Assessment.Candidates[:min(5, len(s.r.Answer.Assessment.Candidates))], s.r.Answer.Assessment.Lookalikes) {
		if i == 10 {
			break
		}
		s.para(fmt.Sprintf("%s: %.0f %% (%.0f-%.0f %%)", causeName(s.base, c.Muscle, c.Lookalike, c.Side), c.Probability*100, c.Low*100, c.High*100), margin, inner, 9, true, 2)
		for _, why := range c.For {
			s.bullet(fmt.Sprintf("%+.1f  %s", why.LogOdds, why.Words), margin, inner, 8, many)
		}
		for _, why := range c.Against {
			s.bullet(fmt.Sprintf("%+.1f  %s", why.LogOdds, why.Words), margin, inner, 8, many)
		}
	}
	s.soft()
	for _, l := range s.r.Answer.Assessment.Limits {
		s.para(l, margin, inner, 8, false, many)
	}
	s.ink()
}

// examination is a form by the criteria of the expert panel (Fernández-de-las-
// Peñas 2018, doi:10.1093/pm/pnx207): two of taut band, hypersensitive spot and
// referred pain.
func (s *sheet) examination() {
	s.para("Two of three (expert panel, Fernández-de-las-Peñas and Dommerholt 2018): a taut band, a hypersensitive spot, referred pain. Recognised pain makes it active. Agreement between examiners is limited.", margin, inner, 8.5, false, many)
	s.Ln(1)
	s.SetDrawColor(120, 130, 140)
	s.SetLineWidth(.2)
	cols := []float64{74, 17, 23, 19, 20, 27}
	for i, name := range []string{"Muscle", "Taut band", "Sensitive spot", "Refers pain", "Known pain", "By the person"} {
		s.SetFont("sans", "B", 8)
		s.CellFormat(cols[i], 5, name, "1", 0, "L", false, 0, "")
	}
	s.Ln(5)
	pressed := map[string]string{}
	for _, f := range s.r.Answer.Case.Findings {
		if rest, ok := strings.CutPrefix(f.ID, "press."); ok {
			pressed[rest] = strings.ReplaceAll(f.Answer, "_", " ")
		}
	}
	for i, c := range s.r.Answer.Assessment.Candidates {
		if i == 5 {
			break
		}
		s.examined(cols, causeName(s.base, c.Muscle, "", c.Side), pressed[string(c.Muscle)+"."+string(c.Side)])
	}
	s.examined(cols, "", "")
	s.examined(cols, "", "")
	for _, v := range visitLines(s.base, s.r) {
		s.Ln(1)
		s.para("Examined "+v.Name, margin, inner, 9, true, 1)
		for _, m := range v.More {
			s.bullet(m, margin, inner, 8.5, many)
		}
	}
}

// visitLines are what clinicians found and did, for PDF and page alike.
func visitLines(base *knowledge.Base, r care.Report) []line {
	var out []line
	for _, d := range r.Visits {
		x := line{Name: day(d.At) + ", " + d.Body.Author}
		for _, c := range d.Body.Found {
			state := map[unknot.State]string{unknot.Active: "fits an active trigger point", unknot.Latent: "fits a latent trigger point", unknot.Gone: "does not fit the criteria", "": "open"}[c.State()]
			x.More = append(x.More, fmt.Sprintf("%s: %s (taut band %s, sensitive spot %s, refers pain %s, known pain %s)", causeName(base, c.Muscle, "", c.Side), state,
				said(c.Band), said(c.Spot), said(c.Refers), said(c.Known)))
		}
		for _, t := range d.Body.Did {
			name := t.Treatment
			if k, ok := base.Treatment(t.Treatment); ok {
				name = k.Name
			}
			if t.Muscle != "" {
				name += ", " + causeName(base, t.Muscle, "", t.Side)
			}
			x.More = append(x.More, "Given: "+name)
		}
		if d.Body.Note != "" {
			x.More = append(x.More, d.Body.Note)
		}
		out = append(out, x)
	}
	return out
}

func said(a unknot.Answer) string {
	if a == unknot.NotAsked {
		return "-"
	}
	return string(a)
}

func (s *sheet) examined(cols []float64, name, said string) {
	s.SetFont("sans", "", 8)
	for i, w := range cols {
		text := ""
		switch i {
		case 0:
			text = name
		case len(cols) - 1:
			text = said
		}
		s.CellFormat(w, 6, text, "1", 0, "L", false, 0, "")
	}
	s.Ln(6)
}

func (s *sheet) plan() {
	if len(s.r.Answer.Plan.Items) == 0 {
		s.para("There is no plan: danger signs come first.", margin, inner, 9, false, 1)
		return
	}
	for _, it := range s.r.Answer.Plan.Items {
		name := it.Name
		if it.Muscle != "" {
			name += ", " + causeName(s.base, it.Muscle, "", it.Side)
		}
		s.para(name+" ("+gradeWords[it.Grade]+")", margin, inner, 9, true, 2)
		s.para(it.Dose.Use, margin+3, inner-3, 8.5, false, many)
		if it.Light {
			s.para("Light pressure only.", margin+3, inner-3, 8.5, true, 1)
		}
	}
	for _, w := range s.r.Answer.Plan.Withheld {
		name := w.Treatment
		if t, ok := s.base.Treatment(w.Treatment); ok {
			name = t.Name
		}
		if w.Muscle != "" {
			name += ", " + causeName(s.base, w.Muscle, "", w.Side)
		}
		s.bullet("Left out: "+name+". "+w.Reason, margin, inner, 8.5, many)
	}
}

func (s *sheet) diary() {
	days := s.r.Summary.Days
	if len(days) > mostDays {
		s.para(fmt.Sprintf("The last %d of %d days.", mostDays, len(days)), margin, inner, 8, false, 1)
		days = days[len(days)-mostDays:]
	}
	for _, d := range days {
		line := d.Date + ":"
		for _, p := range d.Places {
			line += fmt.Sprintf("  %s %s (worst %s)", body.ZoneName(s.base, p.Cell), score(p.Mean), score(p.Worst))
		}
		if d.Sessions > 0 {
			line += "  care " + map[bool]string{true: "once", false: fmt.Sprintf("%d times", d.Sessions)}[d.Sessions == 1]
		}
		if d.Sleep >= 0 {
			line += "  sleep " + score(d.Sleep) + " h"
		}
		s.para(line, margin, inner, 8, false, many)
	}
	for _, e := range s.r.Entries {
		for _, a := range e.Function {
			s.bullet(fmt.Sprintf("%s  %s: %s of 10", e.At.Format("2006-01-02"), a.Name, score(a.Score)), margin, inner, 8, 2)
		}
		if len(e.PEG) == 3 {
			s.bullet(fmt.Sprintf("%s  PEG %s, %s, %s", e.At.Format("2006-01-02"), score(e.PEG[0]), score(e.PEG[1]), score(e.PEG[2])), margin, inner, 8, 2)
		}
	}
}

func (s *sheet) sources() {
	for _, id := range s.r.Sources {
		k, ok := s.base.Source(id)
		if !ok {
			continue
		}
		line := k.Cite + ": " + k.Title
		if k.DOI != "" {
			line += ". doi:" + k.DOI
		}
		s.bullet(line, margin, inner, 7.5, 3)
	}
}
