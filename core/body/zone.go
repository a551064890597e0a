package body

import (
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// ZoneCell is the whole of a zone on one side, such as "temple.right". Finer
// cells of the same zone carry a part between: "low_back.l4.right".
func ZoneCell(z unknot.ZoneID, s unknot.Side) unknot.CellID {
	return unknot.CellID(string(z) + "." + string(s))
}

// SplitCell returns the zone and side of a cell of any fineness.
func SplitCell(c unknot.CellID) (unknot.ZoneID, unknot.Side) {
	z, _, _ := strings.Cut(string(c), ".")
	return unknot.ZoneID(z), c.Side()
}

// ZoneName names a cell's zone with its side in words: "front of the right
// shoulder". An unknown cell gives its identifier back.
func ZoneName(base *knowledge.Base, c unknot.CellID) string {
	id, side := SplitCell(c)
	z, ok := base.Zone(id)
	if !ok || side == "" {
		return string(c)
	}
	return z.NameOn(side)
}
