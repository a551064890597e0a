package mannequin

import "strings"

// knot is a factor at a height.
type knot struct{ v, by float64 }

// breadths widen or narrow a figure by height. At shoulder, chest, waist and
// hip they follow the ratio of the means of ANSUR II (Gordon et al. 2014: 4082
// men, 1986 women; in thousandths of stature, men and women): biacromial 237
// and 224, chest 165 and 166, waist 186 and 184, hip 197 and 217. The waist is
// drawn narrower than the mean of soldiers.
var breadths = map[Figure][]knot{
	Female: {{0, 1}, {140, .96}, {200, .965}, {260, .955}, {330, .94}, {385, .95}, {430, 1.0}, {465, 1.035}, {500, 1.06}, {560, 1.055}, {640, 1.03}, {715, 1}, {1000, 1}},
	Male:   {{0, 1}, {140, 1.04}, {200, 1.035}, {260, 1.04}, {330, 1.04}, {385, 1.045}, {430, 1.02}, {465, .985}, {500, .965}, {560, .97}, {640, .985}, {715, 1}, {1000, 1}},
}

func at(k []knot, v float64) float64 {
	if len(k) == 0 {
		return 1
	}
	for i := 1; i < len(k); i++ {
		if v <= k[i].v {
			t := clamp((v-k[i-1].v)/(k[i].v-k[i-1].v), 0, 1)
			return mix(k[i-1].by, k[i].by, t*t*(3-2*t))
		}
	}
	return k[len(k)-1].by
}

// onArm says that a point belongs to the arm, which keeps its own breadth.
func onArm(p vec) bool { return p.v > 190 && p.x > 92+0.17*(p.v-200) }

// move carries a point of the neutral figure to this one.
func (f Figure) move(p vec) vec {
	if onArm(p) {
		p.x += 100 * (at(breadths[f], 200) - 1)
		return p
	}
	p.x *= at(breadths[f], p.v)
	return p
}

// girth is how thick the limbs are against the neutral figure; from the flexed
// upper arm of ANSUR II, 204 and 188 thousandths, half of the difference.
func (f Figure) girth(p vec) float64 {
	switch {
	case f == Female && onArm(p):
		return .94
	case f == Male && onArm(p):
		return 1.04
	}
	return 1
}

// section fits a cross-section.
func (f Figure) section(name string, v float64, s *section) {
	w := at(breadths[f], v)
	switch name {
	case "arm", "palm":
		g := f.girth(vec{200, v, 0})
		s.cx += 100 * (at(breadths[f], 200) - 1)
		s.in, s.out, s.front, s.back = s.in*g, s.out*g, s.front*g, s.back*g
	case "neck":
		g := map[Figure]float64{Neutral: 1, Female: .92, Male: 1.05}[f]
		s.in, s.out, s.front, s.back = s.in*g, s.out*g, s.front*g, s.back*g
	case "jaw":
		g := map[Figure]float64{Neutral: 1, Female: .95, Male: 1.03}[f]
		s.in, s.out = s.in*g, s.out*g
	default:
		s.cx, s.in, s.out = s.cx*w, s.in*w, s.out*w
		if name == "trunk" && v > 440 && f == Female {
			s.back *= 1.05
		}
	}
}

// round fits an ellipsoid.
func (f Figure) round(name string, p *part) {
	p.c = f.move(p.c)
	if strings.HasPrefix(name, "buttock") {
		g := map[Figure]float64{Neutral: 1, Female: 1.05, Male: .98}[f]
		p.r = p.r.times(g)
	} else if p.c.v > 130 {
		p.r = p.r.times(f.girth(p.c))
	}
}

// strength is how much a swell shows.
func (f Figure) strength(name string) float64 {
	by := map[string][2]float64{ // female, male; the neutral figure has 1
		"pectoral": {.25, 1.35}, "pectoral_edge": {.1, 1.3}, "breast_fold": {0, 1.2}, "larynx": {.1, 1.6}, "brow": {.5, 1.5},
		"linea": {.6, 1.3}, "rectus_edge": {.5, 1.4}, "biceps": {.5, 1.4}, "biceps_edge": {.4, 1.4}, "triceps": {.6, 1.3},
		"deltoid_front": {.5, 1.3}, "deltoid_end": {.6, 1.3}, "quad": {.9, 1.1}, "vastus_in": {.6, 1.2}, "vastus_out": {.6, 1.3},
		"sartorius": {.5, 1.2}, "hamstring_in": {.6, 1.2}, "hamstring_out": {.6, 1.2}, "calf_groove": {.5, 1.3}, "lat": {.3, 1.5},
		"long_back": {.7, 1.2}, "blade": {.8, 1.15}, "sternomastoid": {.9, 1.2}, "lips": {1.2, .9}, "jaw_angle": {.5, 1.4},
		"chin": {.85, 1.15}, "cheekbone": {1.1, 1}, "shin_edge": {.7, 1.2}, "seat": {1.25, .9}, "hip_bone": {.8, 1.1}, "belly": {1.2, .8},
		"rib_arch": {.7, 1.2}, "axilla_front": {.5, 1.3}, "inguinal": {.8, 1.2},
	}[name]
	switch {
	case by == [2]float64{} || f == Neutral:
		return 1
	case f == Female:
		return by[0]
	}
	return by[1]
}

// extra are swells of one figure only.
func (f Figure) extra() string {
	switch f {
	case Female:
		return `
breast 17 36 1 1 1.02 1.5 45 272 54
breast_top 3 30 1 1 1.3 1.3 46 244 54
breast_under -3 12 1 1.9 .6 1.3 46 303 62
`
	case Neutral:
		return `
breast 4 32 1 1 1 1.4 46 272 58
`
	}
	return ""
}
