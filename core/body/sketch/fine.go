package sketch

import (
	"math"
	"strings"

	"github.com/unknot/unknot"
)

// FineShape is one fine cell in one view.
type FineShape struct {
	Cell  unknot.CellID
	Rings [][][2]float64 // closed, in view units; a cell may lie in two pieces
	X, Y  float64        // a point for the label
	Skin  float64        // skin area in square view units, the curve of the limb counted in
}

// FineView is a picture with its fine cells.
type FineView struct {
	View
	Cells []FineShape
}

// Path is the SVG path data of the shape.
func (s FineShape) Path() string {
	var b strings.Builder
	for _, r := range s.Rings {
		for i, p := range r {
			b.WriteByte("ML"[min(i, 1)])
			write(&b, point{p[0], p[1]})
		}
		b.WriteByte('Z')
	}
	return b.String()
}

// FineViews draws every view with its zones cut into cells.
func FineViews() []FineView {
	cuts := splits()
	var out []FineView
	for _, v := range Views() {
		f := FineView{View: v}
		switch v.ID {
		case "front", "back":
			table := map[string]string{"front": frontHalf, "back": backHalf}[v.ID]
			for _, side := range unknot.Sides {
				turn := 1.0
				if (side == unknot.Right) == (v.ID == "front") {
					turn = -1
				}
				f.cut(cuts, table, side, func(p point) point { return point{middle + turn*p.u, p.v} })
			}
		case "head_right":
			f.cut(cuts, headSideTable, unknot.Right, func(p point) point { return point{260 - p.u, p.v} })
		case "head_left":
			f.cut(cuts, headSideTable, unknot.Left, func(p point) point { return p })
		case "soles":
			f.cut(cuts, soleTable, unknot.Right, func(p point) point { return point{130 + p.u, p.v} })
			f.cut(cuts, soleTable, unknot.Left, func(p point) point { return point{130 - p.u, p.v} })
		}
		out = append(out, f)
	}
	return out
}

// cut adds the cells of one table on one side.
func (f *FineView) cut(cuts []split, table string, side unknot.Side, place func(point) point) {
	for _, r := range rows(table) {
		s, _ := splitOf(cuts, string(r.zone), f.ID)
		for i, along := range s.along {
			for j, across := range s.across {
				ring := share(r.corners, i, len(s.along), j, len(s.across))
				if len(ring) < 3 {
					continue
				}
				flat, skin := ring, 0.0
				if r.chart != "-" {
					c := charts[index(r.chart)]
					skin = area(c.bend(unroll(ring, r.chart))) * math.Pi / 2
					flat = c.bend(ring)
				} else {
					skin = area(flat)
				}
				id := unknot.CellID(strings.Join(parts(string(r.zone), along, across, string(side)), "."))
				f.put(id, flat, skin, place)
			}
		}
	}
}

// parts joins the named pieces of an identifier: zone, part, side.
func parts(zone, along, across, side string) []string {
	part := strings.Trim(along+"_"+across, "_")
	if part == "" {
		return []string{zone, side}
	}
	return []string{zone, part, side}
}

func (f *FineView) put(id unknot.CellID, ring []point, skin float64, place func(point) point) {
	x, y := centre(ring)
	at := place(point{x, y})
	out := make([][2]float64, 0, len(ring))
	for _, p := range ring {
		q := place(p)
		out = append(out, [2]float64{tenth(q.u), tenth(q.v)})
	}
	for i := range f.Cells {
		if f.Cells[i].Cell == id {
			f.Cells[i].Rings = append(f.Cells[i].Rings, out)
			f.Cells[i].Skin += skin
			return
		}
	}
	f.Cells = append(f.Cells, FineShape{Cell: id, Rings: [][][2]float64{out}, X: tenth(at.u), Y: tenth(at.v), Skin: skin})
}

// unroll turns the place across a chart, as the eye sees it, into the share of
// the skin's way round: a limb is taken as an ellipse, so skin near the edge is
// foreshortened. Head and trunk are half ellipses from the midline.
func unroll(ring []point, chart string) []point {
	out := make([]point, len(ring))
	for i, p := range ring {
		out[i] = p
		switch chart {
		case "head", "trunk":
			out[i].u = math.Asin(min(1, max(0, p.u))) * 2 / math.Pi
		default:
			out[i].u = math.Acos(1-2*min(1, max(0, p.u))) / math.Pi
		}
	}
	return out
}

// area is the area inside a ring (shoelace).
func area(ring []point) float64 {
	sum := 0.0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += a.u*b.v - b.u*a.v
	}
	return math.Abs(sum) / 2
}
