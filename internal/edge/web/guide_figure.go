package web

import (
	"cmp"
	"context"
	"math"
	"slices"
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

// causesOfLevel are look-alikes that need the same haste.
type causesOfLevel struct {
	Level  string
	Causes []*knowledge.Lookalike
}

// causesBy lists the look-alikes of the levels that are felt in one of the
// zones, a level without any left out.
func causesBy(base *knowledge.Base, zones []unknot.ZoneID, levels []string) []causesOfLevel {
	here := func(z knowledge.ZoneChance) bool { return slices.Contains(zones, z.Zone) }
	var out []causesOfLevel
	for _, level := range levels {
		g := causesOfLevel{Level: level}
		for i := range base.Lookalikes {
			if l := &base.Lookalikes[i]; l.Level == level && slices.ContainsFunc(l.Zones, here) {
				g.Causes = append(g.Causes, l)
			}
		}
		if len(g.Causes) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// zonesOfKind lists the zones where a muscle is felt in one way.
func zonesOfKind(base *knowledge.Base, m unknot.MuscleID, kind string) []*knowledge.Zone {
	var out []*knowledge.Zone
	for _, w := range base.ZonesOf(m) {
		if z, ok := base.Zone(w.Zone); ok && w.Kind == kind {
			out = append(out, z)
		}
	}
	return out
}

// mostShown is how many shares a list shows; the weaker ones wait in a fold
// (judgement: one screen of a phone).
const mostShown = 8

// bearingOn is a question or test that speaks for a cause.
type bearingOn struct {
	Name   string
	Path   string // "" for a danger question, which has no page
	Chance float64
	Source string
}

// speaksFor lists what speaks for a cause: danger questions first, then what
// most people with it say.
func speaksFor(ctx context.Context, base *knowledge.Base, list []knowledge.Reading) []bearingOn {
	var out []bearingOn
	for _, r := range list {
		if q, ok := base.Question(r.Finding); ok {
			out = append(out, bearingOn{Name: know(ctx, q.Ask), Chance: r.Chance, Source: r.Source})
		}
	}
	dangers := len(out)
	for _, r := range list {
		if f, ok := base.Finding(r.Finding); ok {
			out = append(out, bearingOn{Name: capital(know(ctx, f.Name)), Path: "/guide/test/" + f.ID, Chance: r.Chance, Source: r.Source})
		}
	}
	slices.SortStableFunc(out[dangers:], func(a, b bearingOn) int { return cmp.Compare(b.Chance, a.Chance) })
	return out
}

// strongest orders what a finding speaks for, most telling first.
func strongest(links []knowledge.Bearing) []*knowledge.Bearing {
	out := make([]*knowledge.Bearing, len(links))
	for i := range links {
		out[i] = &links[i]
	}
	slices.SortStableFunc(out, func(a, b *knowledge.Bearing) int { return cmp.Compare(b.Chance, a.Chance) })
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
