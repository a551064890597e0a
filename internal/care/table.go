//go:build !js

package care

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/unknot/unknot"
)

// Mapping says how a table of another diary reads as entries. docs/import.md
// explains each field.
type Mapping struct {
	Separator string   `toml:"separator"` // between columns; "," when empty
	Row       string   `toml:"row"`       // what also stands between rows, besides a line end
	Empty     []string `toml:"empty"`     // what stands for nothing, such as "null"
	Time      []string `toml:"time"`      // columns that hold the time, joined with a blank
	Format    []string `toml:"format"`    // Go layouts of the time, tried in turn; unix and unix_ms for seconds and milliseconds
	Zone      string   `toml:"zone"`      // of times that name none, such as Europe/Berlin

	Place    string              `toml:"place"`       // column with the place in words
	Split    string              `toml:"place_split"` // between several places of that column
	At       string              `toml:"at"`          // the place of every row, in our words, where the table names none
	Unclear  string              `toml:"unclear"`     // what to do with a place that is not clear: "" stops, "note" writes it into the note
	Places   map[string]string   `toml:"places"`      // what that column says → our words; "" leaves the row out
	Pain     string              `toml:"pain"`        // column with the pain at that place
	Pains    map[string]string   `toml:"pains"`       // or: column with pain → our words for its place
	Worst    string              `toml:"worst"`
	Average  string              `toml:"average"`
	Scale    []float64           `toml:"scale"` // lowest and highest number for pain; 0 and 10 when empty
	Sleep    string              `toml:"sleep"` // hours
	Stress   string              `toml:"stress"`
	StressTo float64             `toml:"stress_to"` // highest number for stress; 10 when empty
	Note     string              `toml:"note"`
	Notes    []string            `toml:"notes"` // columns that come into the note with their names
	Medicine string              `toml:"medicine"`
	Dose     string              `toml:"dose"`
	Did      string              `toml:"did"`    // column with what was done
	DidSplit string              `toml:"split"`  // between several; "," when empty
	Treat    map[string]string   `toml:"treat"`  // what that column says → id of a treatment; others go into the note
	Only     map[string][]string `toml:"only"`   // column → values; rows with others are left out
	Ignore   bool                `toml:"ignore"` // leave out rows whose place is not known, instead of refusing
}

// Limits: rows of a table, its bytes where it must be held, bytes of a mapping.
const mostRows, mostText, mostMapping = 200000, 64 << 20, 1 << 20

// ReadMapping reads a mapping strictly.
func ReadMapping(r io.Reader) (Mapping, error) {
	var m Mapping
	raw, err := io.ReadAll(io.LimitReader(r, mostMapping))
	if err == nil {
		err = toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields().Decode(&m)
	}
	if err != nil {
		return m, unknot.Errorf(unknot.Invalid, "the mapping cannot be read: %v", err)
	}
	if len(m.Time) == 0 || len(m.Format) == 0 || m.Pain != "" && len(m.Pains) > 0 {
		return m, unknot.Errorf(unknot.Invalid, "the mapping needs time and format, and not both pain and pains")
	}
	if m.Unclear != "" && m.Unclear != "note" {
		return m, unknot.Errorf(unknot.Invalid, "unclear in the mapping is \"note\", or left out")
	}
	if len(m.Scale) == 0 {
		m.Scale = []float64{0, 10}
	}
	if len(m.Scale) != 2 || !(m.Scale[1] > m.Scale[0]) || m.StressTo < 0 {
		return m, unknot.Errorf(unknot.Invalid, "scale in the mapping is the lowest and the highest number, such as [0, 100]")
	}
	if m.StressTo == 0 {
		m.StressTo = 10
	}
	return m, nil
}

// ImportTable brings a table of another diary in, all of it or, when a line
// cannot be read, none. The same table again adds nothing.
func (p *Practice) ImportTable(ctx context.Context, tenant string, in io.Reader, m Mapping) (Imported, error) {
	zone := time.Local
	if m.Zone != "" {
		var err error
		if zone, err = time.LoadLocation(m.Zone); err != nil {
			return Imported{}, unknot.Errorf(unknot.Invalid, "zone %q in the mapping is not known; write it as Europe/Berlin", m.Zone)
		}
	}
	if m.Pain != "" && m.Place == "" && m.At == "" {
		return Imported{}, unknot.Errorf(unknot.Invalid, "this table names no places; say where it hurt with --place, such as \"forehead, both sides\"")
	}
	if m.Row != "" {
		text, err := io.ReadAll(io.LimitReader(in, mostText))
		if err != nil {
			return Imported{}, unknot.Errorf(unknot.Invalid, "the table cannot be read: %v", err)
		}
		in = strings.NewReader(strings.ReplaceAll(string(text), m.Row, "\n")) // within quotes a line end is text again
	}
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, true
	if m.Separator != "" {
		r.Comma = []rune(m.Separator)[0]
	}
	first, err := r.Read()
	if err != nil {
		return Imported{}, unknot.Errorf(unknot.Invalid, "the table has no first line with names of columns")
	}
	t := &tableReader{p: p, m: m, zone: zone, at: map[string]int{}, seen: map[string]int{}}
	for i, name := range first {
		t.at[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	if err := t.checkColumns(); err != nil {
		return Imported{}, err
	}
	l, err := p.Store.Load(ctx)
	if err != nil {
		return Imported{}, err
	}
	defer l.Close()
	var done Imported
	for n := 0; ; n++ {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		line, _ := r.FieldPos(0)
		if n >= mostRows {
			err = fmt.Errorf("the table has more than %d rows; cut it into parts", mostRows)
		}
		if err == nil {
			err = t.put(ctx, l, tenant, row, &done)
		}
		if err != nil {
			return Imported{}, unknot.Errorf(unknot.Invalid, "nothing was imported: line %d: %v", line, err)
		}
	}
	return done, l.Commit()
}
