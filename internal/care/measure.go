package care

import (
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// Measure is something besides pain that was measured, over the days.
type Measure struct {
	Name   string // psfs, peg, threshold.CELL, motion.WHAT, work.KIND, activity.NAME, session_change
	Unit   string // 0-10, kPa, degrees, hours, points
	Points []Point
}

// Point is the mean of one day.
type Point struct {
	Date  string // 2006-01-02 in the zone that was asked for
	Value float64
}

// measures gathers what entries measured on their dates, by name.
func measures(list []unknot.Entry, dates []string) []Measure {
	type series struct {
		unit string
		days map[string]*mean
	}
	all := map[string]*series{}
	for i := range list {
		e, date := &list[i], dates[i]
		add := func(name, unit string, x float64) {
			s := all[name]
			if s == nil {
				s = &series{unit, map[string]*mean{}}
				all[name] = s
			}
			m := s.days[date]
			if m == nil {
				m = &mean{}
				s.days[date] = m
			}
			m.sum, m.n = m.sum+x, m.n+1
		}
		if x := unknot.PSFS(e.Function); x >= 0 {
			add("psfs", "0-10", x)
		}
		for _, a := range e.Function {
			add("activity."+a.Name, "0-10", a.Score)
		}
		if x := unknot.PEG(e.PEG); x >= 0 {
			add("peg", "0-10", x)
		}
		for _, at := range e.Places {
			for _, c := range at.Cells {
				if at.Threshold > 0 {
					add("threshold."+string(c), "kPa", at.Threshold)
				}
			}
		}
		for _, v := range e.Motion {
			add("motion."+v.What, "degrees", v.Degrees)
		}
		for _, w := range e.Work {
			add("work."+w.Kind, "hours", w.Hours)
		}
		for _, d := range e.Did {
			if d.Pain != nil {
				add("session_change", "points", d.Pain.After-d.Pain.Before)
			}
		}
	}
	var out []Measure
	for name, s := range all {
		m := Measure{Name: name, Unit: s.unit}
		for date, x := range s.days {
			m.Points = append(m.Points, Point{date, x.sum / x.n})
		}
		slices.SortFunc(m.Points, func(a, b Point) int { return strings.Compare(a.Date, b.Date) })
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Measure) int { return strings.Compare(a.Name, b.Name) })
	return out
}
