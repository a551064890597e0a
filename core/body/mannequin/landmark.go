package mannequin

import (
	"math"
	"strings"
)

// landmarkTable hints at bones and features: kind, face, then points "x,v" of one
// half. Lines that end in "z" close. The rim of the pelvis lies at L4
// (Chakraverty 2007, doi 10.1111/j.1469-7580.2006.00686.x).
const landmarkTable = `
bone front 12,184 34,181 62,179.5 88,184
bone front 9,324 22,331 44,350 62,372
bone front 86,427 79,438 73,450
bone front 51,704 59,708 62,717 58,727 51,731 44,727 40,717 43,708 z
feature front 0,397 1.6,400 0,404
feature front 42,271 44,272 42,273
brow front 6.5,57.5 12,54.6 18,54.2 26,57.4
eye front 9.5,66.8 13,64.4 18,63.5 23,64.9 26.5,67
lid front 11.5,68.3 17,69.6 23.5,68.4
iris front 18,64.3 19.6,66.2 18,68.2 16.4,66.2 z
mouth front 0,102 3,101.4 6,101.7 11,101
feature front 1.8,92.6 4.6,91.6
spine back 0,142 0,159 0,175 0,192 0,209 0,226 0,243 0,260 0,277 0,294 0,312 0,331 0,351 0,372 0,393 0,413 0,432
bone back 30,220 33,212 60,208 94,197
bone back 30,220 29,236 33,258 42,292 50,297 60,270 70,240 80,222
bone back 88,425 68,414 46,415 27,428
feature back 24,446 25.5,447.5 24,449
crease back 0,472 0,490 0,510 0,528
crease back 16,537 34,543 58,541 76,532
`

// landmarks draws what a view can see of the landmarks.
func (b *Body) landmarks(c *Camera) []Line {
	if c.above > 0 {
		return nil
	}
	var out []Line
	for _, w := range lines(landmarkTable) {
		var pts [][2]float64
		closed := w[len(w)-1] == "z"
		for _, pair := range w[2:] {
			if pair != "z" {
				n := numbers(strings.Split(pair, ","))
				pts = append(pts, [2]float64{n[0], n[1]})
			}
		}
		if w[0] == "spine" {
			var d strings.Builder
			for _, p := range pts {
				if q, ok := b.surface(p, w[1] == "front"); ok && b.visible(c, q) {
					x, y := c.project(q)
					d.WriteString(oval(x, y, 1.5*c.zoom, 2.1*c.zoom))
				}
			}
			if d.Len() > 0 {
				out = append(out, Line{"spine", d.String()})
			}
			continue
		}
		path := ""
		for _, side := range []float64{-1, 1} {
			if side > 0 && pts[0][0] == 0 && pts[1][0] == 0 {
				break
			}
			path += b.trail(c, smoothed(pts, closed), side, w[1] == "front")
		}
		if path != "" {
			out = append(out, Line{w[0], path})
		}
	}
	return out
}

func oval(x, y, rx, ry float64) string {
	var ring []spot
	for k := range 10 {
		a := float64(k) * math.Pi / 5
		ring = append(ring, spot{x + rx*math.Cos(a), y + ry*math.Sin(a)})
	}
	return pathOf([][]spot{ring})
}

// trail projects a line on the skin and keeps what is seen.
func (b *Body) trail(c *Camera, pts [][2]float64, side float64, front bool) string {
	var runs [][]spot
	var run []spot
	for _, p := range pts {
		q, ok := b.surface(p, front)
		q.x *= side
		if ok && b.visible(c, q) {
			x, y := c.project(q)
			run = append(run, spot{round1(x), round1(y)})
			continue
		}
		if len(run) > 2 {
			runs = append(runs, run)
		}
		run = nil
	}
	if len(run) > 1 {
		runs = append(runs, run)
	}
	out := ""
	for _, r := range runs {
		out += strings.TrimSuffix(pathOf([][]spot{thin(r, .12)}), "z")
	}
	return out
}

// surface lifts a point of the front or back picture onto the skin of one half.
func (b *Body) surface(p [2]float64, front bool) (vec, bool) {
	q := b.Figure.move(vec{p[0], p[1], 0})
	from := vec{q.x, q.v, reach}
	to := zAxis
	if !front {
		from.z, to.z = -reach, -1
	}
	near := b.all.within(vec{q.x - 3, q.v - 3, -reach}, vec{q.x + 3, q.v + 3, reach})
	for far := 0.0; far < 2*reach; {
		at := from.sub(to.times(far))
		d := near.distance(at)
		if d < .05 {
			return at, true
		}
		far += max(d*.75, .1)
	}
	return vec{}, false
}

// visible says whether a view shows a point of the skin.
func (b *Body) visible(c *Camera, q vec) bool {
	x, y := c.project(q)
	if x < 0 || y < 0 || x > c.Width || y > c.Height {
		return false
	}
	to := c.towards()
	near := b.around(*c, x-1, y-1, x+1, y+1)
	h := near.trace(c, x, y, to)
	return h.ok && h.at.sub(q).length() < 3 && h.normal.dot(to) > .12
}

// smoothed runs a curve through the points.
func smoothed(p [][2]float64, closed bool) [][2]float64 {
	n := len(p)
	at := func(i int) [2]float64 {
		if closed {
			return p[(i+n)%n]
		}
		return p[min(max(i, 0), n-1)]
	}
	last := n - 1
	if closed {
		last = n
	}
	out := [][2]float64{p[0]}
	for i := range last {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for k := 1; k <= 6; k++ {
			t := float64(k) / 6
			var q [2]float64
			for j := range 2 {
				q[j] = .5 * (2*b[j] + (c[j]-a[j])*t + (2*a[j]-5*b[j]+4*c[j]-d[j])*t*t + (3*b[j]-a[j]-3*c[j]+d[j])*t*t*t)
			}
			out = append(out, q)
		}
	}
	return out
}

// hair says whether hair grows on a point of the head.
func (b *Body) hair(p vec) bool {
	if p.v > 115 || b.named["ear"].distance(p) < 1.2 || b.named["lobe"].distance(p) < 1.2 {
		return false
	}
	a := math.Atan2(p.x, p.z+5) * 180 / math.Pi
	return p.v < between([]knot{{0, 17}, {20, 16}, {38, 21}, {50, 31}, {58, 46}, {66, 50}, {72, 62}, {78, 76}, {84, 76}, {90, 58}, {98, 58}, {108, 84}, {122, 97}, {145, 101}, {180, 104}}, a)
}
