//go:build !js

package care

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Forecasts keeps each forecast that was shown, one a day for an episode, so
// that it can be held against what came.
var Forecasts = Shelf[wire.Forecast]{Kind: "forecast"}

// freshDays is how long pain is new: after six weeks most of what settles has
// settled (Menezes Costa 2012, doi:10.1503/cmaj.111271).
const freshDays = 42

// dangerDays is how long an answer about a danger sign in the diary counts.
const dangerDays = 14

// daysAhead is how far pages and reports look.
const daysAhead = 28

// What is a change of the plan to look at: what if.
type What struct {
	Name    string
	Without []string // ids of treatments to leave out
	Add     []string // ids of treatments to do besides, each once a day
	Load    float64  // load at work against now, such as 0.7; 0 is as it is
}

// Ahead asks for a forecast.
type Ahead struct {
	Days int            // ahead; 0 is daysAhead
	Zone *time.Location // where a day begins; nil is UTC
	If   []What
	Keep bool // keep it, to be scored later
}

// Forecast says how the pain of an episode may go on, with the plan and
// without. A danger sign in the case or in the diary of the last two weeks is
// a *triage.StopError: then there is nothing to wait for. Entries that name no
// episode count too, as in Report.
func (p *Practice) Forecast(ctx context.Context, tenant, id string, ask Ahead) (wire.Forecast, error) {
	_, f, err := p.Look(ctx, tenant, id, ask)
	return f, err
}

// Look is Forecast beside the diary of the episode, summed up; the error is
// why there is no forecast.
func (p *Practice) Look(ctx context.Context, tenant, id string, ask Ahead) (Summary, wire.Forecast, error) {
	own, err := p.DiaryOf(ctx, tenant, id, time.Time{})
	if err != nil {
		return Summary{}, wire.Forecast{}, err
	}
	lately, err := p.forecastDiary(ctx, tenant, id, own)
	if err != nil {
		return Summary{}, wire.Forecast{}, err
	}
	sum := Summarize(own, ask.zone())
	episode, a, err := p.recall(ctx, tenant, id, true, stretch{episode: id, list: own}, lately)
	if err != nil {
		return sum, wire.Forecast{}, err
	}
	f, err := p.forecastOf(ctx, tenant, episode, a, ask, lately)
	return sum, f, err
}

func (a Ahead) zone() *time.Location {
	if a.Zone == nil {
		return time.UTC
	}
	return a.Zone
}

// forecastDiary is the part of a diary that a forecast stands on, and a day
// more: of the entries of an episode, which were read already, and the others.
func (p *Practice) forecastDiary(ctx context.Context, tenant, episode string, own []unknot.Entry) (stretch, error) {
	from := p.Now().AddDate(0, 0, -forecast.MostDays-2)
	list, err := p.pages(mostDiary, func(last store.Entry, most int) ([]store.Entry, error) {
		return p.Store.CurrentBeside(ctx, tenant, episode, from, last, most)
	})
	for _, e := range own {
		if !e.At.Before(from) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b unknot.Entry) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(b.ID, a.ID)) // as the store lists them
	})
	return stretch{since: from, list: list}, err
}

