//go:build !js

package care

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// Schedule is when and where backups are made by themselves.
type Schedule struct {
	Every  time.Duration // 0: never
	Folder string
	Lock   archive.Lock
	Keep   int
}

// lease is how long a backup may take before another process tries.
const lease = 30 * time.Minute

// Tick does what is due, once over all processes on one database: each asks
// for the backup of the present period under the same id, and whoever comes
// first makes it. It reports what it made; a failure is tried again later.
func (p *Practice) Tick(ctx context.Context, holder string, s Schedule) (made string, err error) {
	if s.Every <= 0 {
		return "", nil
	}
	now := p.Now()
	period := now.UnixMicro() / s.Every.Microseconds()
	doc, err := json.Marshal(period)
	if err != nil {
		return "", err
	}
	last, err := p.Store.Events(ctx, backups, store.Event{}, 1)
	if err != nil {
		return "", err
	}
	if len(last) == 0 || last[0].About != fmt.Sprint(period) {
		if err := p.Store.AddJob(ctx, store.Job{Tenant: store.House, ID: fmt.Sprintf("backup-%d", period), Kind: "backup", Doc: string(doc), Due: now}); err != nil {
			return "", err
		}
	}
	j, due, err := p.Store.ClaimJob(ctx, holder, now, lease, "backup")
	if err != nil || !due {
		return "", err
	}
	if j.Doc == string(doc) { // an older period that nobody made is not worth a second backup
		if made, _, err = p.BackupInto(ctx, s.Folder, s.Lock, s.Keep); err != nil {
			if later := p.Store.RetryJob(ctx, j, now.Add(backOff(j.Tries))); later != nil {
				return "", later
			}
			return "", err
		}
		if err := p.note(ctx, backups, holder, "backed_up", fmt.Sprint(period)); err != nil {
			return made, err
		}
	}
	return made, p.Store.DoneJob(ctx, j)
}

// backups is the tenant of the audit lines about backups.
const backups = "backups"

// backOff waits a minute after the first failure, and twice as long after each
// more, up to some hours.
func backOff(tries int64) time.Duration { return time.Minute << min(max(tries-1, 0), 8) }
