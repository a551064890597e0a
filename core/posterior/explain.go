package posterior

import (
	"cmp"
	"fmt"
	"slices"
)

// Contribution is what one observation does for the score of an atom.
type Contribution struct {
	// Finding is the observed finding, or Defaults for all default findings
	// that the case leaves at level 0, taken together.
	Finding int
	Level   int
	// LogOdds is the score with the observation minus the score without it:
	// solving the case again without it moves the score by exactly -LogOdds.
	LogOdds float64
}

// Defaults stands for all default findings left at level 0.
const Defaults = -1

// Explanation takes the score of an atom apart. Score = Prior + the sum of
// Contributions + Interaction, exactly up to rounding.
type Explanation struct {
	Atom int
	// Score is the log of the posterior odds of the atom, from -27.6 to 27.6.
	Score float64
	// Prior is the log of its odds before any finding.
	Prior float64
	// Contributions, largest first; those for and against in one list.
	Contributions []Contribution
	// Interaction is what the observations do only together: what several say
	// alike, which none adds alone, less what each adds only beside the others.
	Interaction float64
}

// certainChance keeps scores finite.
const certainChance = 1e-12

func score(p float64) float64 {
	p = min(max(p, certainChance), 1-certainChance)
	return log(p) - log(1-p)
}

// Explain takes the scores of some atoms of the case solved last apart by
// solving it again without each observation in turn. It leaves the results
// of the solver as they are. It allocates.
func (s *Solver) Explain(atoms ...int) ([]Explanation, error) {
	if err := s.makeAux(); err != nil {
		return nil, err
	}
	out := make([]Explanation, len(atoms))
	for i, a := range atoms {
		if a < 0 || a >= s.net.Atoms() {
			return nil, fmt.Errorf("explain: atom %d; there are %d", a, s.net.Atoms())
		}
		out[i] = Explanation{Atom: a, Score: score(s.res.Marginal[a]), Prior: s.prior(int32(a))}
	}
	without := func(finding, level int, c *Case) error {
		r, err := s.aux.Solve(c)
		if err != nil {
			return err
		}
		for i, a := range atoms {
			d := out[i].Score - score(r.Marginal[a])
			out[i].Contributions = append(out[i].Contributions, Contribution{Finding: finding, Level: level, LogOdds: d})
		}
		return nil
	}
	c := s.current
	less := make([]Observation, 0, len(c.Observations))
	for i, o := range c.Observations {
		if o.Level == Unknown {
			continue
		}
		less = append(append(less[:0], c.Observations[:i]...), c.Observations[i+1:]...)
		if s.net.def[o.Finding] {
			less = append(less, Observation{Finding: o.Finding, Level: Unknown, Patch: o.Patch})
		}
		if err := without(o.Finding, o.Level, &Case{Adjust: c.Adjust, Observations: less, IgnoreDefaults: c.IgnoreDefaults}); err != nil {
			return nil, err
		}
	}
	if !c.IgnoreDefaults && slices.Contains(s.net.def, true) {
		if err := without(Defaults, 0, &Case{Adjust: c.Adjust, Observations: c.Observations, IgnoreDefaults: true}); err != nil {
			return nil, err
		}
	}
	for i := range out {
		x := &out[i]
		slices.SortStableFunc(x.Contributions, func(a, b Contribution) int { return cmp.Compare(b.LogOdds, a.LogOdds) })
		x.Interaction = x.Score - x.Prior
		for _, k := range x.Contributions {
			x.Interaction -= k.LogOdds
		}
	}
	return out, nil
}

// prior is the log odds of an atom before any finding.
func (s *Solver) prior(a int32) float64 {
	k := s.net.causeOf[a]
	own, others := 0.0, 1.0
	for b := s.net.first[k]; b < s.net.first[k+1]; b++ {
		x := s.net.logOdds[b]
		for _, j := range s.current.Adjust {
			if j.Atom == int(b) {
				x += j.LogOdds
			}
		}
		if b == a {
			own = x
		} else {
			others += exp(x)
		}
	}
	return own - log(others)
}

func (s *Solver) makeAux() error {
	if s.aux != nil {
		return nil
	}
	aux, err := s.net.NewSolver(s.opt)
	s.aux = aux
	return err
}

// WhatIf solves the case solved last with some observations added or put in
// place of earlier ones of the same findings, and leaves the results of the
// solver as they are. The result is valid until the next WhatIf or Explain.
func (s *Solver) WhatIf(change ...Observation) (*Result, error) {
	if err := s.makeAux(); err != nil {
		return nil, err
	}
	obs := s.whatIf[:0]
	for _, o := range s.current.Observations {
		if !slices.ContainsFunc(change, func(x Observation) bool { return x.Finding == o.Finding }) {
			obs = append(obs, o)
		}
	}
	obs = append(obs, change...)
	s.whatIf = obs
	return s.aux.Solve(&Case{Adjust: s.current.Adjust, Observations: obs, IgnoreDefaults: s.current.IgnoreDefaults})
}
