package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// graph is the course of a report laid out on a field, for PDF and page alike:
// the strongest pain of each day, the days with care, and the days ahead.
type graph struct {
	days                []care.Day
	ahead               []wire.ForecastDay
	first, logged, last time.Time
	left, top           float64 // of the field, in the units of the medium
	wide, high          float64
}

func (r graph) at(date string) float64 {
	return r.left + r.wide*parseDay(date).Sub(r.first).Hours()/max(r.last.Sub(r.first).Hours(), 24)
}

// of is the height of a pain from 0 to 10.
func (r graph) of(pain float64) float64 { return r.top + r.high*(1-pain/10) }

// graphOf lays out a report; without days in its range there is nothing to draw.
func graphOf(r care.Report, left, top, wide, high float64) graph {
	g := graph{days: r.Summary.Days, ahead: ahead(r), left: left, top: top, wide: wide, high: high}
	if len(g.days) == 0 {
		return g
	}
	g.first, g.logged = parseDay(g.days[0].Date), parseDay(g.days[len(g.days)-1].Date)
	g.last = g.logged
	if n := len(g.ahead); n > 1 {
		g.last = parseDay(g.ahead[n-1].Date)
	} else {
		g.ahead = nil // a line needs two points
	}
	return g
}

// points are the days that have a pain.
func (r graph) points() [][2]float64 {
	var out [][2]float64
	for _, d := range r.days {
		if top := d.Top(); top >= 0 {
			out = append(out, [2]float64{r.at(d.Date), r.of(top)})
		}
	}
	return out
}

// care is where the days with care stand.
func (r graph) care() []float64 {
	var out []float64
	for _, d := range r.days {
		if d.Sessions > 0 {
			out = append(out, r.at(d.Date))
		}
	}
	return out
}

// band goes along the tops of the days ahead and back along their lows.
func (r graph) band(low, top func(wire.ForecastDay) float64) [][2]float64 {
	out := r.line(top)
	for i := len(r.ahead) - 1; i >= 0; i-- {
		out = append(out, [2]float64{r.at(r.ahead[i].Date), r.of(low(r.ahead[i]))})
	}
	return out
}

func (r graph) line(of func(wire.ForecastDay) float64) [][2]float64 {
	var out [][2]float64
	for _, d := range r.ahead {
		out = append(out, [2]float64{r.at(d.Date), r.of(of(d))})
	}
	return out
}

// The bands of 80 % and 50 %, and the line between them.
func (r graph) outer() [][2]float64 {
	return r.band(func(d wire.ForecastDay) float64 { return d.Lowest }, func(d wire.ForecastDay) float64 { return d.Highest })
}

func (r graph) inner() [][2]float64 {
	return r.band(func(d wire.ForecastDay) float64 { return d.Low }, func(d wire.ForecastDay) float64 { return d.High })
}

func (r graph) middle() [][2]float64 {
	return r.line(func(d wire.ForecastDay) float64 { return d.Middle })
}

// path writes points as the path of an SVG.
func path(points [][2]float64) string {
	var b strings.Builder
	for i, p := range points {
		fmt.Fprintf(&b, "%c%.1f %.1f", "ML"[min(i, 1)], p[0], p[1])
	}
	return b.String()
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
