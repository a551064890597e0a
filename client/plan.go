package client

// Plan is what to do until the review (unknot.plan/v1).
type Plan struct {
	Schema    string     `json:"schema" enum:"unknot.plan/v1"`
	Knowledge string     `json:"knowledge"`
	Level     string     `json:"level" enum:"self_care,routine,soon"`
	Phase     string     `json:"phase" enum:"fresh,settling,lasting,quiet"`
	Goals     []Goal     `json:"goals" nullable:"false" doc:"Function first."`
	Minutes   float64    `json:"minutes_a_day" doc:"Of all items that are done as a session."`
	Items     []Item     `json:"items" nullable:"false"`
	Also      []Option   `json:"also" nullable:"false" doc:"What could be tried besides, one at a time."`
	Withheld  []Withheld `json:"withheld" nullable:"false"`
	Settled   []Ruling   `json:"settled" nullable:"false" doc:"Clashes of advice about the items, and the rule that settles each."`
	Route     Route      `json:"route" doc:"Who to go on to, now and next."`
	Visit     []string   `json:"visit" nullable:"false"`
	Review    Review     `json:"review"`
	Signs     []Reason   `json:"signs" nullable:"false"`
}

// Goal is what the plan aims at.
type Goal struct {
	Aim     string   `json:"aim"`
	Measure string   `json:"measure"`
	Own     bool     `json:"own,omitempty" doc:"Named by the person."`
	Claims  []string `json:"claims,omitempty"`
	Sources []string `json:"sources,omitempty"`
}

// Item is one line of a plan.
type Item struct {
	Treatment string     `json:"treatment"`
	Name      string     `json:"name"`
	Kind      string     `json:"kind"`
	Technique string     `json:"technique"`
	Muscle    string     `json:"muscle,omitempty"`
	Side      string     `json:"side,omitempty"`
	Where     []string   `json:"where" nullable:"false"`
	Sites     []PlanSite `json:"sites,omitempty"`
	Move      string     `json:"move,omitempty" doc:"The exercise or break move."`
	MoveName  string     `json:"move_name,omitempty"`
	Why       string     `json:"why"`
	What      string     `json:"what"`
	Steps     []string   `json:"steps" nullable:"false"`
	Dose      Dose       `json:"dose"`
	Step      int        `json:"step" minimum:"-1" maximum:"1" doc:"-1 eased, 0 as it begins, 1 further on: by the diary."`
	StepWhy   string     `json:"step_why,omitempty"`
	Light     bool       `json:"light_only"`
	Cautions  []string   `json:"cautions" nullable:"false"`
	Tools     []string   `json:"tools,omitempty"`
	Who       string     `json:"who"`
	Effect    string     `json:"effect"`
	InTrials  *Effect    `json:"effect_in_trials,omitempty"`
	Grade     string     `json:"grade" enum:"high,moderate,low,very_low,none"`
	Doubt     string     `json:"doubt"`
	Stop      []string   `json:"stop" nullable:"false"`
	Progress  string     `json:"progress"`
	Regress   string     `json:"regress"`
	Clashes   []string   `json:"clashes,omitempty" doc:"Ids of Plan.Settled that concern it."`
	Claims    []string   `json:"claims" nullable:"false"`
	Sources   []string   `json:"sources" nullable:"false"`
	Session   []Step     `json:"session,omitempty" doc:"The item as timed steps; absent when it is not done as a session."`
	Weekly    string     `json:"weekly,omitempty"`
}

// PlanSite is a usual place of the spot, as skin cells of the figure.
type PlanSite struct {
	Where string   `json:"where"`
	Cells []string `json:"cells" nullable:"false"`
}

// Effect is what trials found.
type Effect struct {
	Measure string    `json:"measure"`
	Mean    float64   `json:"mean"`
	Range   []float64 `json:"interval_95,omitempty"`
	Against string    `json:"against,omitempty"`
	Horizon string    `json:"horizon,omitempty"`
}

// Step is one timed step of a session.
type Step struct {
	Do         string  `json:"do" enum:"ready,check,light,find,hold,pause,move,tense,skin,side,ask"`
	Words      string  `json:"words"`
	Seconds    int     `json:"seconds,omitempty" doc:"0 or absent: until the person goes on."`
	Round      int     `json:"round,omitempty"`
	Rounds     int     `json:"rounds,omitempty"`
	Discomfort *[3]int `json:"discomfort_low_high_max,omitempty"`
}

// Dose is how much, beside what popular advice and trials say.
type Dose struct {
	Use           string  `json:"use"`
	PopularAdvice string  `json:"popular_advice,omitempty"`
	Trials        string  `json:"trials,omitempty"`
	Hold          []int   `json:"hold_seconds,omitempty"`
	Repeats       []int   `json:"repeats,omitempty"`
	TimesADay     []int   `json:"times_a_day,omitempty"`
	DaysAWeek     []int   `json:"days_a_week,omitempty"`
	Minutes       []int   `json:"minutes,omitempty"`
	Weeks         []int   `json:"weeks,omitempty"`
	MaxSpots      int     `json:"max_spots,omitempty"`
	Discomfort    [3]int  `json:"discomfort_low_high_max"`
	Now           *Amount `json:"now,omitempty" doc:"The dose at the present step, in single numbers."`
}

// Amount is the dose of today.
type Amount struct {
	Words     string `json:"words"`
	Hold      int    `json:"hold_seconds,omitempty"`
	Repeats   int    `json:"repeats,omitempty"`
	Minutes   int    `json:"minutes,omitempty"`
	TimesADay int    `json:"times_a_day,omitempty"`
	DaysAWeek int    `json:"days_a_week,omitempty"`
}

// Option is a treatment that would fit besides.
type Option struct {
	Treatment string   `json:"treatment"`
	Name      string   `json:"name"`
	Effect    string   `json:"effect"`
	Grade     string   `json:"grade" enum:"high,moderate,low,very_low,none"`
	Claims    []string `json:"claims" nullable:"false"`
	Sources   []string `json:"sources" nullable:"false"`
}

// Withheld is something that would have fitted but is not safe here.
type Withheld struct {
	Treatment string   `json:"treatment"`
	Muscle    string   `json:"muscle,omitempty"`
	Side      string   `json:"side,omitempty"`
	Interlock string   `json:"interlock"`
	Reason    string   `json:"reason"`
	Sources   []string `json:"sources" nullable:"false"`
}

// Ruling is a clash of advice with the rule that settles it.
type Ruling struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Says    string   `json:"says"`
	Other   string   `json:"other"`
	Rule    string   `json:"rule"`
	Grade   string   `json:"grade" enum:"high,moderate,low,very_low,none"`
	Claims  []string `json:"claims" nullable:"false"`
	Sources []string `json:"sources" nullable:"false"`
}

// Route is who to go on to.
type Route struct {
	To      string   `json:"to" enum:"self,therapist,doctor,needle_service"`
	Name    string   `json:"name"`
	Reasons []string `json:"reasons" nullable:"false"`
	Bring   []string `json:"bring,omitempty"`
	Cards   []string `json:"cards,omitempty" doc:"Treatments that are done there."`
	Next    string   `json:"next,omitempty"`
	NextWhy string   `json:"next_when,omitempty"`
	Claims  []string `json:"claims" nullable:"false"`
	Sources []string `json:"sources" nullable:"false"`
}

// Review is when to look again.
type Review struct {
	Days        int    `json:"days"`
	SettledDays int    `json:"settled_days"`
	Unless      string `json:"unless"`
}