// forecastOf is Forecast of an episode that was answered already.
func (p *Practice) forecastOf(ctx context.Context, tenant string, episode Kept, a Answer, ask Ahead, known ...stretch) (wire.Forecast, error) {
	in, d, err := p.forecastInput(ctx, tenant, episode, a, ask, known...)
	if err != nil {
		return wire.Forecast{}, err
	}
	f, err := p.forecast(in)
	if err != nil {
		return wire.Forecast{}, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	out := wire.NewForecast(f, d, p.Base.Version)
	if !ask.Keep {
		return out, nil
	}
	id := "forecast-" + episode.ID + "-" + out.Made
	if there, err := Forecasts.Has(ctx, p, tenant, id); there || err != nil {
		return out, err // the first of a day stands
	}
	kept := out
	kept.Places = slices.Clone(out.Places)
	for i := range kept.Places { // what was shown ahead is what counts
		kept.Places[i].Past, kept.Places[i].Options, kept.Places[i].Diary = nil, nil, nil
	}
	_, err = Forecasts.Put(ctx, p, tenant, Document[wire.Forecast]{ID: id, Episode: episode.ID, At: p.Now(), Body: kept})
	if unknot.IsKind(err, unknot.Conflict) { // another look was faster
		err = nil
	}
	return out, err
}

// byDay is the diary of an episode, day by day, where no danger sign stops it.
func (p *Practice) byDay(ctx context.Context, tenant, id string, zone *time.Location) (forecast.Diary, error) {
	episode, a, err := p.recall(ctx, tenant, id, true)
	if err != nil {
		return forecast.Diary{}, err
	}
	_, diary, err := p.forecastInput(ctx, tenant, episode, a, Ahead{Zone: zone})
	return diary, err
}

func (p *Practice) forecastInput(ctx context.Context, tenant string, episode Kept, a Answer, ask Ahead, known ...stretch) (forecast.Input, forecast.Diary, error) {
	now := p.Now()
	list, err := p.entries(ctx, tenant, "", now.AddDate(0, 0, -forecast.MostDays-1), known...)
	if err != nil {
		return forecast.Input{}, forecast.Diary{}, err
	}
	list = kept(list, func(e *unknot.Entry) bool { return e.Episode == "" || e.Episode == episode.ID })
	return p.forecastFor(a, list, episode.When, now, seedOf(episode.ID), ask)
}

// forecastFor is forecastInput of what is known, entries latest first.
func (p *Practice) forecastFor(a Answer, list []unknot.Entry, began, now time.Time, seed uint64, ask Ahead) (forecast.Input, forecast.Diary, error) {
	none := func(err error) (forecast.Input, forecast.Diary, error) {
		return forecast.Input{}, forecast.Diary{}, err
	}
	zone := ask.zone()
	if err := p.stillSafe(a.Case, list, now); err != nil {
		return none(err)
	}
	var spots []forecast.Spot
	for _, place := range a.Case.Drawing.Places {
		name := place.Words
		if name == "" && len(place.Cells) > 0 {
			name = body.ZoneName(p.Base, place.Cells[0])
		}
		spots = append(spots, forecast.Spot{Name: name, Cells: place.Cells, Pain: place.Intensity})
	}
	if len(spots) > forecast.MostPlaces {
		spots = spots[:forecast.MostPlaces]
	}
	d := forecast.Gather(p.Base, spots, began, list, now, zone)
	in := forecast.Input{Places: d.Places, Days: d.Days, Weekday: d.Weekday, Horizon: cmp.Or(ask.Days, daysAhead), Seed: seed}
	in.Fresh = a.Case.Onset.Days >= 0 && a.Case.Onset.Days < freshDays
	in.Plan = forecast.PlanOf(p.Base, a.Plan)
	for _, w := range ask.If {
		option, err := p.changed(a, w)
		if err != nil {
			return none(err)
		}
		in.Options = append(in.Options, option)
	}
	return in, d, nil
}

// stillSafe screens the case with what the diary says of danger signs since.
func (p *Practice) stillSafe(c wire.Case, latestFirst []unknot.Entry, now time.Time) error {
	answers := map[string]unknot.Answer{}
	for id, a := range c.Danger {
		answers[id] = a
	}
	for _, e := range slices.Backward(latestFirst) {
		if now.Sub(e.At) > dangerDays*24*time.Hour {
			continue
		}
		for id, a := range e.Danger {
			answers[id] = a
		}
	}
	gate, err := triage.Screen(p.Base, triage.Input{Person: c.Person, Drawing: c.Drawing, Answers: answers, Rest: c.Rest})
	if err != nil {
		return unknot.Errorf(unknot.Invalid, "%v", err)
	}
	_, err = gate.Clear()
	return err
}

// changed is the plan with a change.
func (p *Practice) changed(a Answer, w What) (forecast.Plan, error) {
	kept := a.Plan
	kept.Items = nil
	for _, id := range w.Without {
		if !slices.ContainsFunc(a.Plan.Items, func(it plan.Item) bool { return it.Treatment == id }) {
			return forecast.Plan{}, unknot.Errorf(unknot.Invalid, "the plan holds no treatment %q that could be left out", id)
		}
	}
	for _, it := range a.Plan.Items {
		if !slices.Contains(w.Without, it.Treatment) {
			kept.Items = append(kept.Items, it)
		}
	}
	out := forecast.PlanOf(p.Base, kept)
	out.Name, out.Load = w.Name, w.Load
	for _, id := range w.Add {
		if err := mayAdd(p, a, id); err != nil {
			return out, err
		}
		s, ok := forecast.SessionOf(p.Base, id, -1)
		if !ok {
			return out, unknot.Errorf(unknot.Invalid, "the forecast knows no effect of %q; name a treatment such as stretch_static", id)
		}
		out.Items = append(out.Items, forecast.Item{Session: s, Times: 1, Every: 1})
	}
	return out, nil
}

// mayAdd keeps what-if to what the plan has already let through, and to
// movement, warmth and changes of daily life that were not held back: no other
// way leads around the interlocks.
func mayAdd(p *Practice, a Answer, id string) error {
	t, ok := p.Base.Treatment(id)
	if !ok {
		return unknot.Errorf(unknot.Invalid, "there is no treatment %q", id)
	}
	for _, x := range a.Plan.Withheld {
		if x.Treatment == id {
			return unknot.Errorf(unknot.Invalid, "%s is not safe here: %s", id, x.Reason)
		}
	}
	inPlan := slices.ContainsFunc(a.Plan.Items, func(it plan.Item) bool { return it.Treatment == id })
	if !inPlan && !slices.Contains([]string{"cause", "movement", "warmth"}, t.Kind) {
		return unknot.Errorf(unknot.Invalid, "%s is not part of this plan, so it was not checked for this person; ask a professional", t.Name)
	}
	return nil
}

// ForecastCase is Forecast of a case and a diary that are not kept: began is
// when the case was told. The time of the last entry stands for now, so that
// the same input gives the same forecast.
func (p *Practice) ForecastCase(a Answer, entries []unknot.Entry, began time.Time, ask Ahead) (wire.Forecast, error) {
	list := slices.Clone(entries)
	slices.SortStableFunc(list, func(a, b unknot.Entry) int { return b.At.Compare(a.At) })
	now := began
	if len(list) > 0 {
		now = list[0].At
		if began.IsZero() {
			began = list[len(list)-1].At
		}
	}
	if now.IsZero() {
		return wire.Forecast{}, unknot.Errorf(unknot.Invalid, "there is neither a diary nor a time at which the case was told")
	}
	if a.PlanErr != nil {
		return wire.Forecast{}, a.PlanErr
	}
	in, d, err := p.forecastFor(a, list, began, now, seedOf("case"), ask)
	if err != nil {
		return wire.Forecast{}, err
	}
	f, err := p.forecast(in)
	if err != nil {
		return wire.Forecast{}, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	return wire.NewForecast(f, d, p.Base.Version), nil
}

// seedOf makes the forecasts of an episode the same each time.
func seedOf(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64() >> 11 // exact as a JSON number
}
