package cli

import (
	"encoding/json"
)

// wishes puts the flags of the plan into the case, so that both ways are read
// by the same code and get the same errors. A flag wins over the file.
func (c *planCmd) wishes(raw []byte) ([]byte, error) {
	if c.Minutes == 0 && len(c.Where)+len(c.Prefer)+len(c.Avoid)+len(c.Goal)+len(c.Risk) == 0 {
		return raw, nil
	}
	var whole map[string]json.RawMessage
	if json.Unmarshal(raw, &whole) != nil { // the strict reader will say what is wrong, and where
		return raw, nil
	}
	w := map[string]any{}
	if old, ok := whole["wishes"]; ok && json.Unmarshal(old, &w) != nil {
		return raw, nil
	}
	if c.Minutes != 0 {
		w["minutes"] = c.Minutes
	}
	for name, list := range map[string][]string{"at": c.Where, "prefer": c.Prefer, "avoid": c.Avoid, "risks": c.Risk} {
		if len(list) > 0 {
			w[name] = list
		}
	}
	var goals []map[string]any
	for _, g := range c.Goal {
		name, score, err := named("goal", g)
		if err != nil {
			return nil, err
		}
		goals = append(goals, map[string]any{"name": name, "score": score})
	}
	if len(goals) > 0 {
		w["goals"] = goals
	}
	part, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	whole["wishes"] = part
	return json.MarshalIndent(whole, "", "  ")
}
