package mannequin

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// Drawn is one view as shapes.
type Drawn struct {
	Camera
	Outline string // the whole of it
	Cells   []DrawnCell
	Shades  []Tone // nested, from soft to deep shadow, then light
	Hair    string
	Muscles []DrawnMuscle
	Lines   []Line
}

// DrawnCell is a cell as seen in a view, with a point well inside.
type DrawnCell struct {
	ID   unknot.CellID
	X, Y float64
	Path string
}

// Tone is an area that is darker (dark above 0) or lighter.
type Tone struct {
	Name, Path string
}

// DrawnMuscle is a muscle under the skin as seen in a view.
type DrawnMuscle struct {
	ID, Path string
	X, Y     float64
}

// Line is a landmark, for the eye only.
type Line struct{ Kind, Path string }

// pixels a unit of the picture for cells, and for light.
func sharpness(c *Camera) (fine float64) {
	if c.zoom > 1 {
		return 2
	}
	return 3
}

// Draw renders a view and turns it into shapes.
func (b *Body) Draw(c Camera) *Drawn {
	return b.shapes(c, b.look(c, sharpness(&c)))
}

// DrawPair renders a view of the right side and gives that of the left too.
func (b *Body) DrawPair(right, left Camera) (*Drawn, *Drawn) {
	p := b.look(right, sharpness(&right))
	return b.shapes(right, p), b.shapes(left, p.mirror())
}

func (b *Body) shapes(c Camera, p *picture) *Drawn {
	scale := p.scale
	d := &Drawn{Camera: c}
	names, labels := []string{""}, map[string]int{}
	cells := &grid{p.wide, p.high, make([]int, len(p.hits))}
	solid := &grid{p.wide, p.high, make([]int, len(p.hits))}
	hair := &grid{p.wide, p.high, make([]int, len(p.hits))}
	muscles := &grid{p.wide, p.high, make([]int, len(p.hits))}
	muscleNames, muscleLabels := []string{""}, map[string]int{}
	for i := range p.hits {
		h := &p.hits[i]
		if !h.ok {
			continue
		}
		solid.of[i] = 1
		q := vec{math.Abs(h.at.x), h.at.v, h.at.z}
		n := h.normal
		side := "left"
		if h.at.x < 0 {
			side = "right"
			n.x = -n.x
		}
		cells.of[i] = labelOf(b.cell(q, n)+"."+side, &names, labels)
		if b.hair(q) {
			hair.of[i] = 1
		}
		if m := b.muscle(q, n); m != "" {
			muscles.of[i] = labelOf(m+"."+side, &muscleNames, muscleLabels)
		}
	}
	d.Outline = pathOf(solid.outlines(scale, 8, .16)[1])
	cells.clean(int(10 * scale * scale))
	rings, inner := cells.outlines(scale, 8, .22), cells.middles()
	for l, id := range names {
		if r, ok := rings[l]; ok && l > 0 {
			m := inner[l]
			d.Cells = append(d.Cells, DrawnCell{unknot.CellID(id), round1(m[0] / scale), round1(m[1] / scale), pathOf(r)})
		}
	}
	slices.SortFunc(d.Cells, func(a, b DrawnCell) int { return cmp.Compare(a.ID, b.ID) })
	if r := hair.outlines(scale, 14, .3)[1]; len(r) > 0 {
		d.Hair = pathOf(r)
	}
	muscles.clean(int(14 * scale * scale))
	where, middle := muscles.outlines(scale, 24, .4), muscles.middles()
	for l, id := range muscleNames {
		if r, ok := where[l]; ok && l > 0 {
			d.Muscles = append(d.Muscles, DrawnMuscle{id, pathOf(r), round1(middle[l][0] / scale), round1(middle[l][1] / scale)})
		}
	}
	slices.SortFunc(d.Muscles, func(a, b DrawnMuscle) int { return cmp.Compare(a.ID, b.ID) })
	d.Shades = p.tones(&c)
	d.Lines = b.landmarks(&c)
	return d
}

func labelOf(id string, names *[]string, labels map[string]int) int {
	l, ok := labels[id]
	if !ok {
		l = len(*names)
		labels[id], *names = l, append(*names, id)
	}
	return l
}

func round1(x float64) float64 { return math.Round(x*10) / 10 }

