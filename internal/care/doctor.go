//go:build !js

package care

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/unknot/unknot/internal/store"
)

// Trouble is one thing that is wrong, and how to mend it.
type Trouble struct {
	What string
	Mend string
}

// oldBackup is how old the latest backup may be before it is told. Judgement.
const oldBackup = 30 * 24 * time.Hour

// Premises are where things lie; "" is nowhere.
type Premises struct {
	Folder  string // data folder; none with PostgreSQL
	Backups string
	Key     string // file of the data key
}

// Doctor looks for what is wrong: damage, records that cannot be shown, a clock
// that jumped, files that others may read, a key beside what it locks, a backup
// that is old.
func (p *Practice) Doctor(ctx context.Context, at Premises) ([]Trouble, error) {
	var out []Trouble
	for _, fault := range p.Store.Check(ctx) {
		out = append(out, Trouble{fault, "Stop the server first. Then: unknot restore BACKUP --data NEWFOLDER"})
	}
	if len(out) > 0 {
		return out, nil // a damaged database cannot be read further
	}
	unreadable, future, err := p.oddEntries(ctx)
	if err != nil {
		return nil, err
	}
	if unreadable > 0 {
		out = append(out, Trouble{fmt.Sprintf("%d diary entries name something that this version does not know", unreadable), "They are safe, and exports hold them. Use the version that wrote them, or a newer one."})
	}
	if future > 0 {
		out = append(out, Trouble{fmt.Sprintf("%d diary entries lie in the future", future), "The clock of a device was wrong. Correct them: unknot diary --ids, then unknot log … --mends ID"})
	}
	if runtime.GOOS != "windows" { // which has no such bits
		var files []string
		if at.Folder != "" {
			files = append(files, at.Folder, filepath.Join(at.Folder, store.FileName))
		}
		if at.Key != "" {
			files = append(files, at.Key)
		}
		out = append(out, openToOthers(files)...)
	}
	if at.Folder != "" {
		out = append(out, littleSpace(at.Folder)...)
	}
	if at.Key != "" && at.Folder != "" && filepath.Dir(at.Key) == filepath.Clean(at.Folder) {
		out = append(out, Trouble{"the data key lies in the data folder, beside what it locks", "Move " + at.Key + " to another disk or user, and name it with --data-key-file"})
	}
	if at.Backups != "" {
		out = append(out, p.lateBackup(at.Backups)...)
	}
	return out, nil
}

// oddEntries counts entries that cannot be shown and those of the future.
func (p *Practice) oddEntries(ctx context.Context) (unreadable, future int, err error) {
	r, err := p.Store.Read(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer r.Close()
	tomorrow := p.Now().Add(24 * time.Hour) // zones differ by less
	err = r.Rows(ctx, "entry", "", func(line []byte) error {
		e, ok := p.entryOf(line)
		switch {
		case !ok:
			unreadable++
		case e.At.After(tomorrow):
			future++
		}
		return nil
	})
	return unreadable, future, err
}

func openToOthers(files []string) []Trouble {
	var out []Trouble
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 {
			out = append(out, Trouble{name + " can be read by other users of this computer", "chmod go= " + name})
		}
	}
	return out
}

// leastSpace is how much of the disk should be free. Judgement.
const leastSpace = 256 << 20

// littleSpace tells when the disk is nearly full, or could not take the database
// once more, as a backup or another key needs.
func littleSpace(folder string) []Trouble {
	least := uint64(leastSpace)
	if info, err := os.Stat(filepath.Join(folder, store.FileName)); err == nil {
		least = max(least, uint64(info.Size()))
	}
	if free, known := freeSpace(folder); known && free < least {
		return []Trouble{{fmt.Sprintf("the disk is full, or nearly: %d MB are left, and %d should be", free>>20, least>>20), "Free some space. When it is full, nothing more is kept; what was kept is safe."}}
	}
	return nil
}

func (p *Practice) lateBackup(folder string) []Trouble {
	names, err := backupsIn(folder)
	if err != nil || len(names) == 0 {
		return []Trouble{{"there is no backup in " + folder, "unknot backup"}}
	}
	slices.Sort(names)
	last, err := time.Parse(backupTime, names[len(names)-1][len(backupName):len(backupName+backupTime)])
	if age := p.Now().Sub(last); err == nil && age > oldBackup {
		return []Trouble{{fmt.Sprintf("the latest backup is %d days old", int(age.Hours()/24)), "unknot backup"}}
	}
	return nil
}
