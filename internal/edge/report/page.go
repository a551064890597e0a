package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
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
	Reasons                []line
	Examine                []string // muscles, for the form
	Plan                   []line
	Left                   []line
	Sources                []line
	Has                    map[string]bool
	Print                  string // drawn by us, its words escaped
	Chart                  graph
	Theme                  string // light, dark; "" as the device says
	Ahead                  []aheadView
	Visits                 []line
}

type aheadView struct{ Date, Middle, Half, Most string }

type line struct {
	Name, Text string
	Printed    bool // Text is the title of a text, which stays as it was printed
	More       []string
	Telling    bool // an answer that is no plain no
}

type dayView struct{ Date, Pain, Care, Sleep string }

// Most that the first page says; the rest stands behind it.
const (
	mostMuscles = 3
	mostReasons = 2 // for a muscle, and as many against it
	mostOther   = 3
)

// Sizes of the chart in its own units: about the points of a sheet of paper.
const (
	chartWide, chartTall  = 560.0, 156.0
	chartLeft, chartRight = 22.0, 6.0
	chartHead             = 10.0 // half a digit
	chartFoot             = 30.0 // ticks of care, and the dates
)

func pageOf(base *knowledge.Base, r care.Report, o Options) sheetView {
	a := r.Answer
	v := sheetView{voice: o.voice(base), R: r, Stopped: a.Gate.Level.StopsPlan(), Has: map[string]bool{}, Print: Print(base, r, o)}
	v.Level = v.tr(Levels[a.Gate.Level])
	v.Telling, v.No, v.Open = v.answered(r)
	for _, s := range Sections {
		v.Has[s] = o.has(s)
	}
	last := lastSaid(r)
	for _, p := range a.Case.Drawing.Places {
		names := body.Names(base, p.Cells)
		for i, spot := range body.Spots(base, p.Cells) {
			x := line{Name: v.know(names[i]), Text: v.tr("%s of 10", v.score(p.Intensity))}
			if now, ok := last[spot.Zone]; ok {
				x.Text += ", " + v.tr("now %s", v.score(now))
			}
			v.Places = append(v.Places, x)
		}
	}
	if !v.Stopped {
		for i, c := range a.Assessment.Candidates[:min(5, len(a.Assessment.Candidates))] {
			x := line{Name: v.cause(c.Muscle, "", c.Side), Text: v.likely(c.Probability, c.Low, c.High), More: v.reasons(c, many)}
			v.Reasons, v.Examine = append(v.Reasons, x), append(v.Examine, x.Name)
			if i < mostMuscles {
				x.More = v.reasons(c, mostReasons)
				v.Muscles = append(v.Muscles, x)
			}
		}
		for _, c := range a.Assessment.Lookalikes[:min(mostOther, len(a.Assessment.Lookalikes))] {
			v.Other = append(v.Other, line{Name: v.cause("", c.Lookalike, c.Side), Text: v.share(c.Probability)})
		}
		for _, c := range a.Assessment.Lookalikes[:min(5, len(a.Assessment.Lookalikes))] {
			v.Reasons = append(v.Reasons, line{Name: v.cause("", c.Lookalike, c.Side), Text: v.likely(c.Probability, c.Low, c.High), More: v.reasons(c, many)})
		}
	}
	v.Chart = graphOf(r, chartLeft, chartHead, chartWide-chartLeft-chartRight, chartTall-chartHead-chartFoot)
	for _, x := range a.Gate.Asked {
		if q, ok := base.Question(x.ID); ok {
			v.Answers = append(v.Answers, line{Name: v.know(q.Ask), Text: v.said(x.Answer), Telling: x.Answer != unknot.No})
		}
	}
	for _, id := range a.Gate.Unanswered {
		if q, ok := base.Question(id); ok {
			v.Answers = append(v.Answers, line{Name: v.know(q.Ask), Text: v.tr("not answered"), Telling: true})
		}
	}
	slices.SortStableFunc(v.Answers, func(a, b line) int { // what tells something is not lost among fifty times "no"
		switch {
		case a.Telling == b.Telling:
			return 0
		case a.Telling:
			return -1
		}
		return 1
	})
	v.rest()
	return v
}

// reasons are those for a cause and those against it, each a line with at most
// so many.
func (v voice) reasons(c assess.Candidate, most int) []string {
	var out []string
	say := func(text string, list []assess.Reason) {
		var words []string
		for _, why := range list[:min(most, len(list))] {
			words = append(words, v.know(why.Words))
		}
		if len(words) > 0 {
			out = append(out, v.tr(text, strings.Join(words, "; ")))
		}
	}
	speaks, against, _ := c.Told()
	say(msg("for: %s"), speaks)
	say(msg("against: %s"), against)
	return out
}

func (v *sheetView) rest() {
	for _, d := range v.R.Summary.Days {
		x := dayView{Date: v.ShortDay(d.Date), Pain: v.score(d.Top())}
		if d.Sessions > 0 {
			x.Care = fmt.Sprint(d.Sessions)
		}
		if d.Sleep >= 0 {
			x.Sleep = v.score(d.Sleep)
		}
		v.Days = append(v.Days, x)
	}
	for i, d := range ahead(v.R) {
		if i%7 == 6 {
			v.Ahead = append(v.Ahead, aheadView{v.ShortDay(d.Date), v.score(d.Middle), v.tr("%s to %s", v.score(d.Low), v.score(d.High)), v.tr("%s to %s", v.score(d.Lowest), v.score(d.Highest))})
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
	v.Sources = v.cited(v.R)
}

// drawn says the chart in a sentence, for those who cannot see it.
func (v sheetView) drawn() string {
	days := v.R.Summary.Days
	text := v.tr("Mean pain at the strongest place: from %s on the first day to %s on the last.", v.score(days[0].Top()), v.score(days[len(days)-1].Top()))
	if n := len(v.Chart.ahead); n > 0 {
		end := v.Chart.ahead[n-1]
		text += " " + v.tr("Ahead, on %s: %s, half of such courses %s to %s.", v.Day(end.Date), v.score(end.Middle), v.score(end.Low), v.score(end.High))
	}
	return text
}

// questions are those for the visit.
func (v sheetView) questions() []string {
	out := slices.Clone(v.R.Questions)
	for i, q := range out {
		out[i] = locale.Capital(v.know(q))
	}
	return out
}
