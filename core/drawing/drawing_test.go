package drawing_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/core/knowledge"
)

func sheet(t *rapid.T) drawing.Sheet {
	cells := body.Cells()
	s := drawing.Sheet{Format: drawing.Format, Figure: body.FigureVersion, Date: "2026-11-24", Places: []drawing.Place{}}
	for range rapid.IntRange(0, 4).Draw(t, "places") {
		p := drawing.Place{Intensity: rapid.Float64Range(0, 10).Draw(t, "intensity")}
		for range rapid.IntRange(1, 5).Draw(t, "cells") {
			p.Cells = append(p.Cells, cells[rapid.IntRange(0, len(cells)-1).Draw(t, "cell")].ID)
		}
		if rapid.Bool().Draw(t, "stroke") {
			at := rapid.Float64Range(-50, 1100)
			p.Strokes = []drawing.Stroke{{View: "back", Width: 12.5, Points: [][2]float64{{at.Draw(t, "x"), at.Draw(t, "y")}}}}
		}
		s.Places = append(s.Places, p)
	}
	return s
}

func TestASheetComesBackExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheet(t)
		raw, err := drawing.Write(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := drawing.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(s, back); d != "" {
			t.Fatal(d)
		}
		again, err := drawing.Write(back)
		if err != nil || string(again) != string(raw) {
			t.Fatalf("written again it differs: %v", err)
		}
	})
}

func TestBadSheetsSayWhere(t *testing.T) {
	head := `{"format":"unknot.drawing/v1","figure":"figure/2","places":[`
	points := strings.Repeat("[1,2],", 100_001)
	for _, c := range []struct{ raw, want string }{
		{``, "JSON"},
		{`{"format":"unknot.drawing/v9","figure":"figure/2","places":[]}`, "/format"},
		{`{"format":"unknot.drawing/v1","figure":"figure/9","places":[]}`, "/figure: the cells belong to another figure"},
		{`{"format":"unknot.drawing/v1","figure":"figure/2","date":"yesterday","places":[]}`, "/date"},
		{head + `{"cells":["temple.up"],"intensity":3}]}`, "/places/0/cells/0"},
		{head + `{"cells":["temple.right"],"intensity":30}]}`, "/places/0/intensity"},
		{head + `{"cells":["temple.right"],"intensity":"much"}]}`, "/places/0/intensity"},
		{head + `{"cells":["temple.right"],"intensity":NaN}]}`, "/places/0/intensity"},
		{head + `{"cells":["temple.right"],"intensity":3,"mood":1}]}`, "/places/0/mood"},
		{head + `{"intensity":3,"strokes":[{"view":"above","width":1,"points":[]}]}]}`, "/places/0/strokes/0/view"},
		{head + `{"intensity":3,"strokes":[{"view":"front","width":1,"points":[` + strings.TrimSuffix(points, ",") + `]}]}]}`, "too many points"},
		{strings.Repeat(" ", drawing.MaxBytes+1), "bytes"},
	} {
		_, err := drawing.Read([]byte(c.raw))
		var public *unknot.Error
		if !errors.As(err, &public) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.90s: %v; want %s", c.raw, err, c.want)
		}
	}
}

func TestStrokesMarkWhatTheyTouch(t *testing.T) {
	knee := drawing.Stroke{View: "front", Points: [][2]float64{{228 - 50, 720}}}
	if got := knee.Cells(); len(got) != 1 || got[0] != "knee_front.kneecap.right" {
		t.Errorf("the right knee is %v", got)
	}
	back := drawing.Stroke{View: "back", Points: [][2]float64{{228 - 10, 390}, {228 - 10, 425}}}
	if got := back.Cells(); len(got) != 2 || got[0] != "low_back.l1_inner.left" {
		t.Errorf("the left low back is %v", got)
	}
	off := drawing.Stroke{View: "front", Width: 4, Points: [][2]float64{{2, 2}, {math.NaN(), 3}, {math.Inf(1), 3}, {-1e300, 1e300}}}
	if got := off.Cells(); got != nil {
		t.Errorf("outside the body lies %v", got)
	}
}

