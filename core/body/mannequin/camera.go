package mannequin

import "math"

// Camera looks at the body along one direction, without perspective.
type Camera struct {
	ID, Name      string
	Width, Height float64 // of the picture
	right, down   vec     // directions of the picture in the room of the body; x is signed: the person's left is positive
	origin        vec     // what lies at the picture's point (ox, oy)
	ox, oy, zoom  float64 // picture units per thousandth of stature
	above         float64 // nothing above this height is drawn
}

func (c *Camera) towards() vec {
	a, b := c.right, c.down
	return vec{a.v*b.z - a.z*b.v, a.z*b.x - a.x*b.z, a.x*b.v - a.v*b.x}
}

// ray gives where a line of sight through a point of the picture starts.
func (c *Camera) ray(x, y float64) vec {
	return c.origin.add(c.right.times((x - c.ox) / c.zoom)).add(c.down.times((y - c.oy) / c.zoom)).add(c.towards().times(reach))
}

// project gives the point of the picture where a point of the body lies.
func (c *Camera) project(p vec) (x, y float64) {
	d := p.sub(c.origin)
	return c.ox + d.dot(c.right)*c.zoom, c.oy + d.dot(c.down)*c.zoom
}

const reach = 320.0

var (
	xAxis, vAxis, zAxis = vec{1, 0, 0}, vec{0, 1, 0}, vec{0, 0, 1}
)

// Cameras are all views: the whole body, then close-ups.
func Cameras() []Camera {
	whole := func(id, name string, right vec, width float64) Camera {
		return Camera{ID: id, Name: name, Width: width, Height: 1012, right: right, down: vAxis, ox: width / 2, oy: 4, zoom: 1}
	}
	head := func(id, name string, right, at vec) Camera {
		return Camera{ID: id, Name: name, Width: 260, Height: 330, right: right, down: vAxis, origin: at, ox: 130, oy: 10, zoom: 1.72}
	}
	hand := func(id, name string, right vec, x float64) Camera {
		return Camera{ID: id, Name: name, Width: 260, Height: 360, right: right, down: vAxis, origin: vec{x: x, v: 500}, ox: 130, oy: 12, zoom: 2.6, above: 480}
	}
	slant := math.Pi * 62 / 180 // how steeply the feet are seen from above
	lower := vec{0, math.Cos(slant), math.Sin(slant)}
	foot := func(id, name string, right, down vec, x, oy, height float64) Camera {
		return Camera{ID: id, Name: name, Width: 260, Height: height, right: right, down: down, origin: vec{x: x, v: 975, z: 25}, ox: 130, oy: oy, zoom: 2.3, above: 900}
	}
	return []Camera{
		whole("front", "Front", xAxis, 456),
		whole("back", "Back", xAxis.times(-1), 456),
		whole("right", "Right side", zAxis, 300),
		whole("left", "Left side", zAxis.times(-1), 300),
		head("head_front", "Head, front", xAxis, vec{}),
		head("head_back", "Head, back", xAxis.times(-1), vec{}),
		head("head_right", "Head, right side", zAxis, vec{z: -6}),
		head("head_left", "Head, left side", zAxis.times(-1), vec{z: -6}),
		hand("hand_right_palm", "Right hand, palm side", xAxis, -182),
		hand("hand_left_palm", "Left hand, palm side", xAxis, 182),
		hand("hand_right_back", "Right hand, back", xAxis.times(-1), -182),
		hand("hand_left_back", "Left hand, back", xAxis.times(-1), 182),
		foot("foot_right_top", "Right foot, top", xAxis, lower, -52, 114, 314),
		foot("foot_left_top", "Left foot, top", xAxis, lower, 52, 114, 314),
		foot("foot_right_sole", "Right foot, sole", xAxis, zAxis.times(-1), -52, 215, 430),
		foot("foot_left_sole", "Left foot, sole", xAxis, zAxis.times(-1), 52, 215, 430),
	}
}

// hit is what a line of sight meets.
type hit struct {
	ok     bool
	at     vec // x signed
	normal vec
	light  float64
}

// picture is a rendered view, row by row.
type picture struct {
	wide, high int
	scale      float64 // pixels per picture unit
	hits       []hit
}

