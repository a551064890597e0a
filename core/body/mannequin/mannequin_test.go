package mannequin

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Every sampled point of the skin, hidden skin too, lies in one known cell, and
// every cell has skin.
func TestSkinIsCells(t *testing.T) {
	for _, f := range Figures {
		skin := New(f).skin(9)
		for id := range skin {
			if _, ok := body.CellOf(unknot.CellID(id + ".left")); !ok {
				t.Errorf("%s: %q is no cell", f, id)
			}
		}
		for _, c := range body.Cells() {
			if id := strings.TrimSuffix(string(c.ID), "."+string(c.Side)); skin[id] == nil && c.AreaCM2 > 16 {
				t.Errorf("%s: %s has no skin", f, c.ID)
			}
		}
	}
}

// The page on the body tells how many muscles are drawn.
func TestTheBodyPageCountsTheMuscles(t *testing.T) {
	page, err := os.ReadFile("../../../docs/body.md")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, m := range muscleAreas() {
		drawn[m.id] = true
	}
	if want := fmt.Sprintf("%d superficial muscles", len(drawn)); !strings.Contains(string(page), want) {
		t.Errorf("docs/body.md does not say %q", want)
	}
}

// breadth is how wide a slice of the figure is, arms left out.
func breadth(b *Body, v float64) float64 {
	lo := 0.0
	for x := 0.0; x < 140; x += .5 {
		for z := -90.0; z < 90; z += 4 {
			if b.all.distance(vec{x, v, z}) < 0 && !onArm(vec{x, v, z}) {
				lo = x
			}
		}
	}
	return 2 * lo
}

// The figures keep to the means of ANSUR II (Gordon et al. 2014), thousandths
// of stature: hip breadth 197 for men and 217 for women; the neutral figure
// lies between.
func TestProportions(t *testing.T) {
	hip := map[Figure]float64{}
	for _, f := range Figures {
		hip[f] = breadth(New(f), 490)
	}
	for f, want := range map[Figure]float64{Male: 197, Female: 217, Neutral: 207} {
		if math.Abs(hip[f]-want) > 12 {
			t.Errorf("%s: hips %.0f wide, want about %.0f", f, hip[f], want)
		}
	}
	if !(hip[Male] < hip[Neutral] && hip[Neutral] < hip[Female]) {
		t.Errorf("hips %v", hip)
	}
}

// A view drawn now is, to the byte, the one that is checked in.
func TestDrawnAnew(t *testing.T) {
	raw, err := os.ReadFile("../figure/data/neutral.txt")
	if err != nil {
		t.Fatal(err)
	}
	var right, left Camera
	for _, c := range Cameras() {
		switch c.ID {
		case "foot_right_sole":
			right = c
		case "foot_left_sole":
			left = c
		}
	}
	one, other := New(Neutral).DrawPair(right, left)
	for _, d := range []*Drawn{one, other} {
		if !strings.Contains(string(raw), d.Text()) {
			t.Errorf("%s differs from what is checked in; run make figure", d.ID)
		}
	}
}

func TestSmoothJoin(t *testing.T) {
	for _, k := range []float64{0, 3, 10} {
		for a := -20.0; a <= 20; a++ {
			j := join(a, 2, k)
			if j > min(a, 2) || j < min(a, 2)-k/4-1e-9 || join(2, a, k) != j {
				t.Errorf("join(%v, 2, %v) = %v", a, k, j)
			}
		}
	}
}
