package wire

import (
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/balance"
)

// seen are the people that may have looked at it.
var seen = []string{"therapist", "doctor"}

// readWishes reads "wishes": what the person can and wants to do.
func readWishes(base *knowledge.Base, r *reader) unknot.Wishes {
	var w unknot.Wishes
	n, path := r.field("wishes")
	if n == nil {
		return w
	}
	q := newReader(path, n)
	w.Minutes = q.whole("minutes", 0, 240, 0)
	w.At = q.words("at", knowledge.AtPlaces)
	treatments := make([]string, len(base.Treatments))
	for i := range base.Treatments {
		treatments[i] = base.Treatments[i].ID
	}
	w.Prefer = q.words("prefer", treatments)
	w.Avoid = q.words("avoid", treatments)
	risks := make([]string, len(base.Risks))
	for i := range base.Risks {
		risks[i] = base.Risks[i].ID
	}
	w.Risks = q.words("risks", risks)
	w.Seen = q.words("seen", seen)
	if tools, _ := q.field("tools"); tools != nil {
		w.Tools = append([]string{}, q.words("tools", ids(base.Tools))...)
	}
	each(q, "goals", func(g *reader) {
		w.Goals = append(w.Goals, unknot.Activity{Name: g.text("name"), Score: g.number("score", 0, 10, -1)})
		g.need("name", "score")
	})
	q.rest()
	take(r, q)
	return w
}

// readChecks reads "checks": balance checks by id, with the side where they
// have one, such as "ankle_wall.left": 6.5 or "wall_angel": "no".
func readChecks(base *knowledge.Base, r *reader) []unknot.Checked {
	n, path := r.field("checks")
	if n == nil {
		return nil
	}
	q := newReader(path, n)
	var known []string
	for i := range base.Checks {
		k := &base.Checks[i]
		if k.Sides {
			known = append(known, k.ID+".right", k.ID+".left")
		} else {
			known = append(known, k.ID)
		}
	}
	var out []unknot.Checked
	for _, id := range q.object().keysOrNone() {
		v := q.object().fields[id]
		at := path + "." + id
		q.check(at, v, id, known)
		c := unknot.Checked{Check: id}
		if s := unknot.CellID(id).Side(); s != "" {
			c.Check, c.Side = id[:len(id)-len(s)-1], s
		}
		switch t := v.value.(type) {
		case string:
			c.Answer = unknot.Answer(t)
		case float64:
			c.Value = t
		default:
			q.fail(at, v, "this is "+v.kind(), "give a number, or \"yes\", \"no\" or \"unsure\"")
		}
		q.seen[id] = true
		if q.err == nil {
			if _, err := balance.Judge(base, unknot.Person{Age: -1}, []unknot.Checked{c}); err != nil {
				q.fail(at, v, fmt.Sprint(err), "")
			}
		}
		out = append(out, c)
	}
	take(r, q)
	return out
}
