package cli

import (
	"context"
	"fmt"

	"github.com/unknot/unknot/internal/care"
)

type restoreCmd struct {
	dataFlags
	keyFlags
	File string `arg:"" help:"A backup that unknot backup wrote."`
}

// Run fills an empty database; it never overwrites.
func (c *restoreCmd) Run(s *streams) error {
	f, size, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	key, err := c.key(s)
	if err != nil {
		return err
	}
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		m, err := p.Restore(ctx, f, size, key)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Restored %s. Each was compared with the backup.\n", count(records(m), "record"))
		return err
	})
}
