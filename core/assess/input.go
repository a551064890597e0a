package assess

import "github.com/unknot/unknot"

// Input is what is known of one complaint.
type Input struct {
	Person   unknot.Person
	Drawing  unknot.Drawing
	Onset    Onset
	Danger   map[string]unknot.Answer // answers to danger questions, also evidence
	Findings []Finding                // sorted by ID
	Certify  bool                     // spend time on a certificate
	Brief    bool                     // chances only: no reasons, ranges or questions (batches)
	Examiner bool                     // a clinician is there: offer examinations as next step
}

// Onset is when and how it began, and how it has gone on since.
type Onset struct {
	Days   int    // days since it began; -1 when unsaid
	Kind   string // gradual, sudden, after_load, after_injury, or ""
	Course string // better, same, worse, comes_and_goes, or ""
}

// OnsetKinds lists the ways a complaint may begin.
var OnsetKinds = []string{"after_injury", "after_load", "gradual", "sudden"}

// Courses lists the ways a complaint may go on.
var Courses = []string{"better", "comes_and_goes", "same", "worse"}

// Finding is one answered finding. ID carries the muscle and side where it has
// them: "press.trapezius_upper.right".
type Finding struct {
	ID     string
	Answer string  // yes, no, unsure, or a word of the finding's own
	Value  float64 // measured findings, in the finding's unit
	Valued bool
}

// PressAnswers lists what a press test can say, most telling first.
var PressAnswers = []string{"familiar_pain", "spreads", "tender", "nothing", "unsure"}

// HurtAnswers lists what a stretch or use test can say.
var HurtAnswers = []string{"hurts", "free", "unsure"}
