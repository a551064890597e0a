//go:build linux

package cli

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/cputime"
	"github.com/unknot/unknot/internal/care"
)

// bigFolder is a database with many people, one of them at home: the one in the
// folder UNKNOT_BIG that unknot-fill made, else a small one that is made here.
func bigFolder(b *testing.B) string {
	b.Helper()
	if folder := os.Getenv("UNKNOT_BIG"); folder != "" {
		return folder
	}
	text, err := os.ReadFile("../../../examples/desk-worker.json")
	if err != nil {
		b.Fatal(err)
	}
	folder, days := b.TempDir(), 365
	if said := os.Getenv("UNKNOT_DAYS"); said != "" {
		if days, err = strconv.Atoi(said); err != nil {
			b.Fatal(err)
		}
	}
	p := at(b, folder)
	err = p.Fill(context.Background(), care.Crowd{People: 50, Days: days, Case: text, From: time.Date(2027, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, -days)}, func(int) {})
	if err != nil {
		b.Fatal(err)
	}
	return folder
}

func at(b *testing.B, folder string) *care.Practice {
	b.Helper()
	p, err := care.Open()
	if err == nil {
		err = p.OpenStore(context.Background(), folder)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	return p
}

// BenchmarkPages measures each page and call of somebody with a year of
// entries, or as many days as UNKNOT_DAYS says, as a browser or a program asks for it: the first time after an entry
// (first-ms, of the clock), two seconds after it, as soon as a person gets
// there, and then each view: processor time on average, that
// of the slowest of a hundred, and the same by the clock, which waits for others.
func BenchmarkPages(b *testing.B) {
	p := at(b, bigFolder(b))
	now := time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC)
	p.Now = func() time.Time { return now }
	all := (&serveCmd{}).handler(p, slog.New(slog.DiscardHandler), false, false)
	kept, err := p.Recent(context.Background(), care.Home, 1)
	if err != nil || len(kept) != 1 {
		b.Fatal(kept, err)
	}
	id := kept[0].ID
	go p.Foresee(b.Context())
	for _, path := range []string{"/", "/answer/" + id, "/plan/" + id, "/plan/" + id + "/do/1", "/diary", "/diary/new", "/course", "/prevent", "/balance", "/cards", "/points",
		"/lab", "/guide", "/guide/muscle", "/guide/muscle/trapezius_upper", "/trial", "/settings", "/data", "/report", "/report/" + id, "/link/" + id, "/more", "/about",
		"/api/v1/entries", "/api/v1/episodes", "/api/v1/episodes/" + id, "/fhir/Patient", "/fhir/Observation"} {
		ask := func(b *testing.B) (clock, processor time.Duration) {
			now = now.Add(time.Second) // nobody looks twice at once
			r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
			r.Header.Set("Accept-Encoding", "gzip")
			r.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", rotate.Add(1)/200%250, rotate.Load()%200) // many callers: none is slowed down
			w, begun, before := httptest.NewRecorder(), time.Now(), cputime.Thread()
			all.ServeHTTP(w, r)
			if w.Code >= 300 {
				b.Fatal(path, w.Code)
			}
			return time.Since(begun), cputime.Thread() - before
		}
		b.Run(strings.ReplaceAll(strings.Trim(path, "/"), "/", "_"), func(b *testing.B) {
			now = now.Add(time.Minute)
			e := unknot.Entry{Episode: id, At: now, Sleep: -1, Stress: -1, Places: []unknot.PainAt{{Cells: []unknot.CellID{"temple.right"}, Now: 4, Worst: -1, Average: -1}}}
			if _, _, err := p.Log(context.Background(), care.Home, e, nil); err != nil {
				b.Fatal(err)
			}
			time.Sleep(2 * time.Second)
			first, _ := ask(b)
			var took, busy []time.Duration
			runtime.LockOSThread() // so that its processor time is this request's
			defer runtime.UnlockOSThread()
			before := cputime.Used()
			for b.Loop() {
				clock, processor := ask(b)
				took, busy = append(took, clock), append(busy, processor)
			}
			b.ReportMetric(ms(cputime.Used()-before)/float64(len(took)), "cpu-ms/op")
			slices.Sort(took)
			slices.Sort(busy)
			b.ReportMetric(ms(busy[len(busy)*99/100]), "p99-cpu-ms")
			b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
			b.ReportMetric(ms(first), "first-ms")
		})
	}
}

var rotate atomic.Int64

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkStart measures from the call of the program until it answers.
func BenchmarkStart(b *testing.B) {
	folder, used, n := bigFolder(b), time.Duration(0), 0
	for b.Loop() {
		n++
		c := exec.Command(os.Args[0], "serve", "--listen", "127.0.0.1:0", "--data", folder)
		c.Env = append(os.Environ(), "UNKNOT_TEST_BE=1")
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			b.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || !strings.Contains(line, "open at") {
			b.Fatal(line, err)
		}
		_, rest, _ := strings.Cut(line, " at ")
		address, _, _ := strings.Cut(rest, " ")
		answer, err := http.Get(address + "/readyz")
		if err != nil || answer.StatusCode != http.StatusOK {
			b.Fatal(err)
		}
		answer.Body.Close()
		_ = c.Process.Kill()
		_ = c.Wait()
		used += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	}
	b.ReportMetric(float64(used.Microseconds())/1000/float64(n), "cpu-ms/op")
}
