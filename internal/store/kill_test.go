package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// TestMain lets the test program be the victim of TestKilledWhileWriting.
func TestMain(m *testing.M) {
	if where := os.Getenv("UNKNOT_TEST_WRITE"); where != "" {
		write(where, os.Getenv("UNKNOT_TEST_ROUND"))
		return
	}
	if where := os.Getenv("UNKNOT_TEST_WORK"); where != "" {
		work(where, os.Getenv("UNKNOT_TEST_HOLDER"))
		return
	}
	os.Exit(m.Run())
}

// filler makes documents of many pages, so that a kill may fall within one.
var filler = strings.Repeat("pain ", 2000)

// write adds entries for ever, and says each id when it was acknowledged.
func write(where, round string) {
	ctx := context.Background()
	db, err := store.Open(ctx, where)
	n, _ := strconv.Atoi(round) // the test itself counts the rounds
	for i := 0; err == nil; i++ {
		e := entry(i)
		e.ID, e.Doc, e.At = fmt.Sprintf("%s-%d", round, i), filler+strconv.Itoa(i), time.Unix(int64(n)*1e6+int64(i), 0)
		if err = db.AddEntry(ctx, "me", e); err == nil {
			fmt.Println(e.ID)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// A program that is killed at a random moment, again and again, loses no
// acknowledged entry and leaves no half one. UNKNOT_SOAK sets how often.
func TestKilledWhileWriting(t *testing.T) {
	rounds := 4
	if n, err := strconv.Atoi(os.Getenv("UNKNOT_SOAK")); err == nil {
		rounds = n
	}
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			db := open(t, where)
			chance := rand.New(rand.NewPCG(8, 8))
			acked := 0
			for round := range rounds {
				acked += killOnce(t, db, where, round, time.Duration(chance.IntN(40))*time.Millisecond)
			}
			if acked == 0 {
				t.Error("nothing was ever written")
			}
			if faults := db.Check(context.Background()); len(faults) > 0 {
				t.Errorf("%q", faults)
			}
		})
	}
}

// killOnce kills a writer some time after its first entry, and checks all of
// this round.
func killOnce(t *testing.T, db *store.DB, where string, round int, after time.Duration) int {
	t.Helper()
	ctx := context.Background()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "UNKNOT_TEST_WRITE="+where, fmt.Sprintf("UNKNOT_TEST_ROUND=%d", round))
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	scan := bufio.NewScanner(out)
	var acked []string
	for scan.Scan() {
		if len(acked) == 0 {
			time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
		acked = append(acked, scan.Text())
	}
	_ = c.Wait() // it was killed
	for _, id := range acked {
		if _, err := db.Entry(ctx, "me", id); err != nil {
			t.Fatalf("round %d: %s was acknowledged and is lost: %v", round, id, err)
		}
	}
	// the newest come first: those of this round, with at most one that was kept
	// and not acknowledged any more
	kept := 0
	for last := (store.Entry{}); ; {
		list, err := db.Entries(ctx, "me", last, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			from, n, _ := strings.Cut(e.ID, "-")
			if from != strconv.Itoa(round) {
				list = nil
				break
			}
			if kept++; e.Doc != filler+n {
				t.Fatalf("round %d: half an entry %s", round, e.ID)
			}
			last = e
		}
		if len(list) == 0 {
			break
		}
	}
	if kept < len(acked) || kept > len(acked)+1 {
		t.Fatalf("round %d: %d acknowledged, %d kept", round, len(acked), kept)
	}
	return len(acked)
}
