package report_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/report"
)

// lived is a practice with one kept case and three weeks of diary.
func lived(t testing.TB, example string, days int) (*care.Practice, string) {
	t.Helper()
	p := caretest.Practice(t)
	ctx := context.Background()
	now := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	p.Now = func() time.Time { return now }
	id, a := caretest.Keep(t, p, care.Home, caretest.Example(t, example))
	cell := a.Case.Drawing.Places[0].Cells
	for d := range days {
		at := now.AddDate(0, 0, d)
		for h, pain := range []float64{max(6-float64(d)/4, 1), max(5-float64(d)/4, 0)} {
			e := unknot.Entry{At: at.Add(time.Duration(8*h) * time.Hour), Sleep: 7, Stress: -1, Episode: id,
				Places: []unknot.PainAt{{Cells: cell, Now: pain, Worst: -1, Average: -1}}}
			if h == 0 {
				e.Did = []unknot.Done{{Treatment: "press_fingers", Minutes: 2, Effort: 4}}
			}
			if d%7 == 0 && h == 1 {
				e.Function = []unknot.Activity{{Name: "look over the shoulder", Score: float64(4 + d/7)}}
				e.PEG = []float64{5, 4, 4}
			}
			if _, _, err := p.Log(ctx, care.Home, e, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	now = now.AddDate(0, 0, days)
	return p, id
}

func pdf(t testing.TB, p *care.Practice, id string, o report.Options) []byte {
	t.Helper()
	r, err := p.Report(context.Background(), care.Home, id, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.LookAhead(context.Background(), care.Home, &r, time.UTC); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.PDF(&out, p.Base, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// text reads a PDF back, page by page, with another program than the one that
// wrote it.
func text(t testing.TB, raw []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("UNKNOT_SHOTS"); keep != "" {
		_ = exec.Command("pdftoppm", "-r", "80", "-png", file, filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-"))).Run()
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func TestTheFirstPageSaysWhatMatters(t *testing.T) {
	for name, c := range map[string]struct {
		days      int
		has, lack []string
	}{
		"desk-worker": {21, []string{"How soon: Care at home", "Right temple: 5", "now 0", "Pattern consistent with", "for: ", "Other causes",
			"Course", "21 November 2026", "pain 3.5 before, 2.5 after", "not proof", "Questions for the visit", "Scans are not expected to show a knot", "Normal MRI", "Illness and medicines: none named.",
			"No diagnosis", "2026.11.0+sha256:", "Page 1 of"}, []string{"YES: ", "No. Normal"}},
		"chest-pressure-stop": {0, []string{"EMERGENCY", "YES: ", "Not weighed", "No diary entries"}, []string{"%)", "Scans", "taut"}},
		"blood-thinner-neck":  {3, []string{"blood"}, []string{"none named"}},
		"widespread":          {30, []string{"Questions for the visit"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p, id := lived(t, name, c.days)
			raw := pdf(t, p, id, report.Options{})
			if !bytes.Equal(raw, pdf(t, p, id, report.Options{})) {
				t.Error("the same report gives other bytes")
			}
			if len(raw) > 400_000 {
				t.Errorf("the file has %d bytes", len(raw))
			}
			pages := text(t, raw)
			for _, want := range c.has {
				if !strings.Contains(pages[0], want) {
					t.Errorf("the first page lacks %q:\n%s", want, pages[0])
				}
			}
			for _, bad := range c.lack {
				if strings.Contains(pages[0], bad) {
					t.Errorf("the first page has %q", bad)
				}
			}
			if len(pages) < 2 || !strings.Contains(pages[1], "Appendix") {
				t.Errorf("%d pages; the appendix does not begin on the second", len(pages))
			}
			whole := strings.Join(pages, "")
			for _, want := range []string{"Danger questions and answers", "Examination by criteria", "Taut band", "Sources"} {
				if !strings.Contains(whole, want) {
					t.Errorf("the appendix lacks %q", want)
				}
			}
		})
	}
}

func TestSectionsAndRangeAreChosen(t *testing.T) {
	p, id := lived(t, "desk-worker", 10)
	o, err := report.Read("map, course")
	if err != nil {
		t.Fatal(err)
	}
	pages := text(t, pdf(t, p, id, o))
	if len(pages) != 1 || strings.Contains(pages[0], "Pattern consistent") || !strings.Contains(pages[0], "How soon") || !strings.Contains(pages[0], "Where it hurts") {
		t.Errorf("%d pages:\n%s", len(pages), pages[0])
	}
	if _, err := report.Read("corse"); err == nil || !strings.Contains(err.Error(), `"course"`) {
		t.Errorf("%v", err)
	}
	from, to := time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 4, 23, 0, 0, 0, time.UTC)
	r, err := p.Report(context.Background(), care.Home, id, from, to, time.UTC)
	if err != nil || len(r.Entries) != 4 || len(r.Summary.Days) != 2 || r.Tried[0].Times != 2 {
		t.Errorf("%d entries, %+v, %v", len(r.Entries), r.Tried, err)
	}
	if _, err := p.Report(context.Background(), "somebody", id, from, to, time.UTC); err == nil {
		t.Error("the report of another tenant was given")
	}
}

// Parts of one book are one source, what is nearly none is not "0 %", and a
// range that is no range is not said.
func TestTheReportSaysNothingTwice(t *testing.T) {
	p, id := lived(t, "desk-worker", 5)
	whole := strings.Join(text(t, pdf(t, p, id, report.Options{})), "\n")
	_, sources, _ := strings.Cut(whole, "Sources")
	seen, last := map[string]bool{}, ""
	for line := range strings.SplitSeq(sources, "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "•") {
			name := strings.TrimPrefix(line, "• ")
			if locale.Capital(name) != name || strings.ToLower(name) < strings.ToLower(last) {
				t.Errorf("after %q comes %q", last, name)
			}
			last = name
			if seen[line] {
				t.Errorf("twice among the sources: %s", line)
			}
			seen[line] = true
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %d sources were read", len(seen))
	}
	for _, bad := range []string{": 0 %", "(2 % to 2 %)", "+0.0 ", "−0.0 ", "-0.0 "} {
		if strings.Contains(strings.ReplaceAll(whole, "\u00a0", " "), bad) {
			t.Errorf("the report says %q", bad)
		}
	}
}

// A line of a PDF never ends between a number and its sign.
func TestNumbersKeepTheirSign(t *testing.T) {
	for _, example := range []string{"desk-worker", "widespread", "plantar-heel"} {
		p, id := lived(t, example, 3)
		for _, page := range text(t, pdf(t, p, id, report.Options{})) {
			for line := range strings.SplitSeq(page, "\n") {
				for _, part := range strings.Split(strings.TrimSpace(line), "   ") {
					if part = strings.TrimSpace(part); strings.HasPrefix(part, "%") {
						t.Errorf("%s: a line begins with %q", example, part)
					}
				}
			}
		}
	}
}
