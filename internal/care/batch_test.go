package care_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/internal/base/cputime"
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

// published writes the vignettes of the report set as lines: what a batch of
// real cases is like, two to five painted places and some answers.
func published(b *testing.B, p *care.Practice) [][]byte {
	list, err := bench.Vignettes(p.Base, "report")
	if err != nil {
		b.Fatal(err)
	}
	var out [][]byte
	for _, v := range list {
		var places []map[string]any
		for _, x := range v.Input.Drawing.Places {
			places = append(places, map[string]any{"cells": x.Cells, "intensity": x.Intensity, "quality": x.Quality})
		}
		findings := map[string]string{}
		for _, f := range v.Input.Findings {
			if !f.Valued {
				findings[f.ID] = f.Answer
			}
		}
		raw, err := json.Marshal(map[string]any{"schema": "unknot.case/v1", "person": map[string]any{"age": max(v.Input.Person.Age, 18)},
			"drawing": map[string]any{"places": places}, "findings": findings, "danger": map[string]string{"*": "no"}})
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, append(raw, '\n'))
	}
	return out
}

// BenchmarkBatch gives published cases and a single place in words; cpu-us is
// the processor time of one case, garbage collection included.
func BenchmarkBatch(b *testing.B) {
	p := practice(b)
	kinds := map[string][][]byte{"published": published(b, p), "one place": {[]byte(fmt.Sprintf(line, 40))}}
	for _, kind := range []string{"published", "one place"} {
		b.Run(kind, func(b *testing.B) {
			var in bytes.Buffer
			for i := range b.N {
				in.Write(kinds[kind][i%len(kinds[kind])])
			}
			b.ResetTimer()
			before := cputime.Used()
			if r, err := p.Batch(&in, io.Discard, 0, func(_ int, err error) { b.Error(err) }, func(care.BatchReport) {}); err != nil || r.Done != b.N {
				b.Fatal(r, err)
			}
			b.ReportMetric(float64((cputime.Used()-before).Nanoseconds())/1000/float64(b.N), "cpu-us/case")
		})
	}
}
