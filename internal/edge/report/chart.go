package report

import (
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// chartHigh is the height of the course chart in mm.
const chartHigh = 36.0

// course draws the strongest place of each day, and a tick for each day with
// care. Single days are dots, so that one day is not nothing.
func (s *sheet) course(x, w float64) {
	s.head(s.tr("Course: strongest pain of the day, 0-10"), x, w)
	days := s.r.Summary.Days
	if len(days) == 0 {
		s.para(s.tr("No diary entries in this range."), x, w, 9, false, 1)
		return
	}
	y := s.GetY()
	left, wide := x+6, w-8
	s.SetLineWidth(.1)
	s.SetDrawColor(205, 212, 218)
	s.SetFont("sans", "", 7)
	for v := 0.0; v <= 10; v += 2 {
		at := y + chartHigh*(1-v/10)
		s.Line(left, at, left+wide, at)
		s.SetXY(x, at-1.5)
		s.CellFormat(5, 3, s.score(v), "", 0, "R", false, 0, "")
	}
	first, last := parseDay(days[0].Date), parseDay(days[len(days)-1].Date)
	logged := last
	ahead := ahead(s.r)
	if n := len(ahead); n > 0 {
		last = parseDay(ahead[n-1].Date)
	}
	span := max(last.Sub(first).Hours()/24, 1)
	at := func(date string) float64 { return left + wide*parseDay(date).Sub(first).Hours()/24/span }
	s.bands(ahead, at, y)
	var line []fpdf.PointType
	s.SetFillColor(11, 95, 110)
	for _, d := range days {
		top := -1.0
		for _, p := range d.Places {
			top = max(top, p.Mean)
		}
		if d.Sessions > 0 {
			s.SetDrawColor(200, 120, 40)
			s.SetLineWidth(.5)
			s.Line(at(d.Date), y+chartHigh+.5, at(d.Date), y+chartHigh+2.5)
		}
		if top >= 0 {
			line = append(line, fpdf.PointType{X: at(d.Date), Y: y + chartHigh*(1-top/10)})
		}
	}
	s.SetDrawColor(11, 95, 110)
	s.SetLineWidth(.5)
	for i, p := range line {
		s.Circle(p.X, p.Y, .8, "F")
		if i > 0 {
			s.Line(line[i-1].X, line[i-1].Y, p.X, p.Y)
		}
	}
	s.SetY(y + chartHigh + 3)
	s.SetX(left)
	s.CellFormat(wide/2, 3, s.day(days[0].Date), "", 0, "L", false, 0, "")
	s.CellFormat(wide/2, 3, s.Date(last), "", 1, "R", false, 0, "")
	if len(ahead) > 0 && logged.After(first) {
		s.SetXY(at(logged.Format(time.DateOnly))-15, y+chartHigh+3)
		s.CellFormat(30, 3, s.Date(logged), "", 1, "C", false, 0, "")
	}
	s.soft()
	text := s.tr("Orange ticks: days with care.")
	if len(ahead) > 0 {
		text += " " + s.tr("Shaded: where half, and four in five, of such courses run with this plan.") + " " + s.verdict(s.r)
	}
	if s.r.Summary.NoGain {
		text += " " + s.tr("Two weeks and more, and the pain is not lower.")
	}
	s.para(text, x, w, 7.5, false, 3)
	s.ink()
}

func parseDay(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil { // Summary writes only such dates
		return time.Time{}
	}
	return t
}

// ahead is the forecast of the strongest place; nil without one.
func ahead(r care.Report) []wire.ForecastDay {
	if f := r.Forecast; f != nil && len(f.Places) > 0 {
		return f.Places[0].Plan.Days
	}
	return nil
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
func (s *sheet) bands(days []wire.ForecastDay, at func(string) float64, y float64) {
	if len(days) < 2 {
		return
	}
	high := func(v float64) float64 { return y + chartHigh*(1-v/10) }
	band := func(low, top func(wire.ForecastDay) float64) {
		var points []fpdf.PointType
		for _, d := range days {
			points = append(points, fpdf.PointType{X: at(d.Date), Y: high(top(d))})
		}
		for i := len(days) - 1; i >= 0; i-- {
			points = append(points, fpdf.PointType{X: at(days[i].Date), Y: high(low(days[i]))})
		}
		s.Polygon(points, "F")
	}
	s.SetFillColor(226, 238, 240)
	band(func(d wire.ForecastDay) float64 { return d.Lowest }, func(d wire.ForecastDay) float64 { return d.Highest })
	s.SetFillColor(196, 221, 225)
	band(func(d wire.ForecastDay) float64 { return d.Low }, func(d wire.ForecastDay) float64 { return d.High })
	s.SetDrawColor(90, 140, 150)
	s.SetLineWidth(.3)
	for i := 1; i < len(days); i++ {
		s.Line(at(days[i-1].Date), high(days[i-1].Middle), at(days[i].Date), high(days[i].Middle))
	}
}
