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
		if meaning == "" {
			meaning = common[name]
		}
		out = append(out, []string{kind, path + name, typ, may, meaning})
		out = append(out, fields(kind, path+name+".", inner)...)
	}
	return out
}

// common is the meaning of fields that many records share.
var common = map[string]string{
	"id": "name of the record for programs; never changes", "name": "what it is called, plain words", "sources": "ids of source records",
	"claims": "ids of claim records that it rests on", "grade": "certainty of the evidence, GRADE words", "doubt": "what speaks against it",
	"note": "for reviewers", "zones": "ids of zone records", "muscles": "ids of muscle records", "regions": "ids of region records",
	"region": "id of a region record", "ask": "the question, in plain words", "why": "why it is asked or done", "how": "how it is done",
	"source": "id of a source record", "zone": "id of a zone record", "muscle": "id of a muscle record", "level": "urgency of care",
	"caution": "what to take care of", "steps": "what to do, step by step", "title": "title", "words": "other words for it",
	"age_min": "from this age, years", "age_max": "up to this age, years; empty: no limit", "sex": "female, male or other; empty: all",
	"people": "how many people the figure rests on", "share": "0 to 1", "year": "year of publication", "doi": "digital object identifier",
	"pmid": "PubMed number", "url": "address", "isbn": "ISBN", "reason": "why, in plain words", "harms": "known harms",
	"stop": "when to stop", "press": "how it may be pressed", "stretch": "how to stretch it", "describe": "where it is and what it is for",
	"tell_apart": "how to tell it from a knot", "text": "the words", "seconds": "how long, seconds", "who": "who can or may do it",
	"tools": "what is needed", "minutes": "how long, minutes", "repeats": "how often in a row, low and high", "weeks": "for how many weeks",
	"low": "a value below counts, or the low end", "high": "a value above counts, or the high end", "mean": "mean", "sd": "standard deviation; empty: not known",
	"kind": "kind, see the allowed values", "what": "what it is", "do": "what to do", "primary": "ids of zones where it is often felt",
	"spill": "ids of zones where it is sometimes felt", "answer": "the answer, in plain words", "technique": "technique, as interlocks name it",
	"odds": "factor on the odds", "measure": "what was measured", "against": "what it was compared with", "horizon": "when it was measured",
	"effect": "what trials found", "doses": "how much", "refers": "where pain from it tends to be felt", "sites": "usual places of a trigger point",
	"parts": "the paragraphs", "answers": "what may be answered", "factors": "what changes the prior odds", "findings": "danger questions that speak for it",
	"discomfort": "effort scale 0 to 10 while doing it", "where": "where it lies or was published", "features": "how it looks and feels", "of": "ids of danger questions",
	"claim": "id of a claim record", "points": "standard codes of points", "topic": "group of claims", "side": "side of the cause", "max": "most that is allowed",
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
