package care

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Log keeps a diary entry and looks again at danger signs: the answers that
// came with it, judged for the places that hurt. The entry is kept whatever
// the level is. An entry without id or time gets both.
func (p *Practice) Log(ctx context.Context, tenant string, e unknot.Entry, danger map[string]unknot.Answer) (unknot.Entry, triage.Result, error) {
	if e.ID == "" {
		e.ID = rand.Text()
	}
	if e.At.IsZero() {
		e.At = p.Now()
	}
	var drawing unknot.Drawing
	for _, place := range e.Places {
		drawing.Places = append(drawing.Places, unknot.Place{Cells: place.Cells, Intensity: max(place.Now, place.Worst, 0)})
	}
	gate, err := triage.Screen(p.Base, triage.Input{Person: unknot.Person{Age: -1}, Drawing: drawing, Answers: danger})
	if err != nil {
		return e, gate, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	raw, err := wire.WriteEntry(e)
	if err != nil {
		return e, gate, fmt.Errorf("write the entry: %w", err)
	}
	return e, gate, p.Store.AddEntry(ctx, tenant, store.Entry{ID: e.ID, Episode: e.Episode, At: e.At, Written: p.Now(), Mends: e.Mends, Doc: string(raw)})
}

// Diary lists entries, latest first, leaving out those that a later entry
// corrected.
func (p *Practice) Diary(ctx context.Context, tenant string, limit int) ([]unknot.Entry, error) {
	list, err := p.Store.Entries(ctx, tenant, store.Entry{}, limit)
	if err != nil {
		return nil, err
	}
	mended := map[string]bool{}
	for _, e := range list {
		mended[e.Mends] = true
	}
	var out []unknot.Entry
	for _, e := range list {
		if mended[e.ID] {
			continue
		}
		entry, err := wire.ReadEntry(p.Base, []byte(e.Doc))
		if err != nil {
			return nil, fmt.Errorf("entry %s: %w", e.ID, err)
		}
		out = append(out, entry)
	}
	return out, nil
}
