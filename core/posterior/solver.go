package posterior

import "fmt"

// Options steer the search. The zero value means the defaults.
type Options struct {
	// Delta stops the search: sets lighter than Delta times the best are not
	// opened. Default 0.01.
	Delta float64
	// Eta limits swapping: only sets heavier than Eta times the best have
	// their members taken out one by one. Default 0.03.
	Eta float64
	// Cap is the largest number of sets weighed per component. Default 400.
	Cap int
	// Work is about how many multiplications a component may take to be worked
	// out exactly (eliminate.go); what takes more is searched. Default 200 000,
	// a fraction of a millisecond. Below 0 everything is searched.
	Work int
	// Clusters cuts what takes more work into clusters instead of searching it
	// (clusters.go): better where evidence is soft.
	Clusters bool
}

// Thresholds that are not options. Judgement, from measurements on the
// synthetic networks.
const (
	screenLog    = -13.815510557964274 // ln 1e-6: atoms whose odds bound is lower are dropped (rigorous)
	keepShare    = 0.3                 // atoms lighter than this part of Delta next to every set seen so far leave the search
	groupCap     = 10                  // positives in one group of background atoms
	restartLog   = -5.0                // wide atoms that stay further below the best set need no new start
	climbSlack   = 1.0                 // a climb is given up when two steps like the next one leave it further below delta
	restartCap   = 12                  // wide atoms the search starts again from
	dangerLog    = -9.210340371976182  // ln 1e-4: danger atoms with a lower bound need no search of their own
	readLog      = -11.0               // sets lighter than e^-11 of the best are not read
	readRareLog  = -18.0               // the same for sets that hold a danger atom
	heavySet     = 0.005               // background marginals are read off sets with at least this share
	negligible   = 1e-10               // smallest addition to a marginal
	tailSumLimit = 2.0                 // a product tail on a badly explained set explodes; above this the sum is taken
)

// Solver solves cases of one network, one at a time, reusing its memory: once
// warm it allocates nothing. Not safe for use by two goroutines.
type Solver struct {
	net      *Network
	opt      Options
	logDelta float64
	logEta   float64

	ev      evidence
	current Case // a copy of the case solved last
	work    assembly
	loc     local
	laid    bool // loc is laid out for the search
	single  bool // background atoms are searched for like others
	exact   elimination
	cut     clusters
	search  search
	res     Result

	aux    *Solver   // for solving variants of a case
	kept   []float64 // chances put aside
	ask    question
	lists  lists
	again  reweigh
	whatIf []Observation
}

// NewSolver makes a solver.
func (n *Network) NewSolver(o Options) (*Solver, error) {
	if o.Delta == 0 {
		o.Delta = 0.01
	}
	if o.Eta == 0 {
		o.Eta = 0.03
	}
	if o.Cap == 0 {
		o.Cap = 400
	}
	if o.Work == 0 {
		o.Work = 200_000
	}
	if !(o.Delta > 0 && o.Delta < 1) || !(o.Eta > 0 && o.Eta < 1) || o.Cap < 1 {
		return nil, fmt.Errorf("options: delta %g, eta %g, cap %d; want chances between 0 and 1 and a positive cap", o.Delta, o.Eta, o.Cap)
	}
	s := &Solver{net: n, opt: o, logDelta: log(o.Delta), logEta: log(o.Eta)}
	atoms := n.Atoms()
	s.res.Marginal = make([]float64, atoms)
	s.work.init(n)
	s.search.init()
	s.exact.byMask.init()
	return s, nil
}

// Result is what one solve found. It belongs to the solver and changes with
// its next call.
type Result struct {
	// Marginal is the chance of each atom given the case; 0 to 1. An estimate.
	Marginal []float64
	// logBound holds the log odds bounds; see Bound.
	logBound []float64
	// LogEvidence is the log of the (tempered) chance of the observations.
	LogEvidence float64
	// LogLower is a lower limit on the exact LogEvidence that always holds.
	LogLower float64
	// Sets counts the sets of causes that were weighed.
	Sets int
	// Components counts the parts of the case that do not influence each other.
	Components int
	// Capped says that the search ended at Options.Cap in some component.
	Capped bool
	// Exact says that every component was worked out exactly: the chances are
	// those of the network, but for atoms screened out (one in a million).
	Exact bool
	// Gap is how far, at most, any chance is from that of the network: what
	// screened atoms could add. 1 if it is not known without Certify.
	Gap float64
}

// Bound is an upper limit on the chance of an atom that always holds, whatever
// the search found (docs/engine.md, "bounds").
func (r *Result) Bound(atom int) float64 { return 1 / (1 + exp(-r.logBound[atom])) }

// Solve weighs the case. The result is valid until the next call.
func (s *Solver) Solve(c *Case) (*Result, error) {
	if err := s.net.absorb(&s.ev, c); err != nil {
		return nil, fmt.Errorf("case: %w", err)
	}
	s.current.Adjust = append(s.current.Adjust[:0], c.Adjust...)
	s.current.Observations = append(s.current.Observations[:0], c.Observations...)
	s.current.IgnoreDefaults = c.IgnoreDefaults
	s.solve()
	return &s.res, nil
}

func (s *Solver) solve() {
	s.res.logBound = s.ev.bound
	s.split()
	s.res.LogEvidence, s.res.LogLower = s.ev.norm, s.ev.norm
	s.res.Sets, s.res.Capped, s.res.Exact = 0, false, true
	s.res.Components = len(s.loc.comps)
	s.search.nodes = s.search.nodes[:0]
	s.search.pool = s.search.pool[:0]
	s.search.sets = s.search.sets[:0]
	s.lists.ready = false
	s.readFree()
	done := true
	for k := range s.loc.comps {
		c := &s.loc.comps[k]
		c.how = bySets
		done = s.workOut(c) && done
		s.res.Exact = s.res.Exact && c.how == byElimination
	}
	s.res.Gap = 1
	if s.res.Exact {
		s.res.Gap = min(1, oneMinusExp(-s.screenedSlack())+rounding)
	}
	if done {
		return
	}
	s.lay()
	for k := range s.loc.comps {
		if c := &s.loc.comps[k]; c.how == bySets {
			s.weighSets(c)
		}
	}
}

// screenedSlack is the most that screened atoms can add to the log of the
// whole mass.
func (s *Solver) screenedSlack() float64 {
	sum := 0.0
	for a, role := range s.work.role {
		if role == screened {
			sum += log1p(exp(s.ev.bound[a]))
		}
	}
	return sum
}

// weighSets finds the sets of causes that hold the mass of a component and
// reads them.
func (s *Solver) weighSets(c *component) {
	c.weighed = true
	s.searchComponent(c)
	s.readComponent(c)
}

// explore finds the sets of causes where the chances were worked out without
// them. The chances stay.
func (s *Solver) explore() {
	first, evidence, lower := true, 0.0, 0.0
	for k := range s.loc.comps {
		c := &s.loc.comps[k]
		if c.weighed {
			continue
		}
		if first {
			first = false
			s.single = s.res.Exact
			s.lay()
			s.single = false
			s.kept = append(s.kept[:0], s.res.Marginal...)
			evidence, lower = s.res.LogEvidence, s.res.LogLower
		}
		logZ := c.logZ
		s.weighSets(c)
		c.logZ = logZ
	}
	if !first {
		copy(s.res.Marginal, s.kept)
		s.res.LogEvidence, s.res.LogLower = evidence, lower
	}
}
