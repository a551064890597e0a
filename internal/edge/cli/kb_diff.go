package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

type kbDiffCmd struct {
	From string `arg:"" help:"A folder of knowledge files, a pack, or built-in."`
	To   string `arg:"" default:"built-in" help:"The other set."`
	JSON bool   `name:"json" help:"Print as JSON."`
}

// Run lists what changes from one set of knowledge to the other.
func (c *kbDiffCmd) Run(s *streams) error {
	from, err := knowledgeBase(c.From)
	if err != nil {
		return err
	}
	to, err := knowledgeBase(c.To)
	if err != nil {
		return err
	}
	list := knowledge.Diff(from, to)
	if c.JSON {
		e := json.NewEncoder(s.out)
		e.SetIndent("", "  ")
		return e.Encode(struct {
			From    string             `json:"from"`
			To      string             `json:"to"`
			Changes []knowledge.Change `json:"changes"`
		}{from.Version, to.Version, list})
	}
	t := newText(s.out)
	t.line("from " + from.Version)
	t.line("to   " + to.Version)
	marks := map[string]string{"added": "+", "removed": "-", "changed": "~"}
	n := map[string]int{}
	for _, change := range list {
		n[change.What]++
		t.line(marks[change.What] + " " + change.Key)
		if change.What != "changed" {
			continue
		}
		for _, f := range change.Fields {
			t.hang("    "+f.Path+": ", orNothing(f.Old)+" → "+orNothing(f.New))
		}
	}
	t.line(fmt.Sprintf("%d added, %d removed, %d changed", n["added"], n["removed"], n["changed"]))
	return t.err
}

func orNothing(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return s
}

type kbRecallCmd struct {
	dataFlags
	With string `arg:"" help:"The other knowledge: a folder or a pack."`
}

// Run lists the kept cases that the other knowledge would answer differently.
// It names cases by their ids and says nothing of what people said.
func (c *kbRecallCmd) Run(s *streams) error {
	base, err := knowledgeBase(c.With)
	if err != nil {
		return err
	}
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		t := newText(s.out)
		t.line("from " + p.Base.Version)
		t.line("to   " + base.Version)
		seen, changed, err := p.RecheckAll(ctx, care.With(base), func(r care.Rechecked) error {
			t.line(fmt.Sprintf("~ %s %s", r.Tenant, r.Episode))
			for _, line := range recheckLines(r) {
				t.hang("    ", line)
			}
			return t.err
		})
		if err != nil {
			return err
		}
		t.line(fmt.Sprintf("%d of %s would change", changed, count(int64(seen), "kept case")))
		return t.err
	})
}

func recheckLines(r care.Rechecked) []string {
	var out []string
	if r.Fault != "" {
		return []string{r.Fault}
	}
	if r.Level[0] != r.Level[1] {
		out = append(out, fmt.Sprintf("level of care: %s → %s", r.Level[0], r.Level[1]))
	}
	if r.First[0] != r.First[1] {
		out = append(out, fmt.Sprintf("first muscle: %s → %s", orNothing(r.First[0]), orNothing(r.First[1])))
	}
	if r.Probability >= care.Moved {
		out = append(out, fmt.Sprintf("%s moves by %.0f points of 100", r.Cause, r.Probability*100))
	}
	if len(r.Added) > 0 {
		out = append(out, "new in the plan: "+strings.Join(r.Added, ", "))
	}
	if len(r.Dropped) > 0 {
		out = append(out, "no longer in the plan: "+strings.Join(r.Dropped, ", "))
	}
	return out
}
