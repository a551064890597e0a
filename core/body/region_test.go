package body_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// table reads a table as a person would, without the reader under test.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(raw)) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return out
}

// Every zone stands once in open anatomy, with codes of the right shape.
func TestOpenAnatomyHoldsEveryZone(t *testing.T) {
	base, _ := words(t)
	uberon, fma := regexp.MustCompile(`^UBERON:\d{7}$`), regexp.MustCompile(`^FMA:\d+$`)
	named := map[string]string{}
	seen := map[string]bool{}
	for _, f := range table(t, "anatomy.tsv") {
		if len(f) != 5 || seen[f[0]] {
			t.Fatalf("anatomy.tsv: %q is short or twice there", f)
		}
		seen[f[0]] = true
		if _, ok := base.Zone(unknot.ZoneID(f[0])); !ok {
			t.Errorf("anatomy.tsv: no zone is called %s", f[0])
		}
		if !uberon.MatchString(f[1]) || !fma.MatchString(f[2]) || f[3] == "" || !slices.Contains([]string{"wider", "inexact"}, f[4]) {
			t.Errorf("anatomy.tsv: %q", f)
		}
		said := f[2] + " " + f[3]
		if was := named[f[1]]; was != "" && was != said {
			t.Errorf("anatomy.tsv: %s is %s, and elsewhere %s", f[1], said, was)
		}
		named[f[1]] = said
	}
	for _, c := range body.Cells() {
		if a, ok := body.AnatomyOf(c.Zone); !ok || a.UBERON == "" || a.FMA == "" {
			t.Errorf("%s has no place in open anatomy", c.ID)
		}
	}
}

// Every row of the agreed regions names cells, and no row is idle.
func TestConsensusRowsHoldCells(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range table(t, "consensus.tsv") {
		if len(f) != 4 || f[3] == "" || (f[2] != "whole" && f[2] != "part") || (f[0] != string(body.LowBack) && f[0] != string(body.Neck)) {
			t.Fatalf("consensus.tsv: %q: region, cell, whole or part, and why", f)
		}
		if seen[f[0]+f[1]] {
			t.Errorf("consensus.tsv: %s is twice there", f[1])
		}
		seen[f[0]+f[1]] = true
		for _, side := range unknot.Sides {
			cells := body.Expand(unknot.CellID(f[1] + "." + string(side)))
			if len(cells) == 0 {
				t.Errorf("consensus.tsv: there is no cell %s on the %s", f[1], side)
			}
			held := false
			for _, id := range cells {
				c, _ := body.CellOf(id)
				held = held || slices.Contains(c.Regions, body.Region{ID: body.Consensus(f[0]), Whole: f[2] == "whole"})
			}
			if !held {
				t.Errorf("consensus.tsv: the row of %s on the %s changes nothing", f[1], side)
			}
		}
	}
}

func TestCellsKnowTheirAgreedRegions(t *testing.T) {
	whole := func(id body.Consensus) []body.Region { return []body.Region{{ID: id, Whole: true}} }
	part := func(id body.Consensus) []body.Region { return []body.Region{{ID: id}} }
	for cell, want := range map[unknot.CellID][]body.Region{
		"low_back.l4_inner.left":      whole(body.LowBack),
		"low_back.l1_outer.right":     part(body.LowBack), // its own row, not that of the zone
		"buttock.upper_outer.right":   whole(body.LowBack),
		"buttock_fold.left":           part(body.LowBack),
		"flank.front.left":            nil, // the front of the body
		"mid_back.inner.right":        nil, // above the twelfth rib
		"thigh_back.upper_inner.left": nil, // below the fold
		"neck_back.lower.right":       whole(body.Neck),
		"upper_back.t1_t2.left":       whole(body.Neck),
		"upper_back.t5_t6.left":       nil, // below the spine of the shoulder blade
		"occiput.upper.left":          nil, // above the nuchal line
		"occiput.lower.left":          part(body.Neck),
		"throat.left":                 nil, // neither back nor side
	} {
		c, ok := body.CellOf(cell)
		if !ok || !slices.Equal(c.Regions, want) {
			t.Errorf("%s: %v, want %v", cell, c.Regions, want)
		}
	}
	for _, c := range body.Cells() {
		other, _ := body.CellOf(c.ID.Mirror())
		if !slices.Equal(c.Regions, other.Regions) {
			t.Errorf("%s and its mirror lie in different regions", c.ID)
		}
	}
}
