package assess

import (
	"fmt"
	"math"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/posterior"
)

// scale is one solver with one growing case on it. Items are put on one after
// the other.
type scale struct {
	e      *Engine
	chart  *chart
	solver *posterior.Solver
	tilt   []float64 // by atom: log-odds added by the items so far
	drawn  []float64 // by cause: log of the chance to paint none of the painted cells
	lies   []bool    // by node: already answered
	input  posterior.Case

	positives []posterior.Observation
	no        []float64 // by cause: chance of all the noes that were said
	place     []int     // by cause: where its row in fires begins, or -1
	fires     []float64
	touching  []weighted
	index     []int // of touching, in causes
	leak      []float64
	exact     exactSum
	total     float64 // mass of the evidence, by the exact sum
}

// newScale takes a scale out of the pool and empties it.
func (e *Engine) newScale(c *chart) *scale {
	s, ok := c.scales.Get().(*scale)
	if !ok {
		solver, err := c.net.NewSolver(posterior.Options{})
		if err != nil {
			panic("assess: " + err.Error()) // the default options are valid
		}
		s = &scale{e: e, chart: c, solver: solver, tilt: make([]float64, c.net.Atoms()), drawn: make([]float64, len(e.causes)),
			lies: make([]bool, len(e.nodes)), no: make([]float64, len(e.causes)), place: make([]int, len(e.causes))}
	}
	clear(s.tilt)
	clear(s.drawn)
	clear(s.lies)
	s.input = posterior.Case{IgnoreDefaults: true, Adjust: s.input.Adjust[:0], Observations: s.input.Observations[:0]}
	return s
}

func (s *scale) done() { s.chart.scales.Put(s) }

// put adds an item to the case.
func (s *scale) put(it *item, person unknot.Person) {
	e := s.e
	for _, j := range it.cells {
		s.input.Observations = append(s.input.Observations, posterior.Observation{Finding: j, Level: 1})
		for _, i := range e.painters[j] {
			s.drawn[i] += math.Log1p(-s.chart.strength(e.causes[i].paint[j]))
		}
	}
	for _, g := range it.signs {
		if s.lies[g.node] {
			continue // said twice; contradictions are reported by items
		}
		s.lies[g.node] = true
		o := posterior.Observation{Finding: len(e.cells) + g.node, Reliability: g.reliability}
		if g.yes {
			o.Level = 1
		}
		s.input.Observations = append(s.input.Observations, o)
	}
	for _, f := range it.private {
		a := s.chart.atom[f.cause]
		s.tilt[a] += math.Log(f.active)
		if e.causes[f.cause].latent > 0 {
			s.tilt[a+1] += math.Log(f.latent)
		}
	}
	if it.factors {
		for i := range e.causes {
			if l := e.causes[i].lookalike; l >= 0 {
				s.tilt[s.chart.atom[i]] += math.Log(within(factors(&e.base.Lookalikes[l], person), leastOdds, mostOdds))
			}
		}
	}
	if it.silent {
		// A place left empty is a weak no: the exponent makes it weaker still.
		for i := range e.causes {
			s.tilt[s.chart.atom[i]] += e.base.Engine.Silent * (s.chart.silence[i] - s.drawn[i])
		}
	}
}

// weight is the standing of all causes: the chance that each is active (or
// there), and that it is latent.
type weight struct{ active, latent []float64 }

// read weighs the case as it stands: by the exact sum while there are few
// positives, by the search above. w holds one entry per cause.
func (s *scale) read(w weight) error {
	s.positives = s.positives[:0]
	for _, o := range s.input.Observations {
		if o.Level > 0 {
			s.positives = append(s.positives, o)
		}
	}
	if len(s.positives) <= mostPositives {
		s.sum(w)
		return nil
	}
	r, err := s.search()
	if err != nil {
		return err
	}
	for i, a := range s.chart.atom {
		w.active[i], w.latent[i] = r.Marginal[a], 0
		if s.e.causes[i].latent > 0 {
			w.latent[i] = r.Marginal[a+1]
		}
	}
	return nil
}

