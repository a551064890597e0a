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
	"strings"
	"sync/atomic"
	"testing"
	"time"

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
	folder := b.TempDir()
	p := at(b, folder)
	err = p.Fill(context.Background(), care.Crowd{People: 50, Days: 365, Case: text, From: time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)}, func(int) {})
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
// entries, as a browser or a program asks for it.
func BenchmarkPages(b *testing.B) {
	p := at(b, bigFolder(b))
	p.Now = func() time.Time { return time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC) }
	all := (&serveCmd{}).handler(p, slog.New(slog.DiscardHandler), false, false)
	kept, err := p.Recent(context.Background(), care.Home, 1)
	if err != nil || len(kept) != 1 {
		b.Fatal(kept, err)
	}
	for _, path := range []string{"/", "/data", "/plan", "/diary", "/course", "/more", "/guide", "/settings", "/answer/" + kept[0].ID, "/report/" + kept[0].ID,
		"/api/v1/entries", "/api/v1/episodes", "/api/v1/episodes/" + kept[0].ID, "/fhir/Patient", "/fhir/Observation"} {
		b.Run(strings.ReplaceAll(strings.Trim(path, "/"), "/", "_"), func(b *testing.B) {
			before, n := cputime.Used(), 0
			for b.Loop() {
				n++
				r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
				r.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", rotate.Add(1)/200%250, rotate.Load()%200) // many callers: none is slowed down
				w := httptest.NewRecorder()
				all.ServeHTTP(w, r)
				if w.Code >= 500 || w.Code == http.StatusTooManyRequests {
					b.Fatal(w.Code)
				}
			}
			b.ReportMetric(float64((cputime.Used()-before).Microseconds())/1000/float64(n), "cpu-ms/op")
		})
	}
}

var rotate atomic.Int64

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
