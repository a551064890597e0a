package wire

import (
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// mostSteps is how many steps an exercise may have.
const mostSteps = 1000

// readDid reads what was done.
func readDid(base *knowledge.Base, r *reader, e *unknot.Entry) {
	did, path := r.list("did")
	if len(did) == 0 {
		return
	}
	known := make([]string, len(base.Treatments))
	for i := range base.Treatments {
		known[i] = base.Treatments[i].ID
	}
	for i, n := range did {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		d := unknot.Done{Treatment: q.oneOf("treatment", known), Minutes: q.number("minutes", 0, 1440, -1), Effort: q.number("effort", 0, 10, -1),
			Steps: int(q.number("steps", 0, mostSteps, 0)), Of: int(q.number("of_steps", 0, mostSteps, 0)), Stopped: q.id("stopped")}
		q.need("treatment")
		if m, _ := q.field("muscle"); m != nil {
			d.Muscle = unknot.MuscleID(q.oneOf("muscle", muscleIDs(base)))
		}
		d.Side = unknot.Side(q.oneOf("side", []string{"right", "left"}))
		if f, at := q.field("pain"); f != nil && q.err == nil {
			w := newReader(at, f)
			if w.err == nil {
				d.Pain = &unknot.Felt{Before: w.number("before", 0, 10, 0), After: w.number("after", 0, 10, 0)}
				w.need("before", "after")
				w.rest()
			}
			take(q, w)
		}
		if d.Steps > d.Of && q.err == nil {
			q.fail(q.path+".steps", n, fmt.Sprintf("%d steps of %d", d.Steps, d.Of), "give of_steps, at least as many as steps")
		}
		q.rest()
		take(r, q)
		e.Did = append(e.Did, d)
	}
}
