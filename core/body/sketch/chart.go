package sketch

import "sort"

// chart maps s along a limb and t across it (0 inner or midline edge, 1 outer
// edge) to the plane.
type chart struct {
	name     string
	stations []station
}

// station is one cross-section.
type station struct {
	s            float64
	inner, outer point
}

func index(name string) int {
	for i := range charts {
		if charts[i].name == name {
			return i
		}
	}
	panic("sketch: no chart " + name)
}

// at maps (t, s) to the plane; between stations both edges follow a
// Catmull-Rom curve, so that outlines are smooth.
func (c chart) at(t, s float64) point {
	n := len(c.stations)
	i := sort.Search(n, func(i int) bool { return c.stations[i].s > s }) - 1
	i = max(0, min(i, n-2))
	a, b := c.stations[i], c.stations[i+1]
	f := (s - a.s) / (b.s - a.s)
	before, after := c.stations[max(0, i-1)], c.stations[min(n-1, i+2)]
	edge := func(pick func(station) point) point {
		return curve(pick(before), pick(a), pick(b), pick(after), before.s, a.s, b.s, after.s, f)
	}
	in := edge(func(x station) point { return x.inner })
	out := edge(func(x station) point { return x.outer })
	return point{in.u + t*(out.u-in.u), in.v + t*(out.v-in.v)}
}

// curve is the cubic through b and c with the slopes of their neighbours
// (Catmull and Rom 1974), for uneven steps.
func curve(a, b, c, d point, sa, sb, sc, sd, f float64) point {
	h := sc - sb
	slope := func(p, q point, sp, sq float64) point {
		if sq == sp {
			return point{}
		}
		return point{(q.u - p.u) / (sq - sp) * h, (q.v - p.v) / (sq - sp) * h}
	}
	m0, m1 := slope(a, c, sa, sc), slope(b, d, sb, sd)
	f2, f3 := f*f, f*f*f
	w0, w1, w2, w3 := 2*f3-3*f2+1, f3-2*f2+f, 3*f2-2*f3, f3-f2
	return point{w0*b.u + w1*m0.u + w2*c.u + w3*m1.u, w0*b.v + w1*m0.v + w2*c.v + w3*m1.v}
}

// bend maps a ring of chart corners (t, s) to the plane, with points between
// so that its long edges follow the limb.
func (c chart) bend(corners []point) []point {
	span := c.stations[len(c.stations)-1].s - c.stations[0].s
	var out []point
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		steps := 1 + int(abs(b.v-a.v)/span*float64(2*len(c.stations)))
		for k := range steps {
			f := float64(k) / float64(steps)
			out = append(out, c.at(a.u+f*(b.u-a.u), a.v+f*(b.v-a.v)))
		}
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }

// outline is the ring around the whole chart.
func (c chart) outline() []point {
	first, last := c.stations[0].s, c.stations[len(c.stations)-1].s
	return c.bend([]point{{0, first}, {1, first}, {1, last}, {0, last}})
}

// smooth runs a curve through points.
func smooth(list []point) []point {
	n := len(list)
	out := []point{list[0]}
	for i := 0; i+1 < n; i++ {
		for k := 1; k <= 5; k++ {
			out = append(out, curve(list[max(0, i-1)], list[i], list[i+1], list[min(n-1, i+2)], float64(max(0, i-1)), float64(i), float64(i+1), float64(min(n-1, i+2)), float64(k)/5))
		}
	}
	return out
}
