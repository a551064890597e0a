package report

import (
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// chartHigh is the height of the course chart in mm.
const chartHigh = 36.0

// course draws the strongest place of each day, and a tick for each day with
// care. Single days are dots, so that one day is not nothing.
func (s *sheet) course(x, w float64) {
	s.head("Course: strongest pain of the day, 0-10", x, w)
	days := s.r.Summary.Days
	if len(days) == 0 {
		s.para("No diary entries in this range.", x, w, 9, false, 1)
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
		s.CellFormat(5, 3, score(v), "", 0, "R", false, 0, "")
	}
	first, last := parseDay(days[0].Date), parseDay(days[len(days)-1].Date)
	span := max(last.Sub(first).Hours()/24, 1)
	at := func(date string) float64 { return left + wide*parseDay(date).Sub(first).Hours()/24/span }
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
	s.CellFormat(wide/2, 3, days[0].Date, "", 0, "L", false, 0, "")
	s.CellFormat(wide/2, 3, days[len(days)-1].Date, "", 1, "R", false, 0, "")
	s.soft()
	text := "Orange ticks: days with care."
	if s.r.Summary.NoGain {
		text += " Two weeks and more, and the pain is not lower."
	}
	s.para(text, x, w, 7.5, false, 1)
	s.ink()
}

func parseDay(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil { // Summary writes only such dates
		return time.Time{}
	}
	return t
}
