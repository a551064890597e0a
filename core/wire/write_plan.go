package wire

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/coach"
)

// PlanSchema names the format of a plan.
const PlanSchema = "unknot.plan/v1"

type planJSON struct {
	Schema    string         `json:"schema"`
	Knowledge string         `json:"knowledge"`
	Level     string         `json:"level"`
	Phase     string         `json:"phase"`
	Goals     []goalJSON     `json:"goals"`
	Minutes   float64        `json:"minutes_a_day"`
	Items     []itemJSON     `json:"items"`
	Also      []optionJSON   `json:"also"`
	Withheld  []withheldJSON `json:"withheld"`
	Settled   []rulingJSON   `json:"settled"`
	Route     routeJSON      `json:"route"`
	Visit     []string       `json:"visit"`
	Review    reviewJSON     `json:"review"`
	Mild      []dangerJSON   `json:"signs"`
}

type goalJSON struct {
	Aim     string   `json:"aim"`
	Measure string   `json:"measure"`
	Own     bool     `json:"own,omitempty"`
	Claims  []string `json:"claims,omitempty"`
	Sources []string `json:"sources,omitempty"`
}

type itemJSON struct {
	Treatment string      `json:"treatment"`
	Name      string      `json:"name"`
	Kind      string      `json:"kind"`
	Technique string      `json:"technique"`
	Muscle    string      `json:"muscle,omitempty"`
	Side      string      `json:"side,omitempty"`
	Where     []string    `json:"where"`
	Sites     []siteJSON  `json:"sites,omitempty"`
	Move      string      `json:"move,omitempty"`
	MoveName  string      `json:"move_name,omitempty"`
	Why       string      `json:"why"`
	What      string      `json:"what"`
	Steps     []string    `json:"steps"`
	Dose      doseJSON    `json:"dose"`
	Step      int         `json:"step"`
	StepWhy   string      `json:"step_why,omitempty"`
	Light     bool        `json:"light_only"`
	Cautions  []string    `json:"cautions"`
	Tools     []string    `json:"tools,omitempty"`
	Who       string      `json:"who"`
	Effect    string      `json:"effect"`
	Trial     *effectJSON `json:"effect_in_trials,omitempty"`
	Grade     string      `json:"grade"`
	Doubt     string      `json:"doubt"`
	Stop      []string    `json:"stop"`
	Progress  string      `json:"progress"`
	Regress   string      `json:"regress"`
	Clashes   []string    `json:"clashes,omitempty"`
	Claims    []string    `json:"claims"`
	Sources   []string    `json:"sources"`
	Session   []stepJSON  `json:"session,omitempty"`
	Weekly    string      `json:"weekly,omitempty"`
}

type siteJSON struct {
	Where string          `json:"where"`
	Cells []unknot.CellID `json:"cells"`
}

type effectJSON struct {
	Measure string    `json:"measure"`
	Mean    float64   `json:"mean"`
	Range   []float64 `json:"interval_95,omitempty"`
	Against string    `json:"against,omitempty"`
	Horizon string    `json:"horizon,omitempty"`
}

type stepJSON struct {
	Do         string  `json:"do"`
	Words      string  `json:"words"`
	Seconds    int     `json:"seconds,omitempty"`
	Round      int     `json:"round,omitempty"`
	Rounds     int     `json:"rounds,omitempty"`
	Discomfort *[3]int `json:"discomfort_low_high_max,omitempty"`
}

type doseJSON struct {
	Use        string   `json:"use"`
	Documents  string   `json:"popular_advice,omitempty"`
	Trials     string   `json:"trials,omitempty"`
	Hold       []int    `json:"hold_seconds,omitempty"`
	Repeats    []int    `json:"repeats,omitempty"`
	PerDay     []int    `json:"times_a_day,omitempty"`
	PerWeek    []int    `json:"days_a_week,omitempty"`
	Minutes    []int    `json:"minutes,omitempty"`
	Weeks      []int    `json:"weeks,omitempty"`
	MaxSpots   int      `json:"max_spots,omitempty"`
	Discomfort [3]int   `json:"discomfort_low_high_max"`
	Now        *nowJSON `json:"now,omitempty"`
}

type nowJSON struct {
	Words   string `json:"words"`
	Hold    int    `json:"hold_seconds,omitempty"`
	Repeats int    `json:"repeats,omitempty"`
	Minutes int    `json:"minutes,omitempty"`
	PerDay  int    `json:"times_a_day,omitempty"`
	PerWeek int    `json:"days_a_week,omitempty"`
}

type optionJSON struct {
	Treatment string   `json:"treatment"`
	Name      string   `json:"name"`
	Effect    string   `json:"effect"`
	Grade     string   `json:"grade"`
	Claims    []string `json:"claims"`
	Sources   []string `json:"sources"`
}

type withheldJSON struct {
	Treatment string   `json:"treatment"`
	Muscle    string   `json:"muscle,omitempty"`
	Side      string   `json:"side,omitempty"`
	Interlock string   `json:"interlock"`
	Reason    string   `json:"reason"`
	Sources   []string `json:"sources"`
}

type rulingJSON struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Says    string   `json:"says"`
	Other   string   `json:"other"`
	Rule    string   `json:"rule"`
	Grade   string   `json:"grade"`
	Claims  []string `json:"claims"`
	Sources []string `json:"sources"`
}

