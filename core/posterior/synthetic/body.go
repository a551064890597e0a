// Package synthetic makes full-size networks and cases for measuring and
// testing the engine. The numbers are invented (judgement); only the sizes and
// shapes are meant to be like the real thing: 360 causes, 600 findings.
package synthetic

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/unknot/unknot/core/posterior"
)

// Kinds of findings, in the order in which a network lists them.
const (
	Cell = iota
	Palpation
	Movement
	Motion
	History
)

// Sizes of a network.
const (
	regions = 15
	cells   = 10 // per region and side
	parts   = 150
	others  = 60
)

var (
	partsPer  = [regions]int{8, 14, 16, 8, 16, 10, 6, 10, 6, 6, 12, 10, 8, 12, 8}
	neighbour = [regions][]int{{1}, {0, 2, 7}, {1, 3, 6, 7}, {2, 4}, {3, 5}, {4}, {2, 8}, {1, 2, 9},
		{6, 10}, {7, 10}, {8, 9, 11, 12}, {10, 13}, {10, 13}, {11, 12, 14}, {13}}
)

// Model is a network with what the case generator needs to know about it.
type Model struct {
	Spec   posterior.Spec
	Kind   []int // finding -> kind
	Region []int // cause -> side·15+region, or -1
	Place  []int // finding -> side·15+region, or -1
	Parts  int   // causes below this number are muscle parts
	// wide is the cause that paints most of the body.
	wide int
}

// Options change the shape of a network.
type Options struct {
	Seed uint64
	// Tau is the exponent on the cells; 0 means 1.
	Tau float64
	// Plain leaves out background states and grades.
	Plain bool
}

type builder struct {
	*Model
	o Options
	r *rand.Rand
	// byRegion lists the muscle parts, otherBy the other causes of a region.
	byRegion, otherBy [2*regions + 1][]int
}

func (b *builder) between(lo, hi float64) float64 { return lo + (hi-lo)*b.r.Float64() }

// New makes a network. The same options make the same network.
func New(o Options) *Model {
	b := &builder{Model: &Model{}, o: o, r: rand.New(rand.NewPCG(o.Seed, 7))}
	for i := range 2 * regions * cells {
		b.finding(Cell, i/cells, true, 0.005, 0.003, 0.001)
	}
	b.muscles()
	b.others()
	for k := range 2 * parts {
		b.byRegion[b.Region[k]] = append(b.byRegion[b.Region[k]], k)
	}
	for k := 2 * parts; k < len(b.Region); k++ {
		g := b.Region[k]
		if g < 0 {
			g = 2 * regions
		}
		b.otherBy[g] = append(b.otherBy[g], k)
	}
	b.examinations()
	return b.Model
}

func (b *builder) finding(kind, place int, def bool, leak ...float64) int {
	f := posterior.Finding{Leak: leak, Default: def}
	if b.o.Plain {
		f.Leak = leak[:1]
	}
	if kind == Cell {
		f.Tau = b.o.Tau
	}
	b.Spec.Findings = append(b.Spec.Findings, f)
	b.Kind = append(b.Kind, kind)
	b.Place = append(b.Place, place)
	return len(b.Spec.Findings) - 1
}

func (b *builder) cause(region int, states ...posterior.State) int {
	b.Spec.Causes = append(b.Spec.Causes, posterior.Cause{States: states})
	b.Region = append(b.Region, region)
	return len(b.Region) - 1
}

// link adds a link unless there is one already. Level l is reached with
// chance q·r2·r3….
func (b *builder) link(cause, state, finding int, q float64, rest ...float64) {
	s := &b.Spec.Causes[cause].States[state]
	for _, l := range s.Links {
		if l.Finding == finding {
			return
		}
	}
	reach := []float64{q}
	for _, x := range rest {
		q *= x
		reach = append(reach, q)
	}
	reach = reach[:min(len(reach), len(b.Spec.Findings[finding].Leak))]
	s.Links = append(s.Links, posterior.Link{Finding: finding, Reach: reach})
}

