package knot

import (
	"slices"

	"github.com/unknot/unknot/core/num"
)

// crowd is many people, a knot each, in one batch. A day has three parts of
// eight hours (sleep, work, rest), twelve steps of two hours.
type crowd struct {
	who    []Person
	b      *Batch
	felt   []float64 // pain at 18:00 of the day before: people in pain spare themselves
	today  []float64 // wandering log of the load
	chance *num.Stream
	now    int // day, for the weekends
	free   int // first free day of a week of seven; -1 for none
}

// way is how a crowd lives for a while. Nil functions are 1 and 0.
type way struct {
	load   func(j, day int) float64 // factor on the load at work
	stress func(j, day int) float64 // added to the stress
	days   [][]float64              // log of the load by person and day; nil for the crowd's own chance
	train  float64
	events []Event // for all, days from the start of the while
}

func newCrowd(who []Person, start []State) *crowd {
	p := make([]Parameters, len(who))
	for j := range who {
		p[j] = who[j].P
	}
	b, err := NewBatch(start, p)
	if err != nil {
		panic(err) // lengths are ours
	}
	return &crowd{who: who, b: b, free: 5,
		felt: make([]float64, len(who)), today: make([]float64, len(who)), chance: num.NewStream(11, uint64(len(who)))}
}

// some is the crowd of those picked, as they are now.
func (c *crowd) some(picked []int) *crowd {
	who, start := make([]Person, len(picked)), make([]State, len(picked))
	for i, j := range picked {
		who[i], start[i] = c.who[j], c.b.State(j)
	}
	d := newCrowd(who, start)
	for i, j := range picked {
		d.felt[i], d.today[i] = c.felt[j], c.today[j]
	}
	d.now, d.free = c.now, c.free
	return d
}

// live lets everyone live for so many days; at hears every person at 18:00 of
// each day.
func (c *crowd) live(days int, w way, at func(day, j int, r Reading)) {
	queue := slices.Clone(w.events)
	slices.SortStableFunc(queue, func(a, b Event) int {
		switch {
		case a.Day < b.Day:
			return -1
		case a.Day > b.Day:
			return 1
		}
		return 0
	})
	for day := range days {
		off := c.free >= 0 && (c.now+day)%7 >= c.free
		if w.days == nil {
			for j := range c.who {
				c.today[j] = .8*c.today[j] + float64(.6*c.who[j].P.DayLoad*c.chance.Normal())
			}
		}
		for step := 0; step < 12; {
			for len(queue) > 0 && queue[0].Day <= float64(day)+float64(step)/12+1e-9 {
				for j := range c.who {
					if err := c.b.Apply(j, queue[0]); err != nil {
						panic(err) // events are ours
					}
				}
				queue = queue[1:]
			}
			part := step / 4
			end := (part + 1) * 4
			if step < 9 && end > 9 {
				end = 9
			}
			if len(queue) > 0 {
				for next := step + 1; next < end; next++ {
					if queue[0].Day <= float64(day)+float64(next)/12+1e-9 {
						end = next
					}
				}
			}
			input := func(j int) Input {
				load, stress := 1., 0.
				if w.load != nil {
					load = w.load(j, day)
				}
				p := c.who[j]
				if w.days != nil {
					load *= num.Exp(w.days[j][day])
				} else {
					load *= num.Exp(c.today[j])
				}
				load *= 1 - min(1, p.P.Spare*c.felt[j])
				if w.stress != nil {
					stress = w.stress(j, day)
					p.Stress = min(1, p.Stress+stress)
				}
				u := p.At(part, load, 1, off)
				u.Train = w.train
				return u
			}
			if err := c.b.Segment(input, 1./12, end-step); err != nil {
				panic(err) // inputs are ours
			}
			step = end
			if step == 9 {
				for j := range c.who {
					r := c.b.Read(j)
					c.felt[j] = r.NRS
					if at != nil {
						at(day, j, r)
					}
				}
			}
		}
	}
	c.now += days
}
