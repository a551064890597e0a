//go:build !js

package care

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// Imported says what an import did. A conflict is a record whose id is taken
// by a different record here; the one that was here stays.
type Imported struct {
	Added     int64
	There     int64 // already here, to the letter
	Conflicts []Conflict
	More      int64 // conflicts beyond those that are listed
}

// Conflict names a record by table and id.
type Conflict struct{ Table, ID string }

// mostConflicts is how many conflicts are listed.
const mostConflicts = 100

// Import brings an export into the tenant, merged by id: all of it or, when
// anything is wrong with the archive, none of it.
func (p *Practice) Import(ctx context.Context, tenant string, in io.ReaderAt, size int64, key archive.Key) (Imported, error) {
	var done Imported
	r, err := openArchive(in, size, key, ExportSchema)
	if err != nil {
		return done, err
	}
	members, err := tablesOf(r, p.Store.Version())
	if err != nil {
		return done, err
	}
	l, err := p.Store.Load(ctx)
	if err != nil {
		return done, err
	}
	defer l.Close()
	for _, m := range members {
		table := strings.TrimSuffix(path.Base(m.Name), ".jsonl")
		if !slices.Contains(store.Tables(), table) { // accounts and grants above all
			return Imported{}, unknot.Errorf(unknot.Invalid, "nothing was imported: an export holds no records of the kind %q here; use a newer unknot", table)
		}
		err := r.Lines(m.Name, func(line []byte) error {
			id, err := checkRecord(line)
			if err != nil {
				return err
			}
			put, err := l.Put(ctx, table, tenant, line)
			done.count(put, table, id, err)
			return err
		})
		if err != nil {
			return Imported{}, fmt.Errorf("nothing was imported: %w", err)
		}
	}
	if err := l.Commit(); err != nil {
		return Imported{}, err
	}
	return done, nil
}

func (d *Imported) count(put store.Put, table, id string, err error) {
	switch {
	case err != nil:
	case put == store.Added:
		d.Added++
	case put == store.Same:
		d.There++
	case len(d.Conflicts) < mostConflicts:
		d.Conflicts = append(d.Conflicts, Conflict{table, id})
	default:
		d.More++
	}
}

// checkRecord refuses a record whose document is not JSON or names another id.
// Whether the present knowledge can read it is asked when it is shown: a record
// of an older knowledge must not get lost on its way.
func checkRecord(line []byte) (string, error) {
	var row struct {
		ID  string
		Doc *string
	}
	if err := json.Unmarshal(line, &row); err != nil || row.ID == "" {
		return "", unknot.Errorf(unknot.Invalid, "this is no record with an id")
	}
	if row.Doc != nil && !json.Valid([]byte(*row.Doc)) {
		return "", unknot.Errorf(unknot.Invalid, "the document of record %q is not JSON", row.ID)
	}
	return row.ID, nil
}
