package body

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/unknot/unknot"
)

// FigureVersion names the figure that cells and strokes refer to. It changes
// when a cell changes its id or its place.
const FigureVersion = "figure/2"

// Cell is an area of skin on one side: a whole zone or a part of one.
type Cell struct {
	ID         unknot.CellID
	Zone       unknot.ZoneID
	Side       unknot.Side
	Name       string   // plain words with the side: "right thigh, upper part"
	AreaCM2    float64  // skin, cm², of a person of 170 cm and 70 kg
	CHOIR      []int    // segments of the CHOIR body map, standard numbers
	Regions    []Region // of agreed definitions: low back, neck
	Views      []string // pictures that show it
	Neighbours []unknot.CellID
}

//go:embed cells.tsv
var cellTable string

type atlas struct {
	cells  []Cell
	byID   map[unknot.CellID]int
	byZone map[unknot.CellID][]unknot.CellID // "zone.side" to its cells
}

var figure = sync.OnceValue(func() *atlas {
	a := &atlas{byID: map[unknot.CellID]int{}, byZone: map[unknot.CellID][]unknot.CellID{}}
	for line := range strings.Lines(cellTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		area, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			panic(fmt.Sprintf("body: cells.tsv, %s: %v; run go generate ./core/body/figure", f[0], err))
		}
		c := Cell{ID: unknot.CellID(f[0]), Name: f[1], AreaCM2: area, Views: strings.Fields(f[4])}
		c.Zone, c.Side = SplitCell(c.ID)
		c.Regions = regionsOf(&c)
		for _, n := range strings.Fields(f[3]) {
			segment, err := strconv.Atoi(n)
			if err != nil {
				panic(fmt.Sprintf("body: cells.tsv, %s: %v; run go generate ./core/body/figure", f[0], err))
			}
			c.CHOIR = append(c.CHOIR, segment)
		}
		for _, n := range strings.Fields(f[5]) {
			c.Neighbours = append(c.Neighbours, unknot.CellID(n))
		}
		a.byID[c.ID] = len(a.cells)
		a.cells = append(a.cells, c)
		whole := ZoneCell(c.Zone, c.Side)
		a.byZone[whole] = append(a.byZone[whole], c.ID)
	}
	return a
})

// Cells lists every cell, head to foot, right before left. The list is shared;
// do not change it.
func Cells() []Cell { return figure().cells }

// CellOf returns the cell with this identifier.
func CellOf(id unknot.CellID) (Cell, bool) {
	a := figure()
	i, ok := a.byID[id]
	if !ok {
		return Cell{}, false
	}
	return a.cells[i], true
}

// Expand gives the fine cells that an identifier means: the cell itself, or
// every cell of a zone on one side ("temple.right"). Nothing when unknown.
func Expand(id unknot.CellID) []unknot.CellID {
	a := figure()
	if _, ok := a.byID[id]; ok {
		return []unknot.CellID{id}
	}
	return a.byZone[id]
}

// ZoneOf returns the zone and side that hold a cell of any fineness, as one
// identifier: "temple.right". The engine reasons on these.
func ZoneOf(id unknot.CellID) unknot.CellID { return ZoneCell(SplitCell(id)) }

// ZonesOf lists the zones of marked cells, each once, by name.
func ZonesOf(marks map[unknot.CellID]float64) []unknot.CellID {
	out := make([]unknot.CellID, 0, len(marks))
	for c := range marks {
		out = append(out, ZoneOf(c))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
