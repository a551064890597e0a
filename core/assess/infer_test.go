package assess_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

func engine(t testing.TB) (*knowledge.Base, *assess.Engine) {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base, assess.NewEngine(base)
}

func place(z unknot.ZoneID, s unknot.Side, pain float64) unknot.Place {
	return unknot.Place{Cells: []unknot.CellID{body.ZoneCell(z, s)}, Intensity: pain}
}

func TestRightTempleNamesTheKnownMuscles(t *testing.T) {
	_, e := engine(t)
	a, err := e.Infer(assess.Input{Person: unknot.Person{Age: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}})
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]bool{}
	for i, c := range a.Candidates {
		if i < 12 {
			first[string(c.Muscle)+"."+string(c.Side)] = true
			if len(c.For) == 0 || len(c.Sources) == 0 {
				t.Errorf("%s: no reason or no source", c.Muscle)
			}
		}
	}
	if !first["trapezius_upper.right"] {
		t.Errorf("no right upper trapezius among the first twelve: %v", first)
	}
	if !first["temporalis_anterior.right"] && !first["temporalis_mid_post.right"] {
		t.Errorf("no right temporalis part among the first twelve: %v", first)
	}
	if !first["suboccipitals.right"] && !first["semispinalis_capitis.right"] {
		t.Errorf("no right suboccipital or semispinalis part among the first twelve: %v", first)
	}
	for id := range first {
		if strings.HasSuffix(id, ".left") {
			t.Errorf("%s stands among the first twelve for a place on the right", id)
		}
	}
}

// The reasons and the start add up to the score, for every candidate.
func TestReasonsAddUp(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: 67, Sex: unknot.Female},
		Drawing:  unknot.Drawing{Places: []unknot.Place{place("chest_side", unknot.Right, 6), place("mid_back", unknot.Right, 4), place("scapula_inferior", unknot.Right, 3)}},
		Danger:   map[string]unknot.Answer{"band_rash": unknot.Yes, "fever": unknot.No},
		Findings: []assess.Finding{{ID: "press.serratus_anterior.right", Answer: "familiar_pain"}, {ID: "press.latissimus_dorsi.right", Answer: "nothing"}}}
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Candidates) == 0 || len(a.Lookalikes) == 0 {
		t.Fatal("nothing was found")
	}
	for _, c := range append(a.Candidates, a.Lookalikes...) {
		sum := c.Start + c.Together
		for _, r := range append(append([]assess.Reason{}, c.For...), c.Against...) {
			sum += r.LogOdds
		}
		if math.Abs(sum-c.Score) > 1e-6 { // one unit of the rounding
			t.Errorf("%s%s: start and reasons add to %.3f, the score is %.3f", c.Muscle, c.Lookalike, sum, c.Score)
		}
	}
}

func TestEvidenceMovesTheRightWay(t *testing.T) {
	_, e := engine(t)
	d := unknot.Drawing{Places: []unknot.Place{place("calf", unknot.Left, 6)}}
	chance := func(findings ...assess.Finding) float64 {
		a, err := e.Infer(assess.Input{Person: unknot.Person{Age: -1}, Drawing: d, Findings: findings})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range a.Candidates {
			if c.Muscle == "gastrocnemius_lateral" && c.Side == unknot.Left {
				return c.Probability
			}
		}
		return 0
	}
	press := func(answer string) assess.Finding {
		return assess.Finding{ID: "press.gastrocnemius_lateral.left", Answer: answer}
	}
	plain := chance()
	order := []float64{chance(press("nothing")), plain, chance(press("spreads")), chance(press("familiar_pain"))}
	for i := 1; i < len(order); i++ {
		if !(order[i] > order[i-1]) {
			t.Errorf("nothing < unasked < spreads < familiar does not hold: %v", order)
		}
	}
	if got := chance(press("unsure")); got != plain {
		t.Errorf("unsure moved the answer from %v to %v", plain, got)
	}
}

// mirrorError is the error of the search on one cause: it walks the
// two sides in the same order, which is not the order of the mirror.
const mirrorError = 0.05

func TestMirrorOfTheDrawingMirrorsTheAnswer(t *testing.T) {
	base, e := engine(t)
	rapid.Check(t, func(t *rapid.T) {
		var d unknot.Drawing
		for range rapid.IntRange(1, 4).Draw(t, "places") {
			z := base.Zones[rapid.IntRange(0, len(base.Zones)-1).Draw(t, "zone")].ID
			d.Places = append(d.Places, place(z, rapid.SampledFrom(unknot.Sides[:]).Draw(t, "side"), float64(rapid.IntRange(1, 10).Draw(t, "pain"))))
		}
		a, err := e.Infer(assess.Input{Person: unknot.Person{Age: -1}, Drawing: d, Brief: true})
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.Infer(assess.Input{Person: unknot.Person{Age: -1}, Drawing: d.Mirror(), Brief: true})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]float64{}
		for _, c := range append(a.Candidates, a.Lookalikes...) {
			want[string(c.Muscle)+c.Lookalike+mirrorName(c.Side)] = c.Probability
		}
		for _, c := range append(b.Candidates, b.Lookalikes...) {
			key := string(c.Muscle) + c.Lookalike + string(c.Side)
			if math.Abs(want[key]-c.Probability) > mirrorError && want[key] > 0 {
				t.Fatalf("%s: %v in the mirror, %v before", key, c.Probability, want[key])
			}
		}
	})
}

func mirrorName(s unknot.Side) string {
	if s == "" {
		return ""
	}
	return string(s.Mirror())
}

func TestProbabilitiesAreCapped(t *testing.T) {
	base, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5), place("neck_side", unknot.Right, 5), place("mastoid", unknot.Right, 5)}},
		Findings: []assess.Finding{{ID: "press.trapezius_upper.right", Answer: "familiar_pain"}, {ID: "stretch.trapezius_upper.right", Answer: "hurts"}, {ID: "use.trapezius_upper.right", Answer: "hurts"}}}
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	if top := a.Candidates[0]; top.Muscle != "trapezius_upper" || top.Probability > base.Engine.SelfCap || top.Probability < 0.7 {
		t.Errorf("the clearest case gives %+v", top)
	}
}

func TestWholeBodyPaintedIsAnAnswer(t *testing.T) {
	base, e := engine(t)
	var d unknot.Drawing
	for _, z := range base.Zones {
		for _, s := range unknot.Sides {
			d.Places = append(d.Places, place(z.ID, s, 5))
		}
	}
	a, err := e.Infer(assess.Input{Person: unknot.Person{Age: 40}, Drawing: d})
	if err != nil || len(a.Candidates) == 0 {
		t.Fatalf("no answer: %v", err)
	}
}

func TestBadInputIsRefused(t *testing.T) {
	_, e := engine(t)
	ok := unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}
	for name, in := range map[string]assess.Input{
		"empty drawing":  {},
		"no pain":        {Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 0)}}},
		"unknown zone":   {Drawing: unknot.Drawing{Places: []unknot.Place{place("tempel", unknot.Right, 5)}}},
		"unknown muscle": {Drawing: ok, Findings: []assess.Finding{{ID: "press.trapezus_upper.right", Answer: "tender"}}},
		"no side":        {Drawing: ok, Findings: []assess.Finding{{ID: "press.trapezius_upper", Answer: "tender"}}},
		"unknown answer": {Drawing: ok, Findings: []assess.Finding{{ID: "press.trapezius_upper.right", Answer: "ouch"}}},
	} {
		if _, err := e.Infer(in); err == nil {
			t.Errorf("%s was not refused", name)
		} else {
			t.Log(name+":", err)
		}
	}
}
