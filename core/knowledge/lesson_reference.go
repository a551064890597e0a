package knowledge

import (
	"fmt"

	"github.com/unknot/unknot"
)

// lessonReferences checks the records of the learning part: lessons,
// questions, risks, habits, acupressure points and lumps.
func (c *checker) lessonReferences() {
	b := c.b
	claim := func(ids ...string) {
		c.refer("claims", "claim", func(id string) bool { _, ok := b.claim[id]; return ok }, ids...)
	}
	record := func(r Record) {
		for _, ref := range r.Sources {
			id, _ := splitRef(ref)
			c.refer("sources", "source", func(id string) bool { _, ok := b.source[id]; return ok }, id)
		}
	}
	grade := func(g unknot.Grade) {
		if !g.Valid() {
			c.fault("grade", fmt.Sprintf("grade is %q", g), fmt.Sprintf("use one of %v", unknot.Grades))
		}
	}
	habits := indexBy(b.Habits, func(h *Habit) string { return h.ID })
	person := indexBy(append(append([]Named(nil), b.Conditions...), b.Medicines...), func(n *Named) string { return n.ID })
	for fi := range b.files {
		f := &b.files[fi]
		for i, l := range f.Lesson {
			c.at(f, "lesson", i, l.ID)
			for _, p := range l.Parts {
				claim(p.Claims...)
				grade(p.Grade)
			}
			record(l.Record)
		}
		for i, q := range f.FAQ {
			c.at(f, "faq", i, q.ID)
			claim(q.Claims...)
			grade(q.Grade)
			record(q.Record)
		}
		for i, r := range f.Risk {
			c.at(f, "risk", i, r.ID)
			claim(r.Claim)
			c.refer("habit", "habit", func(id string) bool {
				_, ok := habits[id]
				return ok || id == NothingToDo
			}, r.Habit)
			record(r.Record)
		}
		for i, h := range f.Habit {
			c.at(f, "habit", i, h.ID)
			claim(h.Claims...)
			grade(h.Grade)
			record(h.Record)
		}
		for i, a := range f.Acupoint {
			c.at(f, "point", i, a.ID)
			c.refer("zones", "zone", func(id string) bool { _, ok := b.zone[unknot.ZoneID(id)]; return ok }, Texts(a.Zones)...)
			c.refer("locks", "condition", func(id string) bool { _, ok := person[id]; return ok }, a.Locks...)
			record(a.Record)
		}
		for i, l := range f.PointList {
			c.at(f, "point_list", i, l.ID)
			claim(l.Claim)
			c.refer("points", "point", func(code string) bool {
				found := b.AcupointByCode(code)
				return len(found) > 0 && found[0].Code == code
			}, l.Points...)
			record(l.Record)
		}
		for i, k := range f.Session {
			c.at(f, "session", i, k.Treatment)
			c.refer("treatment", "treatment", func(id string) bool { _, ok := b.treatment[id]; return ok }, k.Treatment)
		}
		for i, a := range f.Arm {
			c.at(f, "arm", i, a.ID)
			record(a.Record)
			c.arm(a)
		}
		for i, l := range f.Lump {
			c.at(f, "lump", i, l.ID)
			claim(l.Claims...)
			if _, ok := unknot.ParseLevel(l.Level); !ok {
				c.fault("level", fmt.Sprintf("level is %q", l.Level), fmt.Sprintf("use one of %v", unknot.LevelNames()))
			}
			record(l.Record)
		}
	}
}

// arm checks that the points of an arm lie on its scale and follow each other.
func (c *checker) arm(a Arm) {
	if a.Phase != "fresh" && a.Phase != "lasting" {
		c.fault("phase", fmt.Sprintf("phase is %q", a.Phase), "use fresh or lasting")
	}
	if len(a.Points) < 2 || a.Full <= 0 {
		c.fault("points", "an arm needs a start, a later point and the end of its scale", "add them")
	}
	for i, p := range a.Points {
		if i > 0 && p[0] <= a.Points[i-1][0] || p[1] < 0 || p[1] > a.Full || p[2] < 0 {
			c.fault("points", fmt.Sprintf("point %d is %v on a scale of %g", i+1, p, a.Full), "give week, mean and spread, in order")
		}
	}
}
