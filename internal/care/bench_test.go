package care_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/base/cputime"
	"github.com/unknot/unknot/internal/care"
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
	before := cputime.Used()
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
	b.ReportMetric(float64(b.N)/(cputime.Used()-before).Seconds(), "requests/cpu-s")
}

// bigPeople is how many people the large database has, each with 365 entries.
const bigPeople = 300

// big is a database of many people with a year of entries each: a small one that
// is made here, or the one in the folder UNKNOT_BIG that unknot-fill made.
func big(b *testing.B) (folder string, c care.Crowd) {
	b.Helper()
	text, err := os.ReadFile("../../examples/desk-worker.json")
	if err != nil {
		b.Fatal(err)
	}
	c = care.Crowd{People: bigPeople, Days: 365, Case: text, From: time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)}
	if folder = os.Getenv("UNKNOT_BIG"); folder != "" {
		if c.People, err = strconv.Atoi(os.Getenv("UNKNOT_BIG_PEOPLE")); err != nil {
			b.Fatal("UNKNOT_BIG_PEOPLE says how many people are in UNKNOT_BIG")
		}
		return folder, c
	}
	folder = b.TempDir()
	p := practice(b)
	if err := p.OpenStore(context.Background(), folder); err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	if err := p.Fill(context.Background(), c, func(int) {}); err != nil {
		b.Fatal(err)
	}
	return folder, c
}

// memory watches how much of the heap is in use, until its result is asked for.
func memory(b *testing.B) func() uint64 {
	b.Helper()
	runtime.GC()
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	return func() uint64 { close(stop); return <-peak }
}

// BenchmarkBig measures, on a database of many people: starting, one page of a
// diary, a year summed up, and an export.
func BenchmarkBig(b *testing.B) {
	ctx := context.Background()
	folder, crowd := big(b)
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
	who := func() string { n++; return crowd.Tenant(n * 7919 % crowd.People) }
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
	b.Run("export", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.Export(ctx, who(), io.Discard, archive.Lock{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("backup", func(b *testing.B) {
		most := memory(b)
		for b.Loop() {
			if _, err := p.Backup(ctx, io.Discard, archive.Lock{}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(most())/(1<<20), "peak-heap-MB")
	})
}
