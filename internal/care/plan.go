package care

import (
	"context"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Wishes are what the person can and wants to do in one episode. The zero
// value of each field is unsaid.
type Wishes struct {
	Minutes int      `json:"minutes,omitempty"` // a day
	At      []string `json:"at,omitempty"`      // desk, home, gym
	Prefer  []string `json:"prefer,omitempty"`  // ids of treatments
	Avoid   []string `json:"avoid,omitempty"`
	Goals   []Goal   `json:"goals,omitempty"`
	Risks   []string `json:"risks,omitempty"` // ids of risks that were marked
	Seen    []string `json:"seen,omitempty"`  // who has looked at it: therapist, doctor
	Tools   []string `json:"tools"`           // null: as the case says; empty: none
}

// Goal is something to be able to do again, 0 not at all to 10 as before.
type Goal struct {
	Name  string  `json:"name"`
	Score float64 `json:"score"`
}

// WishShelf keeps the wishes of each episode.
var WishShelf = Shelf[Wishes]{Kind: "wishes"}

// Checks are balance checks that were done at one time.
type Checks struct {
	List []Check `json:"checks"`
}

// Check is one of them.
type Check struct {
	ID     string        `json:"id"`
	Side   unknot.Side   `json:"side,omitempty"`
	Value  float64       `json:"value,omitempty"`
	Answer unknot.Answer `json:"answer,omitempty"`
}

// CheckShelf keeps balance checks; the newest of each check counts.
var CheckShelf = Shelf[Checks]{Kind: "balance"}

// Recall returns a kept case, answered anew with the present knowledge. Its
// plan follows the wishes, the balance checks and the diary of the episode.
func (p *Practice) Recall(ctx context.Context, tenant, id string) (Answer, error) {
	_, a, err := p.recall(ctx, tenant, id, false)
	return a, err
}

// RecallPlan is Recall for who needs the plan, the gate and the names of the
// muscles: the reasons, ranges and next questions, which take most of the time,
// are left out.
func (p *Practice) RecallPlan(ctx context.Context, tenant, id string) (Answer, error) {
	_, a, err := p.recall(ctx, tenant, id, true)
	return a, err
}

// recall is both, with what lists say of the episode.
func (p *Practice) recall(ctx context.Context, tenant, id string, brief bool, known ...stretch) (Kept, Answer, error) {
	e, err := p.Store.Episode(ctx, tenant, id)
	if err != nil {
		return Kept{}, Answer{}, err
	}
	c, err := p.readCase(e.Doc)
	if err != nil {
		return Kept{}, Answer{}, err
	}
	if err := p.wished(ctx, tenant, e.ID, &c); err != nil {
		return Kept{}, Answer{}, err
	}
	course, err := p.course(ctx, tenant, e, known...)
	if err != nil {
		return Kept{}, Answer{}, err
	}
	a, err := p.assess(c, course, brief)
	return keptOf(e), a, err
}

// wished puts what was kept beside the episode into the case.
func (p *Practice) wished(ctx context.Context, tenant, episode string, c *wire.Case) error {
	d, err := p.WishesOf(ctx, tenant, episode)
	if err != nil {
		return err
	}
	if d.Version > 0 {
		c.Wishes = d.Body.words()
	}
	if c.Wishes.Tools == nil {
		prefs, err := Prefs.Get(ctx, p, tenant, "")
		if err != nil {
			return err
		}
		if len(prefs.Body.Tools) > 0 {
			c.Wishes.Tools = prefs.Body.Tools
		}
	}
	if len(c.Wishes.Risks) == 0 {
		kept, err := PreventionShelf.Get(ctx, p, tenant, "")
		if err != nil {
			return err
		}
		c.Wishes.Risks = kept.Body.Risks
	}
	checks, err := p.LatestChecks(ctx, tenant)
	if err != nil {
		return err
	}
	if len(checks) > 0 {
		c.Checks = checks
	}
	return nil
}

func (w Wishes) words() unknot.Wishes {
	out := unknot.Wishes{Minutes: w.Minutes, At: w.At, Prefer: w.Prefer, Avoid: w.Avoid, Risks: w.Risks, Seen: w.Seen, Tools: w.Tools}
	for _, g := range w.Goals {
		out.Goals = append(out.Goals, unknot.Activity(g))
	}
	return out
}

// WishesOf returns the wishes of an episode; with Version 0 when none were
// kept.
func (p *Practice) WishesOf(ctx context.Context, tenant, episode string) (Document[Wishes], error) {
	list, _, err := WishShelf.Page(ctx, p, tenant, episode, "", 1)
	if err != nil || len(list) == 0 {
		return Document[Wishes]{Episode: episode}, err
	}
	return list[0], nil
}

// mostChecks is how many times of measuring are looked through for the newest
// of each check.
const mostChecks = 50

// LatestChecks returns the newest result of each balance check and side that
// this knowledge still has.
func (p *Practice) LatestChecks(ctx context.Context, tenant string) ([]unknot.Checked, error) {
	list, _, err := CheckShelf.Page(ctx, p, tenant, "", "", mostChecks)
	if err != nil {
		return nil, err
	}
	type key struct {
		id   string
		side unknot.Side
	}
	seen := map[key]bool{}
	var out []unknot.Checked
	for _, d := range list {
		for _, k := range d.Body.List {
			c := unknot.Checked{Check: k.ID, Side: k.Side, Value: k.Value, Answer: k.Answer}
			if _, err := balance.Judge(p.Base, unknot.Person{Age: -1}, []unknot.Checked{c}); err != nil || seen[key{k.ID, k.Side}] {
				continue
			}
			seen[key{k.ID, k.Side}] = true
			out = append(out, c)
		}
	}
	return out, nil
}

// KeepChecks keeps balance checks. A check that cannot be is refused.
func (p *Practice) KeepChecks(ctx context.Context, tenant string, list []unknot.Checked) error {
	if _, err := balance.Judge(p.Base, unknot.Person{Age: -1}, list); err != nil {
		return err
	}
	var body Checks
	for _, c := range list {
		body.List = append(body.List, Check{c.Check, c.Side, c.Value, c.Answer})
	}
	_, err := CheckShelf.Put(ctx, p, tenant, Document[Checks]{Body: body})
	return err
}

// OpenEpisode returns the newest episode that goes on; false when there is
// none.
func (p *Practice) OpenEpisode(ctx context.Context, tenant string) (Kept, bool, error) {
	list, err := p.Recent(ctx, tenant, mostEarlier)
	if err != nil {
		return Kept{}, false, err
	}
	for _, k := range list {
		if k.Ended.IsZero() {
			return k, true, nil
		}
	}
	return Kept{}, false, nil
}

// course reads the diary of an episode; one that came back carries how far
// the earlier plan had gone.
func (p *Practice) course(ctx context.Context, tenant string, e store.Episode, known ...stretch) (plan.Course, error) {
	entries, err := p.entries(ctx, tenant, e.ID, e.Created, known...)
	if err != nil {
		return plan.Course{}, err
	}
	now := p.Now()
	c := plan.Follow(p.Base, entries, e.Created, now)
	recent, err := p.entries(ctx, tenant, "", now.Add(-48*time.Hour), known...)
	if err != nil {
		return c, err
	}
	c.Recent = plan.Lately(p.Base, recent, now)
	if e.RelapseOf == "" {
		return c, nil
	}
	c.Relapse = true
	before, err := p.Store.Episode(ctx, tenant, e.RelapseOf)
	if err != nil { // the earlier one was deleted: begin as after a plain start
		return c, nil
	}
	old, err := p.entries(ctx, tenant, before.ID, before.Created, known...)
	if err != nil {
		return c, err
	}
	until := e.Created
	if !before.Ended.IsZero() {
		until = before.Ended
	}
	c.Before = plan.Follow(p.Base, old, before.Created, until).Reached(p.Base)
	return c, nil
}

// LogSession writes a session of a plan into the diary of its episode: what
// was done, and the pain at the drawn places after it. before and after are
// pain 0-10, or -1 when unsaid.
func (p *Practice) LogSession(ctx context.Context, tenant, episode string, d unknot.Done, before, after float64) (triage.Result, error) {
	e := unknot.Entry{Episode: episode, Sleep: -1, Stress: -1, Did: []unknot.Done{d}}
	if before >= 0 && after >= 0 {
		e.Did[0].Pain = &unknot.Felt{Before: before, After: after}
	}
	c, err := p.caseOf(ctx, tenant, episode)
	if err != nil {
		return triage.Result{}, err
	}
	if cells := drawnCells(c.Drawing); after >= 0 && len(cells) > 0 {
		e.Places = []unknot.PainAt{{Cells: cells, Now: after, Worst: -1, Average: -1}}
	}
	var danger map[string]unknot.Answer
	if d.Stopped == StoppedDizzy { // a sign of the neck arteries: the rules say how urgent
		danger = map[string]unknot.Answer{"dizzy_unsteady": unknot.Yes}
	}
	_, gate, err := p.log(ctx, tenant, c.Person, e, danger)
	return gate, err
}

// Why a session was stopped; the short names that go into the diary.
const (
	StoppedPain     = "too_much_pain"
	StoppedTingling = "tingling"
	StoppedDizzy    = "dizzy"
	StoppedEnough   = "enough"
)

// Prevention is what a person marked for keeping well, one per person.
type Prevention struct {
	Risks []string                 `json:"risks,omitempty"` // ids of risks
	Desk  map[string]unknot.Answer `json:"desk,omitempty"`  // desk checks; yes when all is well
	Break int                      `json:"break,omitempty"` // minutes between two breaks
}

// PreventionShelf keeps it. Risks count for a plan that names none itself.
var PreventionShelf = Shelf[Prevention]{Kind: "prevention", One: true}

// drawnCells lists the cells of a drawing, in the order of its places.
func drawnCells(d unknot.Drawing) []unknot.CellID {
	var out []unknot.CellID
	seen := map[unknot.CellID]bool{}
	for _, place := range d.Places {
		for _, c := range place.Cells {
			if !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	return out
}
