package sketch

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

//go:generate go run write.go

// Skin of a person of 170 cm and 70 kg, cm²: 71.84 W^0.425 H^0.725 (Du Bois
// and Du Bois 1916, doi 10.1001/archinte.1916.00080130010002).
const skinCM2 = 18100.0

// Scale of the close-ups against the whole figure, by area: the head from the
// side is drawn 246 units tall for 186, a sole 252 long for 152 (foot length
// 0.152 of height, Winter 2009).
var closeUp = map[string]float64{"head_right": 0.572, "head_left": 0.572, "soles": 0.364}

// Table writes every cell as a line of tab-separated fields: id, name, area in
// cm², CHOIR segments, views, neighbours.
func Table(base *knowledge.Base) (string, error) {
	views := FineViews()
	near := neighbours(views)
	skin, seen := map[unknot.CellID]float64{}, map[unknot.CellID][]string{}
	var ids []unknot.CellID
	for _, v := range views {
		for _, c := range v.Cells {
			if len(seen[c.Cell]) == 0 {
				ids = append(ids, c.Cell)
			}
			whole := v.ID == "front" || v.ID == "back"
			if scale := closeUp[v.ID]; whole || seen[c.Cell] == nil {
				if whole {
					scale = 1
				}
				skin[c.Cell] += c.Skin * scale
			}
			seen[c.Cell] = append(seen[c.Cell], v.ID)
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
	total := 0.0
	for _, id := range ids {
		total += skin[id]
	}
	var b strings.Builder
	for _, id := range ids {
		zone, side := body.SplitCell(id)
		z, ok := base.Zone(zone)
		if !ok {
			return "", fmt.Errorf("cell %s lies in no zone", id)
		}
		var by []string
		for _, n := range near[id] {
			by = append(by, string(n))
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\n", id, name(z, id, side), strconv.FormatFloat(skin[id]/total*skinCM2, 'f', 1, 64),
			choir(z, side, seen[id]), strings.Join(seen[id], " "), strings.Join(by, " "))
	}
	return b.String(), nil
}

// choir gives the segments of a cell: those of its zone on the face of the body
// where the cell is seen, when the zone has any there.
func choir(z *knowledge.Zone, side unknot.Side, views []string) string {
	all := z.ChoirRight
	if side == unknot.Left {
		all = z.ChoirLeft
	}
	face := ""
	for _, v := range views {
		if v == "front" || v == "back" {
			face += v
		}
	}
	var out, any []string
	for _, n := range all {
		any = append(any, strconv.Itoa(n))
		if face == "front" && n < 200 || face == "back" && n >= 200 {
			out = append(out, strconv.Itoa(n))
		}
	}
	if len(out) == 0 {
		out = any
	}
	return strings.Join(out, " ")
}

// name is the zone's name with its side, then the part in words.
func name(z *knowledge.Zone, id unknot.CellID, side unknot.Side) string {
	out := z.NameOn(side)
	f := strings.Split(string(id), ".")
	if len(f) < 3 {
		return out
	}
	return out + ", " + partWords(f[1])
}

func partWords(part string) string {
	switch part {
	case "kneecap":
		return "over the kneecap"
	case "above", "below":
		return part + " the kneecap"
	case "sole":
		return "underside"
	case "t1_t2", "t3_t4", "t5_t6", "t7_t9":
		return "beside the spine, " + strings.ReplaceAll(strings.ToUpper(part), "_", " to ")
	}
	if strings.HasPrefix(part, "l") && len(part) > 1 && part[1] >= '1' && part[1] <= '5' {
		level, across, _ := cutLast(part)
		where := map[string]string{"inner": "beside the spine", "outer": "further out"}[across]
		return where + ", " + strings.ReplaceAll(strings.ToUpper(level), "_", " to ")
	}
	if first, face, ok := cutLast(part); ok && (face == "front" || face == "back" || face == "palm") {
		return first + " part, " + map[string]string{"front": "at the front", "back": "at the back", "palm": "palm side"}[face]
	}
	words := strings.ReplaceAll(part, "little_side", "little-finger side")
	words = strings.ReplaceAll(words, "thumb_side", "thumb side")
	words = strings.ReplaceAll(words, "palm", "palm side")
	words = strings.ReplaceAll(words, "_", " ")
	if strings.HasSuffix(words, "side") || strings.HasSuffix(words, "tip") || strings.HasSuffix(words, "top") {
		return words
	}
	return words + " part"
}

func cutLast(part string) (before, after string, found bool) {
	i := strings.LastIndexByte(part, '_')
	if i < 0 {
		return part, "", false
	}
	return part[:i], part[i+1:], true
}
