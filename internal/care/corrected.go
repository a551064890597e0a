//go:build !js

package care

import (
	"context"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// Corrected is an entry that another entry corrected, and when that was
// written. It stays in the records; the diary leaves it out.
type Corrected struct {
	Entry unknot.Entry
	By    string // id of the entry that corrects it
	When  time.Time
}

// Corrected lists the entries that others corrected, latest first.
func (p *Practice) Corrected(ctx context.Context, tenant string) ([]Corrected, error) {
	by := map[string]store.Entry{} // what corrects an entry, by the id of that
	all := map[string]store.Entry{}
	var order []string
	var last store.Entry
	for len(order) < mostDiary {
		page, err := p.Store.Entries(ctx, tenant, last, diaryPage)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			all[e.ID] = e
			order = append(order, e.ID)
			if e.Mends != "" {
				by[e.Mends] = e
			}
		}
		last = page[len(page)-1]
	}
	var out []Corrected
	for _, id := range order {
		if m, ok := by[id]; ok {
			out = append(out, Corrected{p.readKept(all[id]), m.ID, m.Written})
		}
	}
	return out, nil
}
