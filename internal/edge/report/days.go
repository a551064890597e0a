package report

import (
	"fmt"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// mostDays is how many days of the diary the appendix lists.
const mostDays = 60

// mostColumns is how many places the diary by day has room for.
const mostColumns = 6

// byDay is the table behind the chart: of each place the mean of the day, and
// its worst.
func (s *sheet) byDay(days []care.Day) {
	places := s.r.Summary.Places
	if more := len(places) - mostColumns; more > 0 {
		s.para(s.trn(more, "and %d more place", "and %d more places"), margin, inner, 8, false, 1)
		places = places[:mostColumns]
	}
	cols := []float64{32}
	names := []string{s.tr("Day")}
	for _, c := range places {
		cols = append(cols, (inner-32-2*18)/float64(len(places)))
		names = append(names, locale.Capital(s.know(body.ZoneName(s.base, c)))+" "+s.tr("(worst)"))
	}
	cols, names = append(cols, 18, 18), append(names, s.tr("Care"), s.tr("Sleep, hours"))
	s.days(cols, names, true)
	for _, d := range days {
		row := []string{s.Day(d.Date)}
		for _, c := range places {
			text := ""
			for _, p := range d.Places {
				if p.Cell == c && p.Mean >= 0 {
					text = fmt.Sprintf("%s (%s)", s.score(p.Mean), s.score(p.Worst))
				}
			}
			row = append(row, text)
		}
		care, sleep := "", ""
		if d.Sessions > 0 {
			care = fmt.Sprint(d.Sessions)
		}
		if d.Sleep >= 0 {
			sleep = s.score(d.Sleep)
		}
		before := s.PageNo()
		if s.room(4); s.PageNo() > before {
			s.days(cols, names, true) // every page says what its columns are
		}
		s.days(cols, append(row, care, sleep), false)
	}
	s.Ln(1)
}

// days writes a row of the table, its head bold.
func (s *sheet) days(cols []float64, row []string, head bool) {
	style, size := "", 8.0
	if head {
		style, size = "B", 7.5
	}
	s.SetFont("sans", style, size)
	y, lines := s.GetY(), 1
	split := make([][]string, len(row))
	for i, text := range row {
		split[i] = s.split(text, cols[i]-2)
		lines = max(lines, len(split[i]))
	}
	x := margin
	for i := range row {
		for j, text := range split[i] {
			s.SetXY(x, y+float64(j)*3.3+.15)
			s.CellFormat(cols[i], 3.3, text, "", 0, "L", false, 0, "")
		}
		x += cols[i]
	}
	foot := y + float64(lines)*3.3 + .3
	s.SetDrawColor(205, 212, 218)
	s.SetLineWidth(.1)
	s.Line(margin, foot, margin+inner, foot)
	s.SetXY(margin, foot+.1)
}

func (s *sheet) diary() {
	days := s.r.Summary.Days
	if len(days) > mostDays {
		s.para(s.tr("The last %d of %d days.", mostDays, len(days)), margin, inner, 8, false, 1)
		days = days[len(days)-mostDays:]
	}
	s.byDay(days)
	for _, e := range s.r.Entries {
		for _, a := range e.Function {
			s.bullet(fmt.Sprintf("%s  %s: %s", s.Date(e.At), a.Name, s.tr("%s of 10", s.score(a.Score))), margin, inner, 8, 2)
		}
		if len(e.PEG) == 3 {
			s.bullet(fmt.Sprintf("%s  PEG %s, %s, %s", s.Date(e.At), s.score(e.PEG[0]), s.score(e.PEG[1]), s.score(e.PEG[2])), margin, inner, 8, 2)
		}
	}
}
