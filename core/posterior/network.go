package posterior

import (
	"errors"
	"fmt"
)

// Limits of a network.
const (
	MaxLevels = 8        // grades of one finding above 0
	MaxChance = 1 - 1e-9 // largest link chance: a certain link would leave no room for doubt
)

// Spec describes a network. NewNetwork checks it.
type Spec struct {
	Causes   []Cause
	Findings []Finding
}

// Cause is absent or in exactly one of its states.
type Cause struct {
	Name   string
	States []State
}

// State is one way in which a cause is present. Elsewhere a state of a cause
// is called an atom; atoms are counted through all causes in order.
type State struct {
	Name string
	// Odds against the cause being absent, before any finding; above 0.
	Odds float64
	// Background states are summed out exactly instead of being searched for.
	// At most one per cause.
	Background bool
	// Danger states are never screened out and are searched for every time.
	Danger bool
	// Wide states can explain many findings at once: the search starts again
	// from each of them. States with three times the median number of links
	// count as wide by themselves.
	Wide  bool
	Links []Link
}

// Link says how likely a state alone brings a finding to each level.
type Link struct {
	Finding int
	// Reach[l-1] is the chance that the finding reaches level l or more; 0 to
	// MaxChance, never rising. Missing levels count as 0.
	Reach []float64
}

// Finding is something observed, graded 0 to len(Leak).
type Finding struct {
	Name string
	// Leak[l-1] is the chance that the finding reaches level l or more without
	// any cause; strictly falling, between 0 and 1, so that every level can
	// happen by itself.
	Leak []float64
	// Default findings count as observed at level 0 unless a case says
	// otherwise (cells of a drawing that were left empty).
	Default bool
	// Tau softens what the finding says when it is seen, above 0 to 1: the
	// chance of its level without any cause, and with any one cause alone, is
	// raised to this power, and causes together work as before (soften). For
	// findings that are not independent of their neighbours. It brings the
	// causes of the finding nearer to each other. 0 means 1.
	Tau float64
	// Doubt is the exponent on the chance of a seen level without any cause, above
	// 0 to 1: below Tau, the finding speaks less for every cause, and as much less
	// for one as for another. 0 means Tau.
	Doubt float64
	// Quiet is the exponent on the likelihood of level 0, 0 to 1: below Tau,
	// "not there" is a weaker witness than "there" (people leave places out).
	// 0 means Tau.
	Quiet float64
	// Weight is the share of the finding in a patch (Observation.Patch), above
	// 0; 0 means 1.
	Weight float64
}

// Network is a checked Spec made ready for solving. It never changes, so
// many solvers may share it.
type Network struct {
	spec    Spec
	causeOf []int32 // atom -> cause
	first   []int32 // cause -> first atom; one more at the end
	several []int32 // causes with more than one state
	odds    []float64
	logOdds []float64
	flags   []uint8

	levels  []int8 // finding -> number of levels
	tau     []float64
	doubt   []float64 // finding -> exponent on the leak when it is seen
	quiet   []float64 // finding -> exponent at level 0
	weight  []float64 // finding -> share in a patch
	def     []bool
	stride  int       // levels per link in the tables below
	off     []int32   // finding -> first link; one more at the end
	parent  []int32   // link -> atom
	reach   []float64 // link·stride+l-1 -> chance
	unary   []float64 // link·stride+l-1 -> change of the log odds when level l is seen
	clear   []float64 // link -> change of the log odds when level 0 is seen
	gain    []float64 // link·stride+l-1 -> log of the largest help towards a seen level l
	hidden  []float64 // link·stride+l-1 -> chance of the yes/no finding that level l reduces to
	leakOff []float64 // finding·stride+l-1 -> chance that level l is NOT reached by leak, reduced
	leakLog []float64 // finding·stride+l-1 -> log factor of the leak when level l is seen
	leakNo  []float64 // finding -> log factor of the leak when level 0 is seen

	leakBits  []float64 // finding -> entropy of its answer with no cause, bits
	linkBits  []float64 // link -> the same with this one cause
	linkOf    []int32   // link -> finding
	base      []float64 // atom -> change of the log odds when every default finding is at 0
	expBase   []float64
	baseConst float64 // log factor of all leaks when every default finding is at 0
	key       []uint64
}

const (
	isBackground = 1 << iota
	isDanger
	isWide
)

