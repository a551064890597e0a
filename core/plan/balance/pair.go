package balance

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Held says how a muscle seems to be held, by the checks of its side.
type Held string

// A muscle held short is stretched; one held long is made strong and not
// stretched (C038-C040).
const (
	NotKnown Held = ""
	Short    Held = "short"
	Long     Held = "long"
)

// HeldOf looks a muscle up in the results. Results of checks without sides
// count for both. When one check says short and another long, nothing is
// known. by is the result that says so.
func HeldOf(results []Result, muscle unknot.MuscleID, side unknot.Side) (held Held, by *Result) {
	for i := range results {
		r := &results[i]
		if r.Side != "" && side != "" && r.Side != side {
			continue
		}
		var says Held
		switch {
		case slices.Contains(r.Short, muscle):
			says = Short
		case slices.Contains(r.Weak, muscle):
			says = Long
		default:
			continue
		}
		if held != NotKnown && held != says {
			return NotKnown, nil
		}
		held, by = says, r
	}
	return held, by
}

// PairsOf lists the pairs that a muscle stands in, file order.
func PairsOf(base *knowledge.Base, muscle unknot.MuscleID) []*knowledge.Pair {
	var out []*knowledge.Pair
	for i := range base.Pairs {
		p := &base.Pairs[i]
		if slices.Contains(p.Short, muscle) || slices.Contains(p.Long, muscle) {
			out = append(out, p)
		}
	}
	return out
}

// PairFor is the pair in which the muscle is on the side it is held on.
func PairFor(base *knowledge.Base, muscle unknot.MuscleID, held Held) (*knowledge.Pair, bool) {
	for _, p := range PairsOf(base, muscle) {
		if held == Short && slices.Contains(p.Short, muscle) || held == Long && slices.Contains(p.Long, muscle) {
			return p, true
		}
	}
	return nil, false
}

// ForRegion lists the checks that tell something of the muscles of a region,
// those of the person's muscle first; checks to be left out by the person are
// not among them.
func ForRegion(base *knowledge.Base, person unknot.Person, muscle unknot.MuscleID) (near, other []*knowledge.Check) {
	m, _ := base.Muscle(muscle)
	for i := range base.Checks {
		k := &base.Checks[i]
		if skipped(k, person) {
			continue
		}
		if m != nil && touches(base, k, m) {
			near = append(near, k)
		} else {
			other = append(other, k)
		}
	}
	return near, other
}

func skipped(k *knowledge.Check, person unknot.Person) bool {
	for _, id := range k.Skip {
		if person.Has(id) || id == "pregnant" && person.Pregnant.Perhaps() {
			return true
		}
	}
	return false
}

func touches(base *knowledge.Base, k *knowledge.Check, m *knowledge.Muscle) bool {
	for _, id := range slices.Concat(k.Short, k.Weak) {
		if other, ok := base.Muscle(id); ok && (other.ID == m.ID || other.Region == m.Region) {
			return true
		}
	}
	return false
}
