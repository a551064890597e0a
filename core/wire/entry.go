package wire

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// EntrySchema names the format of a diary entry.
const EntrySchema = "unknot.entry/v1"

type entryJSON struct {
	Schema  string     `json:"schema"`
	ID      string     `json:"id"`
	Episode string     `json:"episode,omitempty"`
	At      time.Time  `json:"at"`
	Mends   string     `json:"mends,omitempty"`
	Places  []painJSON `json:"places"`
	Did     []doneJSON `json:"did,omitempty"`
	Sleep   *float64   `json:"sleep_hours,omitempty"`
	Stress  *float64   `json:"stress,omitempty"`
	Note    string     `json:"note,omitempty"`
	entryMore
}

type painJSON struct {
	Cells   []unknot.CellID `json:"cells"`
	Now     *float64        `json:"now,omitempty"`
	Worst   *float64        `json:"worst,omitempty"`
	Average *float64        `json:"average,omitempty"`
	Quality []string        `json:"quality,omitempty"`
	Press   float64         `json:"threshold_kpa,omitempty"`
}

type doneJSON struct {
	Treatment string   `json:"treatment"`
	Minutes   *float64 `json:"minutes,omitempty"`
	Effort    *float64 `json:"effort,omitempty"`
}

// said turns -1, which means unsaid, into an absent field.
func said(x float64) *float64 {
	if x < 0 {
		return nil
	}
	return &x
}

// WriteEntry prints an entry on one line of JSON, the same bytes each time.
func WriteEntry(e unknot.Entry) ([]byte, error) {
	out := entryJSON{Schema: EntrySchema, ID: e.ID, Episode: e.Episode, At: e.At.UTC().Truncate(time.Microsecond), Mends: e.Mends,
		Places: []painJSON{}, Sleep: said(e.Sleep), Stress: said(e.Stress), Note: e.Note, entryMore: moreOf(e)}
	for _, p := range e.Places {
		out.Places = append(out.Places, painJSON{p.Cells, said(p.Now), said(p.Worst), said(p.Average), p.Quality, p.Threshold})
	}
	for _, d := range e.Did {
		out.Did = append(out.Did, doneJSON{d.Treatment, said(d.Minutes), said(d.Effort)})
	}
	return json.Marshal(out)
}

// ReadEntry reads an entry; the error is a *Fault.
func ReadEntry(base *knowledge.Base, raw []byte) (unknot.Entry, error) {
	root, err := parse(raw)
	if err != nil {
		return unknot.Entry{}, err
	}
	r := newReader("$", root)
	if r.oneOf("schema", []string{EntrySchema}) == "" && r.err == nil {
		r.fail("$.schema", root, "the field is missing", fmt.Sprintf("write \"schema\": %q", EntrySchema))
	}
	e := unknot.Entry{ID: r.text("id"), Episode: r.text("episode"), Mends: r.text("mends"), Note: r.text("note"),
		Sleep: r.number("sleep_hours", 0, 24, -1), Stress: r.number("stress", 0, 10, -1)}
	if e.ID == "" && r.err == nil {
		r.fail("$.id", root, "the field is missing", "give each entry an id of its own")
	}
	if at := r.text("at"); r.err == nil {
		e.At, err = time.Parse(time.RFC3339Nano, at)
		if err != nil {
			r.fail("$.at", root, fmt.Sprintf("%q is no time", at), "write it as 2026-11-24T08:30:00Z")
		}
	}
	places, path := r.list("places")
	for i, n := range places {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		p := unknot.PainAt{Now: q.number("now", 0, 10, -1), Worst: q.number("worst", 0, 10, -1), Average: q.number("average", 0, 10, -1)}
		p.Cells = readCells(base, q)
		p.Quality = q.words("quality", unknot.Qualities)
		p.Threshold = q.number("threshold_kpa", 0, 5000, 0)
		if len(p.Cells) == 0 && q.err == nil {
			q.fail(q.path, n, "no cell is named", "give \"cells\"")
		}
		q.rest()
		take(r, q)
		e.Places = append(e.Places, p)
	}
	did, path := r.list("did")
	var known []string
	if len(did) > 0 {
		known = make([]string, len(base.Treatments))
		for i := range base.Treatments {
			known[i] = base.Treatments[i].ID
		}
	}
	for i, n := range did {
		q := newReader(fmt.Sprintf("%s[%d]", path, i), n)
		e.Did = append(e.Did, unknot.Done{Treatment: q.oneOf("treatment", known), Minutes: q.number("minutes", 0, 1440, -1), Effort: q.number("effort", 0, 10, -1)})
		q.rest()
		take(r, q)
	}
	readMore(base, r, &e)
	r.rest()
	if r.err != nil {
		return unknot.Entry{}, r.err
	}
	return e, nil
}
