package wire

import (
	"fmt"

	"github.com/unknot/unknot/core/knot"
)

// ScenarioSchema names the format of a story for the knot model.
const ScenarioSchema = "unknot.scenario/v1"

// mostEvents is how many sessions a story may hold, repeats counted.
const mostEvents = 20000

// ReadScenario reads a story; the error is a *Fault.
func ReadScenario(raw []byte) (knot.Scenario, error) {
	root, err := parse(raw)
	if err != nil {
		return knot.Scenario{}, err
	}
	r := newReader("$", root)
	if r.oneOf("schema", []string{ScenarioSchema}) == "" && r.err == nil {
		r.fail("$.schema", root, "the field is missing", fmt.Sprintf("write \"schema\": %q", ScenarioSchema))
	}
	s := knot.Scenario{Title: r.text("title"), Days: r.whole("days", 1, knot.MostDays, 90), Start: knot.Healthy}
	if r.oneOf("start", []string{"healthy", "knotted"}) == "knotted" {
		s.Start = knot.State{C: .86, I: .31, S: .30, W: .24, A: .21} // after a month at 5 % of strength (golden numbers of core/knot)
	}
	parts, path := r.list("life")
	for i, n := range parts {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		part := knot.Part{From: q.whole("from", 0, knot.MostDays, 0), Load: q.number("load", 0, 1, .02), Stress: q.number("stress", 0, 1, .2),
			Breaks: q.number("breaks", 0, 1, 0), Train: q.number("train", 0, 1, 0), NoSleep: q.number("lost_sleep", 0, 1, 0), Weekend: q.yes("weekend")}
		q.rest()
		take(r, q)
		s.Parts = append(s.Parts, part)
	}
	events, path := r.list("events")
	for i, n := range events {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		first := knot.Event{Day: q.number("day", 0, knot.MostDays, 0), Kind: q.oneOf("kind", knot.EventKinds), Dose: q.number("dose", 0, 86400, 0)}
		every, times := q.number("every", 1./24, knot.MostDays, 1), q.whole("times", 1, mostEvents, 1)
		if first.Kind == "" && q.err == nil {
			q.fail(q.path+".kind", n, "the field is missing", suggest("", knot.EventKinds))
		}
		q.rest()
		take(r, q)
		for k := range times {
			e := first
			e.Day += float64(k) * every
			s.Events = append(s.Events, e)
		}
		if len(s.Events) > mostEvents {
			r.fail(q.path, n, fmt.Sprintf("more than %d sessions", mostEvents), "ask for fewer")
			break
		}
	}
	r.rest()
	if r.err != nil {
		return knot.Scenario{}, r.err
	}
	return s, nil
}

// yes reads true or false; absent is false.
func (r *reader) yes(name string) bool {
	n, path := r.field(name)
	if n == nil {
		return false
	}
	b, ok := n.value.(bool)
	if !ok {
		r.fail(path, n, "this is "+n.kind(), "write true or false")
	}
	return b
}
