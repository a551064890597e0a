package mannequin

import (
	"math"
	"strings"
	"sync"

	"github.com/unknot/unknot/core/body/ring"
)

// row is one line of a table of zones.
type row struct {
	zone, chart string
	ring        [][2]float64 // t, s
	lo, hi      [2]float64
}

func rows(table string) []row {
	var out []row
	for _, w := range lines(table) {
		r := row{zone: w[0], chart: w[1]}
		if strings.Contains(w[2], ",") {
			for _, pair := range w[2:] {
				n := numbers(strings.Split(pair, ","))
				r.ring = append(r.ring, [2]float64{n[0], n[1]})
			}
		} else {
			n := numbers(w[2:])
			r.ring = [][2]float64{{n[2], n[0]}, {n[3], n[0]}, {n[3], n[1]}, {n[2], n[1]}}
		}
		r.lo, r.hi = r.ring[0], r.ring[0]
		for _, p := range r.ring {
			r.lo = [2]float64{min(r.lo[0], p[0]), min(r.lo[1], p[1])}
			r.hi = [2]float64{max(r.hi[0], p[0]), max(r.hi[1], p[1])}
		}
		r.hi[0] = min(r.hi[0], map[bool]float64{true: 1, false: 1e9}[r.chart == "trunk"])
		out = append(out, r)
	}
	return out
}

var tables = sync.OnceValue(func() map[string]map[string][]row {
	out := map[string]map[string][]row{}
	for face, text := range map[string]string{"front": frontZones, "back": backZones, "head": headZones, "sole": soleZones} {
		out[face] = map[string][]row{}
		for _, r := range rows(text) {
			out[face][r.chart] = append(out[face][r.chart], r)
		}
	}
	return out
})

// away is how far a point lies from a ring.
func away(x, y float64, ring [][2]float64) float64 {
	best := math.Inf(1)
	b := ring[len(ring)-1]
	for _, a := range ring {
		dx, dy := b[0]-a[0], b[1]-a[1]
		f := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			f = clamp(((x-a[0])*dx+(y-a[1])*dy)/l, 0, 1)
		}
		best = min(best, math.Hypot(x-a[0]-f*dx, y-a[1]-f*dy))
		b = a
	}
	return best
}

// find gives the row at (t, s), or the nearest one: rounding leaves no hole.
func find(face, chart string, t, s float64) *row {
	var near *row
	least := math.Inf(1)
	all := tables()[face][chart]
	for i := range all {
		r := &all[i]
		if ring.Inside(t, s, r.ring) {
			return r
		}
		if d := away(t, s, r.ring); d < least {
			least, near = d, r
		}
	}
	return near
}

// armShare is s along the arm by v.
var armShare = []knot{{186, 0}, {270, 26}, {318, 45}, {350, 58}, {388, 74}, {484, 93}, {513, 100}}

func between(k []knot, v float64) float64 {
	if v <= k[0].v {
		return k[0].by
	}
	for i := 1; i < len(k); i++ {
		if v <= k[i].v {
			return mix(k[i-1].by, k[i].by, (v-k[i-1].v)/(k[i].v-k[i-1].v))
		}
	}
	return k[len(k)-1].by
}

// part of the body by name of its loft.
func (b *Body) section(name string, v float64) section {
	p := b.named[name]
	f := clamp((v-p.top)*2, 0, float64(len(p.rows)-1))
	return p.rows[int(f)]
}

// across is the place across a limb as the face is seen, 0 inside to 1 outside.
func (b *Body) across(name string, p vec) (t float64, front bool) {
	s := b.section(name, p.v)
	dx, dz := p.x-s.cx, p.z-s.cz
	w, d := s.out, s.front
	if dx < 0 {
		w = s.in
	}
	if dz < 0 {
		d = s.back
	}
	dx, dz = dx/w, dz/d
	return .5 + .5*dx/max(math.Hypot(dx, dz), 1e-9), dz > 0
}

// place says where a point of one half lies: table, chart, t and s.
func (b *Body) place(p, n vec) (face, chart string, t, s float64) {
	w := at(breadths[b.Figure], p.v)
	side := func(front bool) string {
		if front {
			return "front"
		}
		return "back"
	}
	angle := func(z float64) float64 { return math.Atan2(p.x, p.z-z) * 180 / math.Pi }
	arm := 100 * (at(breadths[b.Figure], 200) - 1)
	switch {
	case p.v > 955 || p.v > 930 && p.z > 18+(p.v-930)*-.4:
		return b.foot(p, n)
	case p.v > 516 && p.x < 116:
		t, front := b.across("leg", p)
		return side(front), "leg", t, p.v
	case p.v > 506 && p.x > 116:
		c := b.section("palm", p.v)
		front := p.z > c.cz
		return side(front), "hand", (p.x - c.cx + c.in) / (c.in + c.out), clamp((p.v-513)/60*100, 0, 100)
	case p.v > 250 && p.x > 90+arm+.16*(p.v-250), p.v > 197 && p.x > 85+arm:
		t, front := b.across("arm", p)
		return side(front), "arm", t, between(armShare, p.v)
	}
	jaw := between([]knot{{0, 133}, {24, 133}, {52, 125}, {82, 112}, {96, 99}, {118, 105}, {130, 106}, {140, 98}, {180, 98}}, angle(-5))
	if p.v < jaw {
		return "head", "head", angle(-5), p.v
	}
	front := p.z > b.section("trunk", max(p.v, 165)).cz-2
	neck := mix(40, 22, clamp((p.v-146)/40, 0, 1)) * w
	slope := 183 + 8*clamp((p.x/w-60)/40, 0, 1)
	switch {
	case p.v < 172 && p.x < neck, p.v < 148:
		return "head", "neck", angle(-14), p.v
	case p.v < slope && p.x >= neck && (p.v < 176+(slope-176)*clamp((p.x/w-26)/20, 0, 1) || !front):
		return side(front), "slope", (p.x/w - 26) / (96 - 26) * 1, 50
	case p.x > 85+arm && p.v < 250:
		t, front := b.across("arm", vec{p.x, max(p.v, 214), p.z})
		return side(front), "arm", t, between(armShare, p.v)
	}
	if r := find(side(front), "mid", p.x/w, p.v); ring.Inside(p.x/w, p.v, r.ring) {
		return side(front), "mid", p.x / w, p.v
	}
	ref := mix(92*w, b.section("trunk", p.v).out, clamp((p.v-240)/30, 0, 1))
	return side(front), "trunk", p.x / ref, p.v
}

