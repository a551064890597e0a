package sketch_test

import (
	"math"
	"os"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/sketch"
	"github.com/unknot/unknot/core/knowledge"
)

func TestTheTableOfCellsIsTheOneTheFigureGives(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	want, err := sketch.Table(base)
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../cells.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("cells.tsv is old; run go generate ./core/body/sketch")
	}
}

// The fine cells of a zone together are the zone: a point lies in a fine cell
// of the zone it lies in, in every view, and left mirrors right.
func TestEveryPointLiesInOneCellOfItsZone(t *testing.T) {
	flat, fine := sketch.Views(), sketch.FineViews()
	for i, v := range fine {
		find := sketch.NewFinder(v)
		whole := sketch.NewFinder(sketch.Whole(flat[i]))
		seen, off, crooked := 0, 0, 0
		for y := 0.5; y < v.Height; y += 2.3 {
			for x := 0.5; x < v.Width; x += 1.7 {
				cell, zone := find.At(x, y), whole.At(x, y)
				if cell == "" && zone == "" {
					continue
				}
				seen++
				if zone != body.ZoneOf(cell) {
					off++
				}
				if v.ID == "front" || v.ID == "back" {
					if m := find.At(v.Width-x, y); m != cell.Mirror() {
						crooked++ // a point on an edge may fall either way
					}
				}
			}
		}
		if float64(crooked) > 0.003*float64(seen) {
			t.Errorf("%s: %d of %d points are not mirrored", v.ID, crooked, seen)
		}
		if seen < 8000 || float64(off) > 0.004*float64(seen) {
			t.Errorf("%s: %d of %d points lie in a cell of another zone", v.ID, off, seen)
		}
	}
}

func TestCellsAreWhole(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	total, names := 0.0, map[string]unknot.CellID{}
	for _, c := range body.Cells() {
		total += c.AreaCM2
		if other, ok := names[c.Name]; ok {
			t.Errorf("%s and %s are both called %q", c.ID, other, c.Name)
		}
		names[c.Name] = c.ID
		m, ok := body.CellOf(c.ID.Mirror())
		if !ok || m.AreaCM2 != c.AreaCM2 || len(m.Neighbours) != len(c.Neighbours) {
			t.Errorf("%s is not mirrored", c.ID)
		}
		if len(c.Views) == 0 || len(c.CHOIR) == 0 || len(c.Neighbours) == 0 || c.AreaCM2 <= 0 {
			t.Errorf("%s lacks a view, a segment, a neighbour or skin", c.ID)
		}
		for _, n := range c.Neighbours {
			other, ok := body.CellOf(n)
			back := false
			for _, b := range other.Neighbours {
				back = back || b == c.ID
			}
			if !ok || !back || n == c.ID {
				t.Errorf("%s has the neighbour %s, but not the other way", c.ID, n)
			}
		}
	}
	if n := len(body.Cells()); n < 300 {
		t.Errorf("%d cells", n)
	}
	if math.Abs(total-18100) > 50 {
		t.Errorf("%.0f cm² of skin", total)
	}
	for _, z := range base.Zones {
		for _, s := range unknot.Sides {
			if len(body.Expand(body.ZoneCell(z.ID, s))) == 0 {
				t.Errorf("%s.%s has no cell", z.ID, s)
			}
		}
	}
}

func BenchmarkFindThousandPoints(b *testing.B) {
	find := sketch.NewFinder(sketch.FineViews()[0])
	for b.Loop() {
		for i := range 1000 {
			find.At(float64(i%456), float64(i))
		}
	}
}

// Where limbs and trunk meet there were slits of bare paper: at the root of the
// neck, under the ear from behind, and between arm and trunk.
func TestNoSlitsWherePartsMeet(t *testing.T) {
	for _, v := range sketch.FineViews()[:2] {
		find := sketch.NewFinder(v)
		for y := 190.0; y < 232; y += 1.5 {
			for u := 0.5; u < 104; u += 0.9 {
				if x := v.Width/2 + u; find.At(x-0.4, y) == "" && find.At(x+0.4, y) == "" {
					t.Errorf("%s: nothing at %g beside the midline, %g down", v.ID, u, y)
				}
			}
		}
		for y := 94.0; y < 111; y += 1.5 {
			for u := 0.5; u < 30; u += 0.9 {
				if x := v.Width/2 + u; find.At(x-0.4, y) == "" && find.At(x+0.4, y) == "" {
					t.Errorf("%s: nothing at %g beside the midline, %g down", v.ID, u, y)
				}
			}
		}
	}
}
