package assess

import (
	"math"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Engine is the network built from one knowledge base. It is read-only and
// may be shared.
type Engine struct {
	base                *knowledge.Base
	soft                softness
	cap                 float64 // the most that is said of a muscle
	cells               []body.Cell
	cell                map[unknot.CellID][]int // cell or whole zone on one side -> indexes of cells
	zone                []int                   // by cell: index of its zone and side
	zones               []unknot.CellID         // zones with a side, in the order of cells
	zoneAt              map[zoneSide]int        // index into zones
	causes              []cause
	nodes               []node         // answers that causes bear on
	node                map[string]int // by signKey
	traits              []trait
	trait               map[string]int
	person              []int          // traits by muscle factor, in file order
	painters            [][]int32      // by cell: causes that may paint it
	byKey               map[string]int // cause by key
	plain, weak, strong *chart         // the network, and its maps a quarter weaker and stronger
}

// cause is one thing that may be going on: a muscle with an active point, or a
// look-alike.
type cause struct {
	muscle    int // index into base.Muscles, or -1
	lookalike int // index into base.Lookalikes, or -1
	side      unknot.Side
	name      string // "trapezius_upper.right", or the bare id of a look-alike of the whole body
	danger    bool   // searched for every time
	level     unknot.Level
	odds      float64  // prior odds against absent
	latent    float64  // prior odds of a latent point
	paint     []stroke // where it may be felt, by ascending cell
}

// softness is how much painting counts: the exponents on a painted patch, on
// its leak, and on a zone left unpainted.
type softness struct{ tau, doubt, silent float64 }

// hard painting counts in full.
var hard = softness{1, 1, math.Nextafter(1, 0)}

type zoneSide struct {
	zone unknot.ZoneID
	side unknot.Side
}

// NewEngine builds the network. It is meant to be done once per base.
func NewEngine(base *knowledge.Base) *Engine {
	n := base.Engine
	return newEngine(base, softness{n.Tau, n.Doubt, n.Silent}, n.SelfCap)
}

// Unsoftened builds the network with nothing softened and nothing capped: what
// is right for people who paint just as the model says, each zone by itself.
// It is for measuring.
func Unsoftened(base *knowledge.Base) *Engine {
	return newEngine(base, hard, 1)
}

func newEngine(base *knowledge.Base, soft softness, limit float64) *Engine {
	e := &Engine{base: base, soft: soft, cap: limit, cells: body.Cells(), cell: map[unknot.CellID][]int{}, zoneAt: map[zoneSide]int{}, byKey: map[string]int{}}
	seen := map[unknot.CellID]int{}
	for j, c := range e.cells {
		e.cell[c.ID] = []int{j}
		whole := body.ZoneCell(c.Zone, c.Side)
		z, ok := seen[whole]
		if !ok {
			z = len(e.zones)
			seen[whole] = z
			e.zones = append(e.zones, whole)
			e.zoneAt[zoneSide{c.Zone, c.Side}] = z
		}
		e.zone = append(e.zone, z)
	}
	for j, c := range e.cells {
		if whole := body.ZoneCell(c.Zone, c.Side); whole != c.ID {
			e.cell[whole] = append(e.cell[whole], j)
		}
	}
	for i := range base.Muscles {
		if base.Muscles[i].Painless {
			continue
		}
		for _, s := range unknot.Sides {
			e.add(e.muscleCause(i, s))
		}
	}
	for i := range base.Lookalikes {
		if base.Lookalikes[i].Sided {
			for _, s := range unknot.Sides {
				e.add(e.lookalikeCause(i, s))
			}
			continue
		}
		e.add(e.lookalikeCause(i, ""))
	}
	e.painters = make([][]int32, len(e.cells))
	for i := range e.causes {
		for _, p := range e.causes[i].paint {
			e.painters[p.cell] = append(e.painters[p.cell], int32(i))
		}
	}
	e.layNodes()
	e.layTraits()
	e.plain, e.weak, e.strong = e.newChart(1), e.newChart(1-mapTilt), e.newChart(1+mapTilt)
	return e
}

func (e *Engine) add(c cause) {
	id := ""
	if c.muscle >= 0 {
		id = string(e.base.Muscles[c.muscle].ID)
	} else {
		id = e.base.Lookalikes[c.lookalike].ID
	}
	c.name = signKey(id, c.side)
	e.byKey[c.name] = len(e.causes)
	e.causes = append(e.causes, c)
}

func (e *Engine) muscleCause(i int, s unknot.Side) cause {
	m, n := &e.base.Muscles[i], e.base.Engine
	c := cause{muscle: i, lookalike: -1, side: s, odds: before(e.base.Odds(m.ID), e.base.ShareOf(m)), latent: n.Latent / (1 - n.Latent)}
	k := e.newKernel()
	for _, z := range m.Refers.Primary {
		k.raise(z, s, n.Primary, n.PrimaryGrade)
	}
	for _, site := range m.Sites {
		at := site.Cell
		if at == "" {
			at = string(site.Zone)
		}
		k.raise(unknot.ZoneID(at), s, n.Local, n.PrimaryGrade)
	}
	for _, z := range m.Refers.Spill {
		k.raise(z, s, n.Spill, n.SpillGrade)
	}
	c.paint = k.strokes(n.Spread)
	return c
}

func (e *Engine) lookalikeCause(i int, s unknot.Side) cause {
	l := &e.base.Lookalikes[i]
	c := cause{muscle: -1, lookalike: i, side: s, danger: l.Danger}
	c.level, _ = unknot.ParseLevel(l.Level)
	chance := l.Chance
	if l.Sided {
		chance /= 2
	}
	share := 0.0
	for _, z := range l.Zones {
		if zone, ok := e.base.Zone(z.Zone); ok {
			share = max(share, e.base.Share(zone.Region))
		}
	}
	if share == 0 {
		share = e.base.Engine.Elsewhere
	}
	c.odds = before(chance/(1-chance), share)
	k := e.newKernel()
	for _, z := range l.Zones {
		for _, side := range unknot.Sides {
			if s == "" || s == side {
				k.raise(z.Zone, side, z.Chance, e.base.Engine.OtherGrade)
			}
		}
	}
	c.paint = k.strokes(e.base.Engine.Spread)
	return c
}

// before turns the odds of a cause among people with pain in its region into
// those before it is known where it hurts.
func before(odds, share float64) float64 {
	p := odds / (1 + odds) * within(share, 0, 1)
	return p / (1 - p)
}

// factors returns the odds multiplier of a look-alike for this person.
func factors(l *knowledge.Lookalike, p unknot.Person) float64 {
	odds := 1.0
	for _, f := range l.Factors {
		if f.Odds > 0 && f.Fits(p) {
			odds *= f.Odds
		}
	}
	return odds
}
