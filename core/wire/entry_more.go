package wire

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// entryMore is what an entry may say beyond pain and care: the state of the
// spots, motion, function, load, medicine.
type entryMore struct {
	Spots    []spotJSON               `json:"spots,omitempty"`
	Motion   []motionJSON             `json:"motion,omitempty"`
	Function []activityJSON           `json:"function,omitempty"`
	PEG      []float64                `json:"peg,omitempty"`
	Work     []workJSON               `json:"work,omitempty"`
	Medicine []takenJSON              `json:"medicine,omitempty"`
	Danger   map[string]unknot.Answer `json:"danger,omitempty"`
}

type spotJSON struct {
	Muscle unknot.MuscleID `json:"muscle"`
	Side   unknot.Side     `json:"side"`
	State  unknot.State    `json:"state"`
}

type motionJSON struct {
	What    string  `json:"what"`
	Degrees float64 `json:"degrees"`
}

type activityJSON struct {
	Name  string  `json:"name"`
	Score float64 `json:"score"`
}

type workJSON struct {
	Kind  string  `json:"kind"`
	Hours float64 `json:"hours"`
}

type takenJSON struct {
	Name string `json:"name"`
	Dose string `json:"dose,omitempty"`
}

func moreOf(e unknot.Entry) entryMore {
	m := entryMore{PEG: e.PEG, Danger: e.Danger}
	for _, s := range e.Spots {
		m.Spots = append(m.Spots, spotJSON(s))
	}
	for _, v := range e.Motion {
		m.Motion = append(m.Motion, motionJSON(v))
	}
	for _, a := range e.Function {
		m.Function = append(m.Function, activityJSON(a))
	}
	for _, w := range e.Work {
		m.Work = append(m.Work, workJSON(w))
	}
	for _, t := range e.Medicine {
		m.Medicine = append(m.Medicine, takenJSON(t))
	}
	return m
}

// readMore reads the same fields, strictly.
func readMore(base *knowledge.Base, r *reader, e *unknot.Entry) {
	each(r, "spots", func(q *reader) {
		e.Spots = append(e.Spots, unknot.Spot{Muscle: unknot.MuscleID(q.oneOf("muscle", muscleIDs(base))),
			Side: unknot.Side(q.oneOf("side", []string{"right", "left"})), State: unknot.State(q.oneOf("state", unknot.States))})
		q.need("muscle", "side", "state")
	})
	each(r, "motion", func(q *reader) {
		e.Motion = append(e.Motion, unknot.Motion{What: q.id("what"), Degrees: q.number("degrees", 0, 360, -1)})
		q.need("what", "degrees")
	})
	each(r, "function", func(q *reader) {
		e.Function = append(e.Function, unknot.Activity{Name: q.text("name"), Score: q.number("score", 0, 10, -1)})
		q.need("name", "score")
	})
	each(r, "work", func(q *reader) {
		e.Work = append(e.Work, unknot.Work{Kind: q.id("kind"), Hours: q.number("hours", 0, 24, -1)})
		q.need("kind", "hours")
	})
	each(r, "medicine", func(q *reader) {
		e.Medicine = append(e.Medicine, unknot.Taken{Name: q.text("name"), Dose: q.text("dose")})
		q.need("name")
	})
	peg, path := r.list("peg")
	for i, n := range peg {
		f, ok := n.value.(float64)
		if !ok || f < 0 || f > 10 || len(peg) != 3 {
			r.fail(fmt.Sprintf("%s[%d]", path, i), n, "the three questions of PEG are not answered", "give three numbers from 0 to 10")
			break
		}
		e.PEG = append(e.PEG, f)
	}
	readEntryDanger(base, r, e)
}

// muscleIDs is asked for only where a muscle is named: most entries name none.
func muscleIDs(base *knowledge.Base) []string { return knowledge.Texts(base.MuscleIDs()) }

func readEntryDanger(base *knowledge.Base, r *reader, e *unknot.Entry) {
	n, path := r.field("danger")
	if n == nil {
		return
	}
	q := newReader(path, n)
	known := make([]string, len(base.Questions))
	for i := range base.Questions {
		known[i] = base.Questions[i].ID
	}
	for _, id := range q.object().keysOrNone() {
		q.check(path+"."+id, n, id, known)
		if e.Danger == nil {
			e.Danger = map[string]unknot.Answer{}
		}
		e.Danger[id] = unknot.Answer(q.oneOf(id, []string{"yes", "no", "unsure"}))
	}
	take(r, q)
}

func (o *object) keysOrNone() []string {
	if o == nil {
		return nil
	}
	return o.keys
}

// each reads a list of objects, and refuses fields that are unknown.
func each(r *reader, name string, read func(*reader)) {
	list, path := r.list(name)
	for i, n := range list {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		if q.err == nil {
			read(q)
			q.rest()
		}
		take(r, q)
	}
}

// need refuses an object without the fields.
func (r *reader) need(names ...string) {
	for _, name := range names {
		if n, path := r.field(name); r.err == nil && (n == nil || n.value == "") {
			r.fail(path, r.n, "the field is missing", "say "+name)
		}
	}
}

// id reads a short name of lower-case letters, digits, points and underscores.
func (r *reader) id(name string) string {
	s := r.text(name)
	if len(s) > 64 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789._") != "" {
		n, path := r.field(name)
		r.fail(path, n, fmt.Sprintf("%q is no short name", s), "use lower-case letters, digits, points and underscores, such as neck.rotation.right")
	}
	return s
}
