package posterior

import "fmt"

// Unknown as a level says that a finding was not observed, even if the
// network takes it as observed at 0 by default.
const Unknown = -1

// Observation is one finding with the level that was seen.
type Observation struct {
	Finding int
	// Level is 0 to the number of levels of the finding, or Unknown.
	Level int
	// Reliability scales every link of the finding, above 0 to 1; 0 means 1.
	Reliability float64
	// Patch lists further findings that are one observation with Finding: a
	// painted patch is one witness, not one for each of its cells. Every link
	// and the leak count by their mean over all of them, weighted by
	// Finding.Weight. All have as many levels and the same Tau and Doubt. Seen
	// at 0 or not seen, they count one by one.
	Patch []int
}

// Adjustment changes the prior odds of one atom (age, work, history).
type Adjustment struct {
	Atom int
	// LogOdds is added to the log of the prior odds; -50 to 50.
	LogOdds float64
}

// Case is what is known of one person.
type Case struct {
	Adjust       []Adjustment
	Observations []Observation
	// IgnoreDefaults takes default findings as not observed unless listed
	// (nothing was drawn at all).
	IgnoreDefaults bool
}

// positive is a finding seen above level 0, reduced to yes/no.
type positive struct {
	finding int32
	obs     int32   // index of its observation
	leakOff float64 // chance that the leak alone does not cause it
	e0, e1  int32   // its links in evidence.parent and evidence.q
}

// evidence is a case after absorption: log odds per atom plus a list of
// positives. Nothing is approximated yet.
type evidence struct {
	logW   []float64 // log odds of an atom, every unary factor inside
	bound  []float64 // log odds bound: logW plus the most that all positives can add
	pos    []positive
	parent []int32
	q      []float64
	level  []int8 // finding -> seen level, Unknown if not observed at all
	seen   []int32
	norm   float64   // log factor of leaks and of absent causes
	prior  []float64 // odds before any finding
	moved  []bool    // atoms that some listed observation touches

	here, over []float64 // scratch of a patch, by atom: mean chance of its level and of more
	met        []int32   // atoms met in the patch
}

// absorb reads the case into ev.
func (n *Network) absorb(ev *evidence, c *Case) error {
	if len(ev.logW) != len(n.logOdds) {
		ev.logW = make([]float64, len(n.logOdds))
		ev.bound = make([]float64, len(n.logOdds))
		ev.level = make([]int8, len(n.levels))
		ev.seen = make([]int32, len(n.levels))
		ev.prior = make([]float64, len(n.logOdds))
		ev.moved = make([]bool, len(n.logOdds))
		ev.here = make([]float64, len(n.logOdds))
		ev.over = make([]float64, len(n.logOdds))
	}
	ev.pos, ev.parent, ev.q = ev.pos[:0], ev.parent[:0], ev.q[:0]
	for f, d := range n.def {
		ev.seen[f] = -1
		ev.level[f] = Unknown
		if d && !c.IgnoreDefaults {
			ev.level[f] = 0
		}
	}
	copy(ev.logW, n.logOdds)
	copy(ev.prior, n.odds)
	clear(ev.moved)
	for i, a := range c.Adjust {
		if a.Atom < 0 || a.Atom >= len(ev.logW) {
			return fmt.Errorf("adjustment %d: atom %d; there are %d", i, a.Atom, len(ev.logW))
		}
		if !(a.LogOdds >= -50 && a.LogOdds <= 50) {
			return fmt.Errorf("adjustment %d of atom %d: log odds %g; want -50 to 50", i, a.Atom, a.LogOdds)
		}
		ev.logW[a.Atom] += a.LogOdds
		ev.prior[a.Atom] *= exp(a.LogOdds)
	}
	ev.norm = -n.logAbsent(ev.prior)
	if !c.IgnoreDefaults {
		ev.norm += n.baseConst
		for a, b := range n.base {
			ev.logW[a] += b
		}
	}
	for i := range c.Observations {
		o := &c.Observations[i]
		if err := n.checkObservation(ev, i, o); err != nil {
			return err
		}
		if len(o.Patch) > 0 && o.Level > 0 {
			n.absorbPatch(ev, c, i)
			continue
		}
		n.absorbOne(ev, c, i, o.Finding)
		for _, f := range o.Patch {
			n.absorbOne(ev, c, i, f)
		}
	}
	copy(ev.bound, ev.logW)
	n.addGains(ev, c)
	return nil
}

func (n *Network) checkObservation(ev *evidence, i int, o *Observation) error {
	if o.Finding < 0 || o.Finding >= len(n.levels) {
		return fmt.Errorf("observation %d: finding %d; there are %d", i, o.Finding, len(n.levels))
	}
	if o.Level < Unknown || o.Level > int(n.levels[o.Finding]) {
		return fmt.Errorf("observation %d of finding %d: level %d; want %d to %d", i, o.Finding, o.Level, Unknown, n.levels[o.Finding])
	}
	if !(o.Reliability >= 0 && o.Reliability <= 1) {
		return fmt.Errorf("observation %d of finding %d: reliability %g; want 0 to 1", i, o.Finding, o.Reliability)
	}
	if err := ev.note(o, o.Finding, i); err != nil {
		return err
	}
	for _, f := range o.Patch {
		if f < 0 || f >= len(n.levels) {
			return fmt.Errorf("observation %d: finding %d in its patch; there are %d", i, f, len(n.levels))
		}
		if n.levels[f] != n.levels[o.Finding] || n.tau[f] != n.tau[o.Finding] || n.doubt[f] != n.doubt[o.Finding] {
			return fmt.Errorf("observation %d: finding %d of its patch has other levels or another tau or doubt than finding %d", i, f, o.Finding)
		}
		if err := ev.note(o, f, i); err != nil {
			return err
		}
	}
	return nil
}

