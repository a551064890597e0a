package fhir

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// Media types of our own records inside a bundle.
const (
	caseType  = "application/vnd.unknot.case+json"
	entryType = "application/vnd.unknot.entry+json"
	visitType = "application/vnd.unknot.visit+json"
	wishType  = "application/vnd.unknot.wishes+json"
)

// Attach carries the records behind a report to the letter, since FHIR has no
// field for some of what they hold. An instance of unknot reads them back.
func Attach(ctx context.Context, p *care.Practice, tenant string, r care.Report) ([]resource, error) {
	raw, err := p.CaseText(ctx, tenant, r.Kept.ID)
	if err != nil {
		return nil, err
	}
	out := []resource{binary{base{ResourceType: "Binary", ID: name("case", r.Kept.ID)}, caseType, raw}}
	for i := len(r.Entries) - 1; i >= 0; i-- {
		b, err := entryBinary(r.Entries[i])
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	for i := len(r.Visits) - 1; i >= 0; i-- {
		d := r.Visits[i]
		raw, err := json.Marshal(kept[care.Visit]{d.ID, d.At, d.Body})
		if err != nil {
			return nil, fmt.Errorf("write the visit: %w", err)
		}
		out = append(out, binary{base{ResourceType: "Binary", ID: name("visit", d.ID)}, visitType, raw})
	}
	w, err := p.WishesOf(ctx, tenant, r.Kept.ID)
	if err != nil || w.Version == 0 {
		return out, err
	}
	if raw, err = json.Marshal(kept[care.Wishes]{w.ID, w.At, w.Body}); err != nil {
		return nil, fmt.Errorf("write the wishes: %w", err)
	}
	return append(out, binary{base{ResourceType: "Binary", ID: name("wishes", w.ID)}, wishType, raw}), nil
}

// kept is a document of an episode as a bundle carries it.
type kept[T any] struct {
	ID   string    `json:"id"`
	At   time.Time `json:"at"`
	Body T         `json:"body"`
}

func entryBinary(e unknot.Entry) (binary, error) {
	raw, err := wire.WriteEntry(e)
	return binary{base{ResourceType: "Binary", ID: name("entry", e.ID)}, entryType, raw}, err
}
