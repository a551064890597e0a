package fhir

import (
	"context"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// Media types of our own records inside a bundle.
const (
	caseType  = "application/vnd.unknot.case+json"
	entryType = "application/vnd.unknot.entry+json"
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
	return out, nil
}

func entryBinary(e unknot.Entry) (binary, error) {
	raw, err := wire.WriteEntry(e)
	return binary{base{ResourceType: "Binary", ID: name("entry", e.ID)}, entryType, raw}, err
}
