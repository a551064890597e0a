package wire

import (
	"bytes"
	"encoding/json"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
)

// lineJSON is what a batch says of a case: the part of an assessment that
// takes solving it once, with the same names and values. What is the same in
// every line (names, sources) is left out: a million lines are to be kept.
type lineJSON struct {
	Schema     string          `json:"schema"`
	Knowledge  string          `json:"knowledge"`
	Triage     triageLine      `json:"triage"`
	Candidates []causeLine     `json:"candidates"`
	Lookalikes []causeLine     `json:"lookalikes"`
	CannotTell bool            `json:"cannot_tell"`
	Care       careJSON        `json:"care"`
	Dangers    []atMostJSON    `json:"dangers"`
	Criteria   []criterionLine `json:"criteria"`
	Conflicts  []conflictJSON  `json:"conflicts"`
}

type triageLine struct {
	Level      string     `json:"level"`
	Cleared    bool       `json:"cleared"`
	Reasons    []ruleLine `json:"reasons"`
	Unanswered []string   `json:"unanswered"`
}

type ruleLine struct {
	Rule   string   `json:"rule"`
	Level  string   `json:"level"`
	Signs  []string `json:"signs"`
	Unsure bool     `json:"unsure,omitempty"`
}

type causeLine struct {
	Muscle      string  `json:"muscle,omitempty"`
	ID          string  `json:"id,omitempty"`
	Side        string  `json:"side,omitempty"`
	State       string  `json:"state,omitempty"`
	Probability float64 `json:"probability"`
	Score       float64 `json:"log_odds"`
}

type criterionLine struct {
	ID    string `json:"id"`
	About string `json:"about,omitempty"`
	Met   string `json:"met"`
}

// WriteAssessmentLine prints what a batch says of a case as one line, its end
// included.
func WriteAssessmentLine(base *knowledge.Base, gate triage.Result, a assess.Assessment) ([]byte, error) {
	_, err := gate.Clear()
	out := lineJSON{Schema: AssessmentSchema, Knowledge: base.Version, CannotTell: a.CannotTell,
		Triage:     triageLine{Level: gate.Level.String(), Cleared: err == nil, Reasons: []ruleLine{}, Unanswered: list(gate.Unanswered)},
		Candidates: causeLines(a.Candidates), Lookalikes: causeLines(a.Lookalikes),
		Care:    careJSON{a.Care.Level.String(), list(a.Care.Because)},
		Dangers: dangersOf(a), Criteria: []criterionLine{}, Conflicts: conflictsOf(a)}
	for _, r := range gate.Reasons {
		out.Triage.Reasons = append(out.Triage.Reasons, ruleLine{r.Rule, r.Level.String(), list(r.Signs), r.Unsure})
	}
	for _, c := range a.Criteria {
		out.Criteria = append(out.Criteria, criterionLine{c.ID, c.About, c.Met})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err = enc.Encode(out)
	return b.Bytes(), err
}

func causeLines(causes []assess.Candidate) []causeLine {
	out := make([]causeLine, len(causes))
	for i, c := range causes {
		out[i] = causeLine{string(c.Muscle), c.Lookalike, string(c.Side), c.State, round4(c.Probability), round4(c.Score)}
	}
	return out
}
