package plot_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/edge/plot"
)

func chart() plot.Chart {
	return plot.Chart{Title: "Pain & <time>", XName: "days", Note: "a note", Rows: []plot.Row{
		{Name: "pain", High: 10, Curves: []plot.Curve{{Name: "one", X: []float64{0, 50, 100}, Y: []float64{2, 12, 4}}}, Marks: []float64{20}},
		{Name: "dots", Low: -1, High: 1, Curves: []plot.Curve{{X: []float64{0, 100}, Y: []float64{-1, 1}, Dots: true}}},
	}}
}

func TestSVGIsWellFormedAndSaysItsNumbers(t *testing.T) {
	c := chart()
	raw := c.SVG()
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"Pain &amp; &lt;time&gt;", ">days<", ">100<", ">10<", ">-1<", "<circle", "a note"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the picture does not hold %q", want)
		}
	}
	if strings.Contains(string(raw), ">-0<") {
		t.Error("a tick says -0")
	}
	if again := c.SVG(); !bytes.Equal(raw, again) {
		t.Error("the same chart gave other bytes")
	}
}

// The curve is where it should be: its colour is found at the middle of the
// axis, and the point above the axis is kept inside.
func TestPNGShowsTheCurve(t *testing.T) {
	c := chart()
	raw, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil || img.Bounds().Dx() != 1720 {
		t.Fatal(img.Bounds(), err)
	}
	x := int((64 + (860-64-24)*.5) * 2) // day 50
	r, g, b, _ := img.At(x, 56*2).RGBA()
	if !(r>>8 < 60 && g>>8 > 60 && b>>8 > 60) {
		t.Errorf("colour %d %d %d at the top of the curve", r>>8, g>>8, b>>8)
	}
}
