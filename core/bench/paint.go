package bench

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
)

// Painting is a made-up drawing with its truth.
type Painting struct {
	Input  assess.Input
	Truth  []string // muscles with side, look-alikes with or without
	Places int      // painted cells
}

// painter makes drawings in a way that shares as little as can be with the
// model: a person is generous or sparing everywhere at once, a cause paints
// one connected blob that grows from a seed and does not know our borders,
// whole spill-over areas come and go together, the main area is at times left
// out, and stray marks happen. All numbers are judgement.
type painter struct {
	base    *knowledge.Base
	r       *num.Stream
	muscles []knowledge.Muscle
	weight  []float64
	others  []float64
	pain    map[unknot.CellID]float64
}

// Numbers of the other generator.
const (
	moreCauses  = 0.45 // chance of one more muscle, again and again up to mostCauses
	mostCauses  = 5
	alsoOther   = 0.25 // chance that a look-alike is there as well, or instead
	instead     = 0.5
	skipMain    = 0.15 // the main area is not painted
	stray       = 0.12 // a mark that nothing explains
	blobCells   = 5.0  // mean cells of a main blob of an ordinary person
	spreadSD    = 0.6  // of the person's generosity, coefficient of variation
	outsideStep = 0.2  // weight of growing outside the area against inside
	spillShare  = 0.4  // chance of a spill-over area for an ordinary person
)

// Paint makes count drawings by the other generator. The same seed makes the
// same drawings.
func Paint(base *knowledge.Base, seed uint64, count int) []Painting {
	p := &painter{base: base, r: num.NewStream(seed, 77), muscles: base.Muscles}
	for i := range base.Muscles {
		if base.Muscles[i].Painless {
			p.weight = append(p.weight, 0)
			continue
		}
		o := base.Odds(base.Muscles[i].ID)
		p.weight = append(p.weight, o/(1+o)*base.ShareOf(&base.Muscles[i]))
	}
	for i := range base.Lookalikes {
		p.others = append(p.others, base.Lookalikes[i].Chance)
	}
	out := make([]Painting, 0, count)
	for len(out) < count {
		if x, ok := p.person(); ok {
			out = append(out, x)
		}
	}
	return out
}

func (p *painter) person() (Painting, bool) {
	p.pain = map[unknot.CellID]float64{}
	generous := p.r.LogNormal(spreadSD)
	var truth []string
	other := p.r.Float() < alsoOther
	if !other || p.r.Float() > instead {
		side := unknot.Sides[p.r.Intn(2)]
		for n := 0; n == 0 || n < mostCauses && p.r.Float() < moreCauses; n++ {
			m := &p.muscles[pick(p.r, p.weight)]
			s := side
			if p.r.Float() < 0.3 {
				s = s.Mirror()
			}
			if id := string(m.ID) + "." + string(s); !slices.Contains(truth, id) {
				truth = append(truth, id)
				p.muscle(m, s, generous)
			}
		}
	}
	if other {
		truth = append(truth, p.other(generous))
	}
	if p.r.Float() < stray {
		cells := body.Cells()
		p.blob([]unknot.CellID{cells[p.r.Intn(len(cells))].ID}, 2*generous, 2+4*p.r.Float())
	}
	if len(p.pain) == 0 {
		return Painting{}, false
	}
	out := Painting{Truth: truth, Places: len(p.pain), Input: assess.Input{Person: unknot.Person{Age: 20 + p.r.Intn(60)}, Onset: assess.Onset{Days: -1}, Brief: true}}
	for _, c := range body.Cells() { // in a fixed order
		if x := p.pain[c.ID]; x > 0 {
			out.Input.Drawing.Places = append(out.Input.Drawing.Places, unknot.Place{Cells: []unknot.CellID{c.ID}, Intensity: x})
		}
	}
	return out, true
}

func (p *painter) muscle(m *knowledge.Muscle, s unknot.Side, generous float64) {
	strength := 3 + 5*p.r.Float()
	main := zonesOn(m.Refers.Primary, s)
	local := p.r.Float() < 0.5
	for _, site := range m.Sites {
		if local {
			main = append(main, body.Expand(body.ZoneCell(site.Zone, s))...)
		}
	}
	if p.r.Float() > skipMain {
		p.blob(main, blobCells*generous, strength)
	} else if len(m.Sites) > 0 {
		p.blob(body.Expand(body.ZoneCell(m.Sites[0].Zone, s)), 3*generous, strength)
	}
	if p.r.Float() < min(spillShare*generous, 0.9) { // all spill-over of the muscle goes together
		for _, z := range m.Refers.Spill {
			if p.r.Float() < 0.7 {
				p.blob(zonesOn([]unknot.ZoneID{z}, s), 2*generous, 0.6*strength)
			}
		}
	}
}

func (p *painter) other(generous float64) string {
	l := &p.base.Lookalikes[pick(p.r, p.others)]
	id, sides := l.ID, unknot.Sides[:]
	if l.Sided {
		k := p.r.Intn(2)
		sides = unknot.Sides[k : k+1]
		id += "." + string(sides[0])
	}
	strength := 3 + 6*p.r.Float()
	for _, z := range l.Zones {
		for _, s := range sides {
			if p.r.Float() < min(z.Chance*generous, 0.95) {
				p.blob(zonesOn([]unknot.ZoneID{z.Zone}, s), 3*generous, strength)
			}
		}
	}
	return id
}

func zonesOn(zones []unknot.ZoneID, s unknot.Side) []unknot.CellID {
	var out []unknot.CellID
	for _, z := range zones {
		out = append(out, body.Expand(body.ZoneCell(z, s))...)
	}
	return out
}

// blob paints a connected patch of about size cells that begins in an area and
// prefers to stay there.
func (p *painter) blob(area []unknot.CellID, size, strength float64) {
	if len(area) == 0 {
		return
	}
	n := max(int(size*(0.5+p.r.Float())+0.5), 1)
	done := []unknot.CellID{area[p.r.Intn(len(area))]}
	for len(done) < n {
		var edge []unknot.CellID
		var weight []float64
		for _, c := range done {
			cell, _ := body.CellOf(c)
			for _, b := range cell.Neighbours {
				if slices.Contains(done, b) || slices.Contains(edge, b) {
					continue
				}
				w := outsideStep
				if slices.Contains(area, b) {
					w = 1
				}
				edge, weight = append(edge, b), append(weight, w)
			}
		}
		if len(edge) == 0 {
			break
		}
		done = append(done, edge[pick(p.r, weight)])
	}
	for _, c := range done {
		x := strength * (0.8 + 0.4*p.r.Float())
		p.pain[c] = max(p.pain[c], min(max(x, 1), 10))
	}
}

func pick(r *num.Stream, weight []float64) int {
	total := 0.0
	for _, w := range weight {
		total += w
	}
	x := r.Float() * total
	for i, w := range weight {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weight) - 1
}
