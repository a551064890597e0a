package knot

import (
	"fmt"
	"math"
	"slices"
)

// Setting is a way of life that can be changed at any hour, as in the knot lab.
type Setting struct {
	Load   float64 `json:"load"`   // share of strength held at work, 0-0.15
	Breaks float64 `json:"breaks"` // 0 none, 1 a moving break every half hour
	Stress float64 `json:"stress"` // 0-1
	Sleep  float64 `json:"sleep"`  // hours a night, 0-12
}

// MostLoad is the highest load of a Setting: more is not held for hours.
const MostLoad = .15

// Act is something done at once; its kind is an event of the model, heat
// (minutes) or rest (hours without load).
type Act struct {
	Kind string  `json:"kind"`
	Dose float64 `json:"dose"`
}

// Acts lists what can be done in a Moment.
var Acts = []string{"heat", "injection", "massage", "needling", "press", "rest", "sham", "strain", "stretch"}

// Moment is everything that decides how one knot goes on: it can be written
// down, sent away and taken up again.
type Moment struct {
	Hour  int     `json:"hour"` // since the start, which is midnight
	State State   `json:"state"`
	Left  Left    `json:"left"`
	Warm  float64 `json:"warm"` // minutes of warmth still to come
	Rest  int     `json:"rest"` // hours of rest still to come
}

// Left is what sessions left behind, as in Moment.
type Left struct {
	Gate  float64 `json:"gate"`
	Numb  float64 `json:"numb"`
	Sore  float64 `json:"sore"`
	Quiet float64 `json:"quiet"`
	Days  float64 `json:"days"` // of the quiet end plate
}

// MostHours is how far a moment is followed at once: ten years.
const MostHours = MostDays * 24

// Do lets something happen now.
func (m *Moment) Do(a Act, p *Parameters) error {
	if !(a.Dose >= 0) || a.Dose > 1e4 {
		return fmt.Errorf("%s has the dose %g; a dose lies between 0 and 10000", a.Kind, a.Dose)
	}
	switch a.Kind {
	case "heat":
		m.Warm = min(m.Warm+a.Dose, 600)
		return nil
	case "rest":
		m.Rest = min(m.Rest+int(a.Dose), 24*365)
		return nil
	}
	if !slices.Contains(Acts, a.Kind) {
		return fmt.Errorf("nothing here is called %q; use one of %v", a.Kind, Acts)
	}
	left := m.after()
	if err := left.apply(Event{Kind: a.Kind, Dose: a.Dose, Day: float64(m.Hour) / 24}, &m.State, p); err != nil {
		return err
	}
	m.keep(&left)
	return nil
}

// Next lives one hour and gives what could be felt at its end. Work is from 9
// to 17 on every day.
func (m *Moment) Next(s Setting, p *Parameters) Reading {
	u := s.at(m.Hour % 24)
	if m.Rest > 0 {
		m.Rest--
		u.Load, u.Move = min(u.Load, .004), max(u.Move, .3)
	}
	if m.Warm > 0 {
		u.Heat = min(1, m.Warm/60)
		m.Warm = max(0, m.Warm-60)
	}
	left := m.after()
	u.quiet = left.quiet
	m.State = Step(m.State, &u, p, 1./24)
	var fall decay
	fall.of(p, 1./24)
	left.fade(&fall)
	m.keep(&left)
	m.Hour++
	return left.read(m.State, &u, p)
}

// at gives the input of an hour of the day: as in Office and Moving.
func (s Setting) at(hour int) Input {
	u := Office(s.Load, s.Stress, false)(0, float64(hour))
	if hour >= 9 && hour < 17 {
		u.Load *= 1 - float64(.15*s.Breaks)
		u.Move = max(u.Move, .4*s.Breaks)
	}
	u.NoSleep = min(max((7.5-s.Sleep)/7.5, 0), 1)
	return u
}

func (m *Moment) after() after {
	return after{gate: m.Left.Gate, numb: m.Left.Numb, sore: m.Left.Sore, quiet: m.Left.Quiet, quietDays: m.Left.Days}
}

func (m *Moment) keep(a *after) {
	m.Left = Left{Gate: a.gate, Numb: a.numb, Sore: a.sore, Quiet: a.quiet, Days: a.quietDays}
}

// Check refuses a setting that cannot be.
func (s Setting) Check() error {
	for _, v := range []struct {
		name      string
		x, lo, hi float64
	}{{"load", s.Load, 0, MostLoad}, {"breaks", s.Breaks, 0, 1}, {"stress", s.Stress, 0, 1}, {"sleep", s.Sleep, 0, 12}} {
		if !(v.x >= v.lo && v.x <= v.hi) {
			return fmt.Errorf("%s is %g; it lies between %g and %g", v.name, v.x, v.lo, v.hi)
		}
	}
	return nil
}

// Check refuses a moment that the model cannot have made.
func (m *Moment) Check() error {
	x, l := &m.State, &m.Left
	for _, v := range []struct {
		name  string
		x, hi float64
	}{{"C", x.C, 1}, {"I", x.I, 100}, {"S", x.S, 100}, {"W", x.W, 1}, {"A", x.A, 1}, {"K", x.K, 1},
		{"gate", l.Gate, 1}, {"numb", l.Numb, 1}, {"sore", l.Sore, 1e4}, {"quiet", l.Quiet, 1}, {"days", l.Days, 100}, {"warm", m.Warm, 600}} {
		if !(v.x >= 0 && v.x <= v.hi) || math.IsInf(v.x, 0) {
			return fmt.Errorf("%s is %g; it lies between 0 and %g", v.name, v.x, v.hi)
		}
	}
	if m.Hour < 0 || m.Hour > MostHours || m.Rest < 0 || m.Rest > 24*365 {
		return fmt.Errorf("hour %d and %d hours of rest; give 0 to %d and at most a year", m.Hour, m.Rest, MostHours)
	}
	if l.Quiet > 0 && l.Days <= 0 {
		return fmt.Errorf("an end plate that is quiet for 0 days; give the days")
	}
	return nil
}
