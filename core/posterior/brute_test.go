package posterior_test

import (
	"math"
	"math/rand/v2"

	"github.com/unknot/unknot/core/posterior"
)

// truth is what enumerating every state of every cause says: O1.
type truth struct {
	logZ     float64
	marginal []float64
}

// chance is P(finding at the observed level | states), straight from the
// definition of the leaky noisy-MAX. A softened finding (Tau) keeps its chances
// that no level above the one seen is reached, to the power of tau, times a
// noisy-OR: each cause adds to the leak's power of tau what takes it to its own
// power of tau with that cause alone; and the leak is there to the power of
// doubt.
func chance(spec *posterior.Spec, f, level int, reliability float64, state []int) float64 {
	if level < 0 {
		return 1
	}
	if reliability == 0 {
		reliability = 1
	}
	fd := spec.Findings[f]
	at := func(reach []float64, l int) float64 {
		if l < len(reach) {
			return reach[l]
		}
		return 0
	}
	tau := fd.Tau
	if tau == 0 {
		tau = 1
	}
	doubt := fd.Doubt
	if doubt == 0 {
		doubt = tau
	}
	// of one source: the chance that it reaches no more than the level, and
	// that it reaches the level if it reaches no more
	source := func(reach []float64, reliability float64) (upTo, reaches float64) {
		if level == 0 {
			return 1 - reliability*at(reach, 0), 0
		}
		over := reliability * at(reach, level)
		return 1 - over, (reliability*at(reach, level-1) - over) / (1 - over)
	}
	upTo, leak := source(fd.Leak, 1)
	alone := math.Pow(leak, tau)
	off := 1 - math.Pow(leak, doubt)
	for k, st := range state {
		if st < 0 {
			continue
		}
		for _, link := range spec.Causes[k].States[st].Links {
			if link.Finding == f {
				u, q := source(link.Reach, reliability)
				upTo *= u
				off *= (1 - math.Pow(1-(1-leak)*(1-q), tau)) / (1 - alone)
			}
		}
	}
	if level == 0 {
		return math.Pow(upTo, tau)
	}
	return math.Pow(upTo, tau) * (1 - off)
}

// levelsOf gives the level of each finding and its reliability.
func levelsOf(spec *posterior.Spec, c *posterior.Case) ([]int, []float64) {
	level, rel := make([]int, len(spec.Findings)), make([]float64, len(spec.Findings))
	for f, fd := range spec.Findings {
		if !fd.Default || c.IgnoreDefaults {
			level[f] = posterior.Unknown
		}
	}
	for _, o := range c.Observations {
		level[o.Finding], rel[o.Finding] = o.Level, o.Reliability
	}
	return level, rel
}

// enumerate calls visit with every assignment and its joint weight.
func enumerate(spec *posterior.Spec, c *posterior.Case, visit func(state []int, weight float64)) {
	level, rel := levelsOf(spec, c)
	prior := make([][]float64, len(spec.Causes))
	atom := 0
	for k, cause := range spec.Causes {
		sum := 1.0
		for _, s := range cause.States {
			o := s.Odds
			for _, a := range c.Adjust {
				if a.Atom == atom {
					o *= math.Exp(a.LogOdds)
				}
			}
			prior[k] = append(prior[k], o)
			sum += o
			atom++
		}
		prior[k] = append(prior[k], 1) // absent
		for i := range prior[k] {
			prior[k][i] /= sum
		}
	}
	state := make([]int, len(spec.Causes))
	var walk func(k int, w float64)
	walk = func(k int, w float64) {
		if k == len(state) {
			for f, l := range level {
				w *= chance(spec, f, l, rel[f], state)
			}
			visit(state, w)
			return
		}
		n := len(spec.Causes[k].States)
		for st := range n {
			state[k] = st
			walk(k+1, w*prior[k][st])
		}
		state[k] = -1
		walk(k+1, w*prior[k][n])
	}
	walk(0, 1)
}

func brute(n *posterior.Network, c *posterior.Case) truth {
	t := truth{marginal: make([]float64, n.Atoms())}
	z := 0.0
	enumerate(n.Spec(), c, func(state []int, w float64) {
		z += w
		for k, st := range state {
			if st >= 0 {
				t.marginal[n.Atom(k, st)] += w
			}
		}
	})
	for a := range t.marginal {
		t.marginal[a] /= z
	}
	t.logZ = math.Log(z)
	return t
}

