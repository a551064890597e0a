//go:build !js

package care

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// tableReader turns rows of a table into entries.
type tableReader struct {
	p    *Practice
	m    Mapping
	zone *time.Location
	at   map[string]int // column → place in the row
	seen map[string]int // how often a row came already
}

// checkColumns refuses a mapping that names a column that is not there.
func (t *tableReader) checkColumns() error {
	names := slices.Concat(t.m.Time, t.m.Notes, []string{t.m.Place, t.m.Pain, t.m.Worst, t.m.Average, t.m.Sleep, t.m.Stress, t.m.Note, t.m.Did, t.m.Medicine, t.m.Dose},
		slices.Sorted(maps.Keys(t.m.Pains)), slices.Sorted(maps.Keys(t.m.Only)))
	have := slices.Sorted(maps.Keys(t.at))
	for _, name := range names {
		if _, ok := t.at[name]; name != "" && !ok {
			return unknot.Errorf(unknot.Invalid, "the table has no column %q; did you mean %q?", name, knowledge.Nearest(name, have))
		}
	}
	return nil
}

func (t *tableReader) cell(row []string, column string) string {
	if i, ok := t.at[column]; ok && column != "" && i < len(row) {
		if text := strings.TrimSpace(row[i]); !slices.Contains(t.m.Empty, text) {
			return text
		}
	}
	return ""
}

// put keeps the entry of a row, if it makes one.
func (t *tableReader) put(ctx context.Context, l *store.Loading, tenant string, row []string, done *Imported) error {
	for column, values := range t.m.Only {
		if !slices.Contains(values, t.cell(row, column)) {
			return nil
		}
	}
	e, ok, err := t.entry(row)
	if err != nil || !ok {
		return err
	}
	sum := sha256.Sum256([]byte(strings.Join(row, "\x1f")))
	key := hex.EncodeToString(sum[:12])
	t.seen[key]++
	e.ID = fmt.Sprintf("csv-%s-%d", key, t.seen[key])
	raw, err := wire.WriteEntry(e)
	if err != nil {
		return err
	}
	if _, err := wire.ReadEntry(t.p.Base, raw); err != nil {
		return err
	}
	// written is the time of the entry itself, so that the second import of a
	// row is the same record
	line, err := json.Marshal(map[string]any{"id": e.ID, "episode": "", "at": e.At.UnixMicro(), "written": e.At.UnixMicro(), "mends": "", "doc": string(raw)})
	if err != nil {
		return err
	}
	put, err := l.Put(ctx, "entry", tenant, line)
	done.count(put, "entry", e.ID, err)
	return err
}

func (t *tableReader) entry(row []string) (unknot.Entry, bool, error) {
	e := unknot.Entry{Sleep: -1, Stress: -1, Note: t.cell(row, t.m.Note)}
	var err error
	if e.At, err = t.time(row); err != nil {
		return e, false, err
	}
	if e.Places, err = t.places(row, &e.Note); err != nil {
		return e, false, err
	}
	for _, column := range t.m.Notes { // nothing that was written down is lost
		if text := t.cell(row, column); text != "" {
			addNote(&e.Note, column+": "+text)
		}
	}
	if name := t.cell(row, t.m.Medicine); name != "" {
		e.Medicine = []unknot.Taken{{Name: name, Dose: t.cell(row, t.m.Dose)}}
	}
	if e.Sleep, err = t.number(row, t.m.Sleep, 0, 0); err != nil {
		return e, false, err
	}
	if e.Stress, err = t.number(row, t.m.Stress, 0, t.m.StressTo); err != nil {
		return e, false, err
	}
	split := t.m.DidSplit
	if split == "" {
		split = ","
	}
	for _, what := range strings.Split(t.cell(row, t.m.Did), split) {
		what = strings.TrimSpace(what)
		if id := t.m.Treat[what]; id != "" {
			e.Did = append(e.Did, unknot.Done{Treatment: id, Minutes: -1, Effort: -1})
		} else if what != "" {
			addNote(&e.Note, what)
		}
	}
	empty := len(e.Places)+len(e.Did)+len(e.Medicine) == 0 && e.Sleep < 0 && e.Stress < 0 && e.Note == ""
	left := t.m.Place != "" && t.m.Unclear == "" && len(e.Places) == 0 // a row about a place that the mapping leaves out
	return e, !empty && !left, nil
}

