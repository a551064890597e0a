package care_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/care"
)

// Two processes on one database make one backup a day between them, try again
// after a failure, and keep as many as they were told.
func TestBackupsAreMadeOnceADay(t *testing.T) {
	ctx, data, folder := context.Background(), t.TempDir(), filepath.Join(t.TempDir(), "backups")
	one, two := opened(t, data), opened(t, data)
	clock := time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)
	now := func() time.Time { return clock }
	one.Now, two.Now = now, now
	s := care.Schedule{Every: 24 * time.Hour, Folder: folder, Keep: 3}
	made := func() int {
		t.Helper()
		n := 0
		for name, p := range map[string]*care.Practice{"one": one, "two": two} {
			file, err := p.Tick(ctx, name, s)
			if err != nil {
				t.Fatal(err)
			}
			if file != "" {
				n++
			}
		}
		return n
	}
	for range 5 {
		if n := made(); n != 1 {
			t.Errorf("%d backups on %v", n, clock)
		}
		clock = clock.Add(time.Hour)
		if n := made(); n != 0 {
			t.Errorf("%d more backups on %v", n, clock)
		}
		clock = clock.Add(23 * time.Hour)
	}
	if list, err := os.ReadDir(folder); err != nil || len(list) != 3 {
		t.Errorf("%v %v", list, err)
	}
	s.Folder = "/proc/nowhere"
	if _, err := one.Tick(ctx, "one", s); err == nil {
		t.Error("a folder that cannot be made was not told")
	}
	s.Folder = folder
	if file, err := one.Tick(ctx, "one", s); file != "" || err != nil {
		t.Errorf("tried again at once: %q %v", file, err)
	}
	clock = clock.Add(2 * time.Minute)
	if file, err := two.Tick(ctx, "two", s); file == "" || err != nil {
		t.Errorf("not tried again: %v", err)
	}
}
