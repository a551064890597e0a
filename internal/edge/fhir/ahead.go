package fhir

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// aheadLasts is how long a forecast is used again, and mostAhead how many are
// held: one takes a tenth of a second for each place, and a program that
// follows references asks for the same one many times.
const (
	aheadLasts = 30 * time.Second
	mostAhead  = 256
)

// outlooks holds the last forecasts by what they were made from.
type outlooks struct {
	mu   sync.Mutex
	made map[string]outlookMade
}

type outlookMade struct {
	at       time.Time
	forecast *wire.Forecast
}

// look adds the forecast to a report.
func (o *outlooks) look(ctx context.Context, p *care.Practice, tenant string, r *care.Report) error {
	last := ""
	if len(r.Entries) > 0 {
		last = r.Entries[0].ID
	}
	key := fmt.Sprintf("%s/%s/%d/%d/%s", tenant, r.Kept.ID, r.Kept.Version, len(r.Entries), last)
	o.mu.Lock()
	had, ok := o.made[key]
	o.mu.Unlock()
	if ok && p.Now().Sub(had.at).Abs() < aheadLasts {
		r.Forecast = had.forecast
		return nil
	}
	if err := p.LookAhead(ctx, tenant, r, time.UTC); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.made == nil || len(o.made) >= mostAhead {
		o.made = map[string]outlookMade{}
	}
	o.made[key] = outlookMade{p.Now(), r.Forecast}
	return nil
}