func addNote(note *string, text string) { *note = strings.TrimSpace(*note + " " + text) }

func (t *tableReader) time(row []string) (time.Time, error) {
	var parts []string
	for _, column := range t.m.Time {
		if s := t.cell(row, column); s != "" {
			parts = append(parts, s)
		}
	}
	text := strings.Join(parts, " ")
	for _, layout := range t.m.Format {
		if unit, ok := map[string]time.Duration{"unix": time.Second, "unix_ms": time.Millisecond}[layout]; ok {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				return time.UnixMicro(n * unit.Microseconds()).UTC(), nil
			}
			continue
		}
		if at, err := time.ParseInLocation(layout, text, t.zone); err == nil {
			return at.UTC().Truncate(time.Microsecond), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time of the form %q", text, t.m.Format)
}

func (t *tableReader) places(row []string, note *string) ([]unknot.PainAt, error) {
	if t.m.Pain != "" && t.m.At != "" {
		return t.place(row, t.m.At, t.m.Pain)
	}
	if t.m.Pain != "" {
		return t.saidPlaces(row, note)
	}
	var out []unknot.PainAt
	for _, column := range slices.Sorted(maps.Keys(t.m.Pains)) {
		at, err := t.place(row, t.m.Pains[column], column)
		if err != nil {
			return nil, err
		}
		out = append(out, at...)
	}
	return out, nil
}

// saidPlaces reads the column with places: one, or several with the same pain.
func (t *tableReader) saidPlaces(row []string, note *string) ([]unknot.PainAt, error) {
	list := []string{t.cell(row, t.m.Place)}
	if t.m.Split != "" {
		list = strings.Split(list[0], t.m.Split)
	}
	var out []unknot.PainAt
	for _, said := range list {
		said = strings.TrimSpace(said)
		words, known := t.m.Places[said]
		if !known {
			if words, known = t.m.Places[strings.ToLower(said)]; !known {
				words = said
			}
		}
		at, err := t.place(row, words, t.m.Pain)
		if pain := t.cell(row, t.m.Pain); err != nil && t.m.Unclear == "note" && pain != "" {
			addNote(note, fmt.Sprintf("%s: %s (%s)", t.m.Pain, pain, said))
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, at...)
	}
	return out, nil
}

// place reads the pain at one place; no number is no place.
func (t *tableReader) place(row []string, words, column string) ([]unknot.PainAt, error) {
	now, err := t.pain(row, column)
	if err != nil || words == "" {
		return nil, err
	}
	worst, err := t.pain(row, t.m.Worst)
	if err != nil {
		return nil, err
	}
	average, err := t.pain(row, t.m.Average)
	if err != nil || now < 0 && worst < 0 && average < 0 {
		return nil, err
	}
	found, err := t.p.Words.Find(words)
	if err == nil && found.Ask != nil {
		err = fmt.Errorf("%q: %s Choose in [places] of the mapping: %q", words, found.Ask.Text, found.Ask.Choices)
	}
	if err != nil {
		if t.m.Ignore {
			return nil, nil
		}
		return nil, err
	}
	return []unknot.PainAt{{Cells: found.Cells, Now: now, Worst: worst, Average: average}}, nil
}

// pain reads a number on the scale of the table, as 0-10.
func (t *tableReader) pain(row []string, column string) (float64, error) {
	return t.number(row, column, t.m.Scale[0], t.m.Scale[1])
}

// number reads a number between low and high as 0-10, or, where both are 0, as
// it is; -1 when there is none.
func (t *tableReader) number(row []string, column string, low, high float64) (float64, error) {
	text := strings.Replace(t.cell(row, column), ",", ".", 1)
	if text == "" {
		return -1, nil
	}
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil:
		return 0, fmt.Errorf("column %q: %q is no number", column, text)
	case low == 0 && high == 0:
		return x, nil
	case !(x >= low && x <= high):
		return 0, fmt.Errorf("column %q: %g is not between %g and %g", column, x, low, high)
	}
	return (x - low) / (high - low) * 10, nil
}
