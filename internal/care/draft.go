package care

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Draft is a case that is still being asked about, so that nobody loses their
// answers on the way.
type Draft struct {
	Case    json.RawMessage `json:"case"`              // unknot.case/v1, with the answers so far
	Trail   []string        `json:"trail,omitempty"`   // steps that were answered, in order
	Episode string          `json:"episode,omitempty"` // the kept answer that came of it, or ""
}

// Drafts keeps what is being asked.
var Drafts = Shelf[Draft]{Kind: "draft"}

// mostDrafts is how many unfinished drafts a person keeps; the oldest go.
const mostDrafts = 3

// Begin starts a draft from the places that were marked. What is known of the
// person from the last time comes along, to be looked at again.
func (p *Practice) Begin(ctx context.Context, tenant string, raw []byte) (Document[Draft], error) {
	list, _, err := Drafts.Page(ctx, p, tenant, "", "", 2*mostDrafts)
	if err != nil {
		return Document[Draft]{}, err
	}
	for i := mostDrafts - 1; i < len(list); i++ {
		if err := Drafts.Delete(ctx, p, tenant, list[i].ID); err != nil {
			return Document[Draft]{}, err
		}
	}
	raw, err = p.withPerson(ctx, tenant, raw)
	if err != nil {
		return Document[Draft]{}, err
	}
	return Drafts.Put(ctx, p, tenant, Document[Draft]{Body: Draft{Case: raw}})
}

// withPerson adds the person of the latest kept case.
func (p *Practice) withPerson(ctx context.Context, tenant string, raw []byte) ([]byte, error) {
	kept, err := p.Store.Episodes(ctx, tenant, store.Episode{}, 1)
	if err != nil || len(kept) == 0 {
		return raw, err
	}
	var last, now map[string]json.RawMessage
	if json.Unmarshal([]byte(kept[0].Doc), &last) != nil || json.Unmarshal(raw, &now) != nil || last["person"] == nil {
		return raw, nil
	}
	now["person"] = last["person"]
	return json.Marshal(now)
}

// Finish keeps the answer to a draft. Answering it anew changes what was kept.
func (p *Practice) Finish(ctx context.Context, tenant string, d Document[Draft], a Answer) (string, error) {
	if id := d.Body.Episode; id != "" {
		return id, p.Store.ChangeEpisode(ctx, tenant, p.episodeOf(id, d.Body.Case, a), p.Now())
	}
	id, err := p.Keep(ctx, tenant, d.Body.Case, a)
	if err != nil {
		return "", err
	}
	d.Body.Episode = id
	_, err = Drafts.Put(ctx, p, tenant, d)
	return id, err
}

// Amend replaces the case of a kept answer by one with more or other answers
// to the same complaint.
func (p *Practice) Amend(ctx context.Context, tenant, id string, raw []byte) error {
	a, err := p.Assess(raw)
	if err != nil {
		return err
	}
	return p.Store.ChangeEpisode(ctx, tenant, p.episodeOf(id, raw, a), p.Now())
}

// Ask is the step that a draft has at a place of its trail: one that was
// answered, or the next one. Danger signs come first, then the person, then
// the tests that tell most. ok is false when nothing is left to ask; then, or
// when a danger sign stops it, the answer is ready.
func (p *Practice) Ask(d Draft, at int) (s Step, ok bool, err error) {
	c, err := wire.ReadCase(p.Base, p.Words, d.Case)
	if err != nil {
		return Step{}, false, err
	}
	s = Step{Case: c, At: at}
	if s.Gate, err = p.screen(c); err != nil {
		return Step{}, false, err
	}
	if at < len(d.Trail) {
		s.ID = d.Trail[at]
		if !slices.Contains(About, s.ID) {
			s.Question, ok = p.question(c, s.ID)
			return s, ok, nil
		}
		return s, true, nil
	}
	q, more, err := p.nextBehind(s.Gate, c)
	if err != nil || more && q.Danger {
		s.ID, s.Question = q.ID, q
		return s, more, err
	}
	if s.Gate.Level.StopsPlan() {
		return s, false, nil
	}
	for _, about := range About {
		if !slices.Contains(d.Trail, about) {
			s.ID = about
			return s, true, nil
		}
	}
	s.ID, s.Question = q.ID, q
	return s, more, nil
}

// About are the steps about the person, in order.
var About = []string{"you", "begin", "health", "day"}

// Step is one page of questions.
type Step struct {
	ID       string
	At       int // its place in the trail
	Case     wire.Case
	Gate     triage.Result // with the answers so far
	Question Question      // empty for the steps of About
}

// Revise makes a draft of a kept answer, with everything that was said, so
// that any of it can be said anew.
func (p *Practice) Revise(ctx context.Context, tenant, id string, raw []byte) (Document[Draft], error) {
	a, err := p.Assess(raw)
	if err != nil {
		return Document[Draft]{}, err
	}
	d := Draft{Case: raw, Episode: id}
	for _, asked := range a.Gate.Asked {
		d.Trail = append(d.Trail, asked.ID)
	}
	if len(a.Gate.Unanswered) == 0 {
		d.Trail = append(d.Trail, About...)
		for _, f := range a.Case.Findings {
			if f.Answer != "" {
				d.Trail = append(d.Trail, f.ID)
			}
		}
	}
	return Drafts.Put(ctx, p, tenant, Document[Draft]{Body: d})
}
