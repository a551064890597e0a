package wire

import (
	"fmt"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
)

// CaseSchema names the format of a case.
const CaseSchema = "unknot.case/v1"

// Case is a case as it came in, checked, with words turned into cells.
type Case struct {
	Person   unknot.Person
	Drawing  unknot.Drawing
	Onset    assess.Onset
	Findings []assess.Finding
	Danger   map[string]unknot.Answer
	Rest     unknot.Answer // said of all other danger questions ("*")
	Desk     bool
	Wishes   unknot.Wishes    // what the person can and wants to do
	Checks   []unknot.Checked // balance checks: soft, for the plan only
}

// ToScreen is what the danger signs are weighed from.
func (c Case) ToScreen() triage.Input {
	return triage.Input{Person: c.Person, Drawing: c.Drawing, Answers: c.Danger, Rest: c.Rest}
}

// ToInfer is what the muscles are weighed from; brief leaves the reasons, the
// ranges and the next questions out.
func (c Case) ToInfer(brief bool) assess.Input {
	return assess.Input{Person: c.Person, Drawing: c.Drawing, Onset: c.Onset, Danger: c.Danger, Findings: c.Findings, Brief: brief}
}

// AskError says that the words of a place fit more than one place.
type AskError struct {
	Path    string
	Words   string
	Of      string // the unclear part of Words, letter for letter
	Text    string
	Choices []string // any may stand in the place of Of
}

func (e *AskError) Error() string {
	s := fmt.Sprintf("%s: %q: %s", e.Path, e.Words, e.Text)
	for i, c := range e.Choices {
		sep := ", "
		if i == 0 {
			sep = " Choose: "
		}
		s += fmt.Sprintf("%s%q", sep, c)
	}
	return s
}

// ReadCase reads a case. The error is a *Fault or an *AskError.
func ReadCase(base *knowledge.Base, words *body.Words, raw []byte) (Case, error) {
	root, err := parse(raw)
	if err != nil {
		return Case{}, err
	}
	r := newReader("$", root)
	var c Case
	if s := r.oneOf("schema", []string{CaseSchema}); s == "" && r.err == nil {
		r.fail("$.schema", root, "the field is missing", fmt.Sprintf("write \"schema\": %q", CaseSchema))
	}
	c.Person = readPerson(base, r)
	c.Drawing, err = readDrawing(base, words, r)
	if err != nil {
		return Case{}, err
	}
	readOnset(r, &c)
	readFindings(base, r, &c)
	readDanger(base, r, &c)
	c.Wishes = readWishes(base, r)
	c.Checks = readChecks(base, r)
	r.rest()
	if r.err != nil {
		return Case{}, r.err
	}
	return c, nil
}

func readPerson(base *knowledge.Base, r *reader) unknot.Person {
	p := unknot.Person{Age: -1}
	n, path := r.field("person")
	if n == nil {
		return p
	}
	q := newReader(path, n)
	p.Age = q.whole("age", 0, 120, -1)
	p.Sex = unknot.Sex(q.oneOf("sex", []string{"female", "male", "other"}))
	p.Pregnant = unknot.Answer(q.oneOf("pregnant", []string{"yes", "no", "unsure"}))
	p.Conditions = q.words("conditions", ids(base.Conditions))
	p.Medicines = q.words("medicines", ids(base.Medicines))
	p.Tools = q.words("tools", ids(base.Tools))
	q.rest()
	take(r, q)
	return p
}

func take(r, q *reader) {
	if r.err == nil {
		r.err = q.err
	}
}

func ids(list []knowledge.Named) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].ID
	}
	return out
}

func readOnset(r *reader, c *Case) {
	c.Onset.Days = -1
	n, path := r.field("onset")
	if n == nil {
		return
	}
	q := newReader(path, n)
	c.Onset.Days = q.whole("days", 0, 36500, -1)
	c.Onset.Kind = q.oneOf("kind", assess.OnsetKinds)
	c.Onset.Course = q.oneOf("course", assess.Courses)
	q.rest()
	take(r, q)
}

func readDanger(base *knowledge.Base, r *reader, c *Case) {
	c.Danger = map[string]unknot.Answer{}
	n, path := r.field("danger")
	if n == nil {
		return
	}
	q := newReader(path, n)
	known := []string{"*"}
	for i := range base.Questions {
		known = append(known, base.Questions[i].ID)
	}
	if o := q.object(); o != nil {
		for _, id := range o.keys {
			a := unknot.Answer(q.oneOf(id, []string{"yes", "no", "unsure"}))
			if id == "*" {
				c.Rest = a
				continue
			}
			q.check(path+"."+id, o.fields[id], id, known)
			if a != unknot.NotAsked {
				c.Danger[id] = a
			}
		}
	}
	take(r, q)
}

// readFindings reads answers, numbers, and objects with an answer and a value
// in the finding's unit. Whether a finding exists is for the engine to say.
func readFindings(base *knowledge.Base, r *reader, c *Case) {
	n, path := r.field("findings")
	if n == nil {
		return
	}
	q := newReader(path, n)
	o := q.object()
	if o == nil {
		take(r, q)
		return
	}
	keys := append([]string(nil), o.keys...)
	sort.Strings(keys)
	for _, id := range keys {
		v, at := o.fields[id], path+"."+id
		f := assess.Finding{ID: id}
		switch t := v.value.(type) {
		case string:
			f.Answer = t
		case float64:
			f.Value, f.Valued = t, true
		case *object:
			sub := newReader(at, v)
			f.Answer = sub.text("answer")
			for _, k := range t.keys {
				if k != "answer" {
					f.Value, f.Valued = sub.number(k, -1e6, 1e6, 0), true
				}
			}
			take(q, sub)
		default:
			q.fail(at, v, "this is "+v.kind(), "give an answer, a number, or an object")
		}
		if err := assess.CheckFinding(base, f); err != nil {
			q.fail(at, v, err.Error(), "")
		}
		if id == "desk_hours" && f.Valued && f.Value >= deskDay {
			c.Desk = true
		}
		c.Findings = append(c.Findings, f)
	}
	take(r, q)
}

// deskDay is how many hours at a desk make a desk day: most of an eight-hour
// day. Judgement.
const deskDay = 5
