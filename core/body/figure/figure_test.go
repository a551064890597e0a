package figure_test

import (
	"bytes"
	"compress/gzip"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
)

// Every cell shows in some view of every figure, and no view shows another.
func TestEveryCellIsSeen(t *testing.T) {
	for _, name := range figure.Names {
		views := figure.Views(name)
		if len(views) != 16 {
			t.Fatalf("%s has %d views", name, len(views))
		}
		seen := map[unknot.CellID]bool{}
		for _, v := range views {
			for _, c := range v.Cells {
				seen[c.Cell] = true
				if _, ok := body.CellOf(c.Cell); !ok {
					t.Errorf("%s, %s: %s is no cell", name, v.ID, c.Cell)
				}
				if c.X <= 0 || c.Y <= 0 || c.X >= v.Width || c.Y >= v.Height {
					t.Errorf("%s, %s: %s has its middle at %v, %v", name, v.ID, c.Cell, c.X, c.Y)
				}
			}
		}
		for _, c := range body.Cells() {
			if !seen[c.ID] {
				t.Errorf("%s: no view shows %s", name, c.ID)
			}
		}
	}
}

func within(x, y float64, rings [][][2]float64) (in bool, edge float64) {
	edge = math.Inf(1)
	for _, r := range rings {
		b := r[len(r)-1]
		for _, a := range r {
			if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
				in = !in
			}
			dx, dy := b[0]-a[0], b[1]-a[1]
			f := 0.0
			if l := dx*dx + dy*dy; l > 0 {
				f = min(1, max(0, ((x-a[0])*dx+(y-a[1])*dy)/l))
			}
			edge = min(edge, math.Hypot(x-a[0]-f*dx, y-a[1]-f*dy))
			b = a
		}
	}
	return in, edge
}

// Every point of the body lies in exactly one cell, and no point beside it in any.
func TestCellsCoverTheBodyOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, name := range figure.Names {
		for _, v := range figure.Views(name) {
			outline := figure.Rings(v.Outline)
			var cells [][][][2]float64
			for _, c := range v.Cells {
				cells = append(cells, figure.Rings(c.Path))
			}
			for range 400 {
				x, y := r.Float64()*v.Width, r.Float64()*v.Height
				in, edge := within(x, y, outline)
				if edge < 1.2 {
					continue
				}
				n := 0
				for _, c := range cells {
					if inside, _ := within(x, y, c); inside {
						n++
					}
				}
				if in && n != 1 || !in && n != 0 {
					t.Errorf("%s, %s: %d cells at %.1f, %.1f; inside the body: %v", name, v.ID, n, x, y, in)
				}
			}
		}
	}
}

// The left half mirrors the right one, and the left views the right ones.
func TestLeftMirrorsRight(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, name := range figure.Names {
		for _, v := range figure.Views(name) {
			other := figure.Of(name, strings.NewReplacer("right", "left", "left", "right").Replace(v.ID))
			a, b := figure.NewFinder(&v), figure.NewFinder(other)
			n, same := 0, 0
			for range 3000 {
				x, y := r.Float64()*v.Width, r.Float64()*v.Height
				one, two := a.At(x, y), b.At(v.Width-x, y)
				if one == "" && two == "" {
					continue
				}
				n++
				if one == two.Mirror() {
					same++
				}
			}
			if float64(same) < .985*float64(n) { // what is left are points on a line between cells
				t.Errorf("%s, %s: %d of %d points mirror", name, v.ID, same, n)
			}
		}
	}
}

// Front and back of the first page weigh at most 60 kB compressed.
func TestTheFirstPageIsLight(t *testing.T) {
	for _, name := range figure.Names {
		var b strings.Builder
		for _, id := range []string{"front", "back"} {
			v := figure.Of(name, id)
			b.WriteString(figure.Picture{View: v}.SVG())
			for _, c := range v.Zones() {
				b.WriteString(c.Path)
			}
		}
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		if _, err := w.Write([]byte(b.String())); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if out.Len() > 60_000 {
			t.Errorf("%s: %d bytes", name, out.Len())
		}
		t.Logf("%s: %d bytes", name, out.Len())
	}
}

func TestPicture(t *testing.T) {
	v := figure.Of("neutral", "back")
	p := figure.Picture{View: v, Heat: map[unknot.CellID]float64{"calf.right": 7, "low_back.l4_inner.left": 2.6}, Sites: []unknot.CellID{"neck_shoulder_angle.right"},
		Muscles: []string{"trapezius_upper.right"}, Label: "a < b"}
	svg := p.SVG()
	for what, n := range map[string]int{`data-pain="7"`: 6, `data-pain="3"`: 1, `class="site-mark"`: 1, `aria-label="a &lt; b"`: 1, `class="muscle"`: 1, `class="skin"`: 1} {
		if got := strings.Count(svg, what); got != n {
			t.Errorf("%s stands %d times, want %d", what, got, n)
		}
	}
	p.Again = true
	if again := p.SVG(); !strings.Contains(again, `href="#skin-back"`) || len(again) > len(svg)/3 {
		t.Errorf("a second picture does not use the shapes of the first: %d of %d bytes", len(again), len(svg))
	}
}

func BenchmarkPicture(b *testing.B) {
	v := figure.Of("neutral", "front")
	heat := map[unknot.CellID]float64{"calf.right": 7, "chest_upper.left": 3}
	for b.Loop() {
		_ = figure.Picture{View: v, Heat: heat, Muscles: []string{"all"}}.SVG()
	}
}
