package body

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Describe says a drawing in one plain sentence, such as "right temple and right
// eye or behind it, 4 of 10, ache; both sides: calf, 2 of 10". A zone that is
// marked in part is said with its parts: "right calf (upper inner part)".
// Words.Places reads the sentence back to the same cells.
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
	on := map[unknot.ZoneID]*[2]Spot{}
	var other []string // cells of no known zone keep their identifier
	for _, g := range Spots(base, p.Cells) {
		id, side := SplitCell(g.Zone)
		if Expand(g.Zone) == nil || !known(base, id) {
			other = append(other, string(g.Zone))
			continue
		}
		if on[id] == nil {
			on[id] = &[2]Spot{}
		}
		on[id][slices.Index(unknot.Sides[:], side)] = g
	}
	var midline, both []string
	var single [2][]string
	for i := range base.Zones { // in the order of the list, head to foot
		z := &base.Zones[i]
		sides := on[z.ID]
		switch {
		case sides == nil:
			continue
		case sides[0].Zone != "" && sides[1].Zone != "" && slices.Equal(sides[0].Parts, sides[1].Parts):
			if z.Midline {
				midline = append(midline, strings.ReplaceAll(z.Name, ",", " or")+inBrackets(sides[0].Parts))
			} else {
				both = append(both, spoken(z)+inBrackets(sides[0].Parts))
			}
			continue
		}
		for k, g := range sides {
			if g.Zone != "" {
				single[k] = append(single[k], strings.ReplaceAll(z.NameOn(unknot.Sides[k]), ",", "")+inBrackets(g.Parts))
			}
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
	say("", single[0])
	say("", single[1])
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
