package assess

import "github.com/unknot/unknot"

// Assessment is the answer of the engine to one complaint.
type Assessment struct {
	Version    string
	Candidates []Candidate // muscles, most probable first
	Lookalikes []Candidate
	Joint      []Explanation // sets of causes that explain the drawing together
	CannotTell bool
	Certified  bool        // no probability can be further than Gap from the exact one of the model
	Gap        float64     // 0 to 1; 1 when nobody asked
	Care       Care        // what the look-alikes call for, beside the danger signs
	Dangers    []Danger    // every dangerous look-alike with its limit
	Criteria   []Criterion // named criteria of the field, met or not
	Conflicts  []Conflict  // answers that contradict each other; they were left out
	Next       []Next
	Limits     []string
}

// Candidate is one muscle or look-alike with its standing.
type Candidate struct {
	Muscle      unknot.MuscleID // empty for look-alikes
	Lookalike   string          // empty for muscles
	Side        unknot.Side     // empty for causes of the whole body
	State       string          // "active" for muscles
	Probability float64         // 0-1, at most the cap for self-examination
	Low, High   float64         // when the map numbers are a quarter weaker or stronger
	Score       float64         // log-odds: Start plus all reasons plus Together
	Start       float64         // log-odds before any evidence
	For         []Reason        // strongest first
	Against     []Reason
	Together    float64 // what no item adds alone: what several items say alike, and what is too small to show
	Covers      []Cover // the painted places that it explains, strongest first
	Sources     []string
}

// Reason is what one piece of evidence does for the score: without it the
// log-odds would be lower by LogOdds.
type Reason struct {
	Finding string
	LogOdds float64
	Words   string
	Sources []string
}

// Cover says that a cause explains a painted place.
type Cover struct {
	Place unknot.CellID // a zone on one side
	Share float64       // chance that the cause is there and brings the pain at the place, 0-1
}

// Explanation is a set of causes, and the probability that these and no other
// cause among those that touch the drawing are at work.
type Explanation struct {
	Causes      []string
	Probability float64
}

// Danger is the standing of one dangerous look-alike. Each was searched for,
// however rare.
type Danger struct {
	Lookalike   string
	Level       unknot.Level
	Probability float64 // both sides together
	AtMost      float64 // limit that holds whatever the other causes do
}

// Care is the level of care that look-alikes call for, and which do. It never
// lowers what the danger signs say.
type Care struct {
	Level   unknot.Level
	Because []string // look-alikes, likeliest first
}

// Conflict is a pair of answers that cannot both be true.
type Conflict struct {
	A, B  string // findings
	Words string
}
