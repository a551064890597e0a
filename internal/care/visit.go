//go:build !js

package care

import (
	"context"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/drawing"
)

// Visit is what a clinician found and did, beside an episode that was shared
// with them. It belongs to the person: it is in their export, and deleted with
// the rest.
type Visit struct {
	Author  string       `json:"author"`          // account of the clinician
	Mends   string       `json:"mends,omitempty"` // id of the visit that this one corrects
	Drawing []VisitPlace `json:"drawing,omitempty"`
	Found   []Criteria   `json:"found,omitempty"`
	Did     []VisitCare  `json:"did,omitempty"`
	Outcome Outcome      `json:"outcome,omitzero"`
	Plan    VisitPlan    `json:"plan,omitzero"`
	Note    string       `json:"note,omitempty"`
}

// VisitPlace is a place of the clinician's own drawing.
type VisitPlace struct {
	Cells     []unknot.CellID `json:"cells"`
	Intensity float64         `json:"intensity"`
}

// Criteria are the signs of an examined muscle, by the criteria of the expert
// panel: two of taut band, hypersensitive spot and referred pain; active when
// the pain is recognised (Fernández-de-las-Peñas 2018, doi:10.1093/pm/pnx207).
// The twitch is noted, and counts for nothing.
type Criteria struct {
	Muscle unknot.MuscleID `json:"muscle"`
	Side   unknot.Side     `json:"side"`
	Band   unknot.Answer   `json:"band,omitempty"`
	Spot   unknot.Answer   `json:"spot,omitempty"`
	Refers unknot.Answer   `json:"refers,omitempty"`
	Known  unknot.Answer   `json:"known,omitempty"`
	Twitch unknot.Answer   `json:"twitch,omitempty"`
}

// State is what the criteria say: active, latent, none, or "" while they are
// open.
func (c Criteria) State() unknot.State {
	yes, open := 0, 0
	for _, a := range []unknot.Answer{c.Band, c.Spot, c.Refers} {
		switch a {
		case unknot.Yes:
			yes++
		case unknot.No:
		default:
			open++
		}
	}
	switch {
	case yes >= 2 && c.Known == unknot.Yes:
		return unknot.Active
	case yes >= 2 && c.Known == unknot.No:
		return unknot.Latent
	case yes+open < 2:
		return unknot.Gone
	}
	return ""
}

// VisitCare is one treatment that was given.
type VisitCare struct {
	Treatment string          `json:"treatment"` // id
	Muscle    unknot.MuscleID `json:"muscle,omitempty"`
	Side      unknot.Side     `json:"side,omitempty"`
	Minutes   float64         `json:"minutes,omitempty"`
}

// Outcome are scores of the day; a pointer that is nil was not asked. NDI is
// the sum of the Neck Disability Index, 0-50: its questions are under licence
// and not part of unknot, so only who holds one has the number.
type Outcome struct {
	NRS  *float64          `json:"nrs,omitempty"`
	PEG  []float64         `json:"peg,omitempty"`
	PSFS []unknot.Activity `json:"psfs,omitempty"`
	NDI  *float64          `json:"ndi,omitempty"`
}

// VisitPlan is what the clinician changes in the plan, as ids of treatments.
// The interlocks hold for what is added as for everything else.
type VisitPlan struct {
	Add    []string `json:"add,omitempty"`
	Remove []string `json:"remove,omitempty"`
}

// Visits keeps the visits of each person; each is in the audit log.
var Visits = Shelf[Visit]{Kind: "visit", Noted: true}

// mostVisits is how many visits of an episode are read.
const mostVisits = 200

