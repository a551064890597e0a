package care_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store"
)

// BenchmarkDiary is a day of a clinic, many at once as a server has them: one
// entry is logged, and brought to the disk, for each three lists of twenty.
func BenchmarkDiary(b *testing.B) {
	ctx := context.Background()
	p := practice(b)
	if err := p.OpenStore(ctx, b.TempDir()); err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	var count atomic.Int64
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := int(count.Add(1))
			tenant := fmt.Sprintf("person-%d", n/4%100)
			if n%4 == 0 {
				if _, _, err := p.Log(ctx, tenant, felt(1+n%28, n%24, "temple.right", 4), nil); err != nil {
					b.Error(err)
				}
				continue
			}
			if _, err := p.Diary(ctx, tenant, 20); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// bigPeople is how many people the large database has, each with 365 entries;
// UNKNOT_BIG sets another number, such as 100000.
const bigPeople = 300

// big makes a database of many people with a year of entries each.
func big(b *testing.B) (folder string, people int) {
	b.Helper()
	ctx := context.Background()
	people = bigPeople
	if n, err := strconv.Atoi(os.Getenv("UNKNOT_BIG")); err == nil {
		people = n
	}
	folder = filepath.Join(os.TempDir(), fmt.Sprintf("unknot-big-%d-%d", people, os.Getpid()))
	b.Cleanup(func() { os.RemoveAll(folder) })
	db, err := store.Open(ctx, folder)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for start := 0; start < people; start += 100 { // a hundred people a transaction
		l, err := db.Load(ctx)
		if err != nil {
			b.Fatal(err)
		}
		for person := start; person < min(start+100, people); person++ {
			for day := range 365 {
				at := time.Date(2026, 1, 1+day, 8, 0, 0, 0, time.UTC)
				id := fmt.Sprintf("E%dD%d", person, day)
				line := fmt.Sprintf(`{"id":%q,"episode":"","at":%d,"written":%d,"mends":"","doc":"{\"schema\":\"unknot.entry/v1\",\"id\":\"%s\",\"at\":\"%s\",\"places\":[{\"cells\":[\"temple.right\"],\"now\":%d}]}"}`,
					id, at.UnixMicro(), at.UnixMicro(), id, at.Format(time.RFC3339), day%11)
				if _, err := l.Put(ctx, "entry", fmt.Sprintf("person-%d", person), []byte(line)); err != nil {
					b.Fatal(err)
				}
			}
		}
		if err := l.Commit(); err != nil {
			b.Fatal(err)
		}
		l.Close()
	}
	return folder, people
}

// BenchmarkBig measures, on a database of many people: starting, one page of a
// diary, a year summed up, and an export.
func BenchmarkBig(b *testing.B) {
	ctx := context.Background()
	folder, people := big(b)
	p := practice(b)
	p.Now = func() time.Time { return time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC) }
	b.Run("start", func(b *testing.B) {
		for b.Loop() {
			q := &care.Practice{}
			if err := q.OpenStore(ctx, folder); err != nil {
				b.Fatal(err)
			}
			q.Close()
		}
	})
	if err := p.OpenStore(ctx, folder); err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	n := 0
	who := func() string { n++; return fmt.Sprintf("person-%d", n*7919%people) }
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			if list, err := p.Diary(ctx, who(), 50); err != nil || len(list) != 50 {
				b.Fatal(len(list), err)
			}
		}
	})
	b.Run("year", func(b *testing.B) {
		for b.Loop() {
			if s, err := p.Summary(ctx, who(), "", time.Time{}, time.UTC); err != nil || len(s.Days) != 365 {
				b.Fatal(len(s.Days), err)
			}
		}
	})
	b.Run("log", func(b *testing.B) {
		for b.Loop() {
			e := felt(1, 1, "temple.right", 4)
			if _, _, err := p.Log(ctx, who(), unknot.Entry{At: e.At, Places: e.Places, Sleep: -1, Stress: -1}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("backup", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Backup(ctx, io.Discard, archive.Lock{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
