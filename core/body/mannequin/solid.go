package mannequin

import "math"

// vec is a point or direction: x out from the midline, v down, z forwards.
type vec struct{ x, v, z float64 }

func (a vec) sub(b vec) vec           { return vec{a.x - b.x, a.v - b.v, a.z - b.z} }
func (a vec) add(b vec) vec           { return vec{a.x + b.x, a.v + b.v, a.z + b.z} }
func (a vec) times(f float64) vec     { return vec{a.x * f, a.v * f, a.z * f} }
func (a vec) dot(b vec) float64       { return a.x*b.x + a.v*b.v + a.z*b.z }
func (a vec) length() float64         { return math.Sqrt(a.dot(a)) }
func (a vec) unit() vec               { return a.times(1 / max(a.length(), 1e-9)) }
func mix(a, b, f float64) float64     { return a + (b-a)*f }
func clamp(x, lo, hi float64) float64 { return min(max(x, lo), hi) }

// part is one solid. Its distance is approximate away from the surface and
// right near it.
type part struct {
	kind   byte    // 'l' loft, 'e' ellipsoid, 'c' cone with round ends
	join   float64 // how softly it joins what stands before it
	lo, hi vec     // box that holds it, the join counted in
	// loft: a row every half unit of v from top
	top  float64
	rows []section
	// ellipsoid: centre, radii, turned about z by turn and about x by tip
	c, r                   vec
	cosT, sinT, cosP, sinP float64
	// cone: from a with radius ra to b with radius rb
	a, b   vec
	ra, rb float64
}

// section is a horizontal cross-section: centre, half-widths in and out, depth
// in front and behind, and the power of the superellipse (2 is an ellipse).
type section struct{ cx, cz, in, out, front, back, power float64 }

func (p *part) distance(q vec) float64 {
	switch p.kind {
	case 'l':
		return p.loft(q)
	case 'e':
		d := q.sub(p.c)
		d.x, d.v = d.x*p.cosT+d.v*p.sinT, d.v*p.cosT-d.x*p.sinT
		d.v, d.z = d.v*p.cosP+d.z*p.sinP, d.z*p.cosP-d.v*p.sinP
		k0 := math.Sqrt(d.x*d.x/(p.r.x*p.r.x) + d.v*d.v/(p.r.v*p.r.v) + d.z*d.z/(p.r.z*p.r.z))
		a, b, c := d.x/(p.r.x*p.r.x), d.v/(p.r.v*p.r.v), d.z/(p.r.z*p.r.z)
		k1 := math.Sqrt(a*a + b*b + c*c)
		if k1 < 1e-9 {
			return -min(p.r.x, p.r.v, p.r.z)
		}
		return k0 * (k0 - 1) / k1
	}
	ab := p.b.sub(p.a)
	t := clamp(q.sub(p.a).dot(ab)/ab.dot(ab), 0, 1)
	return q.sub(p.a.add(ab.times(t))).length() - mix(p.ra, p.rb, t)
}

func (p *part) loft(q vec) float64 {
	f := (q.v - p.top) * 2
	last := float64(len(p.rows) - 1)
	g := clamp(f, 0, last)
	i := min(int(g), len(p.rows)-2)
	t := g - float64(i)
	a, b := &p.rows[i], &p.rows[i+1]
	dx, dz := q.x-mix(a.cx, b.cx, t), q.z-mix(a.cz, b.cz, t)
	w, d := mix(a.out, b.out, t), mix(a.front, b.front, t)
	if dx < 0 {
		w = mix(a.in, b.in, t)
	}
	if dz < 0 {
		d = mix(a.back, b.back, t)
	}
	n := mix(a.power, b.power, t)
	ux, uz := math.Abs(dx)/w, math.Abs(dz)/d
	var e, flat float64
	if n == 2 {
		e = math.Sqrt(ux*ux + uz*uz)
	} else {
		e = math.Pow(math.Pow(ux, n)+math.Pow(uz, n), 1/n)
	}
	if e > 1e-6 { // distance to first order: (e - 1) over the length of its gradient
		gx, gz := math.Pow(ux/e, n-1)/w, math.Pow(uz/e, n-1)/d
		flat = (e - 1) / max(math.Hypot(gx, gz), 1e-6)
	} else {
		flat = -min(w, d)
	}
	if over := max(-f, f-last) / 2; over > 0 {
		if flat > 0 {
			return math.Hypot(flat, over)
		}
		return over
	}
	return flat
}

// swell raises or hollows the surface near a line from a to b, by at most amp
// within the radius.
type swell struct {
	a, b    vec
	r, amp  float64
	stretch vec // radius by axis, as a share of r
	face    int // 1 only in front, -1 only behind, 0 both
	lo, hi  vec
}

func (s *swell) at(q vec) float64 {
	d := q.sub(s.a)
	if ab := s.b.sub(s.a); ab != (vec{}) {
		t := clamp(d.dot(ab)/ab.dot(ab), 0, 1)
		d = q.sub(s.a.add(ab.times(t)))
	}
	d = vec{d.x / s.stretch.x, d.v / s.stretch.v, d.z / s.stretch.z}
	f := 1 - d.dot(d)/(s.r*s.r)
	if f <= 0 {
		return 0
	}
	return s.amp * f * f
}

// field is what lies near a line of sight: the parts and swells that can matter.
type field struct {
	parts  []*part
	swells []*swell
}

// distance is negative inside the body.
func (f *field) distance(q vec) float64 {
	q.x = math.Abs(q.x)
	d := math.Inf(1)
	for _, p := range f.parts {
		d = join(d, p.distance(q), p.join)
	}
	if d < 30 {
		for _, s := range f.swells {
			if q.x >= s.lo.x && q.x <= s.hi.x && q.v >= s.lo.v && q.v <= s.hi.v && q.z >= s.lo.z && q.z <= s.hi.z {
				d -= s.at(q)
			}
		}
	}
	return max(d, q.v-1000)
}

// join is the smooth minimum of Quilez (2013): it rounds within k.
func join(a, b, k float64) float64 {
	if h := k - math.Abs(a-b); h > 0 && k > 0 {
		return min(a, b) - h*h/(4*k)
	}
	return min(a, b)
}

// normal points out of the body.
func (f *field) normal(q vec, e float64) vec {
	at := func(x, v, z float64) float64 { return f.distance(vec{q.x + x*e, q.v + v*e, q.z + z*e}) }
	a, b, c, d := at(1, -1, -1), at(-1, -1, 1), at(-1, 1, -1), at(1, 1, 1)
	return vec{a - b - c + d, -a - b + c + d, -a + b - c + d}.unit()
}
