//go:build !js

package care

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// BackupSchema names the format of a backup: everything of everybody.
const BackupSchema = "unknot.backup/v1"

// backupName is the name of a backup of one second, so that names sort by time.
const backupName, backupTime = "unknot-", "20060102T150405Z"

// Backup writes everything of everybody as one archive, while others go on
// reading and writing. It may be restored into either kind of database.
func (p *Practice) Backup(ctx context.Context, out io.Writer, lock archive.Lock) (archive.Manifest, error) {
	return locked(out, lock, func(w *archive.Writer) (archive.Manifest, error) {
		r, err := p.Store.Read(ctx)
		if err != nil {
			return archive.Manifest{}, err
		}
		defer r.Close()
		if err := writeRecords(ctx, w, r, ""); err != nil {
			return archive.Manifest{}, err
		}
		return w.Close(BackupSchema, p.Store.Version())
	})
}

// BackupInto writes a backup into a folder under a name with the time, reads
// it back, and only then takes the oldest ones away, so that keep are left; 0
// keeps all. It returns the file.
func (p *Practice) BackupInto(ctx context.Context, folder string, lock archive.Lock, keep int) (file string, m archive.Manifest, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", m, unknot.Errorf(unknot.Invalid, "the folder for backups cannot be made: %v", err)
	}
	name := backupName + p.Now().UTC().Format(backupTime) + ".zip"
	if !lock.Open() {
		name += ".age"
	}
	file = filepath.Join(folder, name)
	m, err = WriteNew(file, func(w io.Writer) (archive.Manifest, error) { return p.Backup(ctx, w, lock) })
	if err != nil {
		return "", m, err
	}
	if keep == 0 {
		return file, m, nil
	}
	return file, m, rotate(folder, keep)
}

// backupsIn lists the backups of a folder, and nothing else.
func backupsIn(folder string) ([]string, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("look for old backups: %w", err)
	}
	var names []string
	for _, e := range list {
		stem := strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".age"), ".zip")
		if stem != e.Name() && strings.HasPrefix(stem, backupName) && len(stem) == len(backupName+backupTime) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// rotate leaves the newest backups of a folder, and everything else alone.
func rotate(folder string, keep int) error {
	names, err := backupsIn(folder)
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			return fmt.Errorf("take an old backup away: %w", err)
		}
	}
	return nil
}

// WriteNew writes a file that must not be there yet, readable by nobody else:
// under another name first, brought to the disk, then checked, then named. An
// archive that is not locked is read back and compared with its hashes; of a
// locked one the bytes on disk are compared with those that were written.
func WriteNew(file string, write func(io.Writer) (archive.Manifest, error)) (m archive.Manifest, err error) {
	if _, err := os.Lstat(file); err == nil {
		return m, unknot.Errorf(unknot.Conflict, "%s is already there; name another file", file)
	}
	f, err := os.OpenFile(file+".part", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return m, unknot.Errorf(unknot.Invalid, "the archive cannot be written: %v; choose another folder", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error says more
		}
	}()
	sum := sha256.New()
	m, err = write(io.MultiWriter(f, sum))
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = readBack(f, sum.Sum(nil), m)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return m, err
	}
	if err := os.Rename(f.Name(), file); err != nil {
		return m, fmt.Errorf("name the archive: %w", err)
	}
	return m, syncFolder(filepath.Dir(file))
}

func readBack(f *os.File, want []byte, m archive.Manifest) error {
	sum := sha256.New()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	size, err := io.Copy(sum, f)
	if err != nil || string(sum.Sum(nil)) != string(want) {
		return unknot.Errorf(unknot.Invalid, "the archive came back from the disk other than it was written; the disk may be failing")
	}
	r, err := archive.NewReader(f, size, m.Schema)
	if err != nil && strings.HasPrefix(peek(f), "age-") {
		return nil // locked, and only the reader has the key
	}
	if err != nil {
		return err
	}
	return r.Verify()
}

func peek(f io.ReaderAt) string {
	start := make([]byte, 4)
	n, _ := f.ReadAt(start, 0) // a short file says enough
	return string(start[:n])
}

// syncFolder brings the new name to the disk, where the system can do that.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Restore fills an empty database with a backup and compares every record
// with the backup before it keeps anything. It refuses a database that holds
// anything at all.
func (p *Practice) Restore(ctx context.Context, in io.ReaderAt, size int64, key archive.Key) (archive.Manifest, error) {
	r, err := openArchive(in, size, key, BackupSchema)
	if err != nil {
		return archive.Manifest{}, err
	}
	db := p.Store
	members, err := tablesOf(r, db.Version())
	if err != nil {
		return r.Manifest, err
	}
	l, err := db.Load(ctx)
	if err != nil {
		return r.Manifest, err
	}
	defer l.Close()
	if empty, err := l.Empty(ctx); err != nil || !empty {
		if err == nil {
			err = unknot.Errorf(unknot.Conflict, "there is data in this database; restore never overwrites. Name an empty folder with --data")
		}
		return r.Manifest, err
	}
	for _, m := range members {
		table := strings.TrimSuffix(path.Base(m.Name), ".jsonl")
		if err := r.Lines(m.Name, func(line []byte) error { _, err := l.Put(ctx, table, "", line); return err }); err != nil {
			return r.Manifest, fmt.Errorf("nothing was restored: %w", err)
		}
		if err := compareTable(ctx, l, table, m, r.Manifest.Database == db.Version()); err != nil {
			return r.Manifest, err
		}
	}
	return r.Manifest, l.Commit()
}

// compareTable reads a restored table back; rows of the same version must have
// the same hash, rows of an older one the same number.
func compareTable(ctx context.Context, l *store.Loading, table string, m archive.Member, same bool) error {
	sum, n := sha256.New(), int64(0)
	err := l.Rows(ctx, table, "", func(line []byte) error {
		n++
		_, err := sum.Write(append(line, '\n'))
		return err
	})
	if err != nil {
		return err
	}
	if n != m.Rows || same && hex.EncodeToString(sum.Sum(nil)) != m.SHA256 {
		return unknot.Errorf(unknot.Invalid, "nothing was restored: %s did not come back as it was backed up", m.Name)
	}
	return nil
}
