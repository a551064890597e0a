package synthetic

import (
	"math"
	"math/rand/v2"

	"github.com/unknot/unknot/core/posterior"
)

// Draw says what cases to draw.
type Draw struct {
	// Low and High bound the number of active parts and other causes.
	Low, High int
	// Spread is the standard deviation of a shift, per case and cause, of the
	// logit of all painting links: painting that is correlated beyond the
	// model. 0 draws from the model itself.
	Spread float64
}

// Usual are 1 to 6 causes, Stress 7 to 12.
var (
	Usual  = Draw{Low: 1, High: 6}
	Stress = Draw{Low: 7, High: 12}
)

// Person is a drawn case with its truth.
type Person struct {
	Case posterior.Case
	// State of each cause: -1 absent, else the number of the state.
	State []int
	// Painted counts the painted cells.
	Painted int
}

// Case draws a person: prior odds shifted per region, causes, findings, and
// which findings somebody looked for.
func (m *Model) Case(r *rand.Rand, d Draw) Person {
	p := Person{State: make([]int, len(m.Spec.Causes))}
	var shift [2*regions + 1]float64
	for i := range shift {
		shift[i] = 0.6 * r.NormFloat64()
	}
	atom := 0
	odds := make([][]float64, len(m.Spec.Causes))
	for k, c := range m.Spec.Causes {
		s := shift[2*regions]
		if m.Region[k] >= 0 {
			s = shift[m.Region[k]]
		}
		for _, a := range c.States {
			p.Case.Adjust = append(p.Case.Adjust, posterior.Adjustment{Atom: atom, LogOdds: s})
			odds[k] = append(odds[k], a.Odds*math.Exp(s))
			atom++
		}
	}
	for n := -1; n < d.Low || n > d.High; {
		n = m.drawCauses(r, odds, p.State)
	}
	m.observe(r, m.drawLevels(r, p.State, d.Spread), &p)
	return p
}

func (m *Model) drawCauses(r *rand.Rand, odds [][]float64, state []int) int {
	n := 0
	for k, o := range odds {
		sum := 1.0
		for _, x := range o {
			sum += x
		}
		state[k] = -1
		u := r.Float64() * sum
		for i, x := range o {
			if u < x {
				state[k] = i
				if i == 0 {
					n++
				}
				break
			}
			u -= x
		}
	}
	return n
}

func reach(r *rand.Rand, q []float64) int {
	u := r.Float64()
	for l, x := range q {
		if u >= x {
			return l
		}
	}
	return len(q)
}

func (m *Model) drawLevels(r *rand.Rand, state []int, spread float64) []int {
	level := make([]int, len(m.Spec.Findings))
	for f, spec := range m.Spec.Findings {
		level[f] = reach(r, spec.Leak)
	}
	for k, st := range state {
		if st < 0 {
			continue
		}
		z := spread * r.NormFloat64()
		for _, l := range m.Spec.Causes[k].States[st].Links {
			q := l.Reach
			if spread > 0 && m.Kind[l.Finding] == Cell {
				o := q[0] / (1 - q[0]) * math.Exp(z)
				by := o / (1 + o) / q[0]
				q = append([]float64{}, q...)
				for i := range q {
					q[i] *= by
				}
			}
			level[l.Finding] = max(level[l.Finding], reach(r, q))
		}
	}
	return level
}

// observe lists what somebody looked for: every cell, and examinations mostly
// where it hurts.
func (m *Model) observe(r *rand.Rand, level []int, p *Person) {
	var hurts [2*regions + 1]bool
	for f, l := range level {
		if m.Kind[f] == Cell && l > 0 {
			hurts[m.Place[f]] = true
		}
	}
	for f, l := range level {
		chance := 1.0
		switch kind := m.Kind[f]; {
		case kind == Cell:
			if l > 0 {
				p.Painted++
				p.Case.Observations = append(p.Case.Observations, posterior.Observation{Finding: f, Level: l})
			}
			continue
		case kind == History:
			chance = 0.6
		case hurts[m.Place[f]]:
			chance = [...]float64{Palpation: 0.25, Movement: 0.7, Motion: 0.5}[kind]
		default:
			chance = [...]float64{Palpation: 0.01, Movement: 0.1, Motion: 0.05}[kind]
		}
		if r.Float64() < chance {
			p.Case.Observations = append(p.Case.Observations, posterior.Observation{Finding: f, Level: l})
		}
	}
}
