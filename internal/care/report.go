//go:build !js

package care

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
)

// Report is what a busy clinician gets to read: one episode, its course in a
// range of time, what was tried, and what to talk about.
type Report struct {
	Made      time.Time
	From, To  time.Time // of the diary; the zero From is the start
	Kept      Kept
	Answer    Answer
	Summary   Summary
	Tried     []Tried
	Entries   []unknot.Entry // latest first
	Questions []string       // for the visit
	Scans     string         // what scans can show, from the knowledge
	Sources   []string       // ids, sorted
	Visits    []Document[Visit]
	Forecast  *wire.Forecast // nil until LookAhead, and where nothing can be said

	read stretch // of the diary, of any episode
}

// Tried is one kind of care and how the pain was before and after it. It
// shows an order of events, not a cause.
type Tried struct {
	Treatment string
	Name      string
	Times     int
	Minutes   float64 // together; 0 when unsaid
	Effort    float64 // mean discomfort 0-10; -1 when unsaid
	Before    float64 // mean of the strongest pain said last before, at most a day; -1 when unsaid
	After     float64 // mean of the strongest pain said next, at most a day later; -1 when unsaid
	Pairs     int     // how many times both were said
}

// Report gathers the report of an episode. Entries of no episode count too:
// most people have one complaint and name none.
func (p *Practice) Report(ctx context.Context, tenant, id string, from, to time.Time, zone *time.Location) (Report, error) {
	r := Report{Made: p.Now().UTC(), From: from, To: to}
	list, err := p.DiarySince(ctx, tenant, from)
	if err != nil {
		return r, err
	}
	r.read = stretch{since: from, list: list}
	if r.Kept, r.Answer, err = p.recall(ctx, tenant, id, false, r.read); err != nil {
		return r, err
	}
	r.Entries = kept(list, func(e *unknot.Entry) bool {
		return (e.Episode == "" || e.Episode == id) && (to.IsZero() || !e.At.After(to))
	})
	if r.Visits, err = p.VisitsOf(ctx, tenant, id); err != nil {
		return r, err
	}
	r.Summary = Summarize(r.Entries, zone)
	r.Tried = p.tried(r.Entries)
	r.Questions = p.visitQuestions(r)
	for i := range p.Base.FAQs {
		if p.Base.FAQs[i].ID == "scans" && !r.Answer.Gate.Level.StopsPlan() {
			r.Scans = p.Base.FAQs[i].Answer
		}
	}
	r.Sources = sourcesOf(r.Answer)
	return r, nil
}

// LookAhead adds the forecast to a report, where there is one: behind the gate,
// with enough of a diary. The first look takes a tenth of a second for each
// place; the next ones remember it.
func (p *Practice) LookAhead(ctx context.Context, tenant string, r *Report, zone *time.Location) error {
	f, err := p.forecastOf(ctx, tenant, r.Kept, r.Answer, Ahead{Zone: zone}, r.read)
	_, stopped := errors.AsType[*triage.StopError](err)
	_, open := errors.AsType[*triage.UnansweredError](err)
	_, none := errors.AsType[*unknot.Error](err)
	if stopped || open || none {
		return nil // no forecast is an answer too
	}
	if err == nil {
		r.Forecast = &f
	}
	return err
}

// tried pairs each session with the pain said before and after it.
func (p *Practice) tried(latestFirst []unknot.Entry) []Tried {
	list := make([]*unknot.Entry, len(latestFirst))
	for i := range latestFirst {
		list[len(list)-1-i] = &latestFirst[i]
	}
	byID, order := map[string]*Tried{}, []string{}
	sums := map[string]*[3]mean{} // effort, before, after
	for i, e := range list {
		for _, d := range e.Did {
			t := byID[d.Treatment]
			if t == nil {
				t = &Tried{Treatment: d.Treatment, Name: d.Treatment}
				if k, ok := p.Base.Treatment(d.Treatment); ok {
					t.Name = k.Name
				}
				byID[d.Treatment], sums[d.Treatment] = t, &[3]mean{}
				order = append(order, d.Treatment)
			}
			t.Times++
			t.Minutes += max(d.Minutes, 0)
			m := sums[d.Treatment]
			m[0].add(d.Effort)
			before, after := near(list, i, -1), near(list, i, 1)
			if before >= 0 && after >= 0 {
				m[1].add(before)
				m[2].add(after)
				t.Pairs++
			}
		}
	}
	out := make([]Tried, 0, len(order))
	for _, id := range order {
		t, m := byID[id], sums[id]
		t.Effort, t.Before, t.After = m[0].value(), m[1].value(), m[2].value()
		out = append(out, *t)
	}
	slices.SortStableFunc(out, func(a, b Tried) int { return b.Times - a.Times })
	return out
}

// near is the strongest pain said next before (step -1, the entry itself
// counts) or after (1) entry i, at most a day away; -1 when there is none.
func near(list []*unknot.Entry, i, step int) float64 {
	j := i
	if step > 0 {
		j++
	}
	for ; j >= 0 && j < len(list); j += step {
		if gap := list[j].At.Sub(list[i].At).Abs(); gap > 24*time.Hour {
			return -1
		}
		if s := list[j].Pain(); s >= 0 {
			return s
		}
	}
	return -1
}

// visitQuestions are what to talk about: open dangers first, then whom the
// plan sends to, then what to ask a professional for.
func (p *Practice) visitQuestions(r Report) []string {
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, reason := range r.Answer.Gate.Reasons {
		add(reason.Name + ": what should be done, and how soon?")
	}
	if r.Answer.Gate.Level.StopsPlan() {
		return out
	}
	if len(r.Answer.Gate.Unanswered) > 0 {
		add("Some danger questions were left open; please ask them (see the appendix).")
	}
	if r.Summary.NoGain {
		add("Two weeks of care have not helped. What else could it be?")
	}
	for i, l := range r.Answer.Assessment.Lookalikes {
		if k, ok := p.Base.Lookalike(l.Lookalike); ok && i < 2 {
			add("Could it be " + k.Name + "? " + k.TellApart)
		}
	}
	for _, v := range r.Answer.Plan.Visit {
		add(v)
	}
	add("Does pressing bring back exactly my pain, and is there a taut band?")
	add("Which of my activities may I go on with, and what should I build up?")
	return out
}

func sourcesOf(a Answer) []string {
	var out []string
	add := func(refs []string) { out = append(out, refs...) }
	for _, r := range a.Gate.Reasons {
		add(r.Sources)
	}
	for i, c := range a.Assessment.Candidates {
		if i < 3 {
			add(c.Sources)
		}
	}
	for _, it := range a.Plan.Items {
		add(it.Sources)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
