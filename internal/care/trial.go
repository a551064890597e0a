//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/trial"
)

// OwnTrial is a trial of one person on themselves: two treatments of the plan
// in random blocks.
type OwnTrial struct {
	Design trial.Design `json:"design"`
	Start  string       `json:"start"` // first day, 2006-01-02
}

// Trials keeps the trials of each person.
var Trials = Shelf[OwnTrial]{Kind: "trial", Check: func(t OwnTrial) error {
	if _, err := time.Parse(time.DateOnly, t.Start); err != nil {
		return unknot.Errorf(unknot.Invalid, "%q is no day; write it as 2026-11-26", t.Start)
	}
	if err := t.Design.Check(); err != nil {
		return unknot.Errorf(unknot.Invalid, "%v", err)
	}
	return nil
}}

// StartTrial begins a trial today. Both treatments must be safe for the person:
// in the plan of the episode, or movement, warmth or a change of daily life that
// was not held back. Behind a danger sign there is no trial.
func (p *Practice) StartTrial(ctx context.Context, tenant, episode string, d trial.Design, zone *time.Location) (Document[OwnTrial], error) {
	a, err := p.RecallPlan(ctx, tenant, episode)
	if err != nil {
		return Document[OwnTrial]{}, err
	}
	if a.PlanErr != nil {
		return Document[OwnTrial]{}, a.PlanErr
	}
	for _, id := range []string{d.A, d.B} {
		if err := mayAdd(p, a, id); err != nil {
			return Document[OwnTrial]{}, err
		}
	}
	if d.Seed == 0 {
		var b [8]byte
		rand.Read(b[:]) // never fails
		d.Seed = binary.LittleEndian.Uint64(b[:]) >> 11
	}
	t := OwnTrial{Design: d, Start: p.Now().In(zone).Format(time.DateOnly)}
	return Trials.Put(ctx, p, tenant, Document[OwnTrial]{Episode: episode, Body: t})
}

// TrialSoFar is a trial with what it says by now.
type TrialSoFar struct {
	Document[OwnTrial]
	Day    int          // of the trial, from 0; beyond its length it is over
	Today  string       // the treatment of today; "" when it is over
	Result trial.Result // hidden from faces while it runs, so that nobody is led by it
}

// TrialNow says what to do today and what the diary says so far: on each day
// the strongest pain of the places of the episode counts.
func (p *Practice) TrialNow(ctx context.Context, tenant, id string, zone *time.Location) (TrialSoFar, error) {
	doc, err := Trials.Get(ctx, p, tenant, id)
	if err != nil {
		return TrialSoFar{}, err
	}
	out := TrialSoFar{Document: doc}
	diary, err := p.byDay(ctx, tenant, doc.Episode, zone)
	if err != nil {
		return out, err
	}
	start, err := time.Parse(time.DateOnly, doc.Body.Start)
	if err != nil {
		return out, err
	}
	today, err := time.Parse(time.DateOnly, p.Now().In(zone).Format(time.DateOnly))
	if err != nil {
		return out, err
	}
	out.Day = int(today.Sub(start).Hours() / 24)
	if now, ok := doc.Body.Design.On(out.Day); ok {
		out.Today = doc.Body.Design.B
		if now.IsA {
			out.Today = doc.Body.Design.A
		}
	}
	out.Result, err = doc.Body.Design.Judge(strongestByDay(diary, start, out.Day+1))
	return out, err
}

// strongestByDay is the strongest rating of each day from start on; -1 for a
// day without one.
func strongestByDay(d forecast.Diary, start time.Time, days int) []float64 {
	first := d.First.Truncate(24 * time.Hour)
	list := make([]float64, max(0, days))
	for i := range list {
		list[i] = -1
		at := int(start.Sub(first).Hours()/24) + i
		for _, place := range d.Places {
			if at >= 0 && at < len(place.Pain) {
				list[i] = max(list[i], place.Pain[at])
			}
		}
	}
	return list
}

// Named is an id with the words a person reads.
type Named struct{ ID, Name string }

// TrialChoices lists what may be compared: the treatments of the plan. Behind a
// danger sign there are none, and the error says why.
func (p *Practice) TrialChoices(ctx context.Context, tenant, episode string) ([]Named, error) {
	a, err := p.RecallPlan(ctx, tenant, episode)
	if err != nil {
		return nil, err
	}
	if a.PlanErr != nil {
		return nil, a.PlanErr
	}
	var list []Named
	seen := map[string]bool{}
	for _, it := range a.Plan.Items {
		if !seen[it.Treatment] {
			seen[it.Treatment] = true
			list = append(list, Named{it.Treatment, it.Name})
		}
	}
	return list, nil
}
