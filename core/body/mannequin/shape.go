package mannequin

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Figure is a set of parameters of the body.
type Figure string

// The three figures. Neutral lies midway between female and male.
const (
	Neutral Figure = "neutral"
	Female  Figure = "female"
	Male    Figure = "male"
)

// Figures lists all figures.
var Figures = []Figure{Neutral, Female, Male}

// Body is a figure made of solids.
type Body struct {
	Figure Figure
	all    field
	named  map[string]*part
}

// New builds a figure.
func New(f Figure) *Body {
	b := &Body{Figure: f, named: map[string]*part{}}
	b.lofts()
	for _, w := range lines(rounds) {
		n := numbers(w[1:])
		p := &part{kind: 'e', join: n[0], c: vec{n[1], n[2], n[3]}, r: vec{n[4], n[5], n[6]}}
		f.round(w[0], p)
		turn, tip := n[7]*math.Pi/180, n[8]*math.Pi/180
		p.cosT, p.sinT, p.cosP, p.sinP = math.Cos(turn), math.Sin(-turn), math.Cos(tip), math.Sin(tip)
		r := max(p.r.x, p.r.v, p.r.z) + p.join + 4
		p.lo, p.hi = p.c.sub(vec{r, r, r}), p.c.add(vec{r, r, r})
		b.all.parts, b.named[w[0]] = append(b.all.parts, p), p
	}
	for _, w := range lines(cones) {
		n := numbers(w[1:])
		p := &part{kind: 'c', join: n[0], a: f.move(vec{n[1], n[2], n[3]}), ra: n[4], b: f.move(vec{n[5], n[6], n[7]}), rb: n[8]}
		if g := f.girth(p.a); p.a.v > 130 {
			p.ra, p.rb = p.ra*g, p.rb*g
		}
		r := max(p.ra, p.rb) + p.join + 4
		p.lo, p.hi = bounds(p.a, p.b, vec{r, r, r})
		b.all.parts, b.named[w[0]] = append(b.all.parts, p), p
	}
	for _, w := range append(lines(swellTable), lines(f.extra())...) {
		n := numbers(w[1:])
		s := &swell{amp: n[0] * f.strength(w[0]), r: n[1], face: int(n[2]), stretch: vec{n[3], n[4], n[5]}, a: f.move(vec{n[6], n[7], n[8]})}
		s.b = s.a
		if len(n) > 9 {
			s.b = f.move(vec{n[9], n[10], n[11]})
		}
		s.lo, s.hi = bounds(s.a, s.b, s.stretch.times(s.r))
		b.all.swells = append(b.all.swells, s)
	}
	return b
}

func bounds(a, b, r vec) (lo, hi vec) {
	return vec{min(a.x, b.x) - r.x, min(a.v, b.v) - r.v, min(a.z, b.z) - r.z}, vec{max(a.x, b.x) + r.x, max(a.v, b.v) + r.v, max(a.z, b.z) + r.z}
}

// lofts reads the tables of cross-sections: a block is a name with its join,
// then its rows.
func (b *Body) lofts() {
	for _, block := range strings.Split(strings.TrimSpace(sections), "\n\n") {
		rows := lines(block)
		name, p := rows[0][0], &part{kind: 'l', join: numbers(rows[0][1:])[0]}
		var v []float64
		var knots []section
		for _, w := range rows[1:] {
			n := numbers(w)
			s := section{cx: n[1], in: n[2], out: n[3], power: n[6]}
			s.cz = (n[4] + n[5]) / 2
			s.front, s.back = n[4]-s.cz, s.cz-n[5]
			b.Figure.section(name, n[0], &s)
			v, knots = append(v, n[0]), append(knots, s)
		}
		p.top = v[0]
		for at := v[0]; at <= v[len(v)-1]; at += 0.5 {
			p.rows = append(p.rows, spline(v, knots, at))
		}
		far := func(s section) float64 { return max(s.in, s.out) + p.join + 8 }
		p.lo, p.hi = vec{math.Inf(1), p.top - p.join - 4, math.Inf(1)}, vec{math.Inf(-1), v[len(v)-1] + p.join + 4, math.Inf(-1)}
		for _, s := range knots {
			p.lo.x, p.hi.x = min(p.lo.x, s.cx-far(s)), max(p.hi.x, s.cx+far(s))
			p.lo.z, p.hi.z = min(p.lo.z, s.cz-s.back-p.join-8), max(p.hi.z, s.cz+s.front+p.join+8)
		}
		b.all.parts, b.named[name] = append(b.all.parts, p), p
	}
}

// spline runs a curve through the sections (Catmull and Rom 1974, by height).
func spline(v []float64, k []section, at float64) section {
	i := 0
	for i+2 < len(v) && at > v[i+1] {
		i++
	}
	t := (at - v[i]) / (v[i+1] - v[i])
	a, d := max(i-1, 0), min(i+2, len(v)-1)
	curve := func(get func(section) float64) float64 {
		p1, p2 := get(k[i]), get(k[i+1])
		span := v[i+1] - v[i]
		m1 := (p2 - get(k[a])) / (v[i+1] - v[a]) * span
		m2 := (get(k[d]) - p1) / (v[d] - v[i]) * span
		t2, t3 := t*t, t*t*t
		return (2*t3-3*t2+1)*p1 + (t3-2*t2+t)*m1 + (-2*t3+3*t2)*p2 + (t3-t2)*m2
	}
	return section{
		cx: curve(func(s section) float64 { return s.cx }), cz: curve(func(s section) float64 { return s.cz }),
		in: curve(func(s section) float64 { return s.in }), out: curve(func(s section) float64 { return s.out }),
		front: curve(func(s section) float64 { return s.front }), back: curve(func(s section) float64 { return s.back }),
		power: curve(func(s section) float64 { return s.power }),
	}
}

// within keeps what can matter to points of a box.
func (f *field) within(lo, hi vec) *field {
	out := &field{}
	apart := func(a, b vec) bool {
		return a.x > hi.x || a.v > hi.v || a.z > hi.z || b.x < lo.x || b.v < lo.v || b.z < lo.z
	}
	for _, p := range f.parts {
		if !apart(p.lo, p.hi) {
			out.parts = append(out.parts, p)
		}
	}
	for _, s := range f.swells {
		if !apart(s.lo, s.hi) {
			out.swells = append(out.swells, s)
		}
	}
	return out
}

func lines(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if w := strings.Fields(line); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}

func numbers(words []string) []float64 {
	out := make([]float64, len(words))
	for i, w := range words {
		n, err := strconv.ParseFloat(w, 64)
		if err != nil {
			panic(fmt.Sprintf("mannequin: the tables hold %q", w))
		}
		out[i] = n
	}
	return out
}
