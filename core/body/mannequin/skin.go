package mannequin

import (
	"math"
	"sort"

	"github.com/unknot/unknot"
)

// patch is what is known of a cell of one half from its skin.
type patch struct {
	area, front, back float64 // square thousandths of stature; of them, facing forwards or backwards
	near              map[string]int
}

// skin measures all cells by lines through the body along the three axes: each
// crossing of the skin stands for its share of area, taken by the axis that
// meets it most squarely. So nothing is counted twice and hidden skin counts too.
func (b *Body) skin(step float64) map[string]*patch {
	out := map[string]*patch{}
	axes := []struct{ right, down vec }{{xAxis, vAxis}, {zAxis, vAxis}, {xAxis, zAxis}}
	for k, a := range axes {
		c := Camera{right: a.right, down: a.down, zoom: 1}
		to := c.towards()
		for y := -150.0 + step/2; y < 1010; y += step {
			if k == 2 && y > 150 {
				break
			}
			for x := -150 + step/2; x < 240; x += step {
				if k != 1 && x < 0 || k == 1 && x > 150 {
					continue // one half is enough
				}
				b.through(c.ray(x, y).add(to.times(700)), to, 2200, func(p, n vec) {
					if p.x < 0 {
						return
					}
					square := math.Abs(n.dot(to))
					if square < max(math.Abs(n.x), math.Abs(n.v), math.Abs(n.z))-1e-9 || square < .1 {
						return
					}
					b.patch(out, p, n, step*step/square, step)
				})
			}
		}
	}
	return out
}

func (b *Body) patch(out map[string]*patch, p, n vec, area, step float64) {
	id := b.cell(p, n)
	c := out[id]
	if c == nil {
		c = &patch{near: map[string]int{}}
		out[id] = c
	}
	c.area += area
	if n.z > .3 {
		c.front += area
	} else if n.z < -.3 {
		c.back += area
	}
	// the cells a step away along the skin are neighbours
	side := vec{n.v, -n.x, 0}
	if side.length() < .2 {
		side = vec{0, n.z, -n.v}
	}
	side = side.unit()
	up := vec{n.v*side.z - n.z*side.v, n.z*side.x - n.x*side.z, n.x*side.v - n.v*side.x}
	near := b.all.within(p.sub(vec{9, 9, 9}), p.add(vec{9, 9, 9}))
	for _, d := range []vec{side, side.times(-1), up, up.times(-1)} {
		q := p.add(d.times(step * .7))
		for range 3 {
			q = q.sub(near.normal(q, .5).times(near.distance(q)))
		}
		m := near.normal(q, .5)
		to := b.cell(vec{math.Abs(q.x), q.v, q.z}, vec{math.Abs(m.x), m.v, m.z})
		if q.x < 0 {
			to = "other " + to
		}
		if to != id {
			c.near[to]++
		}
	}
}

// through calls meet at each crossing of the skin along a line.
func (b *Body) through(from, to vec, length float64, meet func(p, n vec)) {
	lo, hi := from, from.sub(to.times(length))
	near := b.all.within(vec{min(lo.x, hi.x) - 1, min(lo.v, hi.v) - 1, min(lo.z, hi.z) - 1}, vec{max(lo.x, hi.x) + 1, max(lo.v, hi.v) + 1, max(lo.z, hi.z) + 1})
	if len(near.parts) == 0 {
		return
	}
	was := 1.0
	for far := 0.0; far < length; {
		p := from.sub(to.times(far))
		d := near.distance(p)
		if d < 0 != (was < 0) && far > 0 {
			if p.v < 999 {
				meet(p, near.normal(p, .6))
			} else {
				meet(p, vec{0, 1, 0})
			}
		}
		was = d
		far += max(math.Abs(d)*.7, .15)
	}
}

// neighbours names the cells next to a cell of the right side.
func (p *patch) neighbours() []unknot.CellID {
	var out []unknot.CellID
	for to, n := range p.near {
		if n < 2 {
			continue
		}
		if len(to) > 6 && to[:6] == "other " {
			out = append(out, unknot.CellID(to[6:]+".left"))
		} else {
			out = append(out, unknot.CellID(to+".right"))
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
