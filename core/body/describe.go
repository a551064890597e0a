package body

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Describe says a drawing in one plain sentence, such as "right side: temple
// and eye or behind it, 4 of 10, ache; both sides: calf, 2 of 10". Words.Places
// reads the sentence back to the same zones.
func Describe(base *knowledge.Base, d unknot.Drawing) string {
	var clauses []string
	for _, p := range d.Places {
		clauses = append(clauses, describePlace(base, p)...)
	}
	return strings.Join(clauses, "; ")
}

// describePlace says one place: a clause for what is on both sides, one for
// each single side, every one with its intensity and qualities.
func describePlace(base *knowledge.Base, p unknot.Place) []string {
	on := map[unknot.ZoneID][2]bool{}
	var other []string // cells of no known zone keep their identifier
	for _, c := range p.Cells {
		id, side := SplitCell(c)
		if _, ok := base.Zone(id); !ok || side == "" {
			other = append(other, string(c))
			continue
		}
		seen := on[id]
		seen[slices.Index(unknot.Sides[:], side)] = true
		on[id] = seen
	}
	var midline, both []string
	var single [2][]string
	for i := range base.Zones { // in the order of the list, head to foot
		z := &base.Zones[i]
		switch sides := on[z.ID]; {
		case sides == [2]bool{true, true} && z.Midline:
			midline = append(midline, strings.ReplaceAll(z.Name, ",", " or"))
		case sides == [2]bool{true, true}:
			both = append(both, spoken(z))
		case sides[0]:
			single[0] = append(single[0], spoken(z))
		case sides[1]:
			single[1] = append(single[1], spoken(z))
		}
	}
	tail := ""
	if p.Intensity >= 0 {
		tail = ", " + strconv.FormatFloat(p.Intensity, 'g', 3, 64) + " of 10"
	}
	for _, q := range p.Quality {
		tail += ", " + q
	}
	if p.Timing != "" {
		tail += ", " + strings.ReplaceAll(p.Timing, "_", " ")
	}
	var out []string
	say := func(head string, names []string) {
		if len(names) > 0 {
			out = append(out, head+and(names)+tail)
		}
	}
	say("", midline)
	say("both sides: ", both)
	say("right side: ", single[0])
	say("left side: ", single[1])
	say("", other)
	return out
}

// and joins names as people do: "a, b and c".
func and(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
