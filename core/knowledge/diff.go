package knowledge

import (
	"fmt"
	"sort"
)

// Change is what happened to one record between two sets of knowledge.
type Change struct {
	Key    string // "claim C116"
	What   string // "added", "removed" or "changed"
	Fields []FieldChange
}

// FieldChange is one field that differs; Old or New is "" when it was not there.
type FieldChange struct {
	Path, Old, New string
}

// Diff lists what changes from one set of knowledge to another, by kind and id.
// Where a record stands in its file does not count.
func Diff(from, to *Base) []Change {
	old, now := byKey(from), byKey(to)
	var out []Change
	for key, cells := range old {
		if _, ok := now[key]; !ok {
			out = append(out, Change{Key: key, What: "removed", Fields: fieldChanges(cells, nil)})
		}
	}
	for key, cells := range now {
		before, ok := old[key]
		if !ok {
			out = append(out, Change{Key: key, What: "added", Fields: fieldChanges(nil, cells)})
		} else if fields := fieldChanges(before, cells); len(fields) > 0 {
			out = append(out, Change{Key: key, What: "changed", Fields: fields})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

func byKey(b *Base) map[string][]Cell {
	out := map[string][]Cell{}
	for _, r := range b.Rows() {
		key := r.Key()
		for n := 2; out[key] != nil; n++ { // records without ids may share a name
			key = fmt.Sprintf("%s (%d)", r.Key(), n)
		}
		out[key] = append([]Cell{}, r.Cells()...)
	}
	// the numbers of the engine are one record
	out["engine"] = engineCells(b)
	return out
}

func fieldChanges(old, now []Cell) []FieldChange {
	seen := map[string]int{}
	var out []FieldChange
	for _, c := range old {
		seen[c.Path] = len(out)
		out = append(out, FieldChange{Path: c.Path, Old: c.Text})
	}
	for _, c := range now {
		if i, ok := seen[c.Path]; ok {
			out[i].New = c.Text
		} else {
			out = append(out, FieldChange{Path: c.Path, New: c.Text})
		}
	}
	changed := out[:0]
	for _, f := range out {
		if f.Old != f.New {
			changed = append(changed, f)
		}
	}
	return changed
}
