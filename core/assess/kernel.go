package assess

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// stroke is a cell that a cause may make a person paint: the chance at all,
// and how strong the pain is then.
type stroke struct {
	cell   int
	chance float64
	grade  []float64 // share at all, at least moderate, severe
	beside bool      // the cell only touches a zone of the cause
}

// besides reports whether cells of a drawing touch zones of the cause and none
// of them lies within one.
func (c *cause) besides(cells []int) bool {
	touches := false
	for _, p := range c.paint {
		if !slices.Contains(cells, p.cell) {
			continue
		}
		if !p.beside {
			return false
		}
		touches = true
	}
	return touches
}

// kernel gathers where one cause may be felt. Its zones are filled evenly; the
// cells that touch them get a share, so that a patch drawn a little beside the
// map still speaks for the cause.
type kernel struct {
	e      *Engine
	chance []float64
	grade  [][]float64
}

func (e *Engine) newKernel() *kernel {
	return &kernel{e: e, chance: make([]float64, len(e.cells)), grade: make([][]float64, len(e.cells))}
}

// raise lifts all cells of a zone on one side to a chance.
func (k *kernel) raise(z unknot.ZoneID, s unknot.Side, chance float64, grade []float64) {
	chance = within(chance, 0, strongest)
	for _, j := range k.e.cell[body.ZoneCell(z, s)] {
		if chance > k.chance[j] {
			k.chance[j], k.grade[j] = chance, grade
		}
	}
}

// leastChance is the chance below which a cell counts as never painted; it
// keeps far cells out of the network. Judgement.
const leastChance = 0.02

// strokes lists the cells, those beside the zones included: they get the share
// of the strongest zone that they touch.
func (k *kernel) strokes(share float64) []stroke {
	var out []stroke
	for j, q := range k.chance {
		grade, beside := k.grade[j], q == 0
		for _, id := range k.e.cells[j].Neighbours {
			for _, b := range k.e.cell[id] {
				if x := share * k.chance[b]; x > q {
					q, grade = x, k.grade[b]
				}
			}
		}
		if q >= leastChance {
			out = append(out, stroke{j, q, grade, beside})
		}
	}
	return out
}