// search solves the case with the solver.
func (s *scale) search() (*posterior.Result, error) {
	s.input.Adjust = s.input.Adjust[:0]
	for a, x := range s.tilt {
		if x != 0 {
			s.input.Adjust = append(s.input.Adjust, posterior.Adjustment{Atom: a, LogOdds: max(-mostAdjust, min(mostAdjust, x))})
		}
	}
	r, err := s.solver.Solve(&s.input)
	if err != nil {
		return nil, fmt.Errorf("weigh: %w", err)
	}
	return r, nil
}

// sum is the exact sum over the causes that bear on a positive; all others are
// independent of it.
func (s *scale) sum(w weight) {
	e := s.e
	no := s.no
	for i := range no {
		no[i] = 1
	}
	for _, o := range s.input.Observations {
		if o.Level == 0 { // only answers are seen at 0; empty cells are in tilt
			for _, l := range e.nodes[o.Finding-len(e.cells)].links {
				no[l.cause] *= 1 - trusted(o)*l.chance
			}
		}
	}
	m := len(s.positives)
	s.touching, s.index, s.leak = s.touching[:0], s.index[:0], s.leak[:0]
	for i := range s.place {
		s.place[i] = -1
	}
	s.fires = s.fires[:0]
	for j, o := range s.positives {
		if o.Finding < len(e.cells) {
			s.leak = append(s.leak, within(e.base.Engine.Leak, leastLeak, mostLeak))
			for _, i := range e.painters[o.Finding] {
				s.fire(i, j, m, s.chart.strength(e.causes[i].paint[o.Finding]))
			}
			continue
		}
		n := &e.nodes[o.Finding-len(e.cells)]
		s.leak = append(s.leak, n.leak)
		for _, l := range n.links {
			s.fire(l.cause, j, m, trusted(o)*l.chance)
		}
	}
	for i := range e.causes {
		a := s.chart.atom[i]
		c := weighted{active: within(e.causes[i].odds, leastOdds, mostOdds) * math.Exp(s.tilt[a]) * no[i]}
		if e.causes[i].latent > 0 {
			c.latent = e.causes[i].latent * math.Exp(s.tilt[a+1])
		}
		if k := s.place[i]; k >= 0 {
			c.fires = s.fires[k : k+m]
			s.touching, s.index = append(s.touching, c), append(s.index, i)
			continue
		}
		w.active[i], w.latent[i] = c.active/(1+c.latent+c.active), c.latent/(1+c.latent+c.active)
	}
	active, latent, total := s.exact.posterior(s.touching, s.leak)
	s.total = total
	for k, i := range s.index {
		w.active[i], w.latent[i] = active[k], latent[k]
	}
}

// fire notes that cause i brings about positive j of m with chance q.
func (s *scale) fire(i, j, m int, q float64) {
	if s.place[i] < 0 {
		s.place[i] = len(s.fires)
		for range m {
			s.fires = append(s.fires, 0)
		}
	}
	s.fires[s.place[i]+j] = q
}

func trusted(o posterior.Observation) float64 {
	if o.Reliability == 0 {
		return 1
	}
	return o.Reliability
}

// joint lists the most probable sets of causes for the case that was read
// last.
func (s *scale) joint() []Explanation {
	if len(s.positives) <= mostPositives {
		return s.e.joint(s.touching, s.index, s.leak, s.exact.active, s.total)
	}
	var out []Explanation
	for _, j := range s.solver.Joints(6) {
		x := Explanation{Probability: round6(j.Chance)}
		for _, a := range j.Atoms {
			i, _ := s.chart.net.Cause(a)
			x.Causes = append(x.Causes, s.e.key(&s.e.causes[i]))
		}
		if len(x.Causes) > 0 { // the empty set says only that it may be none of these
			sort.Strings(x.Causes)
			out = append(out, x)
		}
	}
	return out[:min(5, len(out))]
}

// certify says how far the answer may be from the truth of the model, as a
// share of the mass: 0 for the exact sum, at most the gap of a certificate
// for the search. It spoils what the solver holds.
func (s *scale) certify() (gap float64, err error) {
	if len(s.positives) <= mostPositives {
		return 0, nil
	}
	x, err := s.solver.Certify(&s.input, posterior.CertificateOptions{})
	if err != nil {
		return 1, fmt.Errorf("certify: %w", err)
	}
	return x.Gap, nil
}
