//go:build !js

package care

import (
	"context"
	"slices"
	"time"

	"github.com/unknot/unknot"
)

// Patient is one line of a caseload: who shared, and how it stands.
type Patient struct {
	Consent Consent
	Name    string // the person's name for signing in
	Kept    Kept
	Now     float64 // strongest pain of the last day; -1 when unsaid
	First   float64
	Days    int // of diary
	NoGain  bool
	Visits  int
	Last    time.Time // last visit; zero when there was none
}

// Caseload lists who shared an episode with a clinician, the most urgent first.
// Each line is a look into somebody's records, and is noted as one.
func (p *Practice) Caseload(ctx context.Context, reader Account) ([]Patient, error) {
	granted, err := p.SharedWith(ctx, reader)
	if err != nil {
		return nil, err
	}
	var out []Patient
	for _, c := range granted {
		if err := p.use(ctx, reader, c, "read"); err != nil {
			return nil, err
		}
		line := Patient{Consent: c, Now: -1, First: -1}
		if line.Name, err = p.nameOf(ctx, c.Owner); err != nil {
			return nil, err
		}
		if line.Kept, err = p.Kept(ctx, c.Owner, c.Episode); unknot.IsKind(err, unknot.NotFound) {
			continue // deleted since it was shared
		} else if err != nil {
			return nil, err
		}
		entries, err := p.DiaryOf(ctx, c.Owner, c.Episode, time.Time{})
		if err != nil {
			return nil, err
		}
		sum := Summarize(entries, time.UTC)
		line.Days, line.NoGain = len(sum.Days), sum.NoGain
		if n := len(sum.Days); n > 0 {
			line.First, line.Now = sum.Days[0].Top(), sum.Days[n-1].Top()
		}
		visits, err := p.VisitsOf(ctx, c.Owner, c.Episode)
		if err != nil {
			return nil, err
		}
		if line.Visits = len(visits); line.Visits > 0 {
			line.Last = visits[0].At
		}
		out = append(out, line)
	}
	slices.SortStableFunc(out, func(a, b Patient) int { return urgency(b) - urgency(a) })
	return out, nil
}

// nameOf is the name for signing in of whose records a tenant holds, "" when
// there is no such account any more.
func (p *Practice) nameOf(ctx context.Context, tenant string) (string, error) {
	a, err := p.Store.AccountOf(ctx, tenant)
	if unknot.IsKind(err, unknot.NotFound) {
		return "", nil
	}
	return a.Name, err
}

func urgency(l Patient) int {
	n := 0
	for level := unknot.SelfCare; level <= unknot.Emergency; level++ {
		if level.String() == l.Kept.Level {
			n = 2 * int(level)
		}
	}
	if l.NoGain {
		n++
	}
	return n
}

// Shared is one shared episode as a clinician sees it.
type Shared struct {
	Consent Consent
	Name    string
	Kept    Kept
	Answer  Answer
	Entries []unknot.Entry // latest first
	Summary Summary
	Visits  []Document[Visit]
}

// OpenShared shows a clinician an episode that was shared with them.
func (p *Practice) OpenShared(ctx context.Context, reader Account, consent string) (Shared, error) {
	var out Shared
	c, err := p.Granted(ctx, reader, consent, "read")
	if err != nil {
		return out, err
	}
	out.Consent = c
	if out.Name, err = p.nameOf(ctx, c.Owner); err != nil {
		return out, err
	}
	if out.Kept, out.Answer, err = p.recall(ctx, c.Owner, c.Episode, false); err != nil {
		return out, err
	}
	if out.Entries, err = p.DiaryOf(ctx, c.Owner, c.Episode, time.Time{}); err != nil {
		return out, err
	}
	out.Summary = Summarize(out.Entries, time.UTC)
	out.Visits, err = p.VisitsOf(ctx, c.Owner, c.Episode)
	return out, err
}