// part is the shape of one muscle part, the same on both sides.
type part struct {
	region         int
	cell           []int
	q              []float64
	latent, active float64
}

func (p *part) zone(b *builder, region, n int, lo, hi float64) {
	start := b.r.IntN(cells)
	for k := range n {
		c := region*cells + (start+k)%cells
		if !slices.Contains(p.cell, c) {
			p.cell = append(p.cell, c)
			p.q = append(p.q, b.between(lo, hi))
		}
	}
}

func (b *builder) near(region int) int {
	n := neighbour[region]
	return n[b.r.IntN(len(n))]
}

func (b *builder) muscles() {
	var shapes []part
	for g, n := range partsPer {
		for range n {
			p := part{region: g}
			to := g
			if b.r.Float64() < 0.45 {
				to = b.near(g)
			}
			p.zone(b, to, 4+b.r.IntN(4), 0.5, 0.9)
			p.zone(b, g, 1, 0.4, 0.7)
			p.zone(b, to, 3+b.r.IntN(4), 0.1, 0.35)
			p.zone(b, b.near(to), 3+b.r.IntN(4), 0.1, 0.35)
			p.active = 0.002 * math.Exp(b.between(0, 3.2))
			p.latent = 0.02 * math.Exp(b.between(0, 2.2))
			shapes = append(shapes, p)
		}
	}
	for side := range 2 {
		for _, p := range shapes {
			none := 1 - p.latent - p.active
			active := posterior.State{Name: "active", Odds: p.active / none}
			latent := posterior.State{Name: "latent", Odds: p.latent / none, Background: true}
			var k int
			if b.o.Plain {
				k = b.cause(side*regions+p.region, active)
			} else {
				k = b.cause(side*regions+p.region, active, latent)
			}
			for i, c := range p.cell {
				b.link(k, 0, side*regions*cells+c, p.q[i], b.between(0.5, 0.8), b.between(0.2, 0.5))
			}
		}
	}
	b.Parts = len(b.Region)
}

func (b *builder) other(region int, chance float64, danger bool) int {
	return b.cause(region, posterior.State{Name: "present", Odds: chance / (1 - chance), Danger: danger, Wide: true})
}

// others adds nerve roots, local troubles, one cause that paints the whole
// body and rare dangerous ones.
func (b *builder) others() {
	for i := range others {
		side := i & 1
		at := func(g, c int) int { return (side*regions+g)*cells + c%cells }
		switch {
		case i < 20:
			g := [10]int{1, 2, 3, 4, 10, 12, 13, 9, 2, 10}[i/2]
			k := b.other(side*regions+g, b.between(0.003, 0.02), false)
			for range 4 {
				start, n := b.r.IntN(cells), 2+b.r.IntN(3)
				for c := range n {
					b.link(k, 0, at(g, start+c), b.between(0.25, 0.65), 0.6, 0.35)
				}
				g = b.near(g)
			}
		case i < 40:
			g := i * 7 % regions
			k := b.other(side*regions+g, b.between(0.005, 0.03), false)
			for c := range cells {
				if b.r.Float64() < 0.7 {
					b.link(k, 0, at(g, c), b.between(0.2, 0.6), 0.6, 0.35)
				}
			}
		case i == 40:
			b.wide = b.other(-1, 0.02, false)
			for c := range 2 * regions * cells {
				if b.r.Float64() < 0.4 {
					b.link(b.wide, 0, c, b.between(0.15, 0.45), 0.6, 0.3)
				}
			}
		default:
			g := [8]int{0, 6, 6, 8, 8, 9, 13, 7}[i%8]
			k := b.other(side*regions+g, b.between(0.0005, 0.004), true)
			start, n := b.r.IntN(cells), 3+b.r.IntN(5)
			for c := range n {
				b.link(k, 0, at(g, start+c), b.between(0.4, 0.8), 0.7, 0.5)
			}
		}
	}
}
