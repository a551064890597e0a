package care_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
)

func practice(t testing.TB) *care.Practice {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const line = `{"schema":"unknot.case/v1","person":{"age":%d},"drawing":{"places":[{"words":"left calf, 6"}]},"danger":{"*":"no"}}` + "\n"

// input has a bad line at 7 and an empty one at 9.
func input(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		switch i {
		case 7:
			b.WriteString("{\"schema\":\"unknot.case/v1\"}\n")
		case 9:
			b.WriteString("\n")
		default:
			fmt.Fprintf(&b, line, 20+i%50)
		}
	}
	return b.String()
}

func TestBatchKeepsTheOrderAndNamesBadLines(t *testing.T) {
	p := practice(t)
	var out bytes.Buffer
	var bad []int
	ticks := 0
	report, err := p.Batch(strings.NewReader(input(60)), &out, 0, func(n int, err error) {
		bad = append(bad, n)
		if !strings.Contains(err.Error(), "$.drawing") {
			t.Errorf("line %d: %v", n, err)
		}
	}, func(care.BatchReport) { ticks++ })
	if err != nil || report != (care.BatchReport{Lines: 60, Done: 58, Bad: 1}) || fmt.Sprint(bad) != "[7]" || ticks != 59 {
		t.Fatalf("%+v %v %v, %d ticks", report, bad, err, ticks)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, got := range lines {
		if !json.Valid([]byte(got)) {
			t.Fatalf("line %d is not JSON", i+1)
		}
	}
	// each line is what a single run gives: so the order is kept
	n := 0
	for i := 1; i <= 60; i++ {
		if i == 7 || i == 9 {
			continue
		}
		var single bytes.Buffer
		if _, err := p.Batch(strings.NewReader(fmt.Sprintf(line, 20+i%50)), &single, 0, nil, func(care.BatchReport) {}); err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(single.String()) != lines[n] {
			t.Fatalf("answer %d is not that of line %d", n+1, i)
		}
		n++
	}
}

// A run that was cut off goes on where it stopped: both parts together are
// the whole.
func TestBatchResumes(t *testing.T) {
	p := practice(t)
	run := func(in string, skip int) string {
		var out bytes.Buffer
		if _, err := p.Batch(strings.NewReader(in), &out, skip, func(int, error) {}, func(care.BatchReport) {}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	all := input(30)
	first := strings.Join(strings.SplitAfter(all, "\n")[:12], "")
	if run(first, 0)+run(all, 12) != run(all, 0) {
		t.Error("the two parts are not the whole")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestBatchTellsOfAFullDiskAndOfALineTooLong(t *testing.T) {
	p := practice(t)
	if _, err := p.Batch(strings.NewReader(input(200)), full{}, 0, func(int, error) {}, func(care.BatchReport) {}); err == nil {
		t.Error("a full disk went unnoticed")
	}
	var out bytes.Buffer
	if _, err := p.Batch(strings.NewReader(strings.Repeat("x", 3<<20)), &out, 0, func(int, error) {}, func(care.BatchReport) {}); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("%v", err)
	}
}

func BenchmarkBatch(b *testing.B) {
	p := practice(b)
	in := strings.Repeat(fmt.Sprintf(line, 40), b.N)
	b.ResetTimer()
	var out bytes.Buffer
	if _, err := p.Batch(strings.NewReader(in), &out, 0, func(int, error) {}, func(care.BatchReport) {}); err != nil {
		b.Fatal(err)
	}
}
