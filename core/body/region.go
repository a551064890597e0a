package body

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/unknot/unknot"
)

// Consensus names a region that researchers agreed on, for comparison with
// their studies.
type Consensus string

// The regions of agreed definitions.
const (
	// LowBack lies between the twelfth ribs and the folds under the buttocks
	// (Dionne 2008, doi:10.1097/BRS.0b013e31815e7f94).
	LowBack Consensus = "low_back"
	// Neck reaches from the superior nuchal line to the spine of the shoulder
	// blade, at the side to the collar bone (Guzman 2008,
	// doi:10.1007/s00586-008-0621-1).
	Neck Consensus = "neck"
)

// Region is an agreed region that holds a cell, or a part of it when its edge
// crosses the cell.
type Region struct {
	ID    Consensus
	Whole bool
}

// Anatomy is where open anatomy puts a zone: the codes of UBERON and of the
// Foundational Model of Anatomy, the name there, and how that region relates to
// the zone (FHIR R4: wider, inexact).
type Anatomy struct{ UBERON, FMA, Name, Relation string }

//go:embed consensus.tsv
var consensusTable string

//go:embed anatomy.tsv
var anatomyTable string

// AnatomyOf returns where open anatomy puts a zone, and all its cells.
func AnatomyOf(z unknot.ZoneID) (Anatomy, bool) {
	a, ok := anatomy()[z]
	return a, ok
}

var anatomy = sync.OnceValue(func() map[unknot.ZoneID]Anatomy {
	out := map[unknot.ZoneID]Anatomy{}
	for _, f := range rows(anatomyTable, "anatomy.tsv", 5) {
		out[unknot.ZoneID(f[0])] = Anatomy{f[1], f[2], f[3], f[4]}
	}
	return out
})

// consensus holds the agreed regions by cell without side, whole zones among
// them.
var consensus = sync.OnceValue(func() map[string]map[Consensus]bool {
	out := map[string]map[Consensus]bool{}
	for _, f := range rows(consensusTable, "consensus.tsv", 4) {
		if out[f[1]] == nil {
			out[f[1]] = map[Consensus]bool{}
		}
		out[f[1]][Consensus(f[0])] = f[2] == "whole"
	}
	return out
})

// regionsOf lists the agreed regions that hold a cell; a row for the cell
// speaks before the row of its zone.
func regionsOf(c *Cell) []Region {
	var out []Region
	part := strings.TrimSuffix(string(c.ID), "."+string(c.Side))
	for _, id := range []Consensus{LowBack, Neck} {
		for _, key := range []string{part, string(c.Zone)} {
			if whole, ok := consensus()[key][id]; ok {
				out = append(out, Region{id, whole})
				break
			}
		}
	}
	return out
}

// rows splits a table that is part of the program; a row of another length is
// a fault in the program.
func rows(table, name string, columns int) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			panic(fmt.Sprintf("body: %s: %q has %d columns, not %d", name, line, len(f), columns))
		}
		out = append(out, f)
	}
	return out
}
