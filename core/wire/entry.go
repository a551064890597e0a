package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/drawing"
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
	// as it was painted; unknot.drawing/v1
	Drawing json.RawMessage `json:"drawing,omitempty"`
	entryMore
}

type painJSON struct {
	Cells   []unknot.CellID `json:"cells"`
	Now     *float64        `json:"now,omitempty"`
	Worst   *float64        `json:"worst,omitempty"`
	Average *float64        `json:"average,omitempty"`
	Quality []string        `json:"quality,omitempty"`
	Timing  string          `json:"timing,omitempty"`
	Press   float64         `json:"threshold_kpa,omitempty"`
}

type doneJSON struct {
	Treatment string   `json:"treatment"`
	Minutes   *float64 `json:"minutes,omitempty"`
	Effort    *float64 `json:"effort,omitempty"`

	Muscle  unknot.MuscleID `json:"muscle,omitempty"`
	Side    unknot.Side     `json:"side,omitempty"`
	Steps   int             `json:"steps,omitempty"`
	Of      int             `json:"of_steps,omitempty"`
	Pain    *feltJSON       `json:"pain,omitempty"`
	Stopped string          `json:"stopped,omitempty"`
}

type feltJSON struct {
	Before float64 `json:"before"`
	After  float64 `json:"after"`
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
		Places: []painJSON{}, Sleep: said(e.Sleep), Stress: said(e.Stress), Note: e.Note, Drawing: e.Sheet, entryMore: moreOf(e)}
	for _, p := range e.Places {
		out.Places = append(out.Places, painJSON{p.Cells, said(p.Now), said(p.Worst), said(p.Average), p.Quality, p.Timing, p.Threshold})
	}
	for _, d := range e.Did {
		out.Did = append(out.Did, doneJSON{d.Treatment, said(d.Minutes), said(d.Effort), d.Muscle, d.Side, d.Steps, d.Of, (*feltJSON)(d.Pain), d.Stopped})
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
		p.Timing = q.oneOf("timing", unknot.Timings)
		p.Threshold = q.number("threshold_kpa", 0, 5000, 0)
		if len(p.Cells) == 0 && q.err == nil {
			q.fail(q.path, n, "no cell is named", "give \"cells\"")
		}
		q.rest()
		take(r, q)
		e.Places = append(e.Places, p)
	}
	readDid(base, r, &e)
	readSheet(r, raw, &e)
	readMore(base, r, &e)
	r.rest()
	if r.err != nil {
		return unknot.Entry{}, r.err
	}
	return e, nil
}

// readSheet keeps the drawing as it was painted. Whether its figure is the
// present one is asked when it is new, not here: an entry must stay readable
// when the figure changes.
func readSheet(r *reader, raw []byte, e *unknot.Entry) {
	n, path := r.field("drawing")
	if n == nil || r.err != nil {
		return
	}
	var of struct {
		Drawing json.RawMessage `json:"drawing"`
	}
	var head struct {
		Format string `json:"format"`
	}
	var text bytes.Buffer
	if json.Unmarshal(raw, &of) != nil || json.Unmarshal(of.Drawing, &head) != nil || head.Format != drawing.Format || json.Compact(&text, of.Drawing) != nil {
		r.fail(path, n, "this is no drawing", fmt.Sprintf("write an object with \"format\": %q", drawing.Format))
		return
	}
	e.Sheet = text.Bytes()
}
