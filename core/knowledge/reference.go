package knowledge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/unknot/unknot"
)

// checker collects problems while walking the files in order.
type checker struct {
	b        *Base
	problems []Problem
	file     *parsed
	kind     string
	n        int    // number of the record of this kind within the file
	id       string // id of the record
	known    map[string][]string
}

func (c *checker) at(f *parsed, kind string, n int, id string) {
	c.file, c.kind, c.n, c.id = f, kind, n, id
}

func (c *checker) fault(needle, message, mend string) {
	c.problems = append(c.problems, Problem{
		File: c.file.name, Line: c.file.lineOf(c.kind, c.n, needle),
		Record: c.kind + " " + c.id, Message: message, Mend: mend,
	})
}

// refer checks that every id is one of the known ids of a kind.
func (c *checker) refer(field, kind string, has func(string) bool, ids ...string) {
	for _, id := range ids {
		if id == "" || has(id) {
			continue
		}
		mend := "name a " + kind + " that exists"
		if near := Nearest(id, c.known[kind]); near != "" {
			mend = fmt.Sprintf("did you mean %q?", near)
		}
		c.fault(`"`+id+`"`, fmt.Sprintf("%s names unknown %s %q", field, kind, id), mend)
	}
}

// references checks that ids are unique and that every named id exists.
func (b *Base) references() []Problem {
	c := &checker{b: b, known: b.idsByKind()}
	c.unique()
	zone := func(id string) bool { _, ok := b.zone[unknot.ZoneID(id)]; return ok }
	muscle := func(id string) bool { _, ok := b.muscle[unknot.MuscleID(id)]; return ok }
	in := func(m map[string]int) func(string) bool {
		return func(id string) bool { _, ok := m[id]; return ok }
	}
	regions := indexBy(b.Regions, func(r *Region) string { return r.ID })
	person := indexBy(b.Conditions, func(n *Named) string { return n.ID })
	for k := range indexBy(b.Medicines, func(n *Named) string { return n.ID }) {
		person[k] = 1
	}
	tools := indexBy(b.Tools, func(n *Named) string { return n.ID })
	evidence := func(id string) bool { _, ok := b.question[id]; return ok || in(b.finding)(id) }
	sources := func(r Record) {
		for _, ref := range r.Sources {
			id, _ := splitRef(ref)
			if _, ok := b.source[id]; !ok {
				c.refer("sources", "source", in(b.source), id)
			}
		}
	}

	for fi := range b.files {
		f := &b.files[fi]
		for i, p := range f.Prior {
			c.at(f, "prior", i, string(p.Muscle))
			c.refer("muscle", "muscle", muscle, string(p.Muscle))
			c.refer("source", "source", in(b.source), p.Source)
			c.chance("share", p.Share)
		}
		for i, t := range f.Trait {
			c.at(f, "trait", i, t.ID)
			for _, id := range slices.Sorted(maps.Keys(t.Odds)) {
				if id != "muscle" {
					c.refer("odds", "lookalike", in(b.lookalike), id)
				}
			}
			sources(t.Record)
		}
		for i, x := range f.Factor {
			c.at(f, "muscle_factor", i, x.ID)
			c.refer("regions", "region", in(regions), x.Regions...)
			c.refer("muscles", "muscle", muscle, Texts(x.Muscles)...)
			c.refer("person", "condition", in(person), x.Person)
			sources(x.Record)
		}
		for i, z := range f.Zone {
			c.at(f, "zone", i, string(z.ID))
			c.refer("region", "region", in(regions), z.Region)
		}
		for i, n := range f.Named {
			c.at(f, "named_place", i, n.ID)
			c.refer("zones", "zone", zone, Texts(n.Zones)...)
			c.refer("claim", "claim", in(b.claim), n.Claim)
			sources(n.Record)
		}
		for i, m := range f.Muscle {
			c.at(f, "muscle", i, string(m.ID))
			c.refer("region", "region", in(regions), m.Region)
			c.refer("refers.primary", "zone", zone, Texts(m.Refers.Primary)...)
			c.refer("refers.spill", "zone", zone, Texts(m.Refers.Spill)...)
			for _, s := range m.Sites {
				c.refer("sites.zone", "zone", zone, string(s.Zone))
			}
			c.refer("antagonists", "muscle", muscle, Texts(m.Antagonists)...)
			c.refer("no_go", "place", in(b.place), m.NoGo...)
			sources(m.Record)
		}
		for i, q := range f.Question {
			c.at(f, "question", i, q.ID)
			c.refer("zones", "zone", zone, Texts(q.Zones)...)
			sources(q.Record)
		}
		for i, r := range f.Rule {
			c.at(f, "rule", i, r.ID)
			c.refer("any", "question", in(b.question), r.Any...)
			c.refer("all", "question", in(b.question), r.All...)
			c.refer("of", "question", in(b.question), r.Of...)
			c.refer("zones", "zone", zone, Texts(r.Zones)...)
			c.refer("person", "condition", in(person), r.Person...)
			c.refer("lookalike", "lookalike", in(b.lookalike), r.Lookalike)
			if _, ok := unknot.ParseLevel(r.Level); !ok {
				c.fault("level", fmt.Sprintf("level is %q", r.Level), fmt.Sprintf("use one of %v", unknot.LevelNames()))
			}
			sources(r.Record)
		}
		for i, l := range f.Lookalike {
			c.at(f, "lookalike", i, l.ID)
			for _, z := range l.Zones {
				c.refer("zones", "zone", zone, string(z.Zone))
				c.chance("zones.chance", z.Chance)
			}
			for _, k := range l.Findings {
				c.refer("findings", "finding", evidence, k.ID)
				c.chance("findings.chance", k.Chance)
			}
			for _, k := range l.Factors {
				c.refer("factors.person", "condition", in(person), k.Person)
			}
			c.chance("chance", l.Chance)
			if _, ok := unknot.ParseLevel(l.Level); !ok {
				c.fault("level", fmt.Sprintf("level is %q", l.Level), fmt.Sprintf("use one of %v", unknot.LevelNames()))
			}
			sources(l.Record)
		}
		for i, x := range f.Finding {
			c.at(f, "finding", i, x.ID)
			c.refer("zones", "zone", zone, Texts(x.Zones)...)
			c.refer("regions", "region", in(regions), x.Regions...)
			for _, k := range x.Links {
				c.refer("links.muscles", "muscle", muscle, Texts(k.Muscles)...)
				c.refer("links.lookalikes", "lookalike", in(b.lookalike), k.Lookalikes...)
				c.refer("links.source", "source", in(b.source), k.Source)
				for field, p := range map[string]float64{"links.chance": k.Chance, "links.strong": k.Strong, "links.sens": k.Sens, "links.spec": k.Spec} {
					c.chance(field, p)
				}
			}
			c.refer("agreement.source", "source", in(b.source), x.Agreement.Source)
			for _, n := range x.Norms {
				c.refer("norms.source", "source", in(b.source), n.Source)
			}
			c.chance("reliability", x.Trust)
			c.chance("leak", x.Leak)
			sources(x.Record)
		}
		for i, t := range f.Treatment {
			c.at(f, "treatment", i, t.ID)
			c.refer("tools", "tool", in(tools), t.Tools...)
			if len(b.Claims) > 0 {
				c.refer("claims", "claim", in(b.claim), t.Claims...)
			}
			if !t.Grade.Valid() {
				c.fault("grade", fmt.Sprintf("grade is %q", t.Grade), fmt.Sprintf("use one of %v", unknot.Grades))
			}
			sources(t.Record)
		}
		for i, p := range f.Place {
			c.at(f, "place", i, p.ID)
			c.refer("zones", "zone", zone, Texts(p.Zones)...)
			sources(p.Record)
		}
		for i, k := range f.Interlock {
			c.at(f, "interlock", i, k.ID)
			c.refer("when", "condition", in(person), k.When...)
			c.refer("places", "place", in(b.place), k.Places...)
			c.refer("muscles", "muscle", muscle, Texts(k.Muscles)...)
			sources(k.Record)
		}
		for i, k := range f.Claim {
			c.at(f, "claim", i, k.ID)
			c.refer("conflicts", "claim", in(b.claim), k.Conflicts...)
			sources(k.Record)
		}
	}
	c.lessonReferences()
	c.careReferences()
	return c.problems
}