// Every segment of both pictures comes back, and only the six numbers of the
// female picture change.
func TestCHOIRBothWays(t *testing.T) {
	for _, p := range []drawing.Picture{drawing.Standard, drawing.Female} {
		for n := 101; n <= 238; n++ {
			if n > 136 && n < 201 {
				continue
			}
			whole := []drawing.Segment{}
			for m := 101; m <= 238; m++ {
				if m <= 136 || m >= 201 {
					whole = append(whole, drawing.Segment{Number: m, Intensity: map[bool]float64{true: 7, false: 2}[m == n]})
				}
			}
			d, err := drawing.FromCHOIR(whole, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range drawing.ToCHOIR(d, p) {
				if s.Number == n && s.Intensity != 7 {
					t.Errorf("%s: segment %d came back with %g", p, n, s.Intensity)
				}
			}
		}
	}
	d := unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{"upper_arm_front.upper.right"}, Intensity: 4}}}
	if s := drawing.ToCHOIR(d, drawing.Standard); len(s) != 1 || s[0].Number != 111 {
		t.Errorf("front of the right upper arm: %v", s)
	}
	d.Places[0].Cells[0] = "epigastrium.right"
	for _, s := range drawing.ToCHOIR(d, drawing.Female) {
		if s.Number != 112 && s.Number != 113 {
			t.Errorf("the right belly in the female picture: %v", s)
		}
	}
	if _, err := drawing.FromCHOIR([]drawing.Segment{{Number: 150}}, drawing.Standard); err == nil {
		t.Error("segment 150 was taken")
	}
}

func TestMeasures(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var all []unknot.CellID
	for _, c := range body.Cells() {
		all = append(all, c.ID)
	}
	if e := drawing.Measure(base, all); math.Abs(e.Percent-100) > 1e-9 || e.Zones != 190 || !e.Widespread() {
		t.Errorf("the whole body: %+v", e)
	}
	if e := drawing.Measure(base, []unknot.CellID{"low_back.right", "calf.right"}); e.Zones != 2 || e.Widespread() || strings.Join(e.Regions, ",") != "axial,right lower" {
		t.Errorf("low back and calf: %+v", e)
	}
	if c := drawing.Compare([]unknot.CellID{"calf.right"}, []unknot.CellID{"calf.right"}); c.Jaccard != 1 || c.Dice != 1 || c.ShiftCM != 0 {
		t.Errorf("the same twice: %+v", c)
	}
	if c := drawing.Compare([]unknot.CellID{"shoulder_top.right"}, []unknot.CellID{"ankle_front.right"}); c.Jaccard != 0 || c.ShiftCM < 110 || c.ShiftCM > 145 {
		t.Errorf("shoulder and ankle: %+v", c)
	}
}

func TestThePictureIsWellFormed(t *testing.T) {
	svg := drawing.SVG("neutral", []string{"front", "back"}, map[unknot.CellID]float64{"calf.upper_inner.right": 6}, drawing.Dark, "a < b")
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(svg, drawing.Dark.Colours().Heat(6)) {
		t.Error("the pain is not in the picture")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"cells":["temple.right"],"intensity":3}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := drawing.Read(raw)
		if err != nil {
			return
		}
		out, err := drawing.Write(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := drawing.Read(out); err != nil {
			t.Fatal(err)
		}
		s.Drawing()
	})
}

func BenchmarkStroke(b *testing.B) {
	k := drawing.Stroke{View: "front", Width: 14}
	for i := range 1000 {
		k.Points = append(k.Points, [2]float64{100 + float64(i%256), float64(i)})
	}
	k.Cells()
	for b.Loop() {
		k.Cells()
	}
}

func BenchmarkPicture(b *testing.B) {
	drawing.Views()
	for b.Loop() {
		drawing.SVG("neutral", []string{"front"}, map[unknot.CellID]float64{"calf.upper_inner.right": 6}, drawing.Light, "")
	}
}
