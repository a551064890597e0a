package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/unknot/unknot/internal/care"
)

type doctorCmd struct {
	dataFlags
	Backups string `type:"path" placeholder:"FOLDER" env:"UNKNOT_BACKUP" help:"Folder of the backups. Default: backup in the data folder."`
}

// Run says what is wrong and how to mend it; the exit code is then 1.
func (c *doctorCmd) Run(s *streams) error {
	where, err := c.place()
	if err != nil {
		return err
	}
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		folder := where
		if c.Database != "" {
			folder = ""
		} else if c.Backups == "" {
			c.Backups = filepath.Join(where, "backup")
		}
		found, err := p.Doctor(ctx, care.Premises{Folder: folder, Backups: c.Backups, Key: c.DataKey})
		if err != nil {
			return err
		}
		t := newText(s.out)
		for _, f := range found {
			t.hang("  ! ", f.What)
			t.hang("    ", f.Mend)
		}
		if len(found) == 0 {
			t.para(fmt.Sprintf("All is well. Tables %d, knowledge %s.", p.Store.Version(), p.Base.Version), "")
			return t.err
		}
		return errors.Join(t.err, &exit{ExitBadInput, count(int64(len(found)), "thing") + " to mend"})
	})
}

type migrateCmd struct{ dataFlags }

// Run brings the tables to the form that this program needs; every other
// command does so too.
func (c *migrateCmd) Run(s *streams) (err error) {
	p := &care.Practice{}
	if err := c.openInto(context.Background(), p); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	_, err = fmt.Fprintf(s.out, "The tables have version %d, as this program needs.\n", p.Store.Version())
	return err
}
