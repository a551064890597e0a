package cli

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/hook"
	"github.com/unknot/unknot/internal/edge/push"
)

// workFlags say what a server does by itself.
type workFlags struct {
	lockFlags
	BackupEvery time.Duration `default:"0" env:"UNKNOT_BACKUP_EVERY" placeholder:"24h" help:"Back up by itself, this often; at least every minute. Default: never."`
	BackupTo    string        `type:"path" placeholder:"FOLDER" env:"UNKNOT_BACKUP" help:"Folder for these backups. Default: backup in the data folder."`
	BackupKeep  int           `default:"14" env:"UNKNOT_BACKUP_KEEP" help:"How many to keep; 0 keeps all."`
}

// often is how often a server looks for work.
const often = 20 * time.Second

func (f *workFlags) schedule(s *streams, d *dataFlags) (care.Schedule, error) {
	out := care.Schedule{Every: f.BackupEvery, Folder: f.BackupTo, Keep: f.BackupKeep}
	if f.BackupEvery == 0 {
		return out, nil
	}
	if f.BackupEvery < time.Minute || f.BackupKeep < 0 {
		return out, &exit{ExitUsage, "--backup-every is a minute or more, --backup-keep 0 or more"}
	}
	if out.Folder == "" {
		if d.Database != "" {
			return out, &exit{ExitUsage, "name a folder for the backups with --backup-to"}
		}
		where, err := d.place()
		if err != nil {
			return out, err
		}
		out.Folder = filepath.Join(where, "backup")
	}
	var err error
	out.Lock, err = f.lock(s)
	return out, err
}

// work does what is due until the server ends.
func work(ctx context.Context, p *care.Practice, s care.Schedule, log *slog.Logger) {
	if s.Every == 0 {
		return
	}
	holder := holderName()
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		switch made, err := p.Tick(ctx, holder, s); {
		case err != nil && ctx.Err() == nil:
			log.Error("backup failed; it is tried again", "error", err.Error())
		case made != "":
			log.Info("backed up", "file", made)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// soon is how often a server looks for messages to deliver.
const soon = 5 * time.Second

// deliver sends the messages of hooks until the server ends.
func deliver(ctx context.Context, p *care.Practice, inside bool, log *slog.Logger) {
	send := hook.Sender(inside, p.Now)
	holder := holderName()
	tick := time.NewTicker(soon)
	defer tick.Stop()
	for {
		more, err := p.Deliver(ctx, holder, send)
		if err != nil && ctx.Err() == nil {
			log.Error("message not delivered; it is tried again", "error", fmt.Sprintf("%T", err))
		}
		if more && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// holderName tells processes apart, on one machine and over several.
func holderName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown" // the number tells processes of one machine apart
	}
	return fmt.Sprintf("%s-%d", host, os.Getpid())
}

// remind sends reminders that are due until the server ends.
func remind(ctx context.Context, p *care.Practice, log *slog.Logger) {
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			push.Remind(ctx, p, log)
		}
	}
}
