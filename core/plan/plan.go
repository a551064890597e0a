package plan

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
)

// Plan is what to do until the review.
type Plan struct {
	Version  string
	Phase    string // fresh, settling, lasting
	Level    unknot.Level
	Items    []Item
	Withheld []Withheld
	Visit    []string // who to see besides, and why
	Review   Review
	Mild     []triage.Reason // milder signs that passed the gate
}

// Item is one line of the plan.
type Item struct {
	Treatment string // id
	Name      string
	Kind      string // manual, movement, warmth, cold, cause, …
	Muscle    unknot.MuscleID
	Side      unknot.Side
	Where     []string // sites of the muscle in words
	Why       string
	What      string
	Steps     []string
	Dose      Dose
	Light     bool // an interlock asks for light pressure only
	Cautions  []string
	Who       string
	Effect    string
	Grade     unknot.Grade
	Doubt     string
	Stop      []string
	Progress  string
	Regress   string
	Claims    []string
	Sources   []string
}

// Dose says how much, in words and numbers, beside what popular advice and
// trials say.
type Dose struct {
	Use       string
	Documents string
	Trials    string
	Hold      []int // seconds, low and high
	Repeats   []int
	PerDay    []int
	PerWeek   []int // days a week
	Minutes   []int
	Weeks     []int
	Low, High int // discomfort 0-10 to aim for
	Max       int // discomfort 0-10 never to pass
}

// Withheld is something that would have fitted but is not safe here.
type Withheld struct {
	Treatment string
	Muscle    unknot.MuscleID
	Side      unknot.Side
	Interlock string
	Reason    string
	Sources   []string
}

// Review is when to look again, and what to do when nothing has changed.
type Review struct {
	Days    int
	Unless  string
	Settled int // days after which an unsettled complaint should be seen
}
