package knowledge

import "github.com/unknot/unknot"

// Care is what the plan, its coach, the checks and prevention know besides
// treatments, habits and interlocks.
type Care struct {
	Goals     []Goal      `toml:"goal"`
	Clashes   []Clash     `toml:"clash"`
	Routes    []Route     `toml:"route"`
	Routines  []Routine   `toml:"routine"`
	Positions []Position  `toml:"position"`
	Forces    []Force     `toml:"force"`
	Moves     []Move      `toml:"move"`
	Checks    []Check     `toml:"check"`
	Pairs     []Pair      `toml:"pair"`
	Desk      []DeskCheck `toml:"desk_check"`
}

// Goal is what a plan aims at for a region: function first.
type Goal struct {
	ID      string   `toml:"id"`
	Regions []string `toml:"regions"`
	Aim     string   `toml:"aim"`     // one thing to be able to do again
	Measure string   `toml:"measure"` // how to see that it comes
	Claims  []string `toml:"claims"`
	Record
}

// Clash is advice that contradicts other advice, and the rule that settles it.
type Clash struct {
	ID         string       `toml:"id"`
	Name       string       `toml:"name"`
	Says       string       `toml:"says"`       // one side
	Other      string       `toml:"other"`      // the other
	Rule       string       `toml:"rule"`       // what unknot does, and why
	Treatments []string     `toml:"treatments"` // beside whose dose it is shown
	Claims     []string     `toml:"claims"`
	Grade      unknot.Grade `toml:"grade"`
	Record
}

// Route is somebody to go on to, and when.
type Route struct {
	ID        string   `toml:"id"`   // self, therapist, doctor, needle_service
	Name      string   `toml:"name"` // "a physiotherapist"
	When      string   `toml:"when"`
	AfterCare string   `toml:"after_care"` // when, to somebody whose therapist comes first
	Bring     []string `toml:"bring"`      // what to take along or ask
	Cards     []string `toml:"cards"`      // treatments that are done there
	Claims    []string `toml:"claims"`
	Record
}

// Routine is how a technique is done, as timed steps that the dose fills in.
type Routine struct {
	ID         string        `toml:"id"`
	Techniques []string      `toml:"techniques"`
	Treatments []string      `toml:"treatments"` // when set, only these; they win over the technique
	Steps      []RoutineStep `toml:"steps"`
	Record
}

// RoutineStep is one step. Steps with Loop stand in the middle and come again
// for each repeat of the dose, or for each part of its minutes.
type RoutineStep struct {
	Do      string `toml:"do"` // ready, check, light, find, hold, pause, move, tense, skin, side, ask
	Words   string `toml:"words"`
	Seconds int    `toml:"seconds"` // 0: until the person goes on
	Take    string `toml:"take"`    // take the seconds from the dose: hold or minutes
	Part    int    `toml:"part"`    // seconds of each part when Take is minutes
	Loop    bool   `toml:"loop"`
	Last    bool   `toml:"last"` // false: a looped pause is left out after the last repeat
}

// Position is how to hold oneself while a muscle is tested or pressed.
type Position struct {
	ID      string            `toml:"id"`
	Regions []string          `toml:"regions"`
	Muscles []unknot.MuscleID `toml:"muscles"` // these win over the region
	Words   string            `toml:"words"`
	Record
}

// Force is how hard a test presses, where a source gives it.
type Force struct {
	ID      string            `toml:"id"`
	Muscles []unknot.MuscleID `toml:"muscles"`
	KPa     float64           `toml:"kpa"` // 1 kg/cm² = 98.07 kPa
	Words   string            `toml:"words"`
	Record
}

// Move is one exercise or movement of a region.
type Move struct {
	ID      string            `toml:"id"`
	Name    string            `toml:"name"`
	Kind    string            `toml:"kind"` // strengthen, range, break, warm_up
	Regions []string          `toml:"regions"`
	Muscles []unknot.MuscleID `toml:"muscles"` // these win over the region
	Tools   []string          `toml:"tools"`   // one of these; empty: nothing needed
	At      []string          `toml:"at"`      // desk, home, gym; empty: anywhere
	Steps   []string          `toml:"steps"`
	Easier  string            `toml:"easier"`
	Harder  string            `toml:"harder"`
	Record
}

// Check is one simple measurement of posture, length or strength.
type Check struct {
	ID       string            `toml:"id"`
	Name     string            `toml:"name"`
	Kind     string            `toml:"kind"` // length, strength, posture, rhythm
	How      []string          `toml:"how"`
	Unit     string            `toml:"unit"`  // degrees, cm, seconds, times, or "" for yes and no
	Sides    bool              `toml:"sides"` // measured right and left
	Ask      string            `toml:"ask"`   // what to write down
	Min      float64           `toml:"min"`   // what can be measured at all
	Max      float64           `toml:"max"`
	Low      float64           `toml:"low"`      // from here on down it counts as short or weak
	High     float64           `toml:"high"`     // or, where it is set, from here on up
	Noise    float64           `toml:"noise"`    // a smaller change or difference means nothing
	PerTen   float64           `toml:"per_ten"`  // how much Low falls for each ten years above 40
	NoiseBy  string            `toml:"noise_by"` // where noise and Low come from, in words
	Short    []unknot.MuscleID `toml:"short"`    // may be short when it is low
	Weak     []unknot.MuscleID `toml:"weak"`     // may be weak, or held long, when it is low
	Cautions []string          `toml:"cautions"`
	Skip     []string          `toml:"skip"` // conditions with which it is left out
	Grade    unknot.Grade      `toml:"grade"`
	Doubt    string            `toml:"doubt"`
	Claims   []string          `toml:"claims"`
	Record
}

// Pair is two groups of muscles that pull against each other, and what to do
// when one is held short and the other long.
type Pair struct {
	ID         string            `toml:"id"`
	Name       string            `toml:"name"`
	Short      []unknot.MuscleID `toml:"short"`
	Long       []unknot.MuscleID `toml:"long"`
	ShortWords string            `toml:"short_words"` // what is often held short
	LongWords  string            `toml:"long_words"`  // what is then held long
	Stretch    string            `toml:"stretch"`     // for the short side
	Strengthen string            `toml:"strengthen"`  // for the long side
	Leave      string            `toml:"leave"`       // what not to do
	Couple     bool              `toml:"couple"`      // a force couple: muscles that turn one bone together
	Grade      unknot.Grade      `toml:"grade"`
	Doubt      string            `toml:"doubt"`
	Claims     []string          `toml:"claims"`
	Record
}

// DeskCheck is one thing to look at on the place of work.
type DeskCheck struct {
	ID     string   `toml:"id"`
	Ask    string   `toml:"ask"`  // answered with yes when all is well
	Mend   string   `toml:"mend"` // what to do when not
	Habit  string   `toml:"habit"`
	Claims []string `toml:"claims"`
	Record
}

// Route returns the route and whether it exists.
func (b *Base) Route(id string) (*Route, bool) {
	for i := range b.Routes {
		if b.Routes[i].ID == id {
			return &b.Routes[i], true
		}
	}
	return nil, false
}

// Check returns the balance check and whether it exists.
func (b *Base) Check(id string) (*Check, bool) {
	for i := range b.Checks {
		if b.Checks[i].ID == id {
			return &b.Checks[i], true
		}
	}
	return nil, false
}

// Habit returns the habit and whether it exists.
func (b *Base) Habit(id string) (*Habit, bool) {
	for i := range b.Habits {
		if b.Habits[i].ID == id {
			return &b.Habits[i], true
		}
	}
	return nil, false
}
