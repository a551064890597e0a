// Package sketch draws the zones of the body as flat outlines: front, back, the
// two sides of the head, and the soles. It is a plain drawing for pointing at
// places, made from the tables of this package, not a measured body. The tables
// hold one half; the other half is its mirror, so that left and right agree.
//
// Lengths are units of a thousandth of the body's height. Proportions are those
// of the usual drawing of seven and a half heads; judgement.
package sketch

import (
	"math"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// View is one picture.
type View struct {
	ID            string // front, back, head_right, head_left, soles
	Name          string
	Width, Height float64
	Shapes        []Shape
	Shade         []Shade  // outlines that get a soft edge
	Lines         []string // landmarks, for the eye only
}

// Shade is the outline of a limb, or of half of head or trunk, with the edges
// that turn away from the eye: "both", or "right" or "left" as the viewer sees.
type Shade struct{ Path, Edge string }

// Shape is one cell in one view.
type Shape struct {
	Cell unknot.CellID
	Path string  // SVG path data, closed
	X, Y float64 // a point inside, for neighbours and labels
}

// point is u to the side of the midline and v down.
type point struct{ u, v float64 }

// Views draws every view.
func Views() []View {
	return []View{
		whole("front", "Front", frontHalf, frontLines),
		whole("back", "Back", backHalf, backLines),
		headSide(unknot.Right),
		headSide(unknot.Left),
		soles(),
	}
}

const (
	middle = 228.0 // u = 0 in the whole views
	tall   = 1004.0
)

// whole draws both halves of a standing figure. Seen from the front, the
// person's right is on the viewer's left; from behind it is on the right.
func whole(id, name, table, lines string) View {
	v := View{ID: id, Name: name, Width: 2 * middle, Height: tall}
	for _, side := range unknot.Sides {
		turn := 1.0
		if (side == unknot.Right) == (id == "front") {
			turn = -1
		}
		place := func(p point) point { return point{middle + turn*p.u, p.v} }
		for _, row := range rows(table) {
			v.add(row, side, place)
		}
		for _, c := range charts {
			edge := "both"
			if c.name == "head" || c.name == "trunk" {
				edge = map[bool]string{true: "right", false: "left"}[turn > 0]
			}
			v.Shade = append(v.Shade, Shade{path(c.outline(), place), edge})
		}
		v.Lines = append(v.Lines, strokes(lines, place)...)
	}
	return v
}

func headSide(side unknot.Side) View {
	v := View{ID: "head_" + string(side), Name: strings.ToUpper(string(side[:1])) + string(side[1:]) + " side of the head", Width: 260, Height: 300}
	place := func(p point) point { // the table faces left, as the left side does
		if side == unknot.Right {
			return point{260 - p.u, p.v}
		}
		return p
	}
	for _, row := range rows(headSideTable) {
		v.add(row, side, place)
	}
	v.Lines = strokes(headSideLines, place)
	return v
}

// soles shows both feet from below: the right foot on the viewer's right.
func soles() View {
	v := View{ID: "soles", Name: "Soles of the feet", Width: 260, Height: 290}
	for _, side := range unknot.Sides {
		turn := 1.0
		if side == unknot.Left {
			turn = -1
		}
		place := func(p point) point { return point{130 + turn*p.u, p.v} }
		for _, row := range rows(soleTable) {
			v.add(row, side, place)
		}
	}
	return v
}

// row is one line of a table: a zone, the chart it lies in ("" for plain
// coordinates) and its corners.
type row struct {
	zone    unknot.ZoneID
	chart   string
	corners []point
}

// rows reads a table. A line is "zone chart s0 s1 t0 t1" for a rectangle,
// "zone chart s,t s,t …" or "zone - u,v u,v …" for a polygon.
func rows(table string) []row {
	var out []row
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		r := row{zone: unknot.ZoneID(f[0]), chart: f[1]}
		if strings.Contains(f[2], ",") {
			r.corners = points(f[2:])
		} else {
			s0, s1, t0, t1 := num(f[2]), num(f[3]), num(f[4]), num(f[5])
			r.corners = []point{{t0, s0}, {t1, s0}, {t1, s1}, {t0, s1}}
		}
		out = append(out, r)
	}
	return out
}

// points reads "s,t" pairs as chart points (u is t, v is s) for charts, and
// "u,v" pairs as they are; the caller knows which.
func points(pairs []string) []point {
	var out []point
	for _, p := range pairs {
		a, b, _ := strings.Cut(p, ",")
		out = append(out, point{num(a), num(b)})
	}
	return out
}

func num(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("sketch: the table holds " + s)
	}
	return f
}

func (v *View) add(r row, side unknot.Side, place func(point) point) {
	ring := r.corners
	if r.chart != "-" {
		ring = charts[index(r.chart)].bend(r.corners)
	}
	x, y := centre(ring)
	at := place(point{x, y})
	for i := range v.Shapes { // a cell of two pieces is one shape, found where the first lies
		if v.Shapes[i].Cell == body.ZoneCell(r.zone, side) {
			v.Shapes[i].Path += path(ring, place)
			return
		}
	}
	v.Shapes = append(v.Shapes, Shape{Cell: body.ZoneCell(r.zone, side), Path: path(ring, place), X: tenth(at.u), Y: tenth(at.v)})
}

// centre is the centre of area of a ring (the shoelace sums), or the mean of
// its corners when it has no area.
func centre(ring []point) (u, v float64) {
	area := 0.0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		cross := a.u*b.v - b.u*a.v
		area += cross
		u += (a.u + b.u) * cross
		v += (a.v + b.v) * cross
	}
	return u / (3 * area), v / (3 * area)
}

func path(ring []point, place func(point) point) string {
	var b strings.Builder
	for i, p := range ring {
		b.WriteByte("ML"[min(i, 1)])
		write(&b, place(p))
	}
	b.WriteByte('Z')
	return b.String()
}

func write(b *strings.Builder, p point) {
	b.WriteString(strconv.FormatFloat(tenth(p.u), 'f', -1, 64))
	b.WriteByte(' ')
	b.WriteString(strconv.FormatFloat(tenth(p.v), 'f', -1, 64))
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// strokes reads lines of "u,v u,v …" as smooth curves.
func strokes(table string, place func(point) point) []string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if line == "" {
			continue
		}
		var b strings.Builder
		for i, p := range smooth(points(strings.Fields(line))) {
			b.WriteByte("ML"[min(i, 1)])
			write(&b, place(p))
		}
		out = append(out, b.String())
	}
	return out
}
