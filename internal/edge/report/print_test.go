package report_test

import (
	"context"
	"flag"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The body prints of three people, as files that a person can look at.
func TestGoldenBodyPrints(t *testing.T) {
	for _, example := range []string{"desk-worker", "chest-wall", "plantar-heel"} {
		p, id := lived(t, example, 0)
		r, err := p.Report(context.Background(), care.Home, id, time.Time{}, time.Time{}, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		got := report.Print(p.Base, r, report.Options{})
		file := filepath.Join("testdata", example+".svg")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != got {
			t.Errorf("%s differs from %s (%v); look at it, then run with -update", example, file, err)
		}
	}
}

// page is page one of a PDF as another program draws it, 60 dots to the inch.
func page(t *testing.T, p *care.Practice, id string) image.Image {
	t.Helper()
	o, err := report.Read("map")
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(t.TempDir(), "page")
	if err := os.WriteFile(base+".pdf", pdf(t, p, id, o), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "60", "-png", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	f, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// mm turns millimetres on paper into dots of page.
func mm(x float64) int { return int(x * 60 / 25.4) }

// marked counts the pixels of pain in each half of the region where the PDF has
// front and back.
func marked(t *testing.T, p *care.Practice, id string) (front, back int) {
	t.Helper()
	picture := page(t, p, id)
	for y := mm(50); y < mm(125); y++ {
		for x := mm(14); x < mm(68); x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			if r>>8 > 180 && g>>8 < 170 && b>>8 < 120 { // orange to red, and no skin
				if x < mm(41.5) {
					front++
				} else {
					back++
				}
			}
		}
	}
	return front, back
}

// The legs are as light behind as in front: a shadow leaves its holes open.
func TestLegsHaveTheColourOfSkin(t *testing.T) {
	p, id := lived(t, "desk-worker", 0)
	picture := page(t, p, id)
	// mean is that of the figure alone, without the paper around it.
	mean := func(from, to float64) float64 {
		sum, n := 0.0, 0
		for y := mm(90); y < mm(108); y++ {
			for x := mm(from); x < mm(to); x++ {
				r, g, b, _ := picture.At(x, y).RGBA()
				if r>>8 < 250 {
					sum, n = sum+float64(r>>8+g>>8+b>>8)/3, n+1
				}
			}
		}
		if n < 100 {
			t.Fatalf("only %d pixels of legs from %v to %v mm", n, from, to)
		}
		return sum / float64(n)
	}
	front, back := mean(14, 41.5), mean(41.5, 68)
	t.Logf("front %.0f, back %.0f", front, back)
	if back < front-12 {
		t.Errorf("the legs are %.0f of 255 in front and %.0f behind", front, back)
	}
}

// Marks on the chest are never on the back, and those on the back never on the
// front: on paper as another program draws it, and in each cell of the print.
func TestFrontMarksAreNeverOnTheBack(t *testing.T) {
	p, _ := lived(t, "desk-worker", 0)
	keep := func(cell unknot.CellID) string {
		raw := []byte(`{"schema":"unknot.case/v1","drawing":{"places":[{"cells":["` + string(cell) + `"],"intensity":9}]},"danger":{"*":"no"}}`)
		id, _ := caretest.Keep(t, p, care.Home, raw)
		return id
	}
	if front, back := marked(t, p, keep("chest_upper.right")); front < 20 || back > 0 {
		t.Errorf("a mark on the chest: %d pixels in front, %d behind", front, back)
	}
	if front, back := marked(t, p, keep("low_back.left")); front > 0 || back < 20 {
		t.Errorf("a mark on the low back: %d pixels in front, %d behind", front, back)
	}
	for _, c := range body.Cells() {
		drawn := report.Print(p.Base, care.Report{Answer: care.Answer{Case: caseOf(c.ID)}}, report.Options{})
		for part := range strings.SplitSeq(drawn, "<g transform") {
			view := ""
			for _, name := range []string{"Front", "Back"} {
				if strings.Contains(part, ">"+name+"</text>") {
					view = strings.ToLower(name)
				}
			}
			if view != "" && strings.Contains(part, `data-pain="`) && !contains(c.Views, view) {
				t.Errorf("%s is drawn on the %s, which does not show it", c.ID, view)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func caseOf(cell unknot.CellID) wire.Case {
	return wire.Case{Drawing: unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{cell}, Intensity: 9}}}}
}

// No page of a report is blank, and the text of each point stands beside its dot.
func TestNoPageIsEmpty(t *testing.T) {
	for _, days := range []int{5, 40} {
		p, id := lived(t, "widespread", days)
		for i, page := range text(t, pdf(t, p, id, report.Options{})) {
			if words := len(strings.Fields(page)); words < 60 {
				t.Errorf("page %d of %d days has %d words", i+1, days, words)
			}
		}
	}
}
