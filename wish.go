package unknot

// Wishes are what the person can and wants to do. They choose among what is
// safe; they never open what an interlock forbids.
type Wishes struct {
	Minutes int        // a day for the plan; 0 when unsaid
	At      []string   // where it can be done: desk, home, gym; empty: anywhere
	Prefer  []string   // ids of treatments
	Avoid   []string   // ids of treatments
	Goals   []Activity // what the person wants to do again, 0-10 as in the Patient-Specific Functional Scale
	Risks   []string   // ids of risk factors that were marked
	Seen    []string   // who has looked at it already: therapist, doctor
	Tools   []string   // what the person owns; nil: as the case says
}

// Checked is one balance check that was done.
type Checked struct {
	Check  string // id
	Side   Side   // "" where the check has no sides
	Value  float64
	Answer Answer // for checks without a number: Yes when all is well
}
