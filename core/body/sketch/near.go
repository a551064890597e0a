package sketch

import (
	"math"
	"sort"

	"github.com/unknot/unknot"
)

// neighbours lists, for every cell, the cells that share an edge with it:
// within a view, and over the edge of a limb from front to back.
func neighbours(views []FineView) map[unknot.CellID][]unknot.CellID {
	touch := map[unknot.CellID]map[unknot.CellID]bool{}
	link := func(a, b unknot.CellID) {
		if a == b || a == "" || b == "" {
			return
		}
		for _, p := range [4][2]unknot.CellID{{a, b}, {b, a}, {a.Mirror(), b.Mirror()}, {b.Mirror(), a.Mirror()}} {
			if touch[p[0]] == nil {
				touch[p[0]] = map[unknot.CellID]bool{}
			}
			touch[p[0]][p[1]] = true
		}
	}
	for _, v := range views {
		v.edges(link)
	}
	front, back := NewFinder(views[0]), NewFinder(views[1])
	for _, c := range charts {
		first, last := c.stations[0].s, c.stations[len(c.stations)-1].s
		for k := range 60 {
			s := first + (last-first)*(float64(k)+0.5)/60
			for _, t := range []float64{0.02, 0.98} {
				if t < 0.5 && (c.name == "head" || c.name == "trunk") {
					continue // the midline is no edge
				}
				p := c.at(t, s)
				link(front.At(middle-p.u, p.v), back.At(middle+p.u, p.v))
			}
		}
	}
	for _, pair := range [][2]unknot.CellID{{"heel.sole.right", "heel.back.right"}, {"big_toe.sole.right", "big_toe.top.right"}, {"lesser_toes.sole.right", "lesser_toes.top.right"}} {
		link(pair[0], pair[1]) // round the edge of the foot
	}
	out := map[unknot.CellID][]unknot.CellID{}
	for a, set := range touch {
		for b := range set {
			out[a] = append(out[a], b)
		}
		sort.Slice(out[a], func(i, j int) bool { return out[a][i] < out[a][j] })
	}
	return out
}

// edges links cells of one view that run side by side for more than a corner:
// at least two of one's edge samples, two units apart, lie on the other's edge.
func (v FineView) edges(link func(a, b unknot.CellID)) {
	const step, close = 2.0, 0.8
	for i, a := range v.Cells {
		for j, b := range v.Cells {
			if i == j {
				continue
			}
			hits := 0
			for _, ra := range a.Rings {
				for _, p := range walk(ra, step) {
					for _, rb := range b.Rings {
						if distance(p, rb) < close {
							hits++
						}
					}
				}
			}
			if hits >= 3 {
				link(a.Cell, b.Cell)
			}
		}
	}
}

// walk samples a ring at the given step.
func walk(ring [][2]float64, step float64) [][2]float64 {
	var out [][2]float64
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		n := max(1, int(math.Hypot(b[0]-a[0], b[1]-a[1])/step))
		for k := range n {
			f := (float64(k) + 0.5) / float64(n)
			out = append(out, [2]float64{a[0] + f*(b[0]-a[0]), a[1] + f*(b[1]-a[1])})
		}
	}
	return out
}

// distance of a point from the edge of a ring.
func distance(p [2]float64, ring [][2]float64) float64 {
	best := math.Inf(1)
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		dx, dy := b[0]-a[0], b[1]-a[1]
		f := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			f = min(1, max(0, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/l))
		}
		best = min(best, math.Hypot(p[0]-a[0]-f*dx, p[1]-a[1]-f*dy))
	}
	return best
}
