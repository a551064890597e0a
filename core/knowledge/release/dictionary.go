package release

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// node is what the dictionary reads of a JSON schema.
type node struct {
	Type        string          `json:"type"`
	Description string          `json:"description"`
	Enum        []string        `json:"enum"`
	Minimum     *float64        `json:"minimum"`
	Maximum     *float64        `json:"maximum"`
	Properties  map[string]node `json:"properties"`
	Items       *node           `json:"items"`
}

// dictionary lists every field of every record: record, field, type, allowed
// values, meaning.
func dictionary(schema []byte) ([][]string, error) {
	var root node
	if err := json.Unmarshal(schema, &root); err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	var out [][]string
	for _, kind := range sorted(root.Properties) {
		n := root.Properties[kind]
		if n.Items != nil {
			n = *n.Items
		}
		if n.Properties == nil {
			continue
		}
		out = append(out, []string{kind, "", "record", "", n.Description})
		out = append(out, fields(kind, "", n)...)
	}
	return out, nil
}

func fields(kind, path string, n node) [][]string {
	var out [][]string
	for _, name := range sorted(n.Properties) {
		f := n.Properties[name]
		typ, inner := f.Type, f
		if f.Type == "array" && f.Items != nil {
			typ, inner = "list of "+f.Items.Type, *f.Items
		}
		may := strings.Join(inner.Enum, ", ")
		if inner.Minimum != nil && inner.Maximum != nil {
			may = fmt.Sprintf("%v to %v", *inner.Minimum, *inner.Maximum)
		}
		meaning := f.Description
		if meaning == "" {
			meaning = inner.Description
		}
		out = append(out, []string{kind, path + name, typ, may, meaning})
		out = append(out, fields(kind, path+name+".", inner)...)
	}
	return out
}

func sorted(m map[string]node) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func readme(base *knowledge.Base, kinds []string, rows map[string][]knowledge.Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# unknot knowledge %s

Muscles, pain areas, danger signs, other causes, tests, treatments and claims about muscle knots, each with its sources.

Licence: Creative Commons Attribution 4.0 International (CC BY 4.0). You may share and change the data, also for money, if you
name the source: "unknot knowledge, version %s". Say what you changed.

This is no medical device and makes no diagnosis. Scientists disagree about what knots are. The maps of referred pain come from
clinicians' drawings, not from measurements. A record with checked = "memory" was not compared with its source again.
Numbers without a source are judgement: see the field "judgement", and links without "source".

| File | Holds |
|---|---|
| knowledge.json | everything, as one document (unknot.knowledge/v1) |
| csv/KIND.csv | one table for each kind; lists are joined by "; ", lists of records are JSON |
| dictionary.csv | every field: type, allowed values, meaning |
| schema.json | JSON schema of the source files (TOML) |

| Kind | Records |
|---|---|
`, base.Version, base.Version)
	for _, kind := range kinds {
		fmt.Fprintf(&b, "| %s | %d |\n", kind, len(rows[kind]))
	}
	return b.String()
}
