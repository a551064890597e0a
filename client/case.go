package client

// CaseSchema names the format of a case; New fills it in.
const CaseSchema = "unknot.case/v1"

// Case is one complaint: who, where, since when, and what was answered.
type Case struct {
	Schema   string            `json:"schema" enum:"unknot.case/v1" doc:"Name of the format."`
	Person   *Person           `json:"person,omitempty"`
	Drawing  Drawing           `json:"drawing"`
	Onset    *Onset            `json:"onset,omitempty"`
	Findings map[string]any    `json:"findings,omitempty" doc:"Answers by finding: a word, a number in its unit, or an object with both."`
	Danger   map[string]string `json:"danger,omitempty" doc:"yes, no or unsure by danger question; * speaks for all others."`
	Wishes   *Wishes           `json:"wishes,omitempty" doc:"What the person can and wants to do; for the plan only."`
	Checks   map[string]any    `json:"checks,omitempty" doc:"Balance checks: a number in their unit, or yes, no, unsure. Soft: they may change an exercise, nothing else."`
}

// Wishes choose among what is safe.
type Wishes struct {
	Minutes int        `json:"minutes,omitempty" minimum:"0" maximum:"240" doc:"A day, for the plan."`
	At      []string   `json:"at,omitempty" doc:"desk, home, gym."`
	Prefer  []string   `json:"prefer,omitempty" doc:"Ids of treatments."`
	Avoid   []string   `json:"avoid,omitempty" doc:"Ids of treatments."`
	Goals   []Activity `json:"goals,omitempty" doc:"What to be able to do again, 0 not at all to 10 as before."`
	Risks   []string   `json:"risks,omitempty" doc:"Ids of risk factors that were marked."`
	Seen    []string   `json:"seen,omitempty" doc:"Who has looked at it already: therapist, doctor."`
	Tools   []string   `json:"tools,omitempty" doc:"In place of the tools of the person."`
}

// Person is what the rules need to know of somebody.
type Person struct {
	Age        *int     `json:"age,omitempty" minimum:"0" maximum:"120" doc:"Years."`
	Sex        string   `json:"sex,omitempty" enum:"female,male,other"`
	Pregnant   string   `json:"pregnant,omitempty" enum:"yes,no,unsure"`
	Conditions []string `json:"conditions,omitempty" doc:"Ids of conditions, such as osteoporosis."`
	Medicines  []string `json:"medicines,omitempty" doc:"Ids of medicines, such as anticoagulant."`
	Tools      []string `json:"tools,omitempty" doc:"Ids of tools that are at hand, such as ball."`
}

// Drawing is where it hurts.
type Drawing struct {
	Places []Place `json:"places" minItems:"1" maxItems:"200"`
}

// Place is one painful place, in words or as cells.
type Place struct {
	Words     string   `json:"words,omitempty" doc:"In your own words, such as: right, between spine and shoulder blade, 6."`
	Cells     []string `json:"cells,omitempty" doc:"Ids of cells, such as temple.right."`
	Intensity *float64 `json:"intensity,omitempty" minimum:"0" maximum:"10" doc:"0 no pain, 10 the worst."`
	Quality   []string `json:"quality,omitempty" doc:"ache, burning, numb, pressure, sharp, throbbing, tingling."`
	Timing    string   `json:"timing,omitempty" enum:"at_night,at_rest,comes_and_goes,constant,on_movement"`
}

// Onset is when and how it began, and how it has gone on since.
type Onset struct {
	Days   *int   `json:"days,omitempty" minimum:"0" maximum:"36500"`
	Kind   string `json:"kind,omitempty" enum:"after_injury,after_load,gradual,sudden"`
	Course string `json:"course,omitempty" enum:"better,comes_and_goes,same,worse" doc:"How it has gone lately."`
}

// Number makes the pointer that optional numbers need.
func Number(x float64) *float64 { return &x }

// Whole makes the pointer that optional whole numbers need.
func Whole(n int) *int { return &n }

// ExplainRequest asks why a cause stands where it stands.
type ExplainRequest struct {
	Case   Case           `json:"case"`
	Cause  string         `json:"cause" doc:"muscle.side such as trapezius_upper.right, or the id of a look-alike."`
	WhatIf map[string]any `json:"what_if,omitempty" doc:"Findings to add or to change, to see how far the answer would move."`
}

// Scenario is a story for the knot model (unknot.scenario/v1).
type Scenario struct {
	Schema string  `json:"schema" enum:"unknot.scenario/v1"`
	Title  string  `json:"title,omitempty"`
	Days   int     `json:"days,omitempty" minimum:"1" maximum:"3660"`
	Start  string  `json:"start,omitempty" enum:"healthy,knotted"`
	Life   []Life  `json:"life"`
	Events []Event `json:"events,omitempty"`
}

// Life is a kind of life from one day on.
type Life struct {
	From      int     `json:"from,omitempty" minimum:"0" doc:"First day."`
	Load      float64 `json:"load,omitempty" minimum:"0" maximum:"1" doc:"Share of strength held at work."`
	Stress    float64 `json:"stress,omitempty" minimum:"0" maximum:"1"`
	Breaks    float64 `json:"breaks,omitempty" minimum:"0" maximum:"1"`
	Train     float64 `json:"train,omitempty" minimum:"0" maximum:"1"`
	LostSleep float64 `json:"lost_sleep,omitempty" minimum:"0" maximum:"1"`
	Weekend   bool    `json:"weekend,omitempty"`
}

// Event is a session, once or repeated.
type Event struct {
	Day   float64 `json:"day,omitempty" minimum:"0"`
	Kind  string  `json:"kind" doc:"Such as press, stretch, heat."`
	Dose  float64 `json:"dose,omitempty" minimum:"0"`
	Every float64 `json:"every,omitempty"`
	Times int     `json:"times,omitempty" minimum:"1"`
}
