package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
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
		{"answers", s.tr("Danger questions and answers"), s.answers},
		{"muscles", s.tr("Reasons, for and against"), s.reasons},
		{"examination", s.tr("Examination by criteria"), s.examination},
		{"plan", s.tr("Plan, and what was left out for safety"), s.plan},
		{"diary", s.tr("Diary by day"), s.diary},
		{"sources", s.tr("Sources"), s.sources},
	}
	started := false
	for _, p := range parts {
		if !s.o.has(p.section) {
			continue
		}
		if !started {
			s.AddPage()
			s.SetFont("sans", "B", 14)
			s.CellFormat(inner, 8, s.tr("Appendix"), "", 1, "L", false, 0, "")
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
		s.para(s.reason(r), margin, inner, 9, true, many)
	}
	for _, a := range g.Asked {
		if q, ok := s.base.Question(a.ID); ok {
			s.bullet(s.tr(answerWords[a.Answer])+": "+s.know(q.Ask), margin, inner, 8.5, many)
		}
	}
	for _, id := range g.Unanswered {
		if q, ok := s.base.Question(id); ok {
			s.bullet(s.tr("NOT ANSWERED")+": "+s.know(q.Ask), margin, inner, 8.5, many)
		}
	}
}

func (s *sheet) reasons() {
	for i, c := range slices.Concat(s.r.Answer.Assessment.Candidates[:min(5, len(s.r.Answer.Assessment.Candidates))], s.r.Answer.Assessment.Lookalikes) {
		if i == 10 {
			break
		}
		s.para(s.cause(c.Muscle, c.Lookalike, c.Side)+": "+s.likely(c.Probability, c.Low, c.High), margin, inner, 9, true, 2)
		for _, why := range c.For {
			s.bullet(s.weight(why), margin, inner, 8, many)
		}
		for _, why := range c.Against {
			s.bullet(s.weight(why), margin, inner, 8, many)
		}
	}
	s.soft()
	for _, l := range s.r.Answer.Assessment.Limits {
		s.para(s.know(l), margin, inner, 8, false, many)
	}
	s.ink()
}

// weight says a reason with its log-odds.
func (s *sheet) weight(why assess.Reason) string {
	sign := "+"
	if why.LogOdds < 0 {
		sign = ""
	}
	return sign + s.Number(why.LogOdds, 1) + "  " + s.know(why.Words)
}

// examination is a form by the criteria of the expert panel (Fernández-de-las-
// Peñas 2018, doi:10.1093/pm/pnx207): two of taut band, hypersensitive spot and
// referred pain.
func (s *sheet) examination() {
	s.para(s.criteria(), margin, inner, 8.5, false, many)
	s.Ln(1)
	s.SetDrawColor(120, 130, 140)
	s.SetLineWidth(.2)
	cols := []float64{74, 17, 23, 19, 20, 27}
	for i, name := range []string{s.tr("Muscle"), s.tr("Taut band"), s.tr("Sensitive spot"), s.tr("Refers pain"), s.tr("Known pain"), s.tr("By the person")} {
		s.SetFont("sans", "B", 8)
		s.CellFormat(cols[i], 5, name, "1", 0, "L", false, 0, "")
	}
	s.Ln(5)
	pressed := map[string]string{}
	for _, f := range s.r.Answer.Case.Findings {
		if rest, ok := strings.CutPrefix(f.ID, "press."); ok {
			pressed[rest] = s.know(strings.ReplaceAll(f.Answer, "_", " "))
		}
	}
	for i, c := range s.r.Answer.Assessment.Candidates {
		if i == 5 {
			break
		}
		s.examined(cols, s.cause(c.Muscle, "", c.Side), pressed[string(c.Muscle)+"."+string(c.Side)])
	}
	s.examined(cols, "", "")
	s.examined(cols, "", "")
	for _, v := range s.visits(s.r) {
		s.Ln(1)
		s.para(s.tr("Examined %s", v.Name), margin, inner, 9, true, 1)
		for _, m := range v.More {
			s.bullet(m, margin, inner, 8.5, many)
		}
	}
}