const tile = 16

// mirror gives the picture that the other side sees.
func (p *picture) mirror() *picture {
	out := &picture{p.wide, p.high, p.scale, make([]hit, len(p.hits))}
	for i, h := range p.hits {
		h.at.x, h.normal.x = -h.at.x, -h.normal.x
		out.hits[i-i%p.wide+p.wide-1-i%p.wide] = h
	}
	return out
}

// look renders a view at so many pixels a unit. A view that both halves share
// is rendered by half.
func (b *Body) look(c Camera, scale float64) *picture {
	p := &picture{wide: int(math.Ceil(c.Width * scale)), high: int(math.Ceil(c.Height * scale)), scale: scale}
	p.hits = make([]hit, p.wide*p.high)
	wide := p.wide
	if c.even() {
		wide /= 2
	}
	to := c.towards()
	for ty := 0; ty < p.high; ty += tile {
		for tx := 0; tx < wide; tx += tile {
			near := b.around(c, float64(tx)/scale, float64(ty)/scale, float64(tx+tile)/scale, float64(ty+tile)/scale)
			if len(near.parts) == 0 {
				continue
			}
			for y := ty; y < min(ty+tile, p.high); y++ {
				for x := tx; x < min(tx+tile, wide); x++ {
					p.hits[y*p.wide+x] = near.trace(&c, (float64(x)+.5)/scale, (float64(y)+.5)/scale, to)
				}
			}
		}
	}
	if c.even() {
		for i, h := range p.mirror().hits {
			if i%p.wide >= wide {
				p.hits[i] = h
			}
		}
	}
	return p
}

// even says that the picture is its own mirror image.
func (c *Camera) even() bool { return c.right.x != 0 && c.origin.x == 0 }

// around gives the parts that a tile of the picture can show.
func (b *Body) around(c Camera, x0, y0, x1, y1 float64) *field {
	lo, hi := vec{math.Inf(1), math.Inf(1), math.Inf(1)}, vec{math.Inf(-1), math.Inf(-1), math.Inf(-1)}
	to := c.towards()
	for _, x := range []float64{x0, x1} {
		for _, y := range []float64{y0, y1} {
			for _, far := range []float64{0, 2 * reach} {
				q := c.ray(x, y).sub(to.times(far))
				lo = vec{min(lo.x, q.x), min(lo.v, q.v), min(lo.z, q.z)}
				hi = vec{max(hi.x, q.x), max(hi.v, q.v), max(hi.z, q.z)}
			}
		}
	}
	if lo.x < 0 {
		lo.x, hi.x = max(0, -hi.x), max(-lo.x, hi.x)
	}
	return b.all.within(lo.sub(vec{2, 2, 2}), hi.add(vec{2, 2, 2}))
}

func (f *field) trace(c *Camera, x, y float64, to vec) hit {
	q := c.ray(x, y)
	for far := 0.0; far < 2*reach; {
		p := q.sub(to.times(far))
		d := f.distance(p)
		if c.above > 0 && p.v < c.above {
			d = max(d, c.above-p.v)
		}
		if d < 0.02 {
			if c.above > 0 && p.v < c.above+0.1 {
				return hit{} // the cut is not shown
			}
			n := f.normal(p, 0.6)
			return hit{ok: true, at: p, normal: n, light: f.shade(p, n, to, c.down)}
		}
		far += max(d*0.75, 0.05)
	}
	return hit{}
}

// shade is the light of a point, 0 to 1: from above and in front of the viewer,
// softened, less in hollows and at the rim.
func (f *field) shade(p, n, to, down vec) float64 {
	lamp := to.times(.72).sub(down.times(.69)).unit()
	direct := .5 + .5*n.dot(lamp)
	open := 0.0
	for i, far := range []float64{4, 10, 20} {
		open += clamp((far-f.distance(p.add(n.times(far))))/far, 0, 1) * []float64{.4, .35, .25}[i]
	}
	rim := max(0, n.dot(to))
	return clamp(.30+.62*direct*direct+.16*math.Sqrt(rim)-.42*open-.08, 0, 1)
}
