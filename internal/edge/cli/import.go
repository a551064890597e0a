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
	Mapping string `type:"path" placeholder:"FILE" help:"How the columns of a CSV table read as entries (docs/import.md)."`
}

// Run merges an export. Records whose id is taken by another record are told
// and left out; the exit code is then 1.
func (c *importCmd) Run(s *streams) (err error) {
	ctx := context.Background()
	f, size, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	key, err := c.key(s)
	if err != nil {
		return err
	}
	p, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	tenant, err := c.tenant(ctx, p)
	if err != nil {
		return err
	}
	var done care.Imported
	if c.Mapping != "" {
		done, err = importTable(ctx, p, tenant, f, c.Mapping)
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
}

func importTable(ctx context.Context, p *care.Practice, tenant string, table io.Reader, mapping string) (care.Imported, error) {
	f, _, err := openFile(mapping)
	if err != nil {
		return care.Imported{}, err
	}
	defer f.Close()
	m, err := care.ReadMapping(f)
	if err != nil {
		return care.Imported{}, err
	}
	return p.ImportTable(ctx, tenant, table, m)
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
