package web

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/knowledge"
)

// mostPictured is how many muscles the result shows on the body.
const mostPictured = 3

// mostViews is how many views one muscle gets.
const mostViews = 2

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
		p.Pictures = framed(viewsFor(ctx, slices.Concat(spots, often, drawnZones(drawn))), heat, drawn, marksAt(crosses))
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

// viewsFor picks the views that together show most of the zones: the one that
// shows most, then what it leaves out. A close-up wins where it shows as much.
func viewsFor(ctx context.Context, zones []unknot.CellID) []*figure.View {
	shows := shares(figureOf(ctx))
	seen := map[unknot.CellID]float64{} // share of a zone that is shown so far
	var out []*figure.View
	for len(out) < mostViews {
		var best *figure.View
		most := .5 // a further view has to add half a zone
		for _, v := range bodyViews(ctx) {
			gain := 0.
			for _, z := range zones {
				gain += max(0, shows[v.ID][z]-seen[z])
			}
			if !v.Whole() {
				gain *= 1.1
			}
			if gain > most {
				best, most = v, gain
			}
		}
		if best == nil {
			break
		}
		for z, share := range shows[best.ID] {
			seen[z] = max(seen[z], share)
		}
		out = append(out, best)
	}
	return out
}

var sharesMade sync.Map // of each figure

// shares says how much of each zone every view of a figure shows: its area
// against that in the view that shows most of it.
func shares(name string) map[string]map[unknot.CellID]float64 {
	if known, ok := sharesMade.Load(name); ok {
		return known.(map[string]map[unknot.CellID]float64)
	}
	out, largest := map[string]map[unknot.CellID]float64{}, map[unknot.CellID]float64{}
	views := figure.Views(name)
	for i := range views {
		v := &views[i]
		out[v.ID] = map[unknot.CellID]float64{}
		for _, z := range v.Zones() {
			area := 0.
			for _, ring := range figure.Rings(z.Path) {
				last := ring[len(ring)-1]
				for _, at := range ring {
					area += (last[0]*at[1] - at[0]*last[1]) / 2
					last = at
				}
			}
			area = math.Abs(area) / (v.Zoom * v.Zoom)
			out[v.ID][z.Cell] = area
			largest[z.Cell] = max(largest[z.Cell], area)
		}
	}
	for _, zones := range out {
		for z := range zones {
			zones[z] /= max(largest[z], 1e-9)
		}
	}
	sharesMade.Store(name, out)
	return out
}

func drawnZones(drawn map[unknot.CellID]float64) []unknot.CellID {
	var out []unknot.CellID
	for c := range drawn {
		out = append(out, body.ZoneOf(c))
	}
	slices.Sort(out)
	return slices.Compact(out)
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
