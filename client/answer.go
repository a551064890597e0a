package client

// Assessment says which muscles fit, behind the level of care.
type Assessment struct {
	Schema       string        `json:"schema" enum:"unknot.assessment/v1"`
	Knowledge    string        `json:"knowledge" doc:"Version and content hash of the knowledge."`
	Triage       Triage        `json:"triage" doc:"The danger signs: read this first."`
	Candidates   []Candidate   `json:"candidates" nullable:"false" doc:"Muscles whose pattern is consistent with the drawing; never a diagnosis."`
	Lookalikes   []Candidate   `json:"lookalikes" nullable:"false"`
	Explanations []Explanation `json:"explanations" nullable:"false"`
	CannotTell   bool          `json:"cannot_tell"`
	Certified    bool          `json:"certified" doc:"No number is further than 0.01 from that of the model, which is so wherever the case was small enough to be worked out exactly, or by the certificate that was asked for."`
	Gap          float64       `json:"gap,omitempty" doc:"Of the certificate, when one was asked for."`
	Care         Care          `json:"care" doc:"The level that the look-alikes call for; the higher of this and the danger signs counts."`
	Dangers      []AtMost      `json:"dangers" nullable:"false" doc:"Every dangerous look-alike with a limit that always holds."`
	Criteria     []Criterion   `json:"criteria" nullable:"false" doc:"Named criteria of the field, as far as answered."`
	Conflicts    []Conflict    `json:"conflicts" nullable:"false" doc:"Answers that contradict each other; they were left out."`
	Next         []Next        `json:"next" nullable:"false" doc:"What to ask or test next, most telling first."`
	Limits       []string      `json:"limits" nullable:"false"`
}

// Triage is the level of care with its reasons.
type Triage struct {
	Level      string   `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	Cleared    bool     `json:"cleared" doc:"Only then there may be a plan."`
	Reasons    []Reason `json:"reasons" nullable:"false"`
	Asked      []Asked  `json:"asked" nullable:"false"`
	Unanswered []string `json:"unanswered" nullable:"false"`
}

// Reason is a danger rule that fired.
type Reason struct {
	Rule    string   `json:"rule"`
	Level   string   `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	Signs   []string `json:"signs" nullable:"false"`
	Unsure  bool     `json:"unsure,omitempty"`
	Why     string   `json:"why"`
	Do      string   `json:"do"`
	Sources []string `json:"sources" nullable:"false"`
}

// Asked is a danger question with its answer.
type Asked struct {
	ID     string `json:"id"`
	Answer string `json:"answer" enum:"yes,no,unsure"`
}

// Candidate is a muscle or a look-alike with what speaks for and against it.
type Candidate struct {
	Muscle      string     `json:"muscle,omitempty"`
	ID          string     `json:"id,omitempty" doc:"Of a look-alike."`
	Name        string     `json:"name"`
	Side        string     `json:"side,omitempty" enum:"right,left"`
	State       string     `json:"state,omitempty"`
	Level       string     `json:"level,omitempty"`
	Probability float64    `json:"probability" minimum:"0" maximum:"1"`
	Bounds      [2]float64 `json:"bounds"`
	LogOdds     float64    `json:"log_odds"`
	Start       float64    `json:"start" doc:"Log-odds before any evidence."`
	For         []Evidence `json:"for" nullable:"false"`
	Against     []Evidence `json:"against" nullable:"false"`
	Together    float64    `json:"together" doc:"What the evidence says only together; start, for, against and together add up to log_odds."`
	Covers      []Cover    `json:"covers" nullable:"false" doc:"The drawn places that it explains."`
	TellApart   string     `json:"tell_apart,omitempty"`
	Sources     []string   `json:"sources" nullable:"false"`
}

// Care is a level of care and the look-alikes that call for it.
type Care struct {
	Level   string   `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	Because []string `json:"because" nullable:"false"`
}

// AtMost is the standing of a dangerous look-alike.
type AtMost struct {
	ID          string  `json:"id"`
	Level       string  `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	Probability float64 `json:"probability" minimum:"0" maximum:"1"`
	AtMost      float64 `json:"at_most" minimum:"0" maximum:"1" doc:"Holds whatever the other causes do."`
}

// Criterion is a named set of criteria with its parts.
type Criterion struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	About   string   `json:"about,omitempty" doc:"A muscle with its side, or a side."`
	Met     string   `json:"met" enum:"yes,no,open"`
	Needed  int      `json:"needed,omitempty" doc:"So many parts are needed; all when absent."`
	Parts   []Part   `json:"parts" nullable:"false"`
	Words   string   `json:"words"`
	Sources []string `json:"sources" nullable:"false"`
}

