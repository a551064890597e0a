package forecast

import (
	"math"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// PlanOf says what a plan does here, at the middle of its doses.
func PlanOf(base *knowledge.Base, p plan.Plan) Plan {
	out := Plan{Name: "plan"}
	for _, it := range p.Items {
		s, ok := base.Session(it.Treatment)
		if !ok {
			continue
		}
		item := Item{Session: Session{Kind: s.Does, Dose: s.Dose}, Times: 1, Every: 1}
		d := it.Dose
		switch {
		case len(d.Minutes) == 2 && s.PerMinute > 0:
			item.Dose = middle(d.Minutes) * s.PerMinute
		case len(d.Hold) == 2 && s.PerMinute >= 60: // counted in seconds
			item.Dose = middle(d.Hold)
			if len(d.Repeats) == 2 {
				item.Dose *= middle(d.Repeats)
			}
		}
		if len(d.PerDay) == 2 {
			item.Times = max(1, int(math.Round(middle(d.PerDay))))
		}
		if len(d.PerWeek) == 2 && middle(d.PerWeek) > 0 {
			item.Every = max(1, int(math.Round(7/middle(d.PerWeek))))
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func middle(r []int) float64 { return .5 * float64(r[0]+r[1]) }
