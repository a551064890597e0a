package report

import (
	"fmt"
	"slices"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// sheetView is what the page shows; words are made here, so that the template
// decides nothing.
type sheetView struct {
	voice
	R                      care.Report
	Level                  string
	Telling                []string
	No, Open               int
	Stopped                bool
	Places, Muscles, Other []line
	Answers                []line
	Days                   []dayView
	Plan                   []line
	Left                   []line
	Sources                []line
	Has                    map[string]bool
	Print                  string // drawn by us, its words escaped
	Ahead                  []aheadView
	Visits                 []line
}

type aheadView struct{ Date, Middle, Half, Most string }

type line struct {
	Name, Text string
	More       []string
}

type dayView struct {
	Date, Pain, Care string
	Bar              string // one of eleven classes; the policy allows no inline style
}

func pageOf(base *knowledge.Base, r care.Report, o Options) sheetView {
	a := r.Answer
	v := sheetView{voice: o.voice(base), R: r, Stopped: a.Gate.Level.StopsPlan(), Has: map[string]bool{}, Print: Print(base, r, o)}
	v.Level = v.tr(Levels[a.Gate.Level])
	v.Telling, v.No, v.Open = v.answered(r)
	for _, s := range Sections {
		v.Has[s] = o.has(s)
	}
	for _, p := range a.Case.Drawing.Places {
		for _, name := range body.Names(base, p.Cells) {
			v.Places = append(v.Places, line{Name: v.know(name), Text: v.score(p.Intensity)})
		}
	}
	if !v.Stopped {
		for _, c := range a.Assessment.Candidates[:min(5, len(a.Assessment.Candidates))] {
			v.Muscles = append(v.Muscles, line{Name: v.cause(c.Muscle, "", c.Side), Text: v.likely(c.Probability, c.Low, c.High), More: v.reasons(c)})
		}
		for _, c := range a.Assessment.Lookalikes[:min(5, len(a.Assessment.Lookalikes))] {
			v.Other = append(v.Other, line{Name: v.cause("", c.Lookalike, c.Side), Text: v.Percent(c.Probability)})
		}
	}
	for _, x := range a.Gate.Asked {
		if q, ok := base.Question(x.ID); ok {
			v.Answers = append(v.Answers, line{Name: v.know(q.Ask), Text: v.said(x.Answer)})
		}
	}
	for _, id := range a.Gate.Unanswered {
		if q, ok := base.Question(id); ok {
			v.Answers = append(v.Answers, line{Name: v.know(q.Ask), Text: v.tr("not answered")})
		}
	}
	v.rest()
	return v
}

// reasons are those for a cause and against it.
func (v voice) reasons(c assess.Candidate) []string {
	var out []string
	for _, why := range c.For {
		out = append(out, v.tr("for: %s", v.know(why.Words)))
	}
	for _, why := range c.Against {
		out = append(out, v.tr("against: %s", v.know(why.Words)))
	}
	return out
}

func (v *sheetView) rest() {
	for _, d := range v.R.Summary.Days {
		top := -1.0
		for _, p := range d.Places {
			top = max(top, p.Mean)
		}
		x := dayView{Date: v.day(d.Date), Pain: v.score(top), Bar: fmt.Sprintf("p%d", int(max(top, 0)+.5))}
		if d.Sessions > 0 {
			x.Care = fmt.Sprint(d.Sessions)
		}
		v.Days = append(v.Days, x)
	}
	for i, d := range ahead(v.R) {
		if i%7 == 6 {
			v.Ahead = append(v.Ahead, aheadView{v.day(d.Date), v.score(d.Middle), v.tr("%s to %s", v.score(d.Low), v.score(d.High)), v.tr("%s to %s", v.score(d.Lowest), v.score(d.Highest))})
		}
	}
	v.Visits = v.visits(v.R)
	for _, it := range v.R.Answer.Plan.Items {
		x := line{Name: v.on(v.know(it.Name), it.Muscle, it.Side), Text: v.know(it.Dose.Use) + " (" + v.tr(gradeWords[it.Grade]) + ")"}
		if it.Light {
			x.More = append(x.More, v.tr("Light pressure only."))
		}
		v.Plan = append(v.Plan, x)
	}
	for _, w := range v.R.Answer.Plan.Withheld {
		v.Left = append(v.Left, line{Name: v.treatment(w.Treatment, w.Muscle, w.Side), Text: v.know(w.Reason)})
	}
	for _, id := range v.R.Sources {
		if k, ok := v.base.Source(id); ok {
			v.Sources = append(v.Sources, line{Name: v.know(k.Cite), Text: k.Title})
		}
	}
}

// questions are those for the visit.
func (v sheetView) questions() []string {
	out := slices.Clone(v.R.Questions)
	for i, q := range out {
		out[i] = locale.Capital(v.know(q))
	}
	return out
}
