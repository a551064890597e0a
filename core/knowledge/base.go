package knowledge

import (
	"slices"
	"sort"

	"github.com/unknot/unknot"
)

// Base is one released set of knowledge. It is read-only after Load.
type Base struct {
	Version string // "2026.11.0+sha256:" and 12 hex digits of the content hash
	License string

	Engine      Engine
	Priors      []Prior
	Traits      []Trait
	Factors     []MuscleFactor
	Shares      []RegionShare
	Regions     []Region
	Zones       []Zone // in file order, head to foot
	Broads      []Broad
	Muscles     []Muscle
	NamedPlaces []NamedPlace
	Questions   []DangerQuestion // those asked alone first, then by Order and id
	Rules       []DangerRule
	Lookalikes  []Lookalike
	Findings    []Finding
	Treatments  []Treatment
	Places      []NoGo
	Interlocks  []Interlock
	Claims      []Claim
	Lessons     []Lesson
	FAQs        []FAQ
	Risks       []Risk
	Habits      []Habit
	Sessions    []Session
	Arms        []Arm
	Acupoints   []Acupoint
	PointLists  []PointList
	Lumps       []Lump
	Sources     []Source
	Conditions  []Named
	Medicines   []Named
	Tools       []Named
	Care        // goals, clashes, routines, checks: see care.go

	zone      map[unknot.ZoneID]int
	muscle    map[unknot.MuscleID]int
	question  map[string]int
	lookalike map[string]int
	finding   map[string]int
	treatment map[string]int
	place     map[string]int
	claim     map[string]int
	source    map[string]int
	files     []parsed
	search    searchCache
}

// PersonName is what a condition, a medicine or a tool is called; "" when there
// is none of this id.
func (b *Base) PersonName(id string) string {
	for _, list := range [][]Named{b.Conditions, b.Medicines, b.Tools} {
		if i := slices.IndexFunc(list, func(n Named) bool { return n.ID == id }); i >= 0 {
			return list[i].Name
		}
	}
	return ""
}

// Named is an id with the words a person reads.
type Named struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
}

// Zone returns the zone and whether it exists.
func (b *Base) Zone(id unknot.ZoneID) (*Zone, bool) { return at(b.Zones, b.zone, id) }

// Muscle returns the muscle and whether it exists.
func (b *Base) Muscle(id unknot.MuscleID) (*Muscle, bool) { return at(b.Muscles, b.muscle, id) }

// Question returns the danger question and whether it exists.
func (b *Base) Question(id string) (*DangerQuestion, bool) { return at(b.Questions, b.question, id) }

// Lookalike returns the look-alike and whether it exists.
func (b *Base) Lookalike(id string) (*Lookalike, bool) { return at(b.Lookalikes, b.lookalike, id) }

// Finding returns the finding and whether it exists.
func (b *Base) Finding(id string) (*Finding, bool) { return at(b.Findings, b.finding, id) }

// Treatment returns the treatment and whether it exists.
func (b *Base) Treatment(id string) (*Treatment, bool) { return at(b.Treatments, b.treatment, id) }

// Place returns the no-go place and whether it exists.
func (b *Base) Place(id string) (*NoGo, bool) { return at(b.Places, b.place, id) }

// Claim returns the claim and whether it exists.
func (b *Base) Claim(id string) (*Claim, bool) { return at(b.Claims, b.claim, id) }

// Source returns the source; a locator after "#" is ignored.
func (b *Base) Source(ref string) (*Source, bool) {
	id, _ := splitRef(ref)
	return at(b.Sources, b.source, id)
}

// IDs lists the ids of all records that a person may ask for.
func (b *Base) IDs() []string {
	var ids []string
	for _, kind := range []string{"claim", "muscle", "treatment", "lookalike", "finding", "faq", "lesson", "habit", "risk", "lump", "point", "source"} {
		ids = append(ids, b.idsByKind()[kind]...)
	}
	return ids
}

// PlaceIDs lists the ids of all muscles and zones.
func (b *Base) PlaceIDs() []string {
	known := b.idsByKind()
	return append(append([]string(nil), known["muscle"]...), known["zone"]...)
}

// MuscleIDs lists all muscles in file order.
func (b *Base) MuscleIDs() []unknot.MuscleID {
	ids := make([]unknot.MuscleID, len(b.Muscles))
	for i := range b.Muscles {
		ids[i] = b.Muscles[i].ID
	}
	return ids
}

// Texts gives identifiers as plain text.
func Texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

func at[K comparable, T any](list []T, index map[K]int, id K) (*T, bool) {
	i, ok := index[id]
	if !ok {
		return nil, false
	}
	return &list[i], true
}

func (b *Base) index() {
	for i := range b.Questions {
		q := &b.Questions[i]
		q.Alone = slices.ContainsFunc(b.Rules, func(r DangerRule) bool { return r.alone(q.ID) })
	}
	sort.SliceStable(b.Questions, func(i, j int) bool {
		if b.Questions[i].Alone != b.Questions[j].Alone {
			return b.Questions[i].Alone
		}
		if b.Questions[i].Order != b.Questions[j].Order {
			return b.Questions[i].Order < b.Questions[j].Order
		}
		return b.Questions[i].ID < b.Questions[j].ID
	})
	b.zone = indexBy(b.Zones, func(z *Zone) unknot.ZoneID { return z.ID })
	b.muscle = indexBy(b.Muscles, func(m *Muscle) unknot.MuscleID { return m.ID })
	b.question = indexBy(b.Questions, func(q *DangerQuestion) string { return q.ID })
	b.lookalike = indexBy(b.Lookalikes, func(l *Lookalike) string { return l.ID })
	b.finding = indexBy(b.Findings, func(f *Finding) string { return f.ID })
	b.treatment = indexBy(b.Treatments, func(t *Treatment) string { return t.ID })
	b.place = indexBy(b.Places, func(p *NoGo) string { return p.ID })
	b.claim = indexBy(b.Claims, func(c *Claim) string { return c.ID })
	b.source = indexBy(b.Sources, func(s *Source) string { return s.ID })
}

func indexBy[K comparable, T any](list []T, id func(*T) K) map[K]int {
	m := make(map[K]int, len(list))
	for i := range list {
		m[id(&list[i])] = i
	}
	return m
}
