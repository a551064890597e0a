package body_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// What must hold of every cell: a name of its own, skin, views, neighbours that
// know it too, and the same on the other side.
func TestEveryCell(t *testing.T) {
	base, _ := words(t)
	if n := len(body.Cells()); n != 422 {
		t.Errorf("there are %d cells; docs/body.md says 422", n)
	}
	named := map[string]unknot.CellID{}
	for _, c := range body.Cells() {
		if other, taken := named[c.Name]; taken || c.Name == "" {
			t.Errorf("%s is called %q, as is %s", c.ID, c.Name, other)
		}
		named[c.Name] = c.ID
		if c.AreaCM2 <= 0 || len(c.Views) == 0 || len(c.CHOIR) == 0 || len(c.Neighbours) == 0 {
			t.Errorf("%s lacks skin, a view, a segment or neighbours: %+v", c.ID, c)
		}
		if z, s := body.SplitCell(c.ID); z != c.Zone || s != c.Side || !slices.Contains(body.Expand(body.ZoneCell(z, s)), c.ID) {
			t.Errorf("%s is not a part of its zone", c.ID)
		}
		mirror, ok := body.CellOf(c.ID.Mirror())
		if !ok || mirror.AreaCM2 != c.AreaCM2 || len(mirror.CHOIR) != len(c.CHOIR) {
			t.Errorf("%s and %s differ: %+v", c.ID, c.ID.Mirror(), mirror)
		}
		swap := strings.NewReplacer("right", "left", "left", "right")
		var views []string
		for _, v := range c.Views {
			views = append(views, swap.Replace(v))
		}
		slices.Sort(views)
		if seen := slices.Sorted(slices.Values(mirror.Views)); !slices.Equal(seen, views) {
			t.Errorf("%s shows in %v, its mirror in %v", c.ID, c.Views, mirror.Views)
		}
		for _, n := range c.Neighbours {
			near, ok := body.CellOf(n)
			if !ok || n == c.ID || !slices.Contains(near.Neighbours, c.ID) {
				t.Errorf("%s has the neighbour %s, which does not have it", c.ID, n)
			}
			if !slices.Contains(mirror.Neighbours, n.Mirror()) {
				t.Errorf("%s has the neighbour %s; on the other side it is not so", c.ID, n)
			}
		}
	}
	for i := range base.Zones {
		for _, side := range unknot.Sides {
			if len(body.Expand(body.ZoneCell(base.Zones[i].ID, side))) == 0 {
				t.Errorf("%s has no cell on the %s", base.Zones[i].ID, side)
			}
		}
	}
}

// From any cell every other is reached over neighbours: the skin has no holes.
func TestTheSkinHangsTogether(t *testing.T) {
	start := body.Cells()[0].ID
	seen := map[unknot.CellID]bool{start: true}
	for queue := []unknot.CellID{start}; len(queue) > 0; queue = queue[1:] {
		c, _ := body.CellOf(queue[0])
		for _, n := range c.Neighbours {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	if len(seen) != len(body.Cells()) {
		t.Errorf("%d of %d cells hang together", len(seen), len(body.Cells()))
	}
}

// However a set of cells is named, it folds to one form, which names the same
// skin and cannot be made shorter.
func TestFold(t *testing.T) {
	if got := body.Fold([]unknot.CellID{"heel.sole.left", "temple.right", "heel.back.left", "nowhere.left", "shin.upper.right"}); !slices.Equal(got, []unknot.CellID{"heel.left", "nowhere.left", "shin.upper.right", "temple.right"}) {
		t.Errorf("folded to %v", got)
	}
	all := body.Cells()
	expand := func(cells []unknot.CellID) []unknot.CellID {
		var out []unknot.CellID
		for _, c := range cells {
			out = append(out, body.Expand(c)...)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	rapid.Check(t, func(t *rapid.T) {
		var cells []unknot.CellID
		for _, i := range rapid.SliceOf(rapid.IntRange(0, len(all)-1)).Draw(t, "cells") {
			if rapid.Bool().Draw(t, "whole zone") {
				cells = append(cells, body.ZoneOf(all[i].ID))
			}
			cells = append(cells, all[i].ID)
		}
		before := slices.Clone(cells)
		folded := body.Fold(cells)
		if !slices.Equal(cells, before) {
			t.Fatal("the cells that were given changed")
		}
		if !slices.Equal(expand(folded), expand(cells)) {
			t.Fatalf("%v folds to %v", cells, folded)
		}
		if again := body.Fold(expand(cells)); !slices.Equal(again, folded) {
			t.Fatalf("by its parts it folds to %v, else to %v", again, folded)
		}
		for _, c := range folded {
			if zone := body.ZoneOf(c); zone != c && slices.Contains(folded, zone) {
				t.Fatalf("%v holds a zone and its part", folded)
			}
		}
	})
}
