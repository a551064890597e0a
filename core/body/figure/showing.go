package figure

import (
	"math"
	"slices"
	"sync"

	"github.com/unknot/unknot"
)

// leastGain is how many zones a further view has to add, in zones. Judgement.
const leastGain = .5

// closeness is how much a close-up is worth against the whole body where both
// show a zone. Judgement.
const closeness = 1.1

// Showing picks at most so many views of a figure that together show most of
// the zones ("temple.right"), besides the views named in have, which are shown
// in any case: the one that adds most, then what it leaves out.
func Showing(name string, zones []unknot.CellID, most int, have ...string) []*View {
	shows := shares(name)
	seen := map[unknot.CellID]float64{} // share of a zone that is shown so far
	see := func(view string) {
		for z, share := range shows[view] {
			seen[z] = max(seen[z], share)
		}
	}
	for _, view := range have {
		see(view)
	}
	var out []*View
	all := Views(name)
	for len(out) < most {
		var best *View
		gained := leastGain
		for i := range all {
			v, gain := &all[i], 0.
			for _, z := range zones {
				gain += max(0, shows[v.ID][z]-seen[z])
			}
			if !v.Whole() {
				gain *= closeness
			}
			if gain > gained && !slices.Contains(have, v.ID) {
				best, gained = v, gain
			}
		}
		if best == nil {
			break
		}
		see(best.ID)
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
	views := Views(name)
	for i := range views {
		v := &views[i]
		out[v.ID] = map[unknot.CellID]float64{}
		for _, z := range v.Zones() {
			area := 0.
			for _, ring := range Rings(z.Path) {
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
