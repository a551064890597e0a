package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

type bodyListCmd struct {
	Zone string `arg:"" optional:"" help:"A zone, such as low_back; without it every cell."`
	JSON bool   `name:"json" help:"Print as JSON, with neighbours and views."`
}

// cellRow is a cell as JSON.
type cellRow struct {
	ID         unknot.CellID   `json:"id"`
	Name       string          `json:"name"`
	Zone       unknot.ZoneID   `json:"zone"`
	Side       unknot.Side     `json:"side"`
	AreaCM2    float64         `json:"area_cm2"`
	CHOIR      []int           `json:"choir"`
	Regions    []regionRow     `json:"regions"`
	UBERON     string          `json:"uberon,omitempty"`
	FMA        string          `json:"fma,omitempty"`
	Anatomy    string          `json:"anatomy,omitempty"`
	Relation   string          `json:"relation,omitempty"`
	Views      []string        `json:"views"`
	Neighbours []unknot.CellID `json:"neighbours"`
}

type regionRow struct {
	ID    body.Consensus `json:"id"`
	Whole bool           `json:"whole"`
}

// Run prints cell, skin area, CHOIR segments, agreed regions, open anatomy and
// name.
func (c *bodyListCmd) Run(s *streams) error {
	list := []cellRow{}
	for _, cell := range body.Cells() {
		if c.Zone == "" || string(cell.Zone) == c.Zone {
			list = append(list, rowOf(&cell))
		}
	}
	if len(list) == 0 {
		return &exit{ExitBadInput, fmt.Sprintf("no zone is called %q; leave it out to see all", c.Zone)}
	}
	if c.JSON {
		e := json.NewEncoder(s.out)
		e.SetIndent("", "  ")
		return e.Encode(list)
	}
	if _, err := fmt.Fprintf(s.out, "%-38s %10s  %-8s %-15s %-14s %-10s  %s\n", "CELL", "SKIN", "CHOIR", "AGREED REGION", "UBERON", "FMA", "NAME"); err != nil {
		return err
	}
	for _, r := range list {
		choir := strings.Trim(fmt.Sprint(r.CHOIR), "[]")
		if _, err := fmt.Fprintf(s.out, "%-38s %6.1f cm²  %-8s %-15s %-14s %-10s  %s\n", r.ID, r.AreaCM2, choir, r.agreed(), r.UBERON, r.FMA, r.Name); err != nil {
			return err
		}
	}
	return nil
}

func rowOf(c *body.Cell) cellRow {
	r := cellRow{ID: c.ID, Name: c.Name, Zone: c.Zone, Side: c.Side, AreaCM2: c.AreaCM2, CHOIR: c.CHOIR, Regions: []regionRow{}, Views: c.Views, Neighbours: c.Neighbours}
	for _, in := range c.Regions {
		r.Regions = append(r.Regions, regionRow(in))
	}
	if a, ok := body.AnatomyOf(c.Zone); ok {
		r.UBERON, r.FMA, r.Anatomy, r.Relation = a.UBERON, a.FMA, a.Name, a.Relation
	}
	return r
}

// agreed names the agreed regions in the table: "neck", "low_back (part)", "-".
func (r *cellRow) agreed() string {
	if len(r.Regions) == 0 {
		return "-"
	}
	var out []string
	for _, in := range r.Regions {
		name := string(in.ID)
		if !in.Whole {
			name += " (part)"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}
