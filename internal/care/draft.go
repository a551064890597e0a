package care

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/unknot/unknot/core/knowledge"
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
// answered, or the next one. Signs of an emergency come first, then age and
// sex, the other danger signs, more of the person, and the tests that tell most.
// ok is false when nothing is left to ask; then, or when a danger sign stops it,
// the answer is ready.
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
		if s.ID == SignList {
			s.Signs = p.signs(c)
			return s, len(s.Signs) > 0, nil
		}
		if !slices.Contains(About, s.ID) {
			s.Question, ok = p.question(c, s.ID)
			return s, ok, nil
		}
		return s, true, nil
	}
	q, more, err := p.nextBehind(s.Gate, c)
	if err != nil {
		return s, false, err
	}
	if more && q.Danger {
		if known, ok := p.Base.Question(q.ID); ok && !known.Alone && !slices.Contains(d.Trail, SignList) {
			if !slices.Contains(d.Trail, About[0]) { // age and sex shorten the list
				s.ID = About[0]
				return s, true, nil
			}
			s.ID, s.Signs = SignList, p.signs(c)
			return s, true, nil
		}
		s.ID, s.Question = q.ID, q
		return s, true, nil
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

// signs are the danger signs that a case calls for and that are ticked in a list.
func (p *Practice) signs(c wire.Case) []knowledge.DangerQuestion {
	return triage.Listed(triage.Questions(p.Base, c.Person, c.Drawing))
}

// SignList is the step in which danger signs are ticked.
const SignList = "signs"

// About are the steps about the person, in order. The first comes before
// SignList, the others after it.
var About = []string{"you", "health"}

// Step is one page of questions.
type Step struct {
	ID       string
	At       int // its place in the trail
	Case     wire.Case
	Gate     triage.Result              // with the answers so far
	Question Question                   // empty for SignList and the steps of About
	Signs    []knowledge.DangerQuestion // of SignList
}

// Trail is the way through the steps that a gate stands for: the danger signs
// that were asked, and the person when none is open.
func (p *Practice) Trail(gate triage.Result) []string {
	var trail []string
	for _, asked := range gate.Asked {
		if q, ok := p.Base.Question(asked.ID); ok && !q.Alone {
			trail = append(trail, About[0], SignList)
			break // those asked alone come first
		}
		trail = append(trail, asked.ID)
	}
	if len(gate.Unanswered) == 0 {
		for _, about := range About {
			if !slices.Contains(trail, about) {
				trail = append(trail, about)
			}
		}
	}
	return trail
}

// Revise makes a draft of a kept answer, with everything that was said, so
// that any of it can be said anew.
func (p *Practice) Revise(ctx context.Context, tenant, id string, raw []byte) (Document[Draft], error) {
	a, err := p.Assess(raw)
	if err != nil {
		return Document[Draft]{}, err
	}
	d := Draft{Case: raw, Episode: id}
	if d.Trail = p.Trail(a.Gate); len(a.Gate.Unanswered) == 0 {
		for _, f := range a.Case.Findings {
			if f.Answer != "" {
				d.Trail = append(d.Trail, f.ID)
			}
		}
	}
	return Drafts.Put(ctx, p, tenant, Document[Draft]{Body: d})
}
