package report

import (
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/unknot/unknot/internal/care"
)

// chartHigh is the height of the course chart in mm.
const chartHigh = 36.0

// course draws the strongest place of each day, and a tick for each day with
// care. Single days are dots, so that one day is not nothing.
func (s *sheet) course(x, w float64) {
	s.head(s.tr("Course: mean pain of the day at the strongest place, 0 to 10"), x, w)
	g := graphOf(s.r, x+6, s.GetY()+1.5, w-6, chartHigh)
	if len(g.days) == 0 {
		s.para(s.tr("No diary entries in this range."), x, w, 9, false, 1)
		return
	}
	foot := g.of(0)
	s.SetLineWidth(.1)
	s.SetDrawColor(205, 212, 218)
	s.SetFont("sans", "", 7)
	for v := 0.0; v <= 10; v += 2 {
		s.Line(g.left, g.of(v), g.left+g.wide, g.of(v))
		s.SetXY(x, g.of(v)-1.5)
		s.CellFormat(5, 3, s.score(v), "", 0, "R", false, 0, "")
	}
	s.bands(g)
	s.SetDrawColor(200, 120, 40)
	s.SetLineWidth(.5)
	for _, at := range g.care() {
		s.Line(at, foot+.5, at, foot+2.5)
	}
	s.SetFillColor(11, 95, 110)
	s.SetDrawColor(11, 95, 110)
	for _, p := range g.points() {
		s.Circle(p[0], p[1], .8, "F")
	}
	s.draw(g.points())
	s.SetXY(g.left, foot+3)
	s.CellFormat(g.wide/2, 3, s.Date(g.first), "", 1, "L", false, 0, "")
	if g.last.After(g.first) {
		s.SetXY(g.left+g.wide/2, foot+3)
		s.CellFormat(g.wide/2, 3, s.Date(g.last), "", 1, "R", false, 0, "")
	}
	if at := g.at(g.logged.Format(time.DateOnly)); g.between(at, 30) {
		s.SetXY(at-15, foot+3)
		s.CellFormat(30, 3, s.Date(g.logged), "", 1, "C", false, 0, "")
	}
	s.soft()
	s.para(s.legend(s.r, g), x, w, 7.5, false, 3)
	s.ink()
}

// between reports whether there is room for a date so wide in the middle of
// the axis, beside those at its ends.
func (r graph) between(at, wide float64) bool {
	return at > r.left+1.5*wide && at < r.left+r.wide-1.5*wide
}

// legend says what the chart shows, and how it goes.
func (v voice) legend(r care.Report, g graph) string {
	text := v.tr("Orange ticks: days with care.")
	if len(g.ahead) > 0 {
		text += " " + v.tr("Shaded: where half, and four in five, of such courses run with this plan.") + " " + v.verdict(r)
	}
	if r.Summary.NoGain {
		text += " " + v.tr("Two weeks and more, and the pain is not lower.")
	}
	return text
}

// verdict says in words how the course goes against what is usual.
func (v voice) verdict(r care.Report) string {
	if r.Forecast == nil || len(r.Forecast.Places) == 0 {
		return ""
	}
	return v.tr(verdictWords[r.Forecast.Places[0].Verdict.State])
}

var verdictWords = map[string]string{"too_early": msg("Too early to say how it goes."), "on_track": msg("The course is as such pain usually goes."),
	"slower": msg("The course is slower than such pain usually goes."), "see_someone": msg("The course is worse than such pain usually goes; somebody should look.")}

// bands shades 80 % and 50 % of the courses ahead, and draws their middle.
func (s *sheet) bands(g graph) {
	if len(g.ahead) == 0 {
		return
	}
	s.SetFillColor(226, 238, 240)
	s.area(g.outer())
	s.SetFillColor(196, 221, 225)
	s.area(g.inner())
	s.SetDrawColor(90, 140, 150)
	s.SetLineWidth(.3)
	s.draw(g.middle())
}

func (s *sheet) area(points [][2]float64) {
	list := make([]fpdf.PointType, len(points))
	for i, p := range points {
		list[i] = fpdf.PointType{X: p[0], Y: p[1]}
	}
	s.Polygon(list, "F")
}

func (s *sheet) draw(points [][2]float64) {
	for i := 1; i < len(points); i++ {
		s.Line(points[i-1][0], points[i-1][1], points[i][0], points[i][1])
	}
}
