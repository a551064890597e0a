package web

import (
	"context"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/knowledge"
)

// mostPictured is how many muscles the result shows on the body.
const mostPictured = 3

// muscleOnBody is a muscle of the result over what the person drew.
type muscleOnBody struct {
	Title                string
	Spots, Often, Seldom string // in words
	Pictures             []figure.Picture
	Views                string // in words
}

// musclesOnBody pictures the first muscles of the result.
func musclesOnBody(ctx context.Context, base *knowledge.Base, list []assess.Candidate, drawn map[unknot.CellID]float64) []muscleOnBody {
	var out []muscleOnBody
	for _, c := range list {
		m, ok := base.Muscle(c.Muscle)
		if !ok {
			continue
		}
		p := muscleOnBody{Title: candidateTitle(ctx, base, c)}
		heat := map[unknot.CellID]float64{}
		var spots, often, seldom []unknot.CellID // zones by side
		var crosses []unknot.CellID
		sides := []unknot.Side{c.Side}
		if c.Side == "" {
			sides = unknot.Sides[:]
		}
		for _, side := range sides {
			for _, z := range m.Refers.Spill {
				heat[body.ZoneCell(z, side)] = spillLevel
				seldom = append(seldom, body.ZoneCell(z, side))
			}
			for _, z := range m.Refers.Primary {
				heat[body.ZoneCell(z, side)] = primaryLevel
				often = append(often, body.ZoneCell(z, side))
			}
			for _, s := range m.Sites {
				spots = append(spots, body.ZoneCell(s.Zone, side))
				crosses = append(crosses, unknot.CellID(s.Cell+"."+string(side)))
			}
		}
		seldom = slices.DeleteFunc(seldom, func(z unknot.CellID) bool { return heat[z] == primaryLevel })
		p.Spots, p.Often, p.Seldom = zoneWords(ctx, base, spots), zoneWords(ctx, base, often), zoneWords(ctx, base, seldom)
		var names []string
		p.Pictures = figure.Framed(viewsFor(ctx, slices.Concat(spots, often, body.ZonesOf(drawn))), heat, drawn, marksAt(crosses))
		for i := range p.Pictures {
			at := &p.Pictures[i]
			at.Heat, at.Drawn, at.Sites = heat, drawn, crosses
			names = append(names, viewName(ctx, at.View.Name))
		}
		p.Views = strings.Join(names, ", ")
		if out = append(out, p); len(out) == mostPictured {
			break
		}
	}
	return out
}

// zoneWords lists zones in words, each once, in the order given. What follows
// a comma in a name stands in brackets, so that the commas part the zones.
func zoneWords(ctx context.Context, base *knowledge.Base, zones []unknot.CellID) string {
	var out []string
	for _, z := range zones {
		name := know(ctx, body.ZoneName(base, z))
		if place, more, ok := strings.Cut(name, ", "); ok {
			name = place + " (" + more + ")"
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}
