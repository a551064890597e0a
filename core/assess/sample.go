package assess

import (
	"slices"

	"github.com/unknot/unknot"
)

// Random is what Sample draws from; num.Stream is one.
type Random interface{ Float() float64 }

// Sample draws a case from the model itself: causes by their chances, then for
// each zone on each side a patch by chance, the cells in it by the map, and
// how strong by the grades. It is for checking whether chances can be taken at
// their word when the model is right. truth names causes with their side.
func (e *Engine) Sample(r Random) (in Input, truth []string) {
	in = Input{Person: unknot.Person{Age: -1}, Onset: Onset{Days: -1}, Brief: true}
	level := make([]int, len(e.cells))
	for i := range e.causes {
		c := &e.causes[i]
		p := c.odds / (1 + c.odds + c.latent)
		if r.Float() >= p {
			continue
		}
		truth = append(truth, c.name)
		e.paintOne(r, c.paint, level)
	}
	n := e.base.Engine
	for z := range e.zones {
		if r.Float() < n.Leak {
			for j := range e.cells {
				if e.zone[j] == z {
					level[j] = max(level[j], drawGrade(r, n.LeakGrade))
				}
			}
		}
	}
	for j, l := range level {
		if l > 0 {
			in.Drawing.Places = append(in.Drawing.Places, unknot.Place{Cells: []unknot.CellID{e.cells[j].ID}, Intensity: float64(3*l - 1)})
		}
	}
	return in, truth
}

// paintOne lets one cause paint: for each zone one draw of chance for the
// whole patch, so that its cells come together.
func (e *Engine) paintOne(r Random, paint []stroke, level []int) {
	last, x, g := -1, 0.0, 0
	for _, p := range paint {
		if z := e.zone[p.cell]; z != last {
			last, x, g = z, r.Float(), drawGrade(r, p.grade)
		}
		if x < p.chance {
			level[p.cell] = max(level[p.cell], g)
		}
	}
}

func drawGrade(r Random, share []float64) int {
	x := r.Float()
	for l := grades; l > 1; l-- {
		if l-1 < len(share) && x < share[l-1] {
			return l
		}
	}
	return 1
}

// HasMuscle reports whether a list of causes names a muscle.
func (e *Engine) HasMuscle(causes []string) bool {
	return slices.ContainsFunc(causes, func(id string) bool {
		i, ok := e.byKey[id]
		return ok && e.causes[i].muscle >= 0
	})
}
