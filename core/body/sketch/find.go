package sketch

import (
	"math"
	"strings"

	"github.com/unknot/unknot"
)

// Finder says which cell lies at a point of a view.
type Finder struct {
	view FineView
	wide int
	tile [][]int // candidate shapes by tile, in drawing order
}

// side of a tile of the finder, view units.
const tileSide = 8.0

// NewFinder prepares a view for finding.
func NewFinder(v FineView) *Finder {
	f := &Finder{view: v, wide: int(v.Width/tileSide) + 1}
	f.tile = make([][]int, f.wide*(int(v.Height/tileSide)+1))
	for i, s := range v.Cells {
		for _, r := range s.Rings {
			x0, y0, x1, y1 := r[0][0], r[0][1], r[0][0], r[0][1]
			for _, p := range r {
				x0, y0, x1, y1 = min(x0, p[0]), min(y0, p[1]), max(x1, p[0]), max(y1, p[1])
			}
			for ty := int(y0 / tileSide); ty <= int(y1/tileSide); ty++ {
				for tx := int(x0 / tileSide); tx <= int(x1/tileSide); tx++ {
					k := ty*f.wide + tx
					if k < 0 || k >= len(f.tile) || tx >= f.wide {
						continue
					}
					if n := len(f.tile[k]); n == 0 || f.tile[k][n-1] != i {
						f.tile[k] = append(f.tile[k], i)
					}
				}
			}
		}
	}
	return f
}

// At returns the cell at (x, y) in view units, or "" outside the body. Where
// shapes overlap by rounding, the one drawn last wins, as the eye sees it.
func (f *Finder) At(x, y float64) unknot.CellID {
	if math.IsNaN(x) || math.IsNaN(y) || x < 0 || y < 0 || x >= f.view.Width || y >= f.view.Height {
		return ""
	}
	k := int(y/tileSide)*f.wide + int(x/tileSide)
	for n := len(f.tile[k]) - 1; n >= 0; n-- {
		s := &f.view.Cells[f.tile[k][n]]
		for _, r := range s.Rings {
			if inside(x, y, r) {
				return s.Cell
			}
		}
	}
	return ""
}

// inside counts the edges that a ray to the right crosses.
func inside(x, y float64, ring [][2]float64) bool {
	in := false
	b := ring[len(ring)-1]
	for _, a := range ring {
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
		b = a
	}
	return in
}

// Whole gives a view of whole zones the form of a fine view, for finding.
func Whole(v View) FineView {
	f := FineView{View: v}
	for _, s := range v.Shapes {
		f.Cells = append(f.Cells, FineShape{Cell: s.Cell, Rings: rings(s.Path), X: s.X, Y: s.Y})
	}
	return f
}

// rings reads path data of this package: M, L and Z with absolute numbers.
func rings(path string) [][][2]float64 {
	var out [][][2]float64
	for piece := range strings.SplitSeq(strings.TrimSuffix(path, "Z"), "Z") {
		var ring [][2]float64
		for at := range strings.SplitSeq(piece[1:], "L") {
			x, y, _ := strings.Cut(at, " ")
			ring = append(ring, [2]float64{num(x), num(y)})
		}
		out = append(out, ring)
	}
	return out
}
