package figure_test

import (
	"fmt"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"pgregory.net/rapid"
)

func named(views []*figure.View) (ids []string) {
	for _, v := range views {
		ids = append(ids, v.ID)
	}
	return ids
}

func TestShowing(t *testing.T) {
	for _, c := range []struct {
		zones []unknot.CellID
		have  []string
		want  string
	}{
		{nil, nil, "[]"},
		{[]unknot.CellID{"temple.right"}, nil, "[head_right]"},
		{[]unknot.CellID{"temple.right"}, []string{"front", "back"}, "[head_right]"}, // the front shows a sliver of it
		{[]unknot.CellID{"temple.left", "temple.right"}, nil, "[head_left head_right]"},
		{[]unknot.CellID{"knee_front.left"}, []string{"front", "back"}, "[]"},
		{[]unknot.CellID{"no_such_zone.left"}, nil, "[]"},
	} {
		got := fmt.Sprint(named(figure.Showing("neutral", c.zones, 2, c.have...)))
		if got != c.want {
			t.Errorf("%v besides %v: %s, want %s", c.zones, c.have, got, c.want)
		}
	}
}

// Whatever is marked lies within its frame, and whole bodies are of one size.
func TestFramedHoldsAllMarks(t *testing.T) {
	all := figure.Views("neutral")
	var cells []unknot.CellID
	for _, c := range all[0].Cells {
		cells = append(cells, c.Cell, body.ZoneOf(c.Cell))
	}
	rapid.Check(t, func(t *rapid.T) {
		marks := map[unknot.CellID]float64{}
		var zones []unknot.CellID
		for _, c := range rapid.SliceOfN(rapid.SampledFrom(cells), 1, 4).Draw(t, "cells") {
			marks[c], zones = 5, append(zones, body.ZoneOf(c))
		}
		wide := 0.
		for _, p := range figure.Framed(append(figure.Showing("neutral", zones, 2), &all[0], &all[1]), marks) {
			if !p.View.Whole() {
				if p.Box != "" {
					t.Errorf("%s, a close-up, is cut to %s", p.View.ID, p.Box)
				}
				continue
			}
			var x, y, w, h float64
			if n, err := fmt.Sscan(p.Box, &x, &y, &w, &h); n != 4 || err != nil {
				t.Fatalf("box %q: %v", p.Box, err)
			}
			if wide != 0 && w != wide {
				t.Errorf("%s is %g wide, another %g", p.View.ID, w, wide)
			}
			wide = w
			for _, c := range p.View.Cells {
				if figure.LevelOf(marks, c.Cell) > 0 && (c.X < x || c.X > x+w || c.Y < y || c.Y > y+h) {
					t.Errorf("%s: %s lies outside of %s", p.View.ID, c.Cell, p.Box)
				}
			}
		}
	})
}

func TestFramedShowsTheHalfThatIsMarked(t *testing.T) {
	views := []*figure.View{figure.Of("neutral", "front"), figure.Of("neutral", "back")}
	for zone, want := range map[unknot.CellID]string{"forehead.right": "upper", "calf.right": "lower", "no_such_zone.left": "whole"} {
		var x, y, w, h float64
		box := figure.Framed(views, map[unknot.CellID]float64{zone: 3})[0].Box
		if _, err := fmt.Sscan(box, &x, &y, &w, &h); err != nil {
			t.Fatal(err)
		}
		got := "whole"
		switch {
		case h < views[0].Height && y == 0:
			got = "upper"
		case h < views[0].Height:
			got = "lower"
		}
		if got != want {
			t.Errorf("%s: the %s body (%s)", zone, got, box)
		}
	}
}
