package assess

import (
	"fmt"
	"math"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/posterior"
)

// scale is one solver with the case that is on it.
type scale struct {
	e      *Engine
	chart  *chart
	solver *posterior.Solver
	tilt   []float64 // by atom: log-odds added by person, traits and tests
	level  []int8    // by cell: grade painted; -1 unknown
	patch  [][]int   // by zone: further cells of its patch
	at     []int32   // by zone: its observation, or -1
	said   []bool    // by node: already answered
	input  posterior.Case
}

// newScale takes a scale that is at rest. Give it back with done.
func (e *Engine) newScale(c *chart) *scale {
	select {
	case s := <-c.scales:
		return s
	default:
	}
	solver, err := c.net.NewSolver(posterior.Options{Work: 50_000, Clusters: true})
	if err != nil {
		panic("assess: " + err.Error()) // the default options are valid
	}
	return &scale{e: e, chart: c, solver: solver, tilt: make([]float64, c.net.Atoms()), level: make([]int8, len(e.cells)),
		patch: make([][]int, len(e.zones)), at: make([]int32, len(e.zones)), said: make([]bool, len(e.nodes))}
}

func (s *scale) done() {
	select {
	case s.chart.scales <- s:
	default:
	}
}

// all as the item to leave out leaves none out.
const all = -1

// weigh solves the case made of all items but one. The result is valid until
// the next call.
func (s *scale) weigh(items []item, without int, person unknot.Person) (*posterior.Result, error) {
	s.lay(items, without, person)
	r, err := s.solver.Solve(&s.input)
	if err != nil {
		return nil, fmt.Errorf("weigh: %w", err)
	}
	return r, nil
}

// lay writes the items down as a case. The cells of one zone and side that are
// painted are one observation.
func (s *scale) lay(items []item, without int, person unknot.Person) {
	clear(s.tilt)
	clear(s.level)
	clear(s.said)
	c := &s.input
	c.Adjust, c.Observations, c.IgnoreDefaults = c.Adjust[:0], c.Observations[:0], false
	if without >= 0 {
		for _, j := range items[without].cells {
			s.level[j] = -1
		}
	}
	for k := range items {
		if k == without {
			c.IgnoreDefaults = items[k].silent
			continue
		}
		s.put(&items[k], person)
	}
	s.layPatches()
	for a, x := range s.tilt {
		if x != 0 {
			c.Adjust = append(c.Adjust, posterior.Adjustment{Atom: a, LogOdds: max(-mostAdjust, min(mostAdjust, x))})
		}
	}
}

func (s *scale) put(it *item, person unknot.Person) {
	e := s.e
	for _, j := range it.cells {
		s.level[j] = max(s.level[j], int8(it.level))
	}
	for _, g := range it.signs {
		if s.said[g.node] {
			continue // said twice; contradictions are reported by conflicts
		}
		s.said[g.node] = true
		s.input.Observations = append(s.input.Observations,
			posterior.Observation{Finding: len(e.cells) + g.node, Level: g.level, Reliability: g.reliability})
	}
	for _, f := range it.private {
		a := s.chart.atom[f.cause]
		s.tilt[a] += f.active
		if e.causes[f.cause].latent > 0 {
			s.tilt[a+1] += f.latent
		}
	}
	if it.trait > 0 {
		for i, x := range e.traits[it.trait-1].shift {
			s.tilt[s.chart.atom[i]] += x
		}
	}
	if it.factors {
		for i := range e.causes {
			if l := e.causes[i].lookalike; l >= 0 && len(e.base.Lookalikes[l].Factors) > 0 {
				s.tilt[s.chart.atom[i]] += math.Log(within(factors(&e.base.Lookalikes[l], person), leastOdds, mostOdds))
			}
		}
	}
}

func (s *scale) layPatches() {
	for z := range s.at {
		s.at[z] = -1
	}
	obs := s.input.Observations
	for j, l := range s.level {
		if l == 0 {
			continue
		}
		if l < 0 {
			obs = append(obs, posterior.Observation{Finding: j, Level: posterior.Unknown})
			continue
		}
		z := s.e.zone[j]
		if k := s.at[z]; k >= 0 {
			s.patch[z] = append(s.patch[z], j)
			obs[k].Patch = s.patch[z]
			obs[k].Level = max(obs[k].Level, int(l))
			continue
		}
		s.at[z], s.patch[z] = int32(len(obs)), s.patch[z][:0]
		obs = append(obs, posterior.Observation{Finding: j, Level: int(l)})
	}
	s.input.Observations = obs
}

// certify says how far the answer may be from the truth of the model, as a
// share of the mass. It spoils what the solver holds.
func (s *scale) certify() (gap float64, err error) {
	x, err := s.solver.Certify(&s.input, posterior.CertificateOptions{Budget: certifyBudget, Gap: wantedGap})
	if err != nil {
		return 1, fmt.Errorf("certify: %w", err)
	}
	return x.Gap, nil
}

// certifyBudget is how many classes of cause sets a certificate may bound;
// about a hundredth of a second.
const certifyBudget = 1000

func logOdds(p float64) float64 {
	const edge = 1e-12 // keeps the logarithm finite where mass rounds to 0 or 1
	p = min(max(p, edge), 1-edge)
	return math.Log(p / (1 - p))
}
