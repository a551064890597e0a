package knot

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// SweepPoint is one level of a slow sweep of the load.
type SweepPoint struct {
	Load       float64
	Contracted float64 // at the end of the days at this load
}

// Hysteresis raises a constant load from 0 to most in so many levels, each held
// for so many days, and lowers it again: up and down differ in the band where
// both a healthy and a knotted muscle are stable. Tissue and conditioning are
// held at 0.
func Hysteresis(u Input, most float64, levels, days int, p *Parameters) (up, down []SweepPoint) {
	x := Healthy
	hold := func(load float64) SweepPoint {
		u.Load = load
		for range days * StepsPerDay {
			x = Step(x, &u, p, 1./StepsPerDay)
			x.A, x.K = 0, 0
		}
		return SweepPoint{load, x.C}
	}
	for i := range levels + 1 {
		up = append(up, hold(most*float64(i)/float64(levels)))
	}
	for i := levels; i >= 0; i-- {
		down = append(down, hold(most*float64(i)/float64(levels)))
	}
	return up, down
}

// Sensitivity is how much one parameter matters: the mean size and the spread
// of the change of a result when the parameter moves over a third of its range
// (elementary effects, Morris 1991, doi:10.1080/00401706.1991.10484804; mean of
// the absolute effects, Campolongo 2007, doi:10.1016/j.envsoft.2006.10.004).
type Sensitivity struct {
	Name   string
	Effect [len(Results)]float64 // mean absolute change
	Spread [len(Results)]float64 // of the change: how much it depends on the others
}

// Results are what the sensitivities are of.
var Results = [...]string{"load that forms a knot, % of strength", "load below which it lets go, % of strength", "pain after 60 days at 5 %", "contracture left 14 days after a two-week programme"}

// Morris walks through the ranges of the parameters so many times. The same
// seed gives the same numbers. A walk takes twelve runs of the model.
func Morris(p Parameters, walks int, seed uint64) []Sensitivity {
	ranges := Ranges()
	out := make([]Sensitivity, len(ranges))
	effects := make([][len(Results)][]float64, len(ranges))
	s := num.NewStream(seed, 3)
	const grid, jump = 4, 2. / 3 // the design of Morris: four levels, a jump of two thirds
	for range walks {
		at := make([]float64, len(ranges))
		for i := range at {
			at[i] = float64(s.Intn(grid/2)) / (grid - 1)
		}
		up := make([]bool, len(ranges))
		for i := range up { // half of the walk begins high and goes down
			if up[i] = s.Uint64()&1 == 0; !up[i] {
				at[i] += jump
			}
		}
		was := results(p, ranges, at)
		for _, i := range shuffled(len(ranges), s) {
			sign := 1.
			if !up[i] {
				sign = -1
			}
			at[i] += sign * jump
			now := results(p, ranges, at)
			for k := range now {
				effects[i][k] = append(effects[i][k], sign*(now[k]-was[k])/2) // over a third
			}
			was = now
		}
	}
	for i, r := range ranges {
		out[i].Name = r.Name
		for k := range Results {
			for _, e := range effects[i][k] {
				out[i].Effect[k] += math.Abs(e) / float64(walks)
			}
			out[i].Spread[k] = num.Deviation(effects[i][k])
		}
	}
	return out
}

func shuffled(n int, s *num.Stream) []int {
	list := make([]int, n)
	for i := range list {
		j := s.Intn(i + 1)
		list[i] = list[j]
		list[j] = i
	}
	return list
}

// results of one set of parameters; the band of loads is found on a coarse grid.
func results(p Parameters, ranges []Range, at []float64) (out [len(Results)]float64) {
	for i, r := range ranges {
		r.set(&p, r.Low+(r.High-r.Low)*at[i])
	}
	out[0] = 100 * formsAt(&p)
	out[1] = 100 * letsGoAt(&p)
	made, course := story(Healthy, 60, &p, Office(.05, .2, false))
	out[2] = course[59].NRS
	var programme []Event
	for d := range 14 {
		for _, hour := range []float64{.35, .52, .75} {
			programme = append(programme, Event{float64(d) + hour, "press", 90}, Event{float64(d) + hour, "stretch", 60})
		}
	}
	after, _ := story(made, 28, &p, Office(.025, .2, false), programme...)
	out[3] = after.C
	return out
}

// formsAt is the smallest constant load at which the healthy balance is gone.
func formsAt(p *Parameters) float64 {
	return bisect(0, .12, 1e-4, func(load float64) bool {
		return Balances(Input{Load: load, Stress: .2}, 0, 0, p)[0] > .5
	})
}

// letsGoAt is the smallest constant load at which a knot has a balance.
func letsGoAt(p *Parameters) float64 {
	return bisect(0, .12, 1e-4, func(load float64) bool {
		all := Balances(Input{Load: load, Stress: .2}, 0, 0, p)
		return all[len(all)-1] > .5
	})
}