type routeJSON struct {
	To      string   `json:"to"`
	Name    string   `json:"name"`
	Reasons []string `json:"reasons"`
	Bring   []string `json:"bring,omitempty"`
	Cards   []string `json:"cards,omitempty"`
	Next    string   `json:"next,omitempty"`
	NextWhy string   `json:"next_when,omitempty"`
	Claims  []string `json:"claims"`
	Sources []string `json:"sources"`
}

type reviewJSON struct {
	Days    int    `json:"days"`
	Settled int    `json:"settled_days"`
	Unless  string `json:"unless"`
}

// WritePlan prints a plan as indented JSON, the same bytes for the same plan.
// Items that are done as a session carry its timed steps.
func WritePlan(base *knowledge.Base, p plan.Plan) ([]byte, error) {
	out := planJSON{Schema: PlanSchema, Knowledge: p.Version, Level: p.Level.String(), Phase: p.Phase, Minutes: p.Minutes,
		Goals: []goalJSON{}, Items: []itemJSON{}, Also: []optionJSON{}, Withheld: []withheldJSON{}, Settled: []rulingJSON{},
		Visit: list(p.Visit), Mild: []dangerJSON{}, Review: reviewJSON{p.Review.Days, p.Review.Settled, p.Review.Unless}}
	for _, g := range p.Goals {
		out.Goals = append(out.Goals, goalJSON{g.Aim, g.Measure, g.Own, g.Claims, g.Sources})
	}
	for n, it := range p.Items {
		j := itemOf(it)
		if s, err := coach.Guide(base, p, n); err == nil {
			j.Session, j.Weekly = stepsOf(s), s.Weekly
		}
		out.Items = append(out.Items, j)
	}
	for _, o := range p.Also {
		out.Also = append(out.Also, optionJSON{o.Treatment, o.Name, o.Effect, string(o.Grade), list(o.Claims), list(o.Sources)})
	}
	for _, w := range p.Withheld {
		out.Withheld = append(out.Withheld, withheldJSON{Treatment: w.Treatment, Muscle: string(w.Muscle), Side: string(w.Side), Interlock: w.Interlock, Reason: w.Reason, Sources: list(w.Sources)})
	}
	for _, r := range p.Settled {
		out.Settled = append(out.Settled, rulingJSON{r.ID, r.Name, r.Says, r.Other, r.Rule, string(r.Grade), list(r.Claims), list(r.Sources)})
	}
	r := p.Route
	out.Route = routeJSON{r.To, r.Name, list(r.Reasons), r.Bring, r.Cards, r.Next, r.NextWhy, list(r.Claims), list(r.Sources)}
	for _, r := range p.Mild {
		out.Mild = append(out.Mild, dangerJSON{Rule: r.Rule, Level: r.Level.String(), Signs: list(r.Signs), Unsure: r.Unsure, Why: r.Why, Do: r.Do, Sources: list(r.Sources)})
	}
	return encode(out)
}

func itemOf(it plan.Item) itemJSON {
	d := it.Dose
	j := itemJSON{Treatment: it.Treatment, Name: it.Name, Kind: it.Kind, Technique: it.Technique, Muscle: string(it.Muscle),
		Side: string(it.Side), Where: list(it.Where), Move: it.Move, MoveName: it.MoveName, Why: it.Why, What: it.What, Steps: list(it.Steps),
		Dose: doseJSON{Use: d.Use, Documents: d.Documents, Trials: d.Trials, Hold: d.Hold, Repeats: d.Repeats, PerDay: d.PerDay,
			PerWeek: d.PerWeek, Minutes: d.Minutes, Weeks: d.Weeks, MaxSpots: d.MaxSpots, Discomfort: [3]int{d.Low, d.High, d.Max}},
		Step: it.Step, StepWhy: it.StepWhy, Light: it.Light, Cautions: list(it.Cautions), Tools: it.Tools, Who: it.Who, Effect: it.Effect,
		Grade: string(it.Grade), Doubt: it.Doubt, Stop: list(it.Stop), Progress: it.Progress, Regress: it.Regress, Clashes: it.Clashes,
		Claims: list(it.Claims), Sources: list(it.Sources)}
	if n := d.Now; n.Words != "" {
		j.Dose.Now = &nowJSON{n.Words, n.Hold, n.Repeats, n.Minutes, n.PerDay, n.PerWeek}
	}
	if e := it.Trial; e.Measure != "" {
		j.Trial = &effectJSON{e.Measure, e.Mean, e.Range, e.Against, e.Horizon}
	}
	for _, s := range it.Sites {
		j.Sites = append(j.Sites, siteJSON{s.Where, s.Cells})
	}
	return j
}

func stepsOf(s coach.Session) []stepJSON {
	out := make([]stepJSON, len(s.Steps))
	for i, t := range s.Steps {
		out[i] = stepJSON{Do: t.Do, Words: t.Words, Seconds: t.Seconds, Round: t.Round, Rounds: t.Rounds}
		if t.Max > 0 {
			out[i].Discomfort = &[3]int{t.Low, t.High, t.Max}
		}
	}
	return out
}
