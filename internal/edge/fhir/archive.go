package fhir

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// archived is how much of a diary a document in an export shows; the records
// beside it hold all.
const archived = 366 * 24 * time.Hour

// Archive writes a document for each episode into the export of a person. Its
// time is that of the last thing that was told, so that the same records give
// the same bytes.
func Archive(ctx context.Context, p *care.Practice, tenant string, create func(name string) (io.Writer, error)) error {
	told, _, err := p.DiaryPage(ctx, tenant, "", time.Time{}, 1) // the newest entry, of whatever episode
	if err != nil {
		return err
	}
	for cursor := ""; ; {
		list, next, err := p.KeptPage(ctx, tenant, cursor, 100)
		if err != nil {
			return err
		}
		for _, k := range list {
			last := k.When
			if len(told) > 0 && told[0].At.After(last) {
				last = told[0].At
			}
			if err := archiveEpisode(ctx, p, tenant, k, last, create); err != nil {
				return err
			}
		}
		if cursor = next; next == "" {
			return nil
		}
	}
}

func archiveEpisode(ctx context.Context, p *care.Practice, tenant string, k care.Kept, last time.Time, create func(string) (io.Writer, error)) error {
	r, err := p.Report(ctx, tenant, k.ID, last.Add(-archived), time.Time{}, time.UTC)
	if unknot.IsKind(err, unknot.Invalid) { // of another knowledge: it stays in the records
		return nil
	}
	if err != nil {
		return err
	}
	r.Made = last
	if r.Kept.Ended.After(last) {
		r.Made = r.Kept.Ended
	}
	w, err := create("fhir/episode-" + care.FileName(k.ID) + ".json")
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(Document(p.Base, locale.English, r, "https://unknot.org/fhir"))
}
