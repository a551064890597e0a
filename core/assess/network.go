package assess

import (
	"math"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Engine is the network built from one knowledge base. It is read-only and
// may be shared.
type Engine struct {
	base                *knowledge.Base
	cells               []unknot.CellID // every zone on every side, right first
	cell                map[unknot.CellID]int
	causes              []cause
	nodes               []node         // answers that causes bear on
	node                map[string]int // by signKey
	painters            [][]int        // by cell: causes that may paint it
	plain, weak, strong *chart         // the network, and its maps a quarter weaker and stronger
}

// cause is one thing that may be going on: a muscle with an active point, or a
// look-alike.
type cause struct {
	muscle    int // index into base.Muscles, or -1
	lookalike int // index into base.Lookalikes, or -1
	side      unknot.Side
	danger    bool      // searched for every time
	odds      float64   // prior odds against absent
	latent    float64   // prior odds of a latent point
	paint     []float64 // by cell: chance that it alone paints it
}

// key names a cause: "trapezius_upper.right", or the bare id of a look-alike
// of the whole body.
func (e *Engine) key(c *cause) string {
	id := ""
	if c.muscle >= 0 {
		id = string(e.base.Muscles[c.muscle].ID)
	} else {
		id = e.base.Lookalikes[c.lookalike].ID
	}
	if c.side == "" {
		return id
	}
	return id + "." + string(c.side)
}

// NewEngine builds the network. It is meant to be done once per base.
func NewEngine(base *knowledge.Base) *Engine {
	e := &Engine{base: base, cell: map[unknot.CellID]int{}}
	for i := range base.Zones {
		for _, s := range unknot.Sides {
			id := body.ZoneCell(base.Zones[i].ID, s)
			e.cell[id] = len(e.cells)
			e.cells = append(e.cells, id)
		}
	}
	for i := range base.Muscles {
		for _, s := range unknot.Sides {
			e.causes = append(e.causes, e.muscleCause(i, s))
		}
	}
	for i := range base.Lookalikes {
		if base.Lookalikes[i].Sided {
			for _, s := range unknot.Sides {
				e.causes = append(e.causes, e.lookalikeCause(i, s))
			}
			continue
		}
		e.causes = append(e.causes, e.lookalikeCause(i, ""))
	}
	e.painters = make([][]int, len(e.cells))
	for i := range e.causes {
		for j, q := range e.causes[i].paint {
			if q > 0 {
				e.painters[j] = append(e.painters[j], i)
			}
		}
	}
	e.layNodes()
	e.plain, e.weak, e.strong = e.newChart(1), e.newChart(1-mapTilt), e.newChart(1+mapTilt)
	return e
}

func (e *Engine) muscleCause(i int, s unknot.Side) cause {
	m, n := &e.base.Muscles[i], e.base.Engine
	c := cause{muscle: i, lookalike: -1, side: s, odds: e.base.Odds(m.ID), latent: n.Latent / (1 - n.Latent), paint: make([]float64, len(e.cells))}
	raise := func(z unknot.ZoneID, q float64) {
		if j, ok := e.cell[body.ZoneCell(z, s)]; ok {
			c.paint[j] = max(c.paint[j], q)
		}
	}
	for _, z := range m.Refers.Primary {
		raise(z, n.Primary)
	}
	for _, z := range m.Refers.Spill {
		raise(z, n.Spill)
	}
	for _, site := range m.Sites {
		raise(site.Zone, n.Local)
	}
	return c
}

func (e *Engine) lookalikeCause(i int, s unknot.Side) cause {
	l := &e.base.Lookalikes[i]
	c := cause{muscle: -1, lookalike: i, side: s, danger: l.Danger, paint: make([]float64, len(e.cells))}
	chance := l.Chance
	if l.Sided {
		chance /= 2
	}
	c.odds = chance / (1 - chance)
	for _, z := range l.Zones {
		for _, side := range unknot.Sides {
			if s == "" || s == side {
				if j, ok := e.cell[body.ZoneCell(z.Zone, side)]; ok {
					c.paint[j] = max(c.paint[j], min(z.Chance, 0.98))
				}
			}
		}
	}
	return c
}

// factors returns the odds multiplier of a look-alike for this person. Unsaid
// age or sex leaves the prior as it is.
func factors(l *knowledge.Lookalike, p unknot.Person) float64 {
	odds := 1.0
	for _, f := range l.Factors {
		fits := true
		if f.AgeMin > 0 || f.AgeMax > 0 {
			fits = p.Age >= 0 && p.Age >= f.AgeMin && (f.AgeMax == 0 || p.Age <= f.AgeMax)
		}
		if f.Sex != "" && p.Sex != f.Sex {
			fits = false
		}
		if f.Person != "" && !p.Has(f.Person) {
			fits = false
		}
		if fits && f.Odds > 0 {
			odds *= f.Odds
		}
	}
	return odds
}

// splitFinding cuts "press.trapezius_upper.right" into its three parts; a
// catalogue finding gives ("", id, side).
func splitFinding(id string) (test, name string, side unknot.Side) {
	rest := id
	if i := strings.LastIndexByte(rest, '.'); i >= 0 && unknot.Side(rest[i+1:]).Valid() {
		side, rest = unknot.Side(rest[i+1:]), rest[:i]
	}
	for _, t := range []string{"press", "stretch", "use"} {
		if strings.HasPrefix(rest, t+".") {
			return t, rest[len(t)+1:], side
		}
	}
	return "", rest, side
}

func logOdds(p float64) float64 {
	const edge = 1e-12 // keeps the logarithm finite where mass rounds to 0 or 1
	p = min(max(p, edge), 1-edge)
	return math.Log(p / (1 - p))
}
