package mannequin

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Skin of a person of 170 cm and 70 kg, cm²: 71.84 W^0.425 H^0.725 (Du Bois
// and Du Bois 1916, doi 10.1001/archinte.1916.00080130010002). Areas of the
// neutral figure are scaled to it.
const skinCM2 = 18100.0

// Table writes every cell as a line of tab-separated fields: id, name, area in
// cm², CHOIR segments, views, neighbours. seen lists the views of each cell.
func Table(base *knowledge.Base, seen map[unknot.CellID][]string) (string, error) {
	skin := New(Neutral).skin(2.5)
	total := 0.0
	near := map[unknot.CellID]map[unknot.CellID]bool{}
	link := func(a, b unknot.CellID) {
		if near[a] == nil {
			near[a] = map[unknot.CellID]bool{}
		}
		near[a][b] = true
	}
	var ids []unknot.CellID
	for id, p := range skin {
		total += 2 * p.area
		own := unknot.CellID(id + ".right")
		ids = append(ids, own, own.Mirror())
		for _, n := range p.neighbours() {
			link(own, n)
			link(n, own)
			link(own.Mirror(), n.Mirror())
			link(n.Mirror(), own.Mirror())
		}
	}
	order := map[unknot.ZoneID]int{}
	for i := range base.Zones {
		order[base.Zones[i].ID] = i
	}
	sort.Slice(ids, func(i, j int) bool {
		a, sa := body.SplitCell(ids[i])
		b, sb := body.SplitCell(ids[j])
		if a != b {
			return order[a] < order[b]
		}
		if sa != sb {
			return sa == unknot.Right
		}
		return ids[i] < ids[j]
	})
	var b strings.Builder
	for _, id := range ids {
		zone, side := body.SplitCell(id)
		z, ok := base.Zone(zone)
		if !ok {
			return "", fmt.Errorf("cell %s lies in no zone", id)
		}
		p := skin[strings.TrimSuffix(string(id), "."+string(side))]
		var by []string
		for n := range near[id] {
			by = append(by, string(n))
		}
		sort.Strings(by)
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\n", id, body.Name(base, id), strconv.FormatFloat(p.area/total*skinCM2, 'f', 1, 64),
			choir(z, side, p), strings.Join(seen[id], " "), strings.Join(by, " "))
	}
	return b.String(), nil
}

// choir gives the segments of a cell: those of its zone on the face of the body
// where at least a sixth of it lies, when the zone has any there; all of them where a cell looks to the
// side.
func choir(z *knowledge.Zone, side unknot.Side, p *patch) string {
	all := z.ChoirRight
	if side == unknot.Left {
		all = z.ChoirLeft
	}
	var out, any []string
	for _, n := range all {
		any = append(any, strconv.Itoa(n))
		front := n < 200
		if front && p.front*5 > p.back || !front && p.back*5 > p.front {
			out = append(out, strconv.Itoa(n))
		}
	}
	if sideways := p.area - p.front - p.back; len(out) == 0 || sideways > .4*p.area {
		out = any
	}
	return strings.Join(out, " ")
}