// foot tells sole, heel, edge, toes and back of the foot.
func (b *Body) foot(p, n vec) (face, chart string, t, s float64) {
	behind := 103 - p.z
	if n.v > .45 && p.v > 970 {
		return "sole", "sole", p.x, behind
	}
	return "foot", "foot", p.x, behind
}

// fingers are the zones of the cones of the hand.
var fingers = map[string]string{"thumb_root": "thumb_base", "thumb_mid": "thumb.base", "thumb_tip": "thumb.tip", "index_a": "index.base", "index_b": "index.tip",
	"middle_a": "middle_finger.base", "middle_b": "middle_finger.tip", "ring_a": "ring_finger.base", "ring_b": "ring_finger.tip",
	"little_a": "little_finger.base", "little_b": "little_finger.tip"}

var cutting = sync.OnceValue(splits)

// Cell names the cell of a surface point without its side: zone, then part.
func (b *Body) cell(p, n vec) string {
	p.x = math.Abs(p.x)
	if p.v > 55 && p.v < 100 && (b.named["ear"].distance(p) < .9 || b.named["lobe"].distance(p) < .9) {
		return "ear_deep"
	}
	face, chart, t, s := b.place(p, n)
	switch {
	case chart == "foot":
		return b.topOfFoot(p, n)
	case chart == "hand":
		if id := b.finger(p, face); id != "" {
			return id
		}
	}
	if face == "head" {
		r := find(face, chart, t, s)
		front := "front"
		if t > 90 {
			front = "back"
		}
		return r.part(front, t, s)
	}
	view := face
	if face == "sole" {
		view = "soles"
	}
	return find(face, chart, t, s).part(view, t, s)
}

// finger gives the cell of a finger, or nothing on palm and back of the hand.
func (b *Body) finger(p vec, face string) string {
	best, name := math.Inf(1), ""
	for id := range fingers {
		if d := b.named[id].distance(p) + map[string]float64{"thumb_root": 1.5}[id]; d < best || d == best && id < name {
			best, name = d, id
		}
	}
	zone := fingers[name]
	palm := b.named["palm"].distance(p)
	if d := b.named["thenar"].distance(p); d < min(best, palm) || name == "thumb_root" && best < palm {
		zone, best = "thumb_base", d
	}
	c := b.section("palm", p.v)
	thumb := strings.HasPrefix(zone, "thumb")
	if zone == "thumb_base" {
		if (p.x-c.cx+c.in)/(c.in+c.out) < .7 {
			return ""
		}
	} else if thumb {
		if best > palm {
			return ""
		}
	} else if p.v < 573 {
		return ""
	}
	side := map[string]string{"front": "palm", "back": "back"}[face]
	if zone == "thumb_base" {
		return "thumb_base." + side
	}
	if thumb || p.v > 573 { // the face of a finger is told by its own middle
		line := b.named[name]
		t := clamp((p.v-line.a.v)/(line.b.v-line.a.v), 0, 1)
		side = "back"
		if p.z > mix(line.a.z, line.b.z, t)-.3 {
			side = "palm"
		}
	}
	return zone + "_" + side
}

// topOfFoot cuts what is seen of the foot from above and from the sides.
func (b *Body) topOfFoot(p, n vec) string {
	toes := between([]knot{{0, 68}, {43, 68}, {58, 66}, {83, 50}, {120, 44}}, p.x)
	switch {
	case p.z > toes && p.x < 43:
		return "big_toe.top"
	case p.z > toes:
		return "lesser_toes.top"
	case p.z < -26 && p.v > 962:
		return "heel.back"
	case p.v < 972 && p.z < 2:
		if p.x < 46 {
			return "ankle_medial"
		}
		return "ankle_lateral"
	case p.x > 58+.12*(p.z-0) && n.x > .25 || p.x > 50 && p.z < 0:
		return "foot_lateral"
	case p.z < -18:
		return "heel.back"
	case p.v < 952 && p.z < 22:
		return "ankle_front"
	}
	part := "lower"
	if p.z < 34 {
		part = "upper"
	}
	if p.x < mix(44, 50, clamp(p.z/60, 0, 1)) {
		return "foot_dorsum." + part + "_inner"
	}
	return "foot_dorsum." + part + "_outer"
}

// part cuts a zone into its parts.
func (r *row) part(view string, t, s float64) string {
	cut, _ := splitOf(cutting(), r.zone, view)
	i := share(s, r.lo[1], r.hi[1], len(cut.along))
	j := share(t, r.lo[0], r.hi[0], len(cut.across))
	if r.zone == "thumb_base" {
		return "thumb_base." + map[string]string{"front": "palm", "back": "back"}[view]
	}
	part := strings.Trim(cut.along[i]+"_"+cut.across[j], "_")
	if part == "" {
		return r.zone
	}
	return r.zone + "." + part
}

func share(x, lo, hi float64, n int) int {
	return int(clamp(math.Floor((x-lo)/(hi-lo)*float64(n)), 0, float64(n-1)))
}
