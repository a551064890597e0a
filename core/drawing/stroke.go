package drawing

import (
	"math"
	"slices"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
)

var finders = sync.OnceValue(func() map[string]*figure.Finder {
	out := map[string]*figure.Finder{}
	all := Views()
	for i := range all {
		out[all[i].ID] = figure.NewFinder(&all[i])
	}
	return out
})

// Cells lists the fine cells under a stroke, sorted. The brush counts by its
// centre and eight points of its rim. Points outside the body, or that are no
// number, mark nothing.
func (k Stroke) Cells() []unknot.CellID {
	find := finders()[k.View]
	if find == nil {
		return nil
	}
	var out []unknot.CellID
	seen := map[unknot.CellID]bool{}
	last := unknot.CellID("")
	mark := func(x, y float64) {
		if c := find.At(x, y); c != "" && c != last {
			last = c
			if !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	for _, p := range k.Points {
		mark(p[0], p[1])
	}
	if k.Width > 0 {
		at := [2]float64{math.Inf(1), 0} // rims a quarter of the brush apart are enough
		for i, p := range k.Points {
			if math.Hypot(p[0]-at[0], p[1]-at[1]) < k.Width/4 && i != len(k.Points)-1 {
				continue
			}
			at = p
			for _, d := range rim {
				mark(p[0]+d[0]*k.Width/2, p[1]+d[1]*k.Width/2)
			}
		}
	}
	slices.Sort(out)
	return out
}

// rim is eight points of the unit circle.
var rim = [8][2]float64{{1, 0}, {math.Sqrt2 / 2, math.Sqrt2 / 2}, {0, 1}, {-math.Sqrt2 / 2, math.Sqrt2 / 2}, {-1, 0}, {-math.Sqrt2 / 2, -math.Sqrt2 / 2}, {0, -1}, {math.Sqrt2 / 2, -math.Sqrt2 / 2}}

// All lists the fine cells of a place, named and painted, sorted.
func (p Place) All() []unknot.CellID {
	var out []unknot.CellID
	for _, c := range p.Cells {
		out = append(out, body.Expand(c)...)
	}
	for _, k := range p.Strokes {
		out = append(out, k.Cells()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Drawing gives the sheet as the engine takes it, by fine cell.
func (s Sheet) Drawing() unknot.Drawing {
	var d unknot.Drawing
	for _, p := range s.Places {
		d.Places = append(d.Places, unknot.Place{Words: p.Words, Cells: p.All(), Intensity: p.Intensity, Quality: p.Quality, Timing: p.Timing})
	}
	return d
}

// Cells lists every fine cell of the sheet, sorted.
func (s Sheet) Cells() []unknot.CellID {
	var out []unknot.CellID
	for _, p := range s.Places {
		out = append(out, p.All()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// places gives the middle of every cell of the whole figure: view units to the
// person's left of the midline, and down.
var places = sync.OnceValue(func() map[unknot.CellID][2]float64 {
	out := map[unknot.CellID][2]float64{}
	for _, v := range Views() {
		if v.ID != "front" && v.ID != "back" {
			continue
		}
		turn := 1.0
		if v.ID == "back" {
			turn = -1
		}
		for _, c := range v.Cells {
			if _, ok := out[c.Cell]; !ok {
				out[c.Cell] = [2]float64{turn * (c.X - v.Width/2), c.Y}
			}
		}
	}
	return out
})
