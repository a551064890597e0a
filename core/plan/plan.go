package plan

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
)

// Plan is what to do until the review.
type Plan struct {
	Version  string
	Phase    string // fresh, settling, lasting, quiet
	Level    unknot.Level
	Goals    []Goal // function first
	Items    []Item
	Also     []Option // what could be tried besides, one at a time
	Withheld []Withheld
	Settled  []Ruling // where advice clashes over these items, and the rule that settles it
	Route    Route    // who to go on to, now and next
	Visit    []string // who to see besides, and why
	Review   Review
	Minutes  float64         // a day, for all items
	Mild     []triage.Reason // milder signs that passed the gate

	passed bool // made by Build, which needs the gate
}

// Passed reports whether the plan came out of Build, so past the gate. The
// coach guides no other plan.
func (p Plan) Passed() bool { return p.passed }

// Goal is what the plan aims at.
type Goal struct {
	ID      string // "" for the person's own
	Aim     string
	Measure string
	Own     bool
	Claims  []string
	Sources []string
}

// Item is one line of the plan.
type Item struct {
	Treatment string // id
	Name      string
	Kind      string // manual, movement, warmth, cold, cause, …
	Technique string
	Muscle    unknot.MuscleID
	Side      unknot.Side
	Sites     []Site // where, as skin over the usual spots
	Where     []string
	Move      string // id of the exercise or break move, or ""
	MoveName  string
	Why       string
	What      string
	Steps     []string
	Dose      Dose
	Step      int    // -1 eased, 0 as it begins, 1 further on
	StepWhy   string // why it was eased or goes further; "" at 0
	Light     bool   // an interlock asks for light pressure only
	Cautions  []string
	Tools     []string // of those the person owns
	Who       string
	Effect    string
	Trial     knowledge.Effect // the same in numbers
	Grade     unknot.Grade
	Doubt     string
	Stop      []string
	Progress  string
	Regress   string
	Clashes   []string // ids of Settled that concern it
	Claims    []string
	Sources   []string
}

// Site is a usual place of a trigger point, on the figure.
type Site struct {
	ID    string
	Where string
	Cells []unknot.CellID
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
	MaxSpots  int // spots at a time; 0 when unsaid
	Low, High int // discomfort 0-10 to aim for
	Max       int // discomfort 0-10 never to pass
	Now       Amount
}

// Amount is the dose of today, at the present step: single numbers, 0 where
// the dose does not say.
type Amount struct {
	Words   string // "" where the dose says in its own words how often
	Hold    int    // seconds
	Repeats int
	Minutes int // of one session
	PerDay  int
	PerWeek int // days
}

// Option is a treatment that would fit besides. It is checked like an item.
type Option struct {
	Treatment string
	Name      string
	Effect    string
	Grade     unknot.Grade
	Claims    []string
	Sources   []string
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

// Ruling is a clash of advice with the rule that settles it.
type Ruling struct {
	ID, Name, Says, Other, Rule string
	Grade                       unknot.Grade
	Claims, Sources             []string
}

// Review is when to look again, and what to do when nothing has changed.
type Review struct {
	Days    int // from today
	Unless  string
	Settled int // days after which an unsettled complaint should be seen
}
