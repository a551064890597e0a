package body_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

func TestDescribeSaysADrawing(t *testing.T) {
	base, _ := words(t)
	for _, c := range []struct {
		places []unknot.Place
		say    string
	}{
		{[]unknot.Place{{Cells: []unknot.CellID{"eye_orbit.right", "temple.right"}, Intensity: 4, Quality: []string{"ache"}}}, "right temple and right eye or behind it, 4 of 10, ache"},
		{[]unknot.Place{{Cells: []unknot.CellID{"temple.right", "temple.left"}, Intensity: 5}}, "both sides: temple, 5 of 10"},
		{[]unknot.Place{{Cells: []unknot.CellID{"low_back.right", "low_back.left", "calf.left"}, Intensity: 2.5, Timing: "at_night"}}, "low back, 2.5 of 10, at night; left calf, 2.5 of 10, at night"},
		{[]unknot.Place{{Cells: []unknot.CellID{"forehead.left"}, Intensity: 1}, {Cells: []unknot.CellID{"nowhere.left"}, Intensity: 2}}, "left side of the forehead, 1 of 10; nowhere.left, 2 of 10"},
		{[]unknot.Place{{Cells: []unknot.CellID{"calf.upper_inner.right", "calf.upper_outer.right", "calf.middle_inner.right"}, Intensity: 5}}, "right calf (upper part, middle inner part), 5 of 10"},
		{[]unknot.Place{{Cells: []unknot.CellID{"low_back.l1_inner.right", "low_back.l2_l3_inner.right", "low_back.l4_inner.right", "low_back.l4_inner.left"}, Intensity: 5}}, "right low back (beside the spine), 5 of 10; left low back (beside the spine at L4), 5 of 10"},
		{[]unknot.Place{{Cells: []unknot.CellID{"heel.sole.left", "heel.sole.right"}, Intensity: 5}}, "both sides: heel (underside), 5 of 10"},
		{[]unknot.Place{{Cells: []unknot.CellID{"heel.sole.left", "heel.back.left"}, Intensity: 5}}, "left heel, 5 of 10"}, // all of it
		{nil, ""},
	} {
		if got := body.Describe(base, unknot.Drawing{Places: c.places}); got != c.say {
			t.Errorf("got  %s\nwant %s", got, c.say)
		}
	}
}

// What is said of any drawing is read back to the same drawing.
func TestDescribedDrawingsAreReadBack(t *testing.T) {
	base, w := words(t)
	rapid.Check(t, func(t *rapid.T) {
		zones := rapid.SliceOfNDistinct(rapid.IntRange(0, len(base.Zones)-1), 1, 9, rapid.ID).Draw(t, "zones")
		p := unknot.Place{Intensity: float64(rapid.IntRange(0, 20).Draw(t, "half points")) / 2}
		for _, i := range zones {
			sides := rapid.IntRange(1, 3).Draw(t, "sides")
			for s, side := range unknot.Sides {
				if sides&(1<<s) != 0 {
					p.Cells = append(p.Cells, body.ZoneCell(base.Zones[i].ID, side))
				}
			}
		}
		if rapid.Bool().Draw(t, "with a quality") {
			p.Quality = []string{rapid.SampledFrom(unknot.Qualities).Draw(t, "quality")}
		}
		said := body.Describe(base, unknot.Drawing{Places: []unknot.Place{p}})
		found, err := w.Find(said)
		if err != nil || found.Ask != nil {
			t.Fatalf("%q: %v %+v", said, err, found.Ask)
		}
		slices.Sort(p.Cells)
		got, want := fmt.Sprint(found.Cells, found.Intensity, slices.Compact(found.Quality)), fmt.Sprint(p.Cells, p.Intensity, p.Quality)
		if got != want {
			t.Fatalf("%q:\n got %s\nwant %s", said, got, want)
		}
	})
}

// So is what is said of a drawing of fine cells.
func TestDescribedPartsAreReadBack(t *testing.T) {
	base, w := words(t)
	all := body.Cells()
	rapid.Check(t, func(t *rapid.T) {
		p := unknot.Place{Intensity: 4}
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(all)-1), 1, 12, rapid.ID).Draw(t, "cells") {
			p.Cells = append(p.Cells, all[i].ID)
			if rapid.Bool().Draw(t, "its neighbours too") { // what a stroke marks hangs together
				p.Cells = append(p.Cells, all[i].Neighbours...)
			}
		}
		said := body.Describe(base, unknot.Drawing{Places: []unknot.Place{p}})
		found, err := w.Find(said)
		if err != nil || found.Ask != nil {
			t.Fatalf("%q: %v %+v", said, err, found.Ask)
		}
		if got, want := fmt.Sprint(found.Cells), fmt.Sprint(body.Fold(p.Cells)); got != want {
			t.Fatalf("%q:\n got %s\nwant %s", said, got, want)
		}
	})
}

// Every cell is found by its own name, and by the name of its list row.
func TestEveryCellIsFoundByItsName(t *testing.T) {
	base, w := words(t)
	for _, c := range body.Cells() {
		if c.Name != body.Name(base, c.ID) {
			t.Errorf("%s is called %q and %q", c.ID, c.Name, body.Name(base, c.ID))
		}
		for _, say := range []string{c.Name, strings.Join(body.Names(base, []unknot.CellID{c.ID}), "")} {
			found, err := w.Find(say)
			if err != nil || found.Ask != nil || len(found.Cells) != 1 || found.Cells[0] != c.ID {
				t.Errorf("%q: %v %v %+v, want %s", say, err, found.Cells, found.Ask, c.ID)
			}
		}
	}
}

// A choice put in the place of what was unclear keeps the rest of the phrase.
func TestAChoiceFitsIntoThePhrase(t *testing.T) {
	_, w := words(t)
	for _, c := range []struct{ say, of, choice, cells string }{
		{"temple, 4, ache", "temple", "right temple", "temple.right"},
		{"right temple and shoulder, 4, ache", "shoulder", "front of the right shoulder", "shoulder_front.right temple.right"},
		{"right side: shoulder, 4, ache", "shoulder", "top of the right shoulder", "shoulder_top.right"},
		{"from the buttock to the calf, 4, ache", "from the buttock to the calf", "from buttock to calf, right", "buttock.right buttock_fold.right calf.right knee_back.right thigh_back.right"},
	} {
		found, err := w.Find(c.say)
		if err != nil || found.Ask == nil || found.Ask.Of != c.of || !slices.Contains(found.Ask.Choices, c.choice) {
			t.Errorf("%q: %v %+v", c.say, err, found.Ask)
			continue
		}
		found, err = w.Find(strings.Replace(c.say, found.Ask.Of, c.choice, 1))
		if err != nil || found.Ask != nil || found.Intensity != 4 || strings.Trim(fmt.Sprint(found.Cells), "[]") != c.cells {
			t.Errorf("%q with %q: %v %+v", c.say, c.choice, err, found)
		}
	}
}