func (c *checker) chance(field string, p float64) {
	if p < 0 || p > 1 {
		c.fault(field, fmt.Sprintf("%s is %v", field, p), "a chance lies between 0 and 1")
	}
}

// unique reports every id that a kind uses twice.
func (c *checker) unique() {
	seen := map[string]string{}
	for fi := range c.b.files {
		f := &c.b.files[fi]
		visit := func(kind string, n int, id string) {
			c.at(f, kind, n, id)
			key := kind + " " + id
			if kind == "question" {
				key = "finding " + id // answers share one name space
			}
			if id == "" {
				c.fault("", "record has no id", "give it an id of lower-case letters, digits and _")
			} else if first, ok := seen[key]; ok {
				c.fault(`"`+id+`"`, "id is used twice, first in "+first, "give each record its own id")
			}
			seen[key] = f.name
		}
		f.each(visit)
	}
}

// each visits every record of the file that has an id.
func (p *parsed) each(visit func(kind string, n int, id string)) {
	walk(p.Region, "region", func(r *Region) string { return r.ID }, visit)
	walk(p.Zone, "zone", func(z *Zone) string { return string(z.ID) }, visit)
	walk(p.Named, "named_place", func(n *NamedPlace) string { return n.ID }, visit)
	walk(p.Muscle, "muscle", func(m *Muscle) string { return string(m.ID) }, visit)
	walk(p.Question, "question", func(q *DangerQuestion) string { return q.ID }, visit)
	walk(p.Rule, "rule", func(r *DangerRule) string { return r.ID }, visit)
	walk(p.Lookalike, "lookalike", func(l *Lookalike) string { return l.ID }, visit)
	walk(p.Finding, "finding", func(x *Finding) string { return x.ID }, visit)
	walk(p.Treatment, "treatment", func(t *Treatment) string { return t.ID }, visit)
	walk(p.Place, "place", func(n *NoGo) string { return n.ID }, visit)
	walk(p.Interlock, "interlock", func(k *Interlock) string { return k.ID }, visit)
	walk(p.Claim, "claim", func(k *Claim) string { return k.ID }, visit)
	walk(p.Lesson, "lesson", func(l *Lesson) string { return l.ID }, visit)
	walk(p.FAQ, "faq", func(q *FAQ) string { return q.ID }, visit)
	walk(p.Risk, "risk", func(r *Risk) string { return r.ID }, visit)
	walk(p.Habit, "habit", func(h *Habit) string { return h.ID }, visit)
	walk(p.Acupoint, "point", func(a *Acupoint) string { return a.ID }, visit)
	walk(p.PointList, "point_list", func(l *PointList) string { return l.ID }, visit)
	walk(p.Lump, "lump", func(l *Lump) string { return l.ID }, visit)
	walk(p.Session, "session", func(s *Session) string { return s.Treatment }, visit)
	walk(p.Arm, "arm", func(a *Arm) string { return a.ID }, visit)
	walk(p.Trait, "trait", func(t *Trait) string { return t.ID }, visit)
	walk(p.Factor, "muscle_factor", func(x *MuscleFactor) string { return x.ID }, visit)
	walk(p.Source, "source", func(s *Source) string { return s.ID }, visit)
	walk(p.Condition, "condition", func(n *Named) string { return n.ID }, visit)
	walk(p.Medicine, "medicine", func(n *Named) string { return n.ID }, visit)
	walk(p.Tool, "tool", func(n *Named) string { return n.ID }, visit)
	p.Care.each(visit)
}

func walk[T any](list []T, kind string, id func(*T) string, visit func(string, int, string)) {
	for i := range list {
		visit(kind, i, id(&list[i]))
	}
}

// idsByKind lists all ids by kind, in file order, for the nearest match.
func (b *Base) idsByKind() map[string][]string {
	ids := map[string][]string{}
	for i := range b.files {
		b.files[i].each(func(kind string, _ int, id string) { ids[kind] = append(ids[kind], id) })
	}
	ids["finding"] = append(ids["finding"], ids["question"]...)
	ids["condition"] = append(ids["condition"], ids["medicine"]...)
	return ids
}
