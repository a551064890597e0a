package forecast

import (
	"fmt"
	"math"
)

// Limits of what is taken in. A longer diary is cut at its start: what was felt
// more than four months ago says little about the next weeks.
const (
	MostDays    = 120 // of a diary
	MostHorizon = 180 // days ahead
	MostPlaces  = 12
	MostNumber  = 20000 // particles
)

// Input is everything that a forecast rests on.
type Input struct {
	Places  []Place
	Days    []Day  // what all places share, one for each day of the diary
	Fresh   bool   // began less than six weeks before the diary
	Weekday int    // of the first day, 0 is Monday
	Plan    Plan   // what will be done from now on
	Options []Plan // other plans to compare, each with a name
	Horizon int    // days ahead; 0 is 28
	Number  int    // particles; 0 is 2000
	Seed    uint64
}

// Place is one place that hurts.
type Place struct {
	Name string
	Pain []float64 // one for each day, NRS 0-10; -1 when nothing was written down
	PPT  []float64 // pressure that begins to hurt, kPa, one for each day or none; 0 when not measured
}

// Day is what was done and how life was on one day of the diary.
type Day struct {
	Done   []Session
	Stress float64 // 0-10; -1 when unsaid
	Sleep  float64 // hours; -1 when unsaid
}

// Session is something done once to the muscle.
type Session struct {
	Kind string  // one of knot.EventKinds, or one of those in StateKinds
	Dose float64 // as there
}

// StateKinds are things that are not a session of the tissue model but a state
// of the day: training of the muscle, moving breaks, warmth. Their dose is
// minutes.
var StateKinds = []string{"breaks", "heat", "train"}

// Plan is what will be done from the first day of the course.
type Plan struct {
	Name  string
	Items []Item
	Load  float64 // load at work against now; 0 is 1, no change
}

// Item is a session that repeats.
type Item struct {
	Session
	Times int // a day; 0 is once
	Every int // days from one to the next; 0 is daily
	From  int // first day, 0 is the first day of the course
	Days  int // for so many days; 0 is to the end
}

// on gives the sessions of a day of the course, first to last.
func (p *Plan) on(day int) []Session {
	var list []Session
	for _, it := range p.Items {
		since := day - it.From
		if since < 0 || it.Days > 0 && since >= it.Days || since%max(1, it.Every) != 0 {
			continue
		}
		for range max(1, it.Times) {
			list = append(list, it.Session)
		}
	}
	return list
}

// check refuses what cannot be, with where and how to mend it, and fills in
// what was left out.
func (in *Input) check() error {
	if in.Horizon == 0 {
		in.Horizon = 28
	}
	if in.Number == 0 {
		in.Number = 2000
	}
	switch {
	case len(in.Places) == 0:
		return fmt.Errorf("no place is named; give at least one place that hurts")
	case len(in.Places) > MostPlaces:
		return fmt.Errorf("%d places; give at most %d", len(in.Places), MostPlaces)
	case in.Horizon < 1 || in.Horizon > MostHorizon:
		return fmt.Errorf("%d days ahead; give 1 to %d", in.Horizon, MostHorizon)
	case in.Number < 100 || in.Number > MostNumber:
		return fmt.Errorf("%d particles; give 100 to %d", in.Number, MostNumber)
	case in.Weekday < 0 || in.Weekday > 6:
		return fmt.Errorf("weekday %d; give 0 (Monday) to 6", in.Weekday)
	}
	days := len(in.Places[0].Pain)
	if len(in.Days) != 0 && len(in.Days) != days {
		return fmt.Errorf("%d days of life for %d days of pain; give one for each day, or none", len(in.Days), days)
	}
	for i, p := range in.Places {
		if len(p.Pain) != days || len(p.PPT) != 0 && len(p.PPT) != days {
			return fmt.Errorf("place %d (%s) has %d days of pain and %d of thresholds; all places have the same %d days", i+1, p.Name, len(p.Pain), len(p.PPT), days)
		}
		for d, y := range p.Pain {
			if !(y == -1 || y >= 0 && y <= 10) {
				return fmt.Errorf("place %d (%s), day %d: pain is %g; give 0 to 10, or -1 for a day without a word", i+1, p.Name, d, y)
			}
		}
		for d, y := range p.PPT {
			if !(y >= 0 && y <= 5000) {
				return fmt.Errorf("place %d (%s), day %d: the threshold is %g kPa; give up to 5000, or 0 when not measured", i+1, p.Name, d, y)
			}
		}
	}
	for d, day := range in.Days {
		if !(day.Stress == -1 || day.Stress >= 0 && day.Stress <= 10) || !(day.Sleep == -1 || day.Sleep >= 0 && day.Sleep <= 24) {
			return fmt.Errorf("day %d: stress %g, sleep %g hours; give 0 to 10 and 0 to 24, or -1 when unsaid", d, day.Stress, day.Sleep)
		}
		for _, s := range day.Done {
			if err := s.check(); err != nil {
				return fmt.Errorf("day %d: %w", d, err)
			}
		}
	}
	for _, p := range append([]Plan{in.Plan}, in.Options...) {
		if err := p.check(); err != nil {
			return err
		}
	}
	in.cut(days)
	return nil
}

// cut keeps the last days of a long diary.
func (in *Input) cut(days int) {
	over := days - MostDays
	if over <= 0 {
		return
	}
	places := make([]Place, len(in.Places))
	for i, p := range in.Places {
		p.Pain = p.Pain[over:]
		if len(p.PPT) > 0 {
			p.PPT = p.PPT[over:]
		}
		places[i] = p
	}
	in.Places = places
	if len(in.Days) > 0 {
		in.Days = in.Days[over:]
	}
	in.Weekday = (in.Weekday + over) % 7
}

func (p *Plan) check() error {
	if !(p.Load >= 0 && p.Load <= 5) {
		return fmt.Errorf("plan %q: load is %g of now; give 0 to 5", p.Name, p.Load)
	}
	if len(p.Items) > 100 {
		return fmt.Errorf("plan %q has %d items; give at most 100", p.Name, len(p.Items))
	}
	for _, it := range p.Items {
		if err := it.Session.check(); err != nil {
			return fmt.Errorf("plan %q: %w", p.Name, err)
		}
		if it.Times < 0 || it.Times > 48 || it.Every < 0 || it.Every > 365 || it.From < 0 || it.Days < 0 {
			return fmt.Errorf("plan %q: %s %d times a day, every %d days, from day %d for %d days; none may be below 0, at most 48 times and 365 days", p.Name, it.Kind, it.Times, it.Every, it.From, it.Days)
		}
	}
	return nil
}

func (s Session) check() error {
	if _, ok := worth[s.Kind]; !ok {
		return fmt.Errorf("unknown session %q; use one of %v", s.Kind, SessionKinds())
	}
	if !(s.Dose >= 0) || math.IsInf(s.Dose, 0) {
		return fmt.Errorf("%s has the dose %g; a dose is a number from 0 up", s.Kind, s.Dose)
	}
	return nil
}