// visitLines are what clinicians found and did, for PDF and page alike.
func (v voice) visits(r care.Report) []line {
	var out []line
	for _, d := range r.Visits {
		x := line{Name: v.Date(d.At) + ", " + d.Body.Author}
		for _, c := range d.Body.Found {
			x.More = append(x.More, v.tr("%s: %s (taut band %s, sensitive spot %s, refers pain %s, known pain %s)", v.cause(c.Muscle, "", c.Side), v.tr(stateWords[c.State()]),
				v.said(c.Band), v.said(c.Spot), v.said(c.Refers), v.said(c.Known)))
		}
		for _, t := range d.Body.Did {
			x.More = append(x.More, v.tr("Given: %s", v.treatment(t.Treatment, t.Muscle, t.Side)))
		}
		if d.Body.Note != "" {
			x.More = append(x.More, d.Body.Note)
		}
		out = append(out, x)
	}
	return out
}

var stateWords = map[unknot.State]string{unknot.Active: msg("fits an active trigger point"), unknot.Latent: msg("fits a latent trigger point"),
	unknot.Gone: msg("does not fit the criteria"), "": msg("open")}

// said is an answer within a sentence.
func (v voice) said(a unknot.Answer) string { return strings.ToLower(v.tr(answerWords[a])) }

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
		s.para(s.tr("There is no plan: danger signs come first."), margin, inner, 9, false, 1)
		return
	}
	for _, it := range s.r.Answer.Plan.Items {
		s.para(s.on(s.know(it.Name), it.Muscle, it.Side)+" ("+s.tr(gradeWords[it.Grade])+")", margin, inner, 9, true, 2)
		s.para(s.know(it.Dose.Use), margin+3, inner-3, 8.5, false, many)
		if it.Light {
			s.para(s.tr("Light pressure only."), margin+3, inner-3, 8.5, true, 1)
		}
	}
	for _, w := range s.r.Answer.Plan.Withheld {
		s.bullet(s.tr("Left out: %s.", s.treatment(w.Treatment, w.Muscle, w.Side))+" "+s.know(w.Reason), margin, inner, 8.5, many)
	}
}

func (s *sheet) diary() {
	days := s.r.Summary.Days
	if len(days) > mostDays {
		s.para(s.tr("The last %d of %d days.", mostDays, len(days)), margin, inner, 8, false, 1)
		days = days[len(days)-mostDays:]
	}
	for _, d := range days {
		line := s.day(d.Date) + ":"
		for _, p := range d.Places {
			line += "  " + s.tr("%s %s (worst %s)", s.know(body.ZoneName(s.base, p.Cell)), s.score(p.Mean), s.score(p.Worst))
		}
		if d.Sessions > 0 {
			line += "  " + s.trn(d.Sessions, "care %d time", "care %d times")
		}
		if d.Sleep >= 0 {
			line += "  " + s.tr("sleep %s h", s.score(d.Sleep))
		}
		s.para(line, margin, inner, 8, false, many)
	}
	for _, e := range s.r.Entries {
		for _, a := range e.Function {
			s.bullet(fmt.Sprintf("%s  %s: %s", s.Date(e.At), a.Name, s.tr("%s of 10", s.score(a.Score))), margin, inner, 8, 2)
		}
		if len(e.PEG) == 3 {
			s.bullet(fmt.Sprintf("%s  PEG %s, %s, %s", s.Date(e.At), s.score(e.PEG[0]), s.score(e.PEG[1]), s.score(e.PEG[2])), margin, inner, 8, 2)
		}
	}
}

func (s *sheet) sources() {
	for _, id := range s.r.Sources {
		k, ok := s.base.Source(id)
		if !ok {
			continue
		}
		line := s.know(k.Cite) + ": " + k.Title
		if k.DOI != "" {
			line += ". doi:" + k.DOI
		}
		s.bullet(line, margin, inner, 7.5, 3)
	}
}
