//go:build !js

package care

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/unknot/unknot/core/assess"
)

// Moved is how far a probability must move, 0-1, before an answer counts as
// changed: less than people can feel (judgement).
const Moved = 0.05

// Rechecked is how one case is answered by two sets of knowledge. Lists are
// empty where both say the same.
type Rechecked struct {
	Tenant, Episode string
	Fault           string    // why one of the two cannot answer it
	Level           [2]string // of care, when it changes
	First           [2]string // the first muscle, when it changes
	Probability     float64   // how far the furthest muscle or look-alike moves, 0-1
	Cause           string    // which one that is: "soleus_lower.left"
	Added, Dropped  []string  // treatments of the plan
}

// Changed says whether the person would be told anything else.
func (r Rechecked) Changed() bool {
	return r.Fault != "" || r.Level[0] != r.Level[1] || r.First[0] != r.First[1] || r.Probability >= Moved || len(r.Added)+len(r.Dropped) > 0
}

// Recheck answers a case by this practice and by another one.
func (p *Practice) Recheck(next *Practice, raw []byte) Rechecked {
	now, err := p.Assess(raw)
	if err != nil {
		return Rechecked{Fault: fmt.Sprintf("the knowledge of today cannot read it: %v", err)}
	}
	then, err := next.Assess(raw)
	if err != nil {
		return Rechecked{Fault: fmt.Sprintf("the other knowledge cannot read it: %v", err)}
	}
	var r Rechecked
	if a, b := now.Gate.Level.String(), then.Gate.Level.String(); a != b {
		r.Level = [2]string{a, b}
	}
	if a, b := firstOf(now), firstOf(then); a != b {
		r.First = [2]string{a, b}
	}
	before := chances(now)
	after := chances(then)
	for _, key := range append(keysOf(before), keysOf(after)...) {
		if d := math.Abs(before[key] - after[key]); d > r.Probability {
			r.Probability, r.Cause = d, key
		}
	}
	a, b := treatments(now), treatments(then)
	for _, id := range b {
		if !slices.Contains(a, id) {
			r.Added = append(r.Added, id)
		}
	}
	for _, id := range a {
		if !slices.Contains(b, id) {
			r.Dropped = append(r.Dropped, id)
		}
	}
	return r
}

// RecheckAll answers every kept case of everybody by this practice and by
// another one, and gives those that change. It reads one state of the database
// and writes nothing.
func (p *Practice) RecheckAll(ctx context.Context, next *Practice, each func(Rechecked) error) (seen, changed int, err error) {
	view, err := p.Store.Read(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer view.Close()
	err = view.Rows(ctx, "episode", "", func(line []byte) error {
		var e struct{ Tenant, ID, Doc string }
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("read an episode: %w", err)
		}
		seen++
		r := p.Recheck(next, []byte(e.Doc))
		if !r.Changed() {
			return nil
		}
		changed++
		r.Tenant, r.Episode = e.Tenant, e.ID
		return each(r)
	})
	return seen, changed, err
}

func firstOf(a Answer) string {
	if a.Assessment.CannotTell || len(a.Assessment.Candidates) == 0 {
		return ""
	}
	return causeKey(a.Assessment.Candidates[0])
}

func causeKey(c assess.Candidate) string {
	key := string(c.Muscle)
	if c.Muscle == "" {
		key = c.Lookalike
	}
	if c.Side != "" {
		key += "." + string(c.Side)
	}
	return key
}

func chances(a Answer) map[string]float64 {
	out := map[string]float64{}
	for _, c := range append(slices.Clone(a.Assessment.Candidates), a.Assessment.Lookalikes...) {
		out[causeKey(c)] = c.Probability
	}
	return out
}

func keysOf(m map[string]float64) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func treatments(a Answer) []string {
	var out []string
	for _, it := range a.Plan.Items {
		if !slices.Contains(out, it.Treatment) {
			out = append(out, it.Treatment)
		}
	}
	slices.Sort(out)
	return out
}
