package figure

import (
	"math"
	"strconv"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/ring"
)

// Finder says which cell lies at a point of a view.
type Finder struct {
	view  *View
	rings [][][][2]float64 // of each cell
	wide  int
	tile  [][]int // candidate cells by tile
}

// side of a tile of the finder, picture units.
const tileSide = 8.0

// NewFinder prepares a view for finding.
func NewFinder(v *View) *Finder {
	f := &Finder{view: v, wide: int(v.Width/tileSide) + 1}
	f.tile = make([][]int, f.wide*(int(v.Height/tileSide)+1))
	for i, c := range v.Cells {
		rings := Rings(c.Path)
		f.rings = append(f.rings, rings)
		for _, r := range rings {
			x0, y0, x1, y1 := r[0][0], r[0][1], r[0][0], r[0][1]
			for _, p := range r {
				x0, y0, x1, y1 = min(x0, p[0]), min(y0, p[1]), max(x1, p[0]), max(y1, p[1])
			}
			for ty := max(0, int(y0/tileSide)); ty <= int(y1/tileSide); ty++ {
				for tx := max(0, int(x0/tileSide)); tx <= int(x1/tileSide); tx++ {
					k := ty*f.wide + tx
					if k >= len(f.tile) || tx >= f.wide {
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

// At returns the cell at (x, y) in picture units, or "" outside the body.
func (f *Finder) At(x, y float64) unknot.CellID {
	if math.IsNaN(x) || math.IsNaN(y) || x < 0 || y < 0 || x >= f.view.Width || y >= f.view.Height {
		return ""
	}
	for _, i := range f.tile[int(y/tileSide)*f.wide+int(x/tileSide)] {
		if ring.Within(x, y, f.rings[i]) {
			return f.view.Cells[i].Cell
		}
	}
	return ""
}

// Rings reads the path data of this package: M, l and z, with numbers that may
// stand without a space between them.
func Rings(path string) [][][2]float64 {
	var out [][][2]float64
	var ring [][2]float64
	var x, y float64
	var n []float64
	relative := false
	for i := 0; i < len(path); {
		switch c := path[i]; {
		case c == 'M':
			relative = false
			i++
		case c == 'l':
			relative = true
			i++
		case c == 'z':
			out, ring = append(out, ring), nil
			i++
		case c == ' ':
			i++
		default:
			k, dot := i+1, c == '.'
			for k < len(path) && (path[k] >= '0' && path[k] <= '9' || path[k] == '.' && !dot) {
				dot = dot || path[k] == '.'
				k++
			}
			v, err := strconv.ParseFloat(path[i:k], 64)
			if err != nil {
				panic("figure: bad path " + path[i:k])
			}
			i = k
			if n = append(n, v); len(n) < 2 {
				continue
			}
			if relative {
				x, y = x+n[0], y+n[1]
			} else {
				x, y = n[0], n[1]
			}
			n, ring = n[:0], append(ring, [2]float64{math.Round(x*10) / 10, math.Round(y*10) / 10})
		}
	}
	return out
}

// ByZone groups the cells of a view by zone and side.
func (v *View) ByZone() [][]Cell {
	var out [][]Cell
	at := map[unknot.CellID]int{}
	for _, c := range v.Cells {
		zone := body.ZoneOf(c.Cell)
		i, ok := at[zone]
		if !ok {
			i = len(out)
			at[zone], out = i, append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}

// Zones gives the cells of a view joined by zone and side, each with its
// centre of area, or where that lies outside, the middle of its largest piece.
func (v *View) Zones() []Cell {
	joined.Lock()
	defer joined.Unlock()
	if all, ok := joined.by[v]; ok {
		return all
	}
	type sum struct{ area, x, y, largest, atX, atY float64 }
	at, sums := map[unknot.CellID]int{}, []sum{}
	var out []Cell
	for _, c := range v.Cells {
		zone := body.ZoneOf(c.Cell)
		i, ok := at[zone]
		if !ok {
			i = len(out)
			at[zone], out, sums = i, append(out, Cell{Cell: zone}), append(sums, sum{})
		}
		out[i].Path += c.Path
		area, x, y := 0.0, 0.0, 0.0
		for _, r := range Rings(c.Path) {
			b := r[len(r)-1]
			for _, a := range r {
				cross := (b[0]*a[1] - a[0]*b[1]) / 2
				area, x, y = area+cross, x+(a[0]+b[0])*cross/3, y+(a[1]+b[1])*cross/3
				b = a
			}
		}
		s := &sums[i]
		s.area, s.x, s.y = s.area+area, s.x+x, s.y+y
		if area = math.Abs(area); area > s.largest {
			s.largest, s.atX, s.atY = area, c.X, c.Y
		}
	}
	for i, s := range sums {
		out[i].X, out[i].Y = math.Round(s.x/s.area*10)/10, math.Round(s.y/s.area*10)/10
		if !ring.Within(out[i].X, out[i].Y, Rings(out[i].Path)) {
			out[i].X, out[i].Y = s.atX, s.atY
		}
	}
	joined.by[v] = out
	return out
}

var joined = struct {
	sync.Mutex
	by map[*View][]Cell
}{by: map[*View][]Cell{}}
