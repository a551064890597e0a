package wire

import (
	"bytes"
	"encoding/json"
	"math"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
)

// Schemas of what is written.
const (
	AssessmentSchema = "unknot.assessment/v1"
)

type assessmentJSON struct {
	Schema     string          `json:"schema"`
	Knowledge  string          `json:"knowledge"`
	Triage     triageJSON      `json:"triage"`
	Candidates []candidateJSON `json:"candidates"`
	Lookalikes []candidateJSON `json:"lookalikes"`
	Joint      []jointJSON     `json:"explanations"`
	CannotTell bool            `json:"cannot_tell"`
	Certified  bool            `json:"certified"`
	Gap        *float64        `json:"gap,omitempty"`
	Care       careJSON        `json:"care"`
	Dangers    []atMostJSON    `json:"dangers"`
	Criteria   []criterionJSON `json:"criteria"`
	Conflicts  []conflictJSON  `json:"conflicts"`
	Next       []nextJSON      `json:"next"`
	Limits     []string        `json:"limits"`
}

type triageJSON struct {
	Level      string       `json:"level"`
	Cleared    bool         `json:"cleared"`
	Reasons    []dangerJSON `json:"reasons"`
	Asked      []askedJSON  `json:"asked"`
	Unanswered []string     `json:"unanswered"`
}

type dangerJSON struct {
	Rule    string   `json:"rule"`
	Level   string   `json:"level"`
	Signs   []string `json:"signs"`
	Unsure  bool     `json:"unsure,omitempty"`
	Why     string   `json:"why"`
	Do      string   `json:"do"`
	Sources []string `json:"sources"`
}

type askedJSON struct {
	ID     string `json:"id"`
	Answer string `json:"answer"`
}

type candidateJSON struct {
	Muscle      string       `json:"muscle,omitempty"`
	ID          string       `json:"id,omitempty"`
	Name        string       `json:"name"`
	Side        string       `json:"side,omitempty"`
	State       string       `json:"state,omitempty"`
	Level       string       `json:"level,omitempty"`
	Probability float64      `json:"probability"`
	Bounds      [2]float64   `json:"bounds"`
	Score       float64      `json:"log_odds"`
	Start       float64      `json:"start"`
	For         []reasonJSON `json:"for"`
	Against     []reasonJSON `json:"against"`
	Together    float64      `json:"together"`
	Covers      []coverJSON  `json:"covers"`
	TellApart   string       `json:"tell_apart,omitempty"`
	Sources     []string     `json:"sources"`
}

type reasonJSON struct {
	Finding string   `json:"finding"`
	LogOdds float64  `json:"log_odds"`
	Words   string   `json:"words"`
	Sources []string `json:"sources"`
}

type jointJSON struct {
	Causes      []string `json:"causes"`
	Probability float64  `json:"probability"`
}

type nextJSON struct {
	Ask      string        `json:"ask"`
	Kind     string        `json:"kind"`
	Bits     float64       `json:"bits"`
	Effort   float64       `json:"effort"`
	Words    string        `json:"words"`
	Why      string        `json:"why"`
	How      string        `json:"how"`
	Answers  []answerJSON  `json:"answers"`
	Outcomes []outcomeJSON `json:"outcomes"`
}

// WriteAssessment prints an assessment as indented JSON. The same input gives
// the same bytes: lists keep their order and numbers four decimals.
func WriteAssessment(base *knowledge.Base, gate triage.Result, a assess.Assessment) ([]byte, error) {
	return encode(assessmentOf(base, gate, a))
}

func assessmentOf(base *knowledge.Base, gate triage.Result, a assess.Assessment) assessmentJSON {
	out := assessmentJSON{Schema: AssessmentSchema, Knowledge: a.Version, Triage: triageOf(gate),
		Candidates: []candidateJSON{}, Lookalikes: []candidateJSON{}, Joint: []jointJSON{}, Next: []nextJSON{},
		CannotTell: a.CannotTell, Certified: a.Certified, Limits: list(a.Limits), Care: careJSON{a.Care.Level.String(), list(a.Care.Because)},
		Criteria: []criterionJSON{}}
	more(&out, a)
	if out.Knowledge == "" {
		out.Knowledge = base.Version
	}
	for _, c := range a.Candidates {
		out.Candidates = append(out.Candidates, candidateOf(base, c))
	}
	for _, c := range a.Lookalikes {
		out.Lookalikes = append(out.Lookalikes, candidateOf(base, c))
	}
	for _, j := range a.Joint {
		out.Joint = append(out.Joint, jointJSON{Causes: list(j.Causes), Probability: round4(j.Probability)})
	}
	for _, q := range gate.Unanswered {
		if d, ok := base.Question(q); ok {
			out.Next = append(out.Next, nextJSON{Ask: "danger." + q, Kind: "danger", Effort: 1, Words: d.Ask, Why: d.Why, How: d.Ask,
				Answers: []answerJSON{{"yes", "Yes"}, {"no", "No"}}, Outcomes: []outcomeJSON{}})
		}
	}
	for _, n := range a.Next {
		out.Next = append(out.Next, nextOf(n))
	}
	return out
}

func triageOf(gate triage.Result) triageJSON {
	_, err := gate.Clear()
	t := triageJSON{Level: gate.Level.String(), Cleared: err == nil, Reasons: []dangerJSON{}, Asked: []askedJSON{}, Unanswered: list(gate.Unanswered)}
	for _, r := range gate.Reasons {
		t.Reasons = append(t.Reasons, dangerJSON{Rule: r.Rule, Level: r.Level.String(), Signs: list(r.Signs), Unsure: r.Unsure, Why: r.Why, Do: r.Do, Sources: list(r.Sources)})
	}
	for _, a := range gate.Asked {
		t.Asked = append(t.Asked, askedJSON{ID: a.ID, Answer: string(a.Answer)})
	}
	return t
}

func candidateOf(base *knowledge.Base, c assess.Candidate) candidateJSON {
	out := candidateJSON{Muscle: string(c.Muscle), ID: c.Lookalike, Side: string(c.Side), State: c.State,
		Probability: round4(c.Probability), Bounds: [2]float64{round4(c.Low), round4(c.High)},
		Score: round4(c.Score), Start: round4(c.Start), For: reasonsOf(c.For), Against: reasonsOf(c.Against),
		Together: round4(c.Together), Covers: []coverJSON{}, Sources: list(c.Sources)}
	for _, x := range c.Covers {
		out.Covers = append(out.Covers, coverJSON{string(x.Place), round4(x.Share)})
	}
	if m, ok := base.Muscle(c.Muscle); ok {
		out.Name = m.Name
	}
	if l, ok := base.Lookalike(c.Lookalike); ok {
		out.Name, out.Level, out.TellApart = l.Name, l.Level, l.TellApart
	}
	return out
}

func reasonsOf(reasons []assess.Reason) []reasonJSON {
	out := []reasonJSON{}
	for _, r := range reasons {
		out = append(out, reasonJSON{Finding: r.Finding, LogOdds: round4(r.LogOdds), Words: r.Words, Sources: list(r.Sources)})
	}
	return out
}

// list turns a nil list into an empty one, so that JSON never says null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