// NewNetwork checks the spec and prepares it. The error names the first
// thing that is wrong.
func NewNetwork(spec Spec) (*Network, error) {
	if err := check(&spec); err != nil {
		return nil, fmt.Errorf("network: %w", err)
	}
	n := &Network{spec: spec}
	n.layFindings()
	n.layAtoms()
	n.layLinks()
	n.layBits()
	return n, nil
}

// Atoms is the number of atoms.
func (n *Network) Atoms() int { return len(n.causeOf) }

// Causes is the number of causes.
func (n *Network) Causes() int { return len(n.first) - 1 }

// Findings is the number of findings.
func (n *Network) Findings() int { return len(n.levels) }

// Atom returns the number of a state of a cause.
func (n *Network) Atom(cause, state int) int { return int(n.first[cause]) + state }

// Cause returns the cause of an atom and which of its states it is.
func (n *Network) Cause(atom int) (cause, state int) {
	c := n.causeOf[atom]
	return int(c), atom - int(n.first[c])
}

// Spec returns what the network was built from. Do not change it.
func (n *Network) Spec() *Spec { return &n.spec }

var errEmpty = errors.New("no causes")

func check(s *Spec) error {
	if len(s.Causes) == 0 {
		return errEmpty
	}
	for i, f := range s.Findings {
		if len(f.Leak) == 0 || len(f.Leak) > MaxLevels {
			return fmt.Errorf("finding %d %q: %d levels; want 1 to %d", i, f.Name, len(f.Leak), MaxLevels)
		}
		last := 1.0
		for l, p := range f.Leak {
			if !(p > 0 && p < last) {
				return fmt.Errorf("finding %d %q: leak %g at level %d; want above 0 and below %g", i, f.Name, p, l+1, last)
			}
			last = p
		}
		if !(f.Tau >= 0 && f.Tau <= 1) {
			return fmt.Errorf("finding %d %q: tau %g; want 0 to 1", i, f.Name, f.Tau)
		}
		if !(f.Doubt >= 0 && f.Doubt <= 1) {
			return fmt.Errorf("finding %d %q: doubt %g; want 0 to 1", i, f.Name, f.Doubt)
		}
		if !(f.Quiet >= 0 && f.Quiet <= 1) {
			return fmt.Errorf("finding %d %q: quiet %g; want 0 to 1", i, f.Name, f.Quiet)
		}
		if !(f.Weight >= 0 && f.Weight < 1e9) {
			return fmt.Errorf("finding %d %q: weight %g; want 0 to 1e9", i, f.Name, f.Weight)
		}
	}
	seen := make([]int, len(s.Findings))
	mark := 0
	for i, c := range s.Causes {
		if len(c.States) == 0 {
			return fmt.Errorf("cause %d %q has no states", i, c.Name)
		}
		background := 0
		for _, a := range c.States {
			mark++
			if !(a.Odds > 0 && a.Odds < 1e12) {
				return fmt.Errorf("cause %d %q state %q: odds %g; want above 0 and below 1e12", i, c.Name, a.Name, a.Odds)
			}
			if a.Background {
				if background++; background > 1 {
					return fmt.Errorf("cause %d %q has two background states", i, c.Name)
				}
			}
			for _, l := range a.Links {
				if err := checkLink(s, a, l); err != nil {
					return fmt.Errorf("cause %d %q state %q: %w", i, c.Name, a.Name, err)
				}
				if seen[l.Finding] == mark {
					return fmt.Errorf("cause %d %q state %q: two links to finding %d", i, c.Name, a.Name, l.Finding)
				}
				seen[l.Finding] = mark
			}
		}
	}
	return nil
}

func checkLink(s *Spec, a State, l Link) error {
	if l.Finding < 0 || l.Finding >= len(s.Findings) {
		return fmt.Errorf("link to finding %d; there are %d", l.Finding, len(s.Findings))
	}
	f := s.Findings[l.Finding]
	if len(l.Reach) > len(f.Leak) {
		return fmt.Errorf("link to finding %d has %d levels; the finding has %d", l.Finding, len(l.Reach), len(f.Leak))
	}
	last := MaxChance
	for k, q := range l.Reach {
		if !(q >= 0 && q <= last) {
			return fmt.Errorf("link to finding %d: chance %g at level %d; want 0 to %g", l.Finding, q, k+1, last)
		}
		last = q
	}
	return nil
}
