package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/unknot/unknot/internal/care"
)

type importCmd struct {
	dataFlags
	keyFlags
	File    string `arg:"" help:"An archive that unknot export wrote, or with --mapping a CSV table of another diary."`
	From    string `placeholder:"NAME" help:"The table comes from this diary: ${diaries} (docs/import.md)."`
	Place   string `placeholder:"WORDS" help:"Where it hurt, in all rows of a table that names no places."`
	Mapping string `type:"path" placeholder:"FILE" help:"How the columns of another CSV table read as entries (docs/import.md)."`
}

// Run merges an export. Records whose id is taken by another record are told
// and left out; the exit code is then 1.
func (c *importCmd) Run(s *streams) error {
	f, size, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	key, err := c.key(s)
	if err != nil {
		return err
	}
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		var done care.Imported
		if c.Mapping != "" || c.From != "" {
			done, err = c.table(ctx, p, tenant, f)
		} else {
			done, err = p.Import(ctx, tenant, f, size, key)
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(s.out, "Imported %s; %d were here already.\n", count(done.Added, "record"), done.There); err != nil {
			return err
		}
		if len(done.Conflicts) == 0 {
			return nil
		}
		for _, c := range done.Conflicts {
			fmt.Fprintf(s.err, "not imported: %s %s is another one here\n", c.Table, c.ID)
		}
		return &exit{ExitBadInput, fmt.Sprintf("%s kept as they were here", count(int64(len(done.Conflicts))+done.More, "record"))}
	})
}

func (c *importCmd) table(ctx context.Context, p *care.Practice, tenant string, table io.Reader) (care.Imported, error) {
	if c.Mapping != "" && c.From != "" {
		return care.Imported{}, &exit{ExitUsage, "say either --from or --mapping"}
	}
	var m care.Mapping
	var err error
	if c.From != "" {
		m, err = care.KnownMapping(c.From)
	} else {
		m, err = mappingFile(c.Mapping)
	}
	if err != nil {
		return care.Imported{}, err
	}
	if c.Place != "" {
		m.At = c.Place
	}
	return p.ImportTable(ctx, tenant, table, m)
}

func mappingFile(name string) (care.Mapping, error) {
	f, _, err := openFile(name)
	if err != nil {
		return care.Mapping{}, err
	}
	defer f.Close()
	return care.ReadMapping(f)
}

// openFile opens a file that was named on the command line.
func openFile(name string) (*os.File, int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, &exit{ExitBadInput, fmt.Sprintf("cannot open the archive: %v", err)}
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, 0, errors.Join(&exit{ExitBadInput, fmt.Sprintf("%s is no file", name)}, f.Close())
	}
	return f, info.Size(), nil
}