// shape of a small random network.
type shape struct {
	parts, others, cells, exams int
	tau, doubt                  float64
	wide                        bool // one more cause that touches nearly everything
	states                      int  // extra searched states per part
}

// small makes a random network and a case drawn from it, with likely causes.
func small(r *rand.Rand, s shape) (*posterior.Network, *posterior.Case) {
	u := func(lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }
	var spec posterior.Spec
	for range s.cells {
		spec.Findings = append(spec.Findings, posterior.Finding{Leak: []float64{0.01, 0.006, 0.002}, Default: true, Tau: s.tau, Doubt: s.doubt})
	}
	for i := range s.exams {
		leak := []float64{0.05, 0.02}
		spec.Findings = append(spec.Findings, posterior.Finding{Leak: leak[:1+i%2]})
	}
	link := func(st *posterior.State, f int, q float64) {
		reach := []float64{q, q * 0.6, q * 0.2}
		st.Links = append(st.Links, posterior.Link{Finding: f, Reach: reach[:len(spec.Findings[f].Leak)]})
	}
	for range s.parts {
		active := posterior.State{Name: "active", Odds: u(0.005, 0.06)}
		latent := posterior.State{Name: "latent", Odds: u(0.02, 0.15), Background: true}
		start := r.IntN(s.cells)
		for k := range 2 + r.IntN(5) {
			if k < s.cells {
				link(&active, (start+k)%s.cells, u(0.15, 0.9))
			}
		}
		for f := s.cells; f < s.cells+s.exams; f++ {
			if r.Float64() < 0.4 {
				link(&latent, f, u(0.05, 0.4))
				link(&active, f, u(0.3, 0.8))
			}
		}
		states := []posterior.State{latent, active}
		for range s.states {
			more := posterior.State{Name: "other", Odds: u(0.005, 0.03), Danger: r.IntN(2) == 0}
			for k := range 3 {
				if k < s.cells {
					link(&more, (start+k+2)%s.cells, u(0.2, 0.9))
				}
			}
			states = append(states, more)
		}
		spec.Causes = append(spec.Causes, posterior.Cause{States: states})
	}
	for i := range s.others {
		st := posterior.State{Odds: u(0.005, 0.03), Wide: true, Danger: i == 0}
		density := 0.35
		if s.wide && i == s.others-1 {
			density = 0.95
		}
		for f := range spec.Findings {
			if r.Float64() < density {
				link(&st, f, u(0.2, 0.6))
			}
		}
		spec.Causes = append(spec.Causes, posterior.Cause{States: []posterior.State{st}})
	}
	n, err := posterior.NewNetwork(spec)
	if err != nil {
		panic(err)
	}
	return n, sample(r, &spec)
}

// sample draws a case: causes at twice to ten times their chance, then levels.
func sample(r *rand.Rand, spec *posterior.Spec) *posterior.Case {
	boost := []float64{2, 10}[r.IntN(2)]
	level := make([]int, len(spec.Findings))
	up := func(f int, reach []float64) {
		x := r.Float64()
		l := 0
		for l < len(reach) && x < reach[l] {
			l++
		}
		level[f] = max(level[f], l)
	}
	for f, fd := range spec.Findings {
		up(f, fd.Leak)
	}
	for _, c := range spec.Causes {
		x := r.Float64()
		for _, st := range c.States {
			if x -= boost * st.Odds; x < 0 {
				for _, l := range st.Links {
					up(l.Finding, l.Reach)
				}
				break
			}
		}
	}
	c := &posterior.Case{}
	for f, l := range level {
		switch {
		case spec.Findings[f].Default:
			if l > 0 {
				c.Observations = append(c.Observations, posterior.Observation{Finding: f, Level: l})
			} else if r.Float64() < 0.05 {
				c.Observations = append(c.Observations, posterior.Observation{Finding: f, Level: posterior.Unknown})
			}
		case r.Float64() < 0.7:
			o := posterior.Observation{Finding: f, Level: l}
			if r.Float64() < 0.2 {
				o.Reliability = 0.7
			}
			c.Observations = append(c.Observations, o)
		}
	}
	if r.Float64() < 0.3 {
		c.Adjust = append(c.Adjust, posterior.Adjustment{Atom: 0, LogOdds: 1.5})
	}
	return c
}