// note marks finding f as seen by observation i.
func (ev *evidence) note(o *Observation, f, i int) error {
	if j := ev.seen[f]; j >= 0 {
		return fmt.Errorf("observations %d and %d are both of finding %d", j, i, f)
	}
	ev.seen[f], ev.level[f] = int32(i), int8(o.Level)
	return nil
}

// absorbOne adds the unary part of finding f of observation i and lists it if
// positive.
func (n *Network) absorbOne(ev *evidence, c *Case, i, f int) {
	o := &c.Observations[i]
	l := o.Level
	inBase := n.def[f] && !c.IgnoreDefaults
	trusted := o.Reliability == 0 || o.Reliability == 1
	x0, x1 := int(n.off[f]), int(n.off[f+1])
	if l < 0 && !inBase {
		return
	}
	if inBase {
		ev.norm -= n.leakNo[f]
	}
	if l == 0 {
		ev.norm += n.leakNo[f]
	} else if l > 0 {
		ev.norm += n.leakLog[f*n.stride+l-1]
		e0 := int32(len(ev.parent))
		ev.parent = append(ev.parent, n.parent[x0:x1]...)
		for x := x0; x < x1; x++ {
			q := n.hidden[x*n.stride+l-1]
			if !trusted {
				q = n.terms(f, l, n.reach[x*n.stride:(x+1)*n.stride], o.Reliability).hidden
			}
			ev.q = append(ev.q, q)
		}
		ev.pos = append(ev.pos, positive{finding: int32(f), obs: int32(i),
			leakOff: n.leakOff[f*n.stride+l-1], e0: e0, e1: int32(len(ev.parent))})
	}
	if trusted && inBase && l > 0 {
		for x := x0; x < x1; x++ {
			ev.logW[n.parent[x]] += n.unary[x*n.stride+l-1]
			ev.moved[n.parent[x]] = true
		}
		return
	}
	for x := x0; x < x1; x++ {
		ev.logW[n.parent[x]] += n.unaryOf(x, l, o.Reliability, inBase)
		ev.moved[n.parent[x]] = true
	}
}

// unaryOf is what seeing finding level l on link x adds to the log odds,
// on top of the base table if inBase.
func (n *Network) unaryOf(x, l int, reliability float64, inBase bool) float64 {
	f := int(n.linkOf[x])
	d := 0.0
	if inBase {
		d = -n.clear[x]
	}
	if l < 0 {
		return d
	}
	if reliability == 0 || reliability == 1 {
		switch {
		case l == 0:
			return d + n.clear[x]
		case n.def[f]:
			return d + (n.unary[x*n.stride+l-1] + n.clear[x])
		}
		return d + n.unary[x*n.stride+l-1]
	}
	t := n.terms(f, max(l, 1), n.reach[x*n.stride:(x+1)*n.stride], reliability)
	if l == 0 {
		return d + t.clear
	}
	return d + t.unary
}

func (n *Network) addGains(ev *evidence, c *Case) {
	for _, p := range ev.pos {
		o := &c.Observations[p.obs]
		if len(o.Patch) == 0 && (o.Reliability == 0 || o.Reliability == 1) {
			x := int(n.off[p.finding])
			for e := p.e0; e < p.e1; e++ {
				ev.bound[ev.parent[e]] += n.gain[x*n.stride+o.Level-1]
				x++
			}
			continue
		}
		h := p.leakOff / (1 - p.leakOff)
		for e := p.e0; e < p.e1; e++ {
			ev.bound[ev.parent[e]] += log1p(float64(h * ev.q[e]))
		}
	}
}

// odds returns e^logW of an atom, cheaply if no listed observation touches it.
func (n *Network) oddsOf(ev *evidence, c *Case, a int32) float64 {
	switch {
	case ev.moved[a]:
		return exp(ev.logW[a])
	case c.IgnoreDefaults:
		return ev.prior[a]
	}
	return ev.prior[a] * n.expBase[a]
}

// logAbsent is the sum over causes of ln(1 + sum of odds): minus the log of
// the prior chance that every cause is absent.
func (n *Network) logAbsent(odds []float64) float64 {
	sum, prod := 0.0, 1.0
	for c := range n.spec.Causes {
		u := 1.0
		for a := n.first[c]; a < n.first[c+1]; a++ {
			u += odds[a]
		}
		prod *= u
		if prod > 1e200 {
			sum += log(prod)
			prod = 1
		}
	}
	return sum + log(prod)
}
