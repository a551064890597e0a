package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

func TestJobsAreTakenOnceAndComeBackWhenTheHolderDies(t *testing.T) {
	onBoth(t, jobsAreTakenOnceAndComeBack)
}

func jobsAreTakenOnceAndComeBack(t *testing.T, db *store.DB) {
	ctx, now := context.Background(), time.Unix(1000, 0)
	for range 2 { // asked twice
		if err := db.AddJob(ctx, store.Job{Tenant: store.House, ID: "a", Kind: "backup", Doc: "{}", Due: now}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.AddJob(ctx, store.Job{Tenant: store.House, ID: "later", Kind: "backup", Due: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	first, ok, err := db.ClaimJob(ctx, "p1", now, time.Minute)
	if err != nil || !ok || first.ID != "a" || first.Tries != 1 {
		t.Fatalf("%+v %v %v", first, ok, err)
	}
	if _, ok, err := db.ClaimJob(ctx, "p2", now.Add(30*time.Second), time.Minute); ok || err != nil {
		t.Errorf("taken twice: %v", err)
	}
	second, ok, err := db.ClaimJob(ctx, "p2", now.Add(2*time.Minute), time.Minute)
	if err != nil || !ok || second.Tries != 2 {
		t.Fatalf("not given back when the lease ran out: %+v %v", second, err)
	}
	if err := db.DoneJob(ctx, first); kind(err) != unknot.Conflict {
		t.Errorf("the first holder ends the job of the second: %v", err)
	}
	if err := db.RetryJob(ctx, second, now.Add(5*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := db.ClaimJob(ctx, "p1", now.Add(3*time.Minute), time.Minute); ok {
		t.Error("tried again too early")
	}
	third, ok, err := db.ClaimJob(ctx, "p1", now.Add(6*time.Minute), time.Minute)
	if err != nil || !ok {
		t.Fatal(err)
	}
	if err := db.DoneJob(ctx, third); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := db.ClaimJob(ctx, "p1", now.Add(10*time.Minute), time.Minute); ok {
		t.Error("a job that is done came back")
	}
}

// work is a process that takes jobs. Each job adds an entry of its own and
// raises the version of one episode that all processes change; it says so.
func work(where, holder string) {
	ctx := context.Background()
	db, err := store.Open(ctx, where)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		j, ok, err := db.ClaimJob(ctx, holder, time.Now(), 300*time.Millisecond)
		if err != nil || !ok {
			time.Sleep(5 * time.Millisecond)
			continue
		}
		e := entry(1)
		e.ID = j.ID
		for err = db.AddEntry(ctx, "me", e); err == nil; {
			var shared store.Episode
			if shared, err = db.Episode(ctx, "me", "e001"); err != nil {
				break
			}
			if err = db.EndEpisode(ctx, "me", "e001", shared.Version, time.Unix(1, 0), time.Now()); err == nil {
				break
			}
			if kind(err) == unknot.Conflict { // somebody was faster: look again
				err = nil
			}
		}
		if err == nil {
			fmt.Println(j.ID)
			err = db.DoneJob(ctx, j)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}

// Three processes share one PostgreSQL; one is killed in the middle. Every job
// is done, every entry is there once, and no change of the shared episode is
// lost.
func TestThreeProcessesAndOneIsKilled(t *testing.T) {
	ctx, where := context.Background(), storetest.Postgres(t)
	db := open(t, where)
	const jobs = 120
	if err := db.AddEpisode(ctx, "me", episode(1)); err != nil {
		t.Fatal(err)
	}
	for i := range jobs {
		if err := db.AddJob(ctx, store.Job{Tenant: store.House, ID: fmt.Sprintf("j%03d", i), Kind: "test", Due: time.Unix(0, 0)}); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	var wait sync.WaitGroup
	said := 0
	done := map[string]bool{}
	var processes []*exec.Cmd
	for i := range 3 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "UNKNOT_TEST_WORK="+where, fmt.Sprintf("UNKNOT_TEST_HOLDER=p%d", i))
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		processes = append(processes, c)
		wait.Go(func() {
			scan := bufio.NewScanner(out)
			for n := 0; scan.Scan(); n++ {
				mu.Lock()
				said++
				done[scan.Text()] = true
				all := len(done) == jobs
				mu.Unlock()
				if i == 0 && n == 5 {
					_ = c.Process.Kill()
				}
				if all {
					for _, p := range processes {
						_ = p.Process.Kill()
					}
				}
			}
		})
	}
	wait.Wait()
	for _, c := range processes {
		_ = c.Wait() // they were killed
	}
	list, err := db.Entries(ctx, "me", store.Entry{}, 2*jobs)
	if err != nil || len(list) != jobs || len(done) != jobs {
		t.Errorf("%d entries, %d jobs said done, of %d: %v", len(list), len(done), jobs, err)
	}
	shared, err := db.Episode(ctx, "me", "e001")
	// each kill may fall between a change and the line that tells of it
	if raised := int(shared.Version) - 1; err != nil || raised < said || raised > said+len(processes) {
		t.Errorf("%d changes were acknowledged, %d were kept: %v", said, raised, err)
	}
}