// Part is one item of a criterion.
type Part struct {
	ID    string `json:"id"`
	Words string `json:"words"`
	Met   string `json:"met" enum:"yes,no,open"`
}

// Conflict is a pair of answers that cannot both be true.
type Conflict struct {
	A     string `json:"a"`
	B     string `json:"b"`
	Words string `json:"words"`
}

// Cover is a drawn place with the chance that the cause brings its pain.
type Cover struct {
	Place string  `json:"place"`
	Share float64 `json:"share" minimum:"0" maximum:"1"`
}

// Evidence is what one finding adds to the log-odds: without it they would be
// lower by so much.
type Evidence struct {
	Finding string   `json:"finding"`
	LogOdds float64  `json:"log_odds"`
	Words   string   `json:"words"`
	Sources []string `json:"sources" nullable:"false"`
}

// Explanation is a set of causes that together explain the drawing.
type Explanation struct {
	Causes      []string `json:"causes" nullable:"false"`
	Probability float64  `json:"probability"`
}

// Next is a question or test, with what it is expected to tell.
type Next struct {
	Ask      string        `json:"ask"`
	Kind     string        `json:"kind"`
	Bits     float64       `json:"bits" doc:"Expected information; 0 for danger questions, which always come first."`
	Effort   float64       `json:"effort" doc:"Of an answer; a question is 1."`
	Words    string        `json:"words" doc:"The question."`
	Why      string        `json:"why"`
	How      string        `json:"how"`
	Answers  []NextAnswer  `json:"answers" nullable:"false"`
	Outcomes []NextOutcome `json:"outcomes" nullable:"false" doc:"What each answer would lead to, for the first few."`
}

// NextAnswer is something that may be answered.
type NextAnswer struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

// NextOutcome is what an answer would lead to.
type NextOutcome struct {
	Answer      string  `json:"answer"`
	Leader      string  `json:"leader" doc:"The muscle that would be first; empty when none could be named."`
	Probability float64 `json:"probability"`
	Changes     bool    `json:"changes" doc:"The first muscle or the level of care would be another."`
}

// Questions are what is open: danger questions first, then tests.
type Questions struct {
	Level   string           `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	Cleared bool             `json:"cleared"`
	Danger  []DangerQuestion `json:"danger" nullable:"false" doc:"Danger questions without an answer, in asking order."`
	Tests   []Next           `json:"tests" nullable:"false" doc:"Empty when a danger sign stops the case."`
}

// DangerQuestion is one question that a place or a person calls for.
type DangerQuestion struct {
	ID      string   `json:"id"`
	Ask     string   `json:"ask"`
	Why     string   `json:"why"`
	Sources []string `json:"sources" nullable:"false"`
}

// Explained says why a cause stands where it stands.
type Explained struct {
	Triage    Triage     `json:"triage"`
	Knowledge string     `json:"knowledge"`
	Cause     string     `json:"cause"`
	Now       *Candidate `json:"now,omitempty" doc:"Absent when it is below one in a hundred."`
	WhatIf    *Candidate `json:"what_if,omitempty"`
	Words     string     `json:"words"`
}

// PlanAnswer is the level of care and, behind the gate, the plan.
type PlanAnswer struct {
	Triage Triage `json:"triage"`
	Plan   *Plan  `json:"plan,omitempty" doc:"Absent when a danger sign stops it or danger questions are open."`
	NoPlan string `json:"no_plan,omitempty" enum:"stopped,unanswered" doc:"Why there is none."`
}

// Course is what the knot model says of a story. It is a hypothesis, not a
// measurement of anybody.
type Course struct {
	Hypothesis string   `json:"hypothesis"`
	Title      string   `json:"title,omitempty"`
	Days       []Sample `json:"days" nullable:"false"`
}

// Sample is one day of a simulated course.
type Sample struct {
	Day          float64 `json:"day"`
	Contracture  float64 `json:"contracture"`
	Mediators    float64 `json:"mediators"`
	Sensitised   float64 `json:"sensitised"`
	Pain         float64 `json:"pain" doc:"NRS 0-10."`
	ThresholdKPa float64 `json:"threshold_kpa"`
	StiffnessKPa float64 `json:"stiffness_kpa"`
}
