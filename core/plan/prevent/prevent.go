// Package prevent turns what a person marks of their days into habits: each
// risk into one, or into nothing to do. None of it promises that a knot never
// comes (C243). Start at Habits.
package prevent

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// Advice is what one marked risk leads to.
type Advice struct {
	Risk  *knowledge.Risk
	Habit *knowledge.Habit // nil: nothing to do
	Words string           // said when there is nothing to do, or the risk is contested
}

// NoRisk is said wherever habits are shown.
const NoRisk = "No habit takes the whole risk away. Knots come back in many people who do everything right."

// Habits returns one advice for each marked risk, heaviest first; those that
// lead to the same habit stand together, the habit with the first. An unknown
// risk is an error of unknot.Invalid.
func Habits(base *knowledge.Base, marked []string) ([]Advice, error) {
	var out []Advice
	for _, id := range marked {
		r, ok := risk(base, id)
		if !ok {
			return nil, unknot.Errorf(unknot.Invalid, "there is no risk %q; see: unknot habits", id)
		}
		a := Advice{Risk: r}
		if h, ok := base.Habit(r.Habit); ok {
			a.Habit = h
		} else {
			a.Words = "Nothing to do: it cannot be changed, and alone it says little."
		}
		if r.Contested {
			a.Words = "Contested: it is asked because people name it, and it counts for nothing here."
		}
		out = append(out, a)
	}
	weight := map[string]int{"clear": 3, "some": 2, "weak": 1}
	slices.SortStableFunc(out, func(a, b Advice) int { return weight[b.Risk.Weight] - weight[a.Risk.Weight] })
	first := map[*knowledge.Habit]int{}
	for i, a := range out {
		if _, seen := first[a.Habit]; !seen {
			first[a.Habit] = i
		}
	}
	slices.SortStableFunc(out, func(a, b Advice) int { return first[a.Habit] - first[b.Habit] })
	return out, nil
}

func risk(base *knowledge.Base, id string) (*knowledge.Risk, bool) {
	for i := range base.Risks {
		if base.Risks[i].ID == id {
			return &base.Risks[i], true
		}
	}
	return nil, false
}

// Breaks are a reminder: how often, and what to do then.
type Breaks struct {
	Minutes int
	Habit   *knowledge.Habit
	Move    *knowledge.Move // for the muscle in use; nil when none is known
}

// Usual and the borders of a break rhythm, minutes. Many people advise 20 to
// 30; an hour is the most (C252). That less than 5 leaves no time to work in is
// judgement.
const (
	UsualBreak = 30
	MostBreak  = 60
	LeastBreak = 5
)

// BreaksFor returns the rhythm: UsualBreak when minutes is 0. One that is
// longer than an hour or too short to work in is refused.
func BreaksFor(base *knowledge.Base, person unknot.Person, muscle unknot.MuscleID, minutes int) (Breaks, error) {
	if minutes == 0 {
		minutes = UsualBreak
	}
	if minutes < LeastBreak || minutes > MostBreak {
		return Breaks{}, unknot.Errorf(unknot.Invalid, "a break every %d minutes: choose %d to %d", minutes, LeastBreak, MostBreak)
	}
	b := Breaks{Minutes: minutes}
	b.Habit, _ = base.Habit("break_move")
	m, ok := base.Muscle(muscle)
	if !ok { // most still work is desk work
		m, ok = base.Muscle("trapezius_upper")
	}
	if ok {
		b.Move, _ = plan.MoveFor(base, person, nil, "break", m)
	}
	return b, nil
}

// Position is a way to lie at night.
type Position struct {
	Habit *knowledge.Habit
	Words string // what counts for this person; "" else
}

// positions of sleep, in the order they are offered when nothing speaks
// against one.
var positions = []string{"sleep_side", "sleep_back", "sleep_belly"}

// Lying reports whether a habit is a way to lie at night, which Sleep chooses
// for a person.
func Lying(habit string) bool { return slices.Contains(positions, habit) }

// Sleep returns the positions that suit, at least one for everybody: a ban on
// all of them leaves nothing (C246). Late in pregnancy the side comes alone.
func Sleep(base *knowledge.Base, person unknot.Person, sore unknot.Side, region string) []Position {
	var out []Position
	pregnant := person.Pregnant.Perhaps()
	for _, id := range positions {
		h, ok := base.Habit(id)
		if !ok {
			continue
		}
		p := Position{Habit: h}
		switch {
		case pregnant && id != "sleep_side":
			continue
		case pregnant:
			p.Words = "In late pregnancy lie on the side."
		case id == "sleep_side" && sore.Valid() && slices.Contains([]string{"shoulder", "arm", "hip", "neck_shoulder"}, region):
			p.Words = "Not on the sore side: lie on the " + string(sore.Mirror()) + " side."
		case id == "sleep_belly" && slices.Contains([]string{"neck_back", "neck_front", "neck_shoulder", "head", "jaw"}, region):
			p.Words = "It turns the neck far. Try the side or the back first."
		}
		out = append(out, p)
	}
	return out
}

// Desk returns what to mend at the place of work: those checks that were
// answered with no or unsure.
func Desk(base *knowledge.Base, answers map[string]unknot.Answer) []*knowledge.DeskCheck {
	var out []*knowledge.DeskCheck
	for i := range base.Desk {
		d := &base.Desk[i]
		if a := answers[d.ID]; a == unknot.No || a == unknot.Unsure {
			out = append(out, d)
		}
	}
	return out
}
