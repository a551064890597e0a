package knot

import (
	"fmt"
	"sort"
)

// Scenario is a story to simulate: parts of life, one after the other, and
// what happens in them.
type Scenario struct {
	Title  string
	Days   int
	Start  State
	Parts  []Part
	Events []Event
}

// Part is a kind of life from one day until the next part begins.
type Part struct {
	From    int     // first day
	Load    float64 // share of strength held at work, 0-1
	Stress  float64 // 0-1
	Breaks  float64 // movement at work, 0-1; 0.4 is a moving break every half hour
	Train   float64 // training of the muscle, 0-1
	NoSleep float64 // share of each night lost, 0-1
	Weekend bool    // two free days a week
}

// Simulate runs the story with the reference parameters. The error says which
// part or event is wrong.
func (s *Scenario) Simulate() ([]Sample, error) {
	if s.Days < 1 || s.Days > MostDays {
		return nil, fmt.Errorf("days is %d; give 1 to %d", s.Days, MostDays)
	}
	if len(s.Parts) == 0 || s.Parts[0].From != 0 {
		return nil, fmt.Errorf("the first part of life must begin on day 0; give at least one, such as {\"from\": 0, \"load\": 0.03}")
	}
	lives := make([]Schedule, len(s.Parts))
	for i, part := range s.Parts {
		if i > 0 && part.From <= s.Parts[i-1].From {
			return nil, fmt.Errorf("part %d begins on day %d, not after part %d (day %d); parts may not overlap", i+1, part.From, i, s.Parts[i-1].From)
		}
		if part.From >= s.Days {
			return nil, fmt.Errorf("part %d begins on day %d, after the end (day %d)", i+1, part.From, s.Days)
		}
		lives[i] = part.life()
	}
	life := func(day int, hour float64) Input {
		i := sort.Search(len(s.Parts), func(i int) bool { return s.Parts[i].From > day }) - 1
		return lives[i](day, hour)
	}
	p := Default()
	_, course, err := Run(s.Start, s.Days, &p, life, s.Events)
	return course, err
}

// breakShare is the share of work time that breaks of full movement take.
// Judgement: a sixth at the strength of a break every half hour.
const breakShare = .15 / .4

func (p Part) life() Schedule {
	s := Office(p.Load, p.Stress, p.Weekend)
	if p.Breaks > 0 {
		s = Moving(s, p.Breaks, breakShare*p.Breaks)
	}
	return func(day int, hour float64) Input {
		u := s(day, hour)
		u.Train, u.NoSleep = p.Train, p.NoSleep
		return u
	}
}
