//go:build !js

package care

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// ExportSchema names the format of an export: everything of one person.
const ExportSchema = "unknot.export/v1"

const exportReadme = `This archive holds everything that one person kept in unknot.

diary.csv        the diary for a spreadsheet: a line for each place of each entry
sessions.csv     what was done, when, and how much discomfort it was
drawings/*.svg   where it hurt, for each episode and entry
fhir/*.json      the last year of each episode for a clinic, as HL7 FHIR R4
records/*.jsonl  the records to the letter, one a line, for "unknot import"
manifest.json    size and SHA-256 of each file

Times are UTC. Pain and stress go from 0 to 10. An empty field was not said.
In the CSV files a ' stands before text that a spreadsheet would take for a
formula, and entries that were corrected later are left out; records/ has all.
`

// Export writes everything of a tenant as one archive. The same records give
// the same bytes, on each database, and memory stays flat.
func (p *Practice) Export(ctx context.Context, tenant string, out io.Writer, lock archive.Lock) (archive.Manifest, error) {
	return locked(out, lock, func(w *archive.Writer) (archive.Manifest, error) {
		r, err := p.Store.Read(ctx)
		if err != nil {
			return archive.Manifest{}, err
		}
		defer r.Close()
		readme, err := w.Create("README.txt")
		if err != nil {
			return archive.Manifest{}, err
		}
		if _, err := io.WriteString(readme, exportReadme); err != nil {
			return archive.Manifest{}, err
		}
		if err := p.exportCSV(ctx, w, r, tenant); err != nil {
			return archive.Manifest{}, err
		}
		if err := p.exportDrawings(ctx, w, r, tenant); err != nil {
			return archive.Manifest{}, err
		}
		for _, extra := range p.Extras {
			if err := extra(ctx, p, tenant, w.Create); err != nil {
				return archive.Manifest{}, err
			}
		}
		if err := writeRecords(ctx, w, r, tenant); err != nil {
			return archive.Manifest{}, err
		}
		return w.Close(ExportSchema, p.Store.Version())
	})
}

// locked writes an archive behind a lock.
func locked(out io.Writer, lock archive.Lock, write func(*archive.Writer) (archive.Manifest, error)) (archive.Manifest, error) {
	sealed, err := archive.Seal(out, lock)
	if err != nil {
		return archive.Manifest{}, err
	}
	m, err := write(archive.NewWriter(sealed))
	if err != nil {
		return m, fmt.Errorf("write the archive: %w", err)
	}
	if err := sealed.Close(); err != nil {
		return m, fmt.Errorf("write the archive: %w", err)
	}
	return m, nil
}

// recordsOf is where an archive keeps the rows of a table.
func recordsOf(table string) string { return "records/" + table + ".jsonl" }

// CarriesRecords reports whether a member of an archive holds records, and not
// something made from them.
func CarriesRecords(member string) bool { return strings.HasPrefix(member, "records/") }

// writeRecords writes each table, of one tenant or, with "", of all.
func writeRecords(ctx context.Context, w *archive.Writer, r *store.Reading, tenant string) error {
	tables := store.Tables()
	if tenant == "" {
		tables = store.BackupTables()
	}
	for _, table := range tables {
		body, err := w.Create(recordsOf(table))
		if err != nil {
			return err
		}
		err = r.Rows(ctx, table, tenant, func(line []byte) error {
			w.Row()
			_, err := body.Write(append(line, '\n'))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// openArchive decrypts, reads the manifest and checks every hash.
func openArchive(in io.ReaderAt, size int64, key archive.Key, schema string) (*archive.Reader, error) {
	body, size, err := archive.Unseal(in, size, key)
	if err != nil {
		return nil, err
	}
	r, err := archive.NewReader(body, size, schema)
	if err != nil {
		return nil, err
	}
	return r, r.Verify()
}

// tablesOf lists the tables that an archive carries, in the order of the store.
func tablesOf(r *archive.Reader, version int64) ([]archive.Member, error) {
	if r.Manifest.Database > version {
		return nil, unknot.Errorf(unknot.Invalid, "the archive comes from a newer unknot (tables %d, here %d); upgrade first", r.Manifest.Database, version)
	}
	var out []archive.Member
	for _, m := range r.Manifest.Files {
		if CarriesRecords(m.Name) {
			out = append(out, m)
		}
	}
	return out, nil
}
