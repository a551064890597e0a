package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/care"
)

type exportCmd struct {
	dataFlags
	lockFlags
	File string `arg:"" default:"unknot-export.zip" help:"The archive to write, or - for standard output. It must not be there yet."`
}

// Run writes the archive of one person.
func (c *exportCmd) Run(s *streams) error {
	lock, err := c.lock(s)
	if err != nil {
		return err
	}
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		write := func(w io.Writer) (archive.Manifest, error) { return p.Export(ctx, tenant, w, lock) }
		if c.File == "-" {
			_, err := write(s.out)
			return err
		}
		m, err := care.WriteNew(c.File, write)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Exported %s to %s%s.\n", count(records(m), "record"), c.File, lockWords(lock))
		return err
	})
}

// records counts what an archive carries.
func records(m archive.Manifest) int64 {
	var n int64
	for _, f := range m.Files {
		if care.CarriesRecords(f.Name) {
			n += f.Rows
		}
	}
	return n
}

func lockWords(l archive.Lock) string {
	if l.Open() {
		return ", readable by whoever gets the file"
	}
	return ", encrypted"
}

// count says a number of things.
func count(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
