package web

import (
	"context"
	"math"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/knowledge"
)

// Levels of colour on the figure of the guide, of ten: spots stand out, where
// pain is often felt is strong, where it is sometimes felt is pale.
const (
	spotLevel    = 10
	primaryLevel = 6
	spillLevel   = 2
)

// muscleLevels colours where a muscle is felt, and its spots, on the right
// side of the body.
func muscleLevels(m *knowledge.Muscle) map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	paint := func(zones []unknot.ZoneID, level float64) {
		for _, z := range zones {
			paintZone(out, z, unknot.Right, level)
		}
	}
	paint(m.Refers.Spill, spillLevel)
	paint(m.Refers.Primary, primaryLevel)
	for _, s := range m.Sites {
		out[body.ZoneCell(s.Zone, unknot.Right)] = spotLevel
		out[unknot.CellID(s.Cell+"."+string(unknot.Right))] = spotLevel
	}
	return out
}

// paintZone colours a zone: as one, and cell by cell, for pictures may be cut
// either way.
func paintZone(out map[unknot.CellID]float64, z unknot.ZoneID, side unknot.Side, level float64) {
	whole := body.ZoneCell(z, side)
	out[whole] = level
	for _, c := range body.Expand(whole) {
		out[c] = level
	}
}

// causeLevels colours where a look-alike is felt, by its chances.
func causeLevels(l *knowledge.Lookalike) map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	for _, z := range l.Zones {
		sides := []unknot.Side{unknot.Right}
		if !l.Sided {
			sides = unknot.Sides[:]
		}
		for _, s := range sides {
			paintZone(out, z.Zone, s, max(1, 10*z.Chance))
		}
	}
	return out
}

// mapsRecord says where the maps of referred pain come from.
var mapsRecord = knowledge.Record{Sources: []string{"simons_1999", "travell_1992", "donnelly_2019", "fernandez_2018"}, Checked: "memory", Date: "2026-11-24"}

// place is a place of pain as the guide shows it: one zone, or a part of the
// body as people name it.
type place struct {
	Name    string
	Zones   []unknot.ZoneID
	Claim   string // that names it, or ""
	Muscles []knowledge.MuscleWeight
	Levels  map[unknot.CellID]float64
}

func placeOfZone(ctx context.Context, z *knowledge.Zone) place {
	return place{Name: know(ctx, z.Name), Zones: []unknot.ZoneID{z.ID}, Levels: zoneLevels(z.ID)}
}

func placeOfPart(ctx context.Context, base *knowledge.Base, p *knowledge.NamedPlace) place {
	return place{Name: know(ctx, p.Name), Zones: p.Zones, Claim: p.Claim, Levels: zoneLevels(p.Zones...)}
}

func zoneLevels(zones ...unknot.ZoneID) map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	for _, z := range zones {
		for _, s := range unknot.Sides {
			paintZone(out, z, s, primaryLevel)
		}
	}
	return out
}

// causesAt lists the look-alikes felt in one of the zones, most urgent first.
func causesAt(base *knowledge.Base, zones []unknot.ZoneID) []*knowledge.Lookalike {
	in := map[unknot.ZoneID]bool{}
	for _, z := range zones {
		in[z] = true
	}
	var out []*knowledge.Lookalike
	for _, level := range levelOrder {
		for i := range base.Lookalikes {
			l := &base.Lookalikes[i]
			if l.Level != level {
				continue
			}
			for _, z := range l.Zones {
				if in[z.Zone] {
					out = append(out, l)
					break
				}
			}
		}
	}
	return out
}

// bearingOn is a question or test that speaks for a cause.
type bearingOn struct {
	Name, Path string
	Chance     float64
	Source     string
	Strong     bool // a danger question
}

// speaksFor lists what speaks for a cause, danger questions first.
func speaksFor(ctx context.Context, base *knowledge.Base, list []knowledge.Reading) []bearingOn {
	var out []bearingOn
	for _, r := range list {
		if q, ok := base.Question(r.Finding); ok {
			out = append(out, bearingOn{Name: know(ctx, q.Ask), Chance: r.Chance, Strong: true})
		}
	}
	for _, r := range list {
		if f, ok := base.Finding(r.Finding); ok {
			out = append(out, bearingOn{Name: capital(know(ctx, f.Name)), Path: "/guide/test/" + f.ID, Chance: r.Chance, Source: r.Source})
		}
	}
	return out
}

// leastShare is the part of a close-up that must be coloured for it to be
// shown: a large head with a sliver at the shoulder tells nothing new.
const leastShare = .015

// closeUpsOf lists the views besides front and back where enough is coloured;
// of a pair of sides the right one is enough.
func closeUpsOf(ctx context.Context, levels map[unknot.CellID]float64) []*figure.View {
	var out []*figure.View
	for _, v := range bodyViews(ctx)[2:] {
		if v.Whole() || strings.Contains(v.ID, "left") || v.ID == "head_front" || v.ID == "head_back" {
			continue
		}
		var coloured, all float64
		for _, s := range v.Cells {
			size := areaOf(s.Path)
			all += size
			if figure.LevelOf(levels, s.Cell) > 0 {
				coloured += size
			}
		}
		if coloured > leastShare*all {
			out = append(out, v)
		}
	}
	return out
}

// areaOf is the area within the rings of a path, without its holes: they turn
// the other way.
func areaOf(path string) float64 {
	sum := 0.0
	for _, ring := range figure.Rings(path) {
		for i, p := range ring {
			next := ring[(i+1)%len(ring)]
			sum += (p[0]*next[1] - next[0]*p[1]) / 2
		}
	}
	return math.Abs(sum)
}
