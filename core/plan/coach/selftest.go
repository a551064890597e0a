package coach

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// Script is one test that a person does alone, step by step.
type Script struct {
	Finding  string // id of what to record: press.soleus_lower.left
	Kind     string // press, stretch
	Muscle   unknot.MuscleID
	Side     unknot.Side
	Position string
	Sites    []plan.Site // where, as skin cells on the figure
	How      string
	Hard     string  // on the person's own scale
	Low      int     // discomfort 0-10
	Max      int     // never to pass
	KPa      float64 // where a source gives it; 0 else
	Seconds  int     // how long to hold
	LookFor  string
	Record   []Choice
	Cautions []string
	Steps    []Step
	Sources  []string
}

// Choice is one answer to record, with its words.
type Choice struct{ ID, Words string }

// Doses of a test. Five to ten seconds bring referred pain out: in people
// without pain at the temple 5 s brought it in 16 and 10 s in 34 of 100 (2 kg,
// temporalis pressing study 2022, doi:10.1007/s00784-021-04096-z). The limits
// are one step below those of treatment. Judgement.
const (
	testSeconds = 8
	testLow     = 3
	testMax     = 6
	testLight   = 4
)

// PressAnswers are what a press test can say, most telling first.
var PressAnswers = []Choice{
	{"familiar_pain", "My own pain comes up"}, {"spreads", "Pain spreads to another place"},
	{"tender", "It is sore, but this is not my pain"}, {"nothing", "Nothing"}, {"unsure", "Not sure, or I could not reach it"},
}

var hurtAnswers = []Choice{
	{"hurts", "It hurts, or pulls clearly more than the other side"}, {"free", "It is free"}, {"unsure", "Not sure"},
}

// Tests returns the scripts for one muscle: the press test where it is safe
// for this person to press it, and the stretch test where stretching is. reason
// says why there is no press test, with held as the interlock or "access".
func Tests(base *knowledge.Base, facts plan.Facts, id unknot.MuscleID, side unknot.Side) (list []Script, held, reason string) {
	m, ok := base.Muscle(id)
	if !ok {
		return nil, "access", "There is no such muscle."
	}
	press, held, reason := pressTest(base, facts, m, side)
	if press != nil {
		list = append(list, *press)
	}
	if s := stretchTest(base, facts, m, side); s != nil {
		list = append(list, *s)
	}
	return list, held, reason
}

func pressTest(base *knowledge.Base, facts plan.Facts, m *knowledge.Muscle, side unknot.Side) (s *Script, held, reason string) {
	if m.ProfessionalOnly() {
		return nil, "access", "This muscle is not safe to test yourself. A trained professional can do it."
	}
	light := m.SelfAccess == "professional_or_self"
	var cautions []string
	if m.Caution != "" {
		cautions = append(cautions, m.Caution)
	}
	for _, k := range facts.Locks(base, m, "press") {
		switch k.Action {
		case plan.Forbid:
			return nil, k.ID, k.Reason
		case plan.LightOnly:
			light = true
		}
		cautions = append(cautions, k.Reason)
	}
	s = &Script{Finding: "press." + string(m.ID) + "." + string(side), Kind: "press", Muscle: m.ID, Side: side,
		Position: positionOf(base, m), Sites: sites(m, side), How: m.Press.How,
		Hard: "Until it is clearly felt, 3 to 5 of 10. Never above 6.", Low: testLow, Max: testMax, Seconds: testSeconds,
		LookFor: "Is there a sore spot, perhaps in a firm band? Does it bring up your own pain? Does it spread, and where to?",
		Record:  PressAnswers, Cautions: cautions, Sources: slices.Clone(m.Sources)}
	if light {
		s.Hard, s.Low, s.Max = "Lightly only, 1 to 3 of 10. Never above 4.", 1, testLight
	}
	if f, ok := forceOf(base, m); ok {
		s.KPa, s.Hard = f.KPa, f.Words+" "+s.Hard
		s.Sources = append(s.Sources, f.Sources...)
	}
	s.Steps = []Step{
		{Do: "check", Words: "Look at the place. Swollen, warm, red, broken or numb skin: no test, and have it looked at."},
		{Do: "ready", Words: s.Position},
		{Do: "light", Words: m.Press.How + " Search lightly for the most tender spot.", Seconds: 15, High: 3, Max: s.Max},
		{Do: "find", Words: s.Hard + " Hold still.", Seconds: s.Seconds, Low: s.Low, High: s.Max - 1, Max: s.Max},
		{Do: "ask", Words: s.LookFor},
		{Do: "side", Words: "Do the same on the other side, as hard and as long. A difference tells more than a number.", Seconds: 25},
	}
	return s, "", ""
}

func stretchTest(base *knowledge.Base, facts plan.Facts, m *knowledge.Muscle, side unknot.Side) *Script {
	if m.Stretch == "" {
		return nil
	}
	s := &Script{Finding: "stretch." + string(m.ID) + "." + string(side), Kind: "stretch", Muscle: m.ID, Side: side,
		Position: "Loose, and without haste.", How: m.Stretch, Hard: "To a mild pull, 1 to 3 of 10. Never above 4.", Low: 1, Max: 4, Seconds: 5,
		LookFor: "Does it pull clearly more than on the other side, or bring up your own pain?", Record: hurtAnswers, Sources: m.Sources}
	for _, k := range facts.Locks(base, m, "stretch") {
		if k.Action == plan.Forbid {
			return nil
		}
		s.Cautions = append(s.Cautions, k.Reason)
	}
	s.Steps = []Step{
		{Do: "ready", Words: s.Position},
		{Do: "hold", Words: m.Stretch + " Slowly, and only to a mild pull.", Seconds: s.Seconds, Low: 1, High: 3, Max: 4},
		{Do: "pause", Words: "Come back slowly.", Seconds: 5},
		{Do: "side", Words: "The other side the same way.", Seconds: 10},
		{Do: "ask", Words: s.LookFor},
	}
	return s
}

func sites(m *knowledge.Muscle, side unknot.Side) []plan.Site {
	var out []plan.Site
	for _, s := range m.Sites {
		out = append(out, plan.Site{ID: s.ID, Where: s.Where, Cells: body.Expand(body.ZoneCell(s.Zone, side))})
	}
	return out
}

// positionOf is how to hold oneself: for the muscle, else for its region.
func positionOf(base *knowledge.Base, m *knowledge.Muscle) string {
	region := ""
	for i := range base.Positions {
		p := &base.Positions[i]
		if slices.Contains(p.Muscles, m.ID) {
			return p.Words
		}
		if region == "" && slices.Contains(p.Regions, m.Region) {
			region = p.Words
		}
	}
	if region == "" {
		return "Sit or lie so that the part is supported and loose."
	}
	return region
}

func forceOf(base *knowledge.Base, m *knowledge.Muscle) (*knowledge.Force, bool) {
	for i := range base.Forces {
		if slices.Contains(base.Forces[i].Muscles, m.ID) {
			return &base.Forces[i], true
		}
	}
	return nil, false
}
