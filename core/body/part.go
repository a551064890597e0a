package body

import (
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// PartName says which part of its zone a cell is, without zone and side: "upper
// inner part". It is empty for a whole zone.
func PartName(c unknot.CellID) string {
	_, part, _ := strings.Cut(strings.TrimSuffix(string(c), "."+string(c.Side())), ".")
	return partName(cutPart(part))
}

// cutPart parts what a cell is called within its zone into the share along the
// zone and the one across it: "upper" and "inner". Either may be empty.
func cutPart(part string) (along, across string) {
	for _, a := range []string{"l2_l3", "l1", "l4", "t1_t2", "t3_t4", "t5_t6", "t7_t9", "upper", "middle", "lower", "base", "tip"} {
		if rest, ok := strings.CutPrefix(part, a); ok && (rest == "" || rest[0] == '_') {
			return a, strings.TrimPrefix(rest, "_")
		}
	}
	return "", part
}

func partName(along, across string) string {
	switch along + across {
	case "":
		return ""
	case "kneecap":
		return "over the kneecap"
	case "above", "below":
		return across + " the kneecap"
	case "sole":
		return "underside"
	case "top", "base", "tip":
		return along + across
	}
	switch along {
	case "base", "tip":
		return along + map[string]string{"back": " at the back", "palm": " on the palm side"}[across]
	case "", "upper", "middle", "lower":
	default: // a level of the spine
		level := "at " + strings.ToUpper(strings.ReplaceAll(along, "_", "–"))
		switch {
		case across == "outer":
			return "further out " + level
		case across == "inner" || along[0] == 't':
			return "beside the spine " + level
		}
		return level
	}
	switch across {
	case "palm":
		return "palm side"
	case "thumb_side", "little_side":
		return strings.TrimSpace(along + map[string]string{"thumb_side": " thumb side", "little_side": " little-finger side"}[across])
	case "front", "back":
		if along != "" {
			return along + " part at the " + across
		}
	}
	return strings.TrimSpace(along+" "+across) + " part"
}

// Name names a cell of any fineness with its side: "right calf", or "right calf,
// upper inner part". An unknown cell gives its identifier back.
func Name(base *knowledge.Base, c unknot.CellID) string {
	name := ZoneName(base, c)
	if part := PartName(c); part != "" && name != string(c) {
		return name + ", " + part
	}
	return name
}

// Names says a set of cells, a name for each zone of each side, head to foot:
// "right calf", or where only parts of it are meant, "right calf (upper inner
// part, lower part)".
func Names(base *knowledge.Base, cells []unknot.CellID) []string {
	var out []string
	for _, s := range Spots(base, cells) {
		out = append(out, ZoneName(base, s.Zone)+inBrackets(s.Parts))
	}
	return out
}

// Fold gives a set of cells its one shortest form, sorted: a zone stands for
// all its cells where all are there. However a drawing came about, the same
// skin has the same cells. An unknown cell stays as it is.
func Fold(cells []unknot.CellID) []unknot.CellID {
	var out []unknot.CellID
	count := map[unknot.CellID]int{}
	for _, c := range cells {
		if all := Expand(c); all != nil {
			out = append(out, all...)
		} else {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, c := range out {
		count[ZoneOf(c)]++
	}
	for i, c := range out {
		if zone := ZoneOf(c); zone != c && count[zone] == len(Expand(zone)) {
			out[i] = zone
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Spot is what is marked of a zone on one side: the parts in words, or all of it
// when it names none.
type Spot struct {
	Zone  unknot.CellID
	Parts []string
}

// Spots groups cells by zone and side, in the order of the zones; those of no
// known zone come last, as they are.
func Spots(base *knowledge.Base, cells []unknot.CellID) []Spot {
	fine := map[unknot.CellID][]unknot.CellID{}
	var other []Spot
	for _, c := range Fold(cells) {
		if id, _ := SplitCell(c); Expand(c) == nil || !known(base, id) {
			other = append(other, Spot{Zone: c})
			continue
		}
		fine[ZoneOf(c)] = append(fine[ZoneOf(c)], c)
	}
	var out []Spot
	for i := range base.Zones {
		for _, side := range unknot.Sides {
			zone := ZoneCell(base.Zones[i].ID, side)
			if list := fine[zone]; list != nil {
				out = append(out, Spot{zone, partNames(zone, list)})
			}
		}
	}
	return append(out, other...)
}

func known(base *knowledge.Base, z unknot.ZoneID) bool {
	_, ok := base.Zone(z)
	return ok
}

// partNames says the cells of one zone in few words: a row or a column of the
// zone that is wholly there is one part, "upper part".
func partNames(zone unknot.CellID, marked []unknot.CellID) []string {
	if marked[0] == zone {
		return nil
	}
	type cell struct{ along, across string }
	cut := func(c unknot.CellID) cell {
		along, across := cutPart(strings.Split(string(c), ".")[1])
		return cell{along, across}
	}
	all, left := map[cell]bool{}, map[cell]bool{}
	for _, c := range Expand(zone) {
		all[cut(c)] = true
	}
	for _, c := range marked {
		left[cut(c)] = true
	}
	var out []string
	// take says all cells of a row or column at once, when all are still left.
	take := func(name string, holds func(cell) bool) {
		n := 0
		for c := range all {
			if holds(c) {
				if !left[c] {
					return
				}
				n++
			}
		}
		if n < 2 {
			return
		}
		out = append(out, name)
		for c := range all {
			if holds(c) {
				delete(left, c)
			}
		}
	}
	for _, c := range marked {
		if c := cut(c); left[c] && c.along != "" && c.across != "" {
			take(partName(c.along, ""), func(o cell) bool { return o.along == c.along })
		}
	}
	for _, c := range marked {
		if c := cut(c); left[c] && c.along != "" && c.across != "" {
			take(columnName(c.along, c.across), func(o cell) bool { return o.across == c.across })
		}
	}
	for _, c := range marked {
		if c := cut(c); left[c] {
			out = append(out, partName(c.along, c.across))
		}
	}
	return out
}

// columnName says a share across at every height; along tells what heights are
// called there.
func columnName(along, across string) string {
	one, _, level := strings.Cut(partName(along, across), " at L")
	if level {
		return one // "beside the spine"
	}
	return partName("", across)
}

func inBrackets(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
