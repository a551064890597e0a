package knot

import (
	"fmt"
	"sort"
)

// Site is one place in a body where a knot may be.
type Site struct {
	Name   string
	Home   string  // zone in which it lies
	Refers []Shown // zones in which its pain is felt
	Load   float64 // share of strength at work, 0-1
	Move   float64 // movement of this muscle outside work and sleep, 0-1
	P      Parameters
	State  State
}

// Shown is how much of a knot's pain is felt in a zone, 0-1.
type Shown struct {
	Zone  string
	Share float64
}

// Body is many sites that share stress, sleep, water and the central part of
// pain. A knot makes the end plates in the zones of its pain more excitable, so
// that satellites form there (clinical observation, judgement in size).
type Body struct {
	Sites []Site
	left  []after
}

// BodyLife is what all sites share on a day.
type BodyLife struct {
	Stress  float64 // 0-1
	NoSleep float64 // share of the night lost, 0-1
	Dry     float64 // 0-2
	Free    bool    // no work
	Events  []BodyEvent
}

// BodyEvent is a session at one site; Day of the event is a share of this day.
type BodyEvent struct {
	Site int
	Event
}

// How much the mean of the central part adds to what each site feels, and how
// much a knot excites end plates in its zones; judgement.
const (
	sharedCentral = .2
	satellite     = .1
)

// BodySample is a body at 18:00.
type BodySample struct {
	Day   int
	Pain  []float64          // of each site, NRS 0-10
	Zones map[string]float64 // pain as it is felt, by zone
}

// Run follows a body by hours.
func (b *Body) Run(days int, life func(day int) BodyLife) ([]BodySample, error) {
	if days < 0 || days > MostDays || len(b.Sites) == 0 || len(b.Sites) > 200 {
		return nil, fmt.Errorf("%d days of %d sites; give 0 to %d days and 1 to 200 sites", days, len(b.Sites), MostDays)
	}
	for len(b.left) < len(b.Sites) {
		b.left = append(b.left, after{})
	}
	var course []BodySample
	falls := make([]decay, len(b.Sites))
	for day := range days {
		l := life(day)
		events := append([]BodyEvent(nil), l.Events...)
		sort.SliceStable(events, func(i, j int) bool { return events[i].Day < events[j].Day })
		for hour := range 24 {
			for len(events) > 0 && events[0].Day*24 <= float64(hour)+1e-9 {
				e := events[0]
				events = events[1:]
				if e.Site < 0 || e.Site >= len(b.Sites) {
					return nil, fmt.Errorf("day %d: there is no site %d", day, e.Site)
				}
				s := &b.Sites[e.Site]
				if err := b.left[e.Site].apply(e.Event, &s.State, &s.P); err != nil {
					return nil, fmt.Errorf("day %d, %s: %w", day, s.Name, err)
				}
			}
			sample, err := b.hour(day, hour, l, falls)
			if err != nil {
				return nil, err
			}
			if hour == 18 {
				course = append(course, sample)
			}
		}
	}
	return course, nil
}

func (b *Body) hour(day, hour int, l BodyLife, falls []decay) (BodySample, error) {
	central := 0.
	for i := range b.Sites {
		central += b.Sites[i].State.W / float64(len(b.Sites))
	}
	excited := b.excited()
	sample := BodySample{Day: day}
	for i := range b.Sites {
		s := &b.Sites[i]
		u := Office(s.Load, l.Stress, false)(0, float64(hour))
		switch {
		case hour >= 9 && hour < 17 && l.Free, hour == 8, hour >= 17:
			u.Load, u.Move = .008, s.Move
		}
		u.NoSleep, u.Dry = l.NoSleep, l.Dry
		u.excited, u.central = excited[i], float64(sharedCentral*central)
		u.quiet = 1 - float64((1-b.left[i].quiet)*(1-b.left[i].frozen))
		u.damage = b.left[i].worn2 / s.P.TD
		if err := u.check(); err != nil {
			return sample, fmt.Errorf("day %d, %s: %w", day, s.Name, err)
		}
		s.State = Step(s.State, &u, &s.P, 1./24)
		falls[i].of(&s.P, 1./24)
		b.left[i].fade(&falls[i])
		if hour == 18 {
			sample.Pain = append(sample.Pain, b.left[i].read(s.State, &u, &s.P).NRS)
		}
	}
	if hour == 18 {
		sample.Zones = b.zones(sample.Pain)
	}
	return sample, nil
}

// excited is how much the other knots excite the end plates of each site.
func (b *Body) excited() []float64 {
	out := make([]float64, len(b.Sites))
	for j := range b.Sites {
		for _, r := range b.Sites[j].Refers {
			for i := range b.Sites {
				if i != j && b.Sites[i].Home == r.Zone {
					out[i] += float64(satellite * float64(r.Share*b.Sites[j].State.W))
				}
			}
		}
	}
	return out
}

// zones shows the strongest of the pains that each zone is sent.
func (b *Body) zones(pain []float64) map[string]float64 {
	out := map[string]float64{}
	for j := range b.Sites {
		for _, r := range b.Sites[j].Refers {
			out[r.Zone] = max(out[r.Zone], float64(r.Share*pain[j]))
		}
	}
	return out
}
