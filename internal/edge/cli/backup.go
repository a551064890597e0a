package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/unknot/unknot/internal/care"
)

type backupCmd struct {
	dataFlags
	lockFlags
	To   string `type:"path" placeholder:"FOLDER" env:"UNKNOT_BACKUP" help:"Folder for backups. Default: backup in the data folder."`
	Keep int    `default:"0" env:"UNKNOT_BACKUP_KEEP" help:"Take the oldest backups away so that this many are left; 0 keeps all."`
}

// Run writes a backup, reads it back and says where it is.
func (c *backupCmd) Run(s *streams) error {
	if c.Keep < 0 {
		return &exit{ExitUsage, "--keep is 0 or more"}
	}
	lock, err := c.lock(s)
	if err != nil {
		return err
	}
	if c.To == "" {
		if c.Database != "" {
			return &exit{ExitUsage, "name a folder for the backup with --to"}
		}
		where, err := c.place()
		if err != nil {
			return err
		}
		c.To = filepath.Join(where, "backup")
	}
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		file, m, err := p.BackupInto(ctx, c.To, lock, c.Keep)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Backed up %s to %s%s. It was read back and is whole.\n", count(records(m), "record"), file, lockWords(lock))
		return err
	})
}