// middles gives for every label the pixel that lies deepest inside it.
func (g *grid) middles() map[int]spot {
	deep := make([]int, len(g.of))
	for i := range g.of {
		x, y := i%g.wide, i/g.wide
		deep[i] = 1 << 20
		for _, d := range [4][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			if g.at(x+d[0], y+d[1]) != g.of[i] {
				deep[i] = 3
			}
		}
	}
	pass := func(i int, d [][3]int) {
		x, y := i%g.wide, i/g.wide
		for _, s := range d {
			nx, ny := x+s[0], y+s[1]
			if nx >= 0 && ny >= 0 && nx < g.wide && ny < g.high && g.of[ny*g.wide+nx] == g.of[i] {
				deep[i] = min(deep[i], deep[ny*g.wide+nx]+s[2])
			}
		}
	}
	for i := range g.of { // chamfer distance (Borgefors 1986)
		pass(i, [][3]int{{-1, 0, 3}, {0, -1, 3}, {-1, -1, 4}, {1, -1, 4}})
	}
	for i := len(g.of) - 1; i >= 0; i-- {
		pass(i, [][3]int{{1, 0, 3}, {0, 1, 3}, {1, 1, 4}, {-1, 1, 4}})
	}
	best, out := map[int]int{}, map[int]spot{}
	for i, l := range g.of {
		if l > 0 && deep[i] > best[l] {
			best[l], out[l] = deep[i], spot{float64(i%g.wide) + .5, float64(i/g.wide) + .5}
		}
	}
	return out
}

// levels of light at which the tone changes; found on the neutral figure so
// that each step covers about an equal share.
var levels = []struct {
	name  string
	below bool
	light float64
}{{"s1", true, .70}, {"s2", true, .635}, {"s3", true, .57}, {"s4", true, .50}, {"s5", true, .42}, {"s6", true, .32}, {"h1", false, .76}, {"h2", false, .82}, {"h3", false, .875}}

// tones turns light into nested areas. Light runs on past the edge of the body,
// where the picture is cut off, so that no rim of another tone shows.
// A view that is its own mirror image gives one half only.
func (p *picture) tones(c *Camera) []Tone {
	const step = 2 // pixels
	w, h := (p.wide+step-1)/step, (p.high+step-1)/step
	light, mass := make([]float64, w*h), make([]float64, w*h)
	for i, hit := range p.hits {
		if k := i/p.wide/step*w + i%p.wide/step; hit.ok {
			light[k] += hit.light
			mass[k]++
		}
	}
	for range 3 {
		light, mass = blur(light, w, h), blur(mass, w, h)
	}
	for range 3 { // beyond the edge
		for i := range light {
			if mass[i] > 1e-3 {
				light[i], mass[i] = light[i]/mass[i], 1
			} else {
				light[i], mass[i] = 0, 0
			}
		}
		l, m := blur(light, w, h), blur(mass, w, h)
		for i := range light {
			if mass[i] == 0 {
				light[i], mass[i] = l[i], m[i]
			}
		}
	}
	var out []Tone
	for _, level := range levels {
		g := &grid{w, h, make([]int, w*h)}
		for i := range light {
			if mass[i] > 0 && (light[i]/mass[i] < level.light) == level.below {
				g.of[i] = 1
			}
		}
		if c.even() {
			for i := range g.of {
				if i%w >= w/2 {
					g.of[i] = 0
				}
			}
		}
		g.clean(40)
		if r := g.outlines(p.scale/step, 10, .5/max(1, .7*c.zoom))[1]; len(r) > 0 {
			for _, ring := range r { // light is soft: whole and half units are enough
				for i, p := range ring {
					ring[i] = spot{math.Round(p[0]*2) / 2, math.Round(p[1]*2) / 2}
				}
			}
			out = append(out, Tone{level.name, pathOf(r)})
		}
	}
	return out
}

// blur averages with the neighbours.
func blur(a []float64, w, h int) []float64 {
	out := make([]float64, len(a))
	for y := range h {
		for x := range w {
			sum := 0.0
			for dy := max(0, y-1); dy <= min(h-1, y+1); dy++ {
				for dx := max(0, x-1); dx <= min(w-1, x+1); dx++ {
					sum += a[dy*w+dx]
				}
			}
			out[y*w+x] = sum / 9
		}
	}
	return out
}

// Text writes a view as lines of "kind name x y path", for package figure.
func (d *Drawn) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "view\t%s\t%s\t%g\t%g\t%g\n", d.ID, d.Name, d.Width, d.Height, d.zoom)
	fmt.Fprintf(&b, "outline\t%s\n", d.Outline)
	if d.Hair != "" {
		fmt.Fprintf(&b, "hair\t%s\n", d.Hair)
	}
	for _, c := range d.Cells {
		fmt.Fprintf(&b, "cell\t%s\t%g\t%g\t%s\n", c.ID, c.X, c.Y, c.Path)
	}
	for _, t := range d.Shades {
		fmt.Fprintf(&b, "tone\t%s\t%s\n", t.Name, t.Path)
	}
	for _, m := range d.Muscles {
		fmt.Fprintf(&b, "muscle\t%s\t%g\t%g\t%s\n", m.ID, m.X, m.Y, m.Path)
	}
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "line\t%s\t%s\n", l.Kind, l.Path)
	}
	return b.String()
}
