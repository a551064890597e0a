//go:build !js

package care

import (
	"context"

	"github.com/unknot/unknot/internal/store"
)

// Find returns the document whose id nobody can guess, such as the hash of a
// link, and whose it is.
func (s Shelf[T]) Find(ctx context.Context, p *Practice, id string) (tenant string, d Document[T], err error) {
	kept, err := p.Store.FindDocument(ctx, s.Kind, id)
	if err != nil {
		return "", d, err
	}
	d, err = s.read(kept)
	return kept.Tenant, d, err
}

// Every gives the documents of this kind of all people, for work that is done
// for everybody, such as reminders.
func (s Shelf[T]) Every(ctx context.Context, p *Practice, each func(tenant string, d Document[T]) error) error {
	var last store.Document
	for {
		page, err := p.Store.EveryDocument(ctx, s.Kind, last, diaryPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, kept := range page {
			d, err := s.read(kept)
			if err == nil {
				err = each(kept.Tenant, d)
			}
			if err != nil {
				return err
			}
		}
		last = page[len(page)-1]
	}
}