// checkVisit refuses what the knowledge does not have.
func (p *Practice) checkVisit(v Visit) error {
	for _, at := range v.Drawing {
		for _, c := range at.Cells {
			if len(drawing.Measure(p.Base, []unknot.CellID{c}).Regions) == 0 && drawing.Measure(p.Base, []unknot.CellID{c}).Zones == 0 {
				return unknot.Errorf(unknot.Invalid, "there is no place %q on the body", c)
			}
		}
		if !(at.Intensity >= 0 && at.Intensity <= 10) || len(at.Cells) == 0 {
			return unknot.Errorf(unknot.Invalid, "a drawn place needs cells, and a strength from 0 to 10")
		}
	}
	for _, f := range v.Found {
		if _, ok := p.Base.Muscle(f.Muscle); !ok || !f.Side.Valid() {
			return unknot.Errorf(unknot.Invalid, "there is no muscle %q on the side %q", f.Muscle, f.Side)
		}
	}
	ids := slices.Concat(v.Plan.Add, v.Plan.Remove)
	for _, d := range v.Did {
		ids = append(ids, d.Treatment)
		if _, ok := p.Base.Muscle(d.Muscle); d.Muscle != "" && !ok {
			return unknot.Errorf(unknot.Invalid, "there is no muscle %q", d.Muscle)
		}
		if !(d.Minutes >= 0 && d.Minutes <= 600) {
			return unknot.Errorf(unknot.Invalid, "a treatment lasts 0 to 600 minutes")
		}
	}
	for _, id := range ids {
		if _, ok := p.Base.Treatment(id); !ok {
			return unknot.Errorf(unknot.Invalid, "there is no treatment %q", id)
		}
	}
	scale := func(name string, x, most float64) error {
		if !(x >= 0 && x <= most) {
			return unknot.Errorf(unknot.Invalid, "%s lies between 0 and %g", name, most)
		}
		return nil
	}
	o := v.Outcome
	if len(o.PEG) != 0 && len(o.PEG) != 3 {
		return unknot.Errorf(unknot.Invalid, "the PEG has three numbers")
	}
	for _, x := range o.PEG {
		if err := scale("each answer of the PEG", x, 10); err != nil {
			return err
		}
	}
	for _, a := range o.PSFS {
		if err := scale("an activity", a.Score, 10); err != nil || strings.TrimSpace(a.Name) == "" {
			return unknot.Errorf(unknot.Invalid, "an activity needs a name and a number from 0 to 10")
		}
	}
	if o.NRS != nil {
		if err := scale("pain", *o.NRS, 10); err != nil {
			return err
		}
	}
	if o.NDI != nil {
		return scale("the NDI", *o.NDI, 50)
	}
	return nil
}

// AddVisit keeps what a clinician found and did, for whom the person lets add,
// and turns the plan as they say, within the interlocks.
func (p *Practice) AddVisit(ctx context.Context, reader Account, consent, id string, v Visit) (Document[Visit], error) {
	if err := p.checkVisit(v); err != nil {
		return Document[Visit]{}, err
	}
	c, err := p.Granted(ctx, reader, consent, "add")
	if err != nil {
		return Document[Visit]{}, err
	}
	v.Author = reader.Name
	d, err := Visits.Put(By(ctx, reader.Name), p, c.Owner, Document[Visit]{ID: id, Episode: c.Episode, Body: v})
	if err != nil {
		return d, err
	}
	if err := p.turnPlan(ctx, c, v.Plan); err != nil {
		return d, err
	}
	p.tell(ctx, c.Owner, VisitKept, Told{Episode: c.Episode, Visit: d.ID})
	return d, nil
}

// turnPlan puts what a clinician adds and removes into the wishes of the
// episode, from which each plan is built: the gate and the interlocks come
// after it, and nothing goes around them.
func (p *Practice) turnPlan(ctx context.Context, c Consent, change VisitPlan) error {
	if len(change.Add)+len(change.Remove) == 0 {
		return nil
	}
	for range 5 {
		w, err := p.WishesOf(ctx, c.Owner, c.Episode)
		if err != nil {
			return err
		}
		w.Body.Prefer = with(w.Body.Prefer, change.Add, change.Remove)
		w.Body.Avoid = with(w.Body.Avoid, change.Remove, change.Add)
		if _, err = WishShelf.Put(ctx, p, c.Owner, w); !unknot.IsKind(err, unknot.Conflict) {
			return err
		}
	}
	return unknot.Errorf(unknot.Conflict, "somebody else is changing the plan; try again")
}

// with is a list with what was added first, and without what was removed.
func with(list, add, remove []string) []string {
	var out []string
	for _, id := range slices.Concat(add, list) {
		if !slices.Contains(out, id) && (slices.Contains(add, id) || !slices.Contains(remove, id)) {
			out = append(out, id)
		}
	}
	return out
}

// VisitsOf lists the visits of an episode, latest first, without those that
// another corrected.
func (p *Practice) VisitsOf(ctx context.Context, tenant, episode string) ([]Document[Visit], error) {
	list, _, err := Visits.Page(ctx, p, tenant, episode, "", mostVisits)
	if err != nil {
		return nil, err
	}
	mended := map[string]bool{}
	for _, d := range list {
		mended[d.Body.Mends] = true
	}
	return slices.DeleteFunc(list, func(d Document[Visit]) bool { return mended[d.ID] }), nil
}
