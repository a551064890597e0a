package plan

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// MoveFor finds the exercise of a kind (strengthen, range, break) for a
// muscle: one that names the muscle before one for its region, one with a tool
// the person owns before one without. at are the places where the person can
// exercise; empty means anywhere.
func MoveFor(base *knowledge.Base, person unknot.Person, at []string, kind string, m *knowledge.Muscle) (*knowledge.Move, bool) {
	if m == nil {
		return nil, false
	}
	var best *knowledge.Move
	rank := -1
	for i := range base.Moves {
		mv := &base.Moves[i]
		r := 0
		switch {
		case mv.Kind != kind || !ownsOne(person, mv.Tools) || !meets(mv.At, at):
			continue
		case slices.Contains(mv.Muscles, m.ID):
			r = 2
		case !slices.Contains(mv.Regions, m.Region):
			continue
		}
		if len(mv.Tools) > 0 {
			r++
		}
		if r > rank {
			best, rank = mv, r
		}
	}
	return best, best != nil
}

// ownsOne reports whether nothing is needed, or one of the tools is owned.
func ownsOne(person unknot.Person, tools []string) bool {
	return len(tools) == 0 || slices.ContainsFunc(tools, person.Owns)
}

// meets reports whether two lists of places share one; an empty list is
// everywhere.
func meets(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
