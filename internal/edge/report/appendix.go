package report

import (
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// appendix is everything behind the first page.
func (s *sheet) appendix() {
	parts := []struct {
		section, title string
		write          func()
	}{
		{"answers", s.tr("Danger questions and answers"), s.answers},
		{"muscles", s.tr("Reasons, for and against"), s.weighed},
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
	var told, no []string // what tells something comes first
	for _, a := range g.Asked {
		if q, ok := s.base.Question(a.ID); ok {
			text := s.tr(answerWords[a.Answer]) + ": " + s.know(q.Ask)
			if a.Answer == unknot.No {
				no = append(no, text)
			} else {
				told = append(told, text)
			}
		}
	}
	for _, id := range g.Unanswered {
		if q, ok := s.base.Question(id); ok {
			told = append(told, s.tr("NOT ANSWERED")+": "+s.know(q.Ask))
		}
	}
	for _, text := range told {
		s.bullet(text, margin, inner, 8.5, many)
	}
	s.columns(no, 8)
}

// columns writes points in two columns: down the first and then the second
// where one page has room for them, else row by row.
func (s *sheet) columns(list []string, size float64) {
	s.SetFont("sans", "", size)
	high, sum := make([]float64, len(list)), 0.0
	for i, text := range list {
		high[i] = float64(len(s.split(text, half-5)))*size*.46 + .4
		sum += high[i]
	}
	cut, first := 0, 0.0
	for cut < len(list) && first < sum/2 {
		first += high[cut]
		cut++
	}
	if y := s.GetY(); y+first < pageHigh-18 {
		for i, text := range list {
			if i == cut {
				s.SetY(y)
			}
			x := margin
			if i >= cut {
				x += half + gutter
			}
			s.bullet(text, x, half, size, many)
			s.Ln(.4)
		}
		s.SetY(y + first)
		return
	}
	for i := 0; i < len(list); i += 2 {
		pair := list[i:min(i+2, len(list))]
		s.room(slices.Max(high[i : i+len(pair)]))
		y := s.GetY()
		for j, text := range pair {
			s.SetY(y)
			s.bullet(text, margin+float64(j)*(half+gutter), half, size, many)
		}
		s.SetY(y + slices.Max(high[i:i+len(pair)]))
	}
}

// room begins a page when what comes next, so high, does not fit this one.
func (s *sheet) room(high float64) {
	if auto, bottom := s.GetAutoPageBreak(); auto && s.GetY()+high > pageHigh-bottom {
		s.AddPage()
	}
}

func (s *sheet) weighed() {
	a := s.r.Answer.Assessment
	list := slices.Concat(a.Candidates[:min(5, len(a.Candidates))], a.Lookalikes[:min(5, len(a.Lookalikes))])
	for _, c := range list {
		s.room(12) // a name stays with its reasons
		s.para(locale.Capital(s.cause(c.Muscle, c.Lookalike, c.Side))+": "+s.likely(c.Probability, c.Low, c.High), margin, inner, 9, true, 2)
		speaks, against, rest := c.Told()
		for _, side := range [][]assess.Reason{speaks, against} {
			var words []string
			for _, why := range side {
				words = append(words, s.Signed(why.LogOdds, 1)+" "+s.know(why.Words))
			}
			if len(words) > 0 {
				s.para(strings.Join(words, ";  "), margin, inner, 8, false, many)
			}
		}
		s.soft()
		s.para(s.tr("Log-odds: %s before any sign, %s for what several signs say alike and for small ones, %s in all.", s.Signed(c.Start, 1), s.Signed(rest, 1), s.Signed(c.Score, 1)), margin, inner, 8, false, many)
		s.ink()
		s.Ln(1)
	}
	s.soft()
	for _, l := range a.Limits {
		s.para(s.know(l), margin, inner, 8, false, many)
	}
	s.ink()
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
	s.SetCellMargin(1)
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
	s.SetCellMargin(0)
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
		s.room(10)
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

func (s *sheet) sources() {
	for _, k := range s.cited(s.r) {
		s.bullet(k.Name+": "+k.Text, margin, inner, 7.5, 3)
	}
}
