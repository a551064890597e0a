package fhir

import (
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Open anatomy: UBERON and, as UBERON cross-references it, the Foundational
// Model of Anatomy (Mungall 2012, doi:10.1186/gb-2012-13-1-r5).
const (
	uberonSystem = "http://purl.obolibrary.org/obo/uberon.owl"
	fmaSystem    = "http://purl.obolibrary.org/obo/fma.owl"
	choirSystem  = system + "/CodeSystem/choir-74"
)

// cellNames lists every cell, whole zones before their parts.
func cellNames(know *knowledge.Base) []codeName {
	var out []codeName
	seen := map[unknot.CellID]bool{}
	add := func(id unknot.CellID, name string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, codeName{Code: string(id), Display: name})
		}
	}
	for i := range know.Zones {
		z := &know.Zones[i]
		for _, side := range unknot.Sides {
			whole := body.ZoneCell(z.ID, side)
			add(whole, z.NameOn(side))
			for _, fine := range body.Expand(whole) {
				if c, ok := body.CellOf(fine); ok {
					add(c.ID, c.Name)
				}
			}
		}
	}
	return out
}

// elsewhere are the cells in the words of others: CHOIR, UBERON, FMA.
func elsewhere(know *knowledge.Base) []resource {
	choir := mapGroup{Source: cellSystem, Target: choirSystem}
	uberon, fma := mapGroup{Source: cellSystem, Target: uberonSystem}, mapGroup{Source: cellSystem, Target: fmaSystem}
	for _, c := range cellNames(know) {
		zone, side := body.SplitCell(unknot.CellID(c.Code))
		z, ok := know.Zone(zone)
		if !ok {
			continue
		}
		numbers := z.ChoirRight
		if side == unknot.Left {
			numbers = z.ChoirLeft
		}
		if fine, ok := body.CellOf(unknot.CellID(c.Code)); ok {
			numbers = fine.CHOIR
		}
		e := mapElement{Code: c.Code}
		for _, n := range numbers {
			e.Target = append(e.Target, mapTarget{strconv.Itoa(n), "", "inexact", "They overlap; neither holds the other."})
		}
		if len(e.Target) > 0 {
			choir.Element = append(choir.Element, e)
		}
		r, ok := body.AnatomyOf(zone)
		if !ok {
			continue
		}
		about := "The region has no side and is larger."
		uberon.Element = append(uberon.Element, mapElement{c.Code, []mapTarget{{r.UBERON, r.Name, r.Relation, about}}})
		fma.Element = append(fma.Element, mapElement{c.Code, []mapTarget{{r.FMA, r.Name, r.Relation, about}}})
	}
	return []resource{
		conceptMap{head(know, "ConceptMap", "cells-choir", "Cells to the 74 segments of CHOIR", "Each cell and the segments that it overlaps."), []mapGroup{choir}},
		conceptMap{head(know, "ConceptMap", "cells-anatomy", "Cells to open anatomy", "Each cell and the region of UBERON and FMA that holds it."), []mapGroup{uberon, fma}},
	}
}
