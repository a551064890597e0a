package assess_test

import (
	"math"
	"slices"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
)

// Taking a cited finding out of the case moves the score by what was stated.
func TestRemovalMovesTheScoreAsStated(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: 50}, Onset: assess.Onset{Days: 30, Kind: "gradual"},
		Drawing: unknot.Drawing{Places: []unknot.Place{place("calf", unknot.Left, 6), place("heel", unknot.Left, 4)}},
		Findings: []assess.Finding{{ID: "press.gastrocnemius_medial.left", Answer: "familiar_pain"},
			{ID: "press.soleus_upper.left", Answer: "nothing"}}}
	whole, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	for k, f := range in.Findings {
		less := in
		less.Findings = slices.Delete(slices.Clone(in.Findings), k, k+1)
		without, err := e.Infer(less)
		if err != nil {
			t.Fatal(err)
		}
		checked := 0
		for _, c := range whole.Candidates {
			for _, d := range without.Candidates {
				if c.Muscle != d.Muscle || c.Side != d.Side {
					continue
				}
				stated := 0.0
				for _, r := range append(slices.Clone(c.For), c.Against...) {
					if r.Finding == f.ID {
						stated = r.LogOdds
					}
				}
				checked++
				if math.Abs(c.Score-d.Score-stated) > 0.005+1e-6 { // smaller shifts are not listed
					t.Errorf("%s without %s: the score moves by %.4f, stated %.4f", c.Muscle, f.ID, c.Score-d.Score, stated)
				}
			}
		}
		if checked == 0 {
			t.Error("no muscle is in both answers")
		}
	}
}

func TestContradictionsAreReportedAndLeftOut(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}, Brief: true}
	plain, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Findings = []assess.Finding{{ID: "press.trapezius_upper.right", Answer: "nothing"}, {ID: "recognition.trapezius_upper.right", Answer: "yes"},
		{ID: "spread.trapezius_upper.right", Answer: "yes"}}
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Conflicts) == 0 {
		t.Fatal("nothing and pain that spreads were both believed")
	}
	if plain.Candidates[0].Probability == 0 {
		t.Error("nothing was found")
	}
}

// Every dangerous look-alike is in the answer with a limit that is not below
// its chance.
func TestEveryDangerHasItsLimit(t *testing.T) {
	base, e := engine(t)
	a, err := e.Infer(assess.Input{Person: unknot.Person{Age: 60}, Drawing: unknot.Drawing{Places: []unknot.Place{place("chest_upper", unknot.Left, 7), place("jaw", unknot.Left, 4)}}, Brief: true})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]assess.Danger{}
	for _, d := range a.Dangers {
		said[d.Lookalike] = d
	}
	for _, l := range base.Lookalikes {
		if d, ok := said[l.ID]; l.Danger && (!ok || d.Probability > d.AtMost+1e-6 || d.AtMost <= 0) {
			t.Errorf("%s: %+v", l.ID, d)
		}
	}
}

func FuzzInfer(f *testing.F) {
	f.Add("temple.right", 5.0, "press.trapezius_upper.right", "familiar_pain", 0.0, false, 40, 10, "gradual", "fever", "no")
	f.Add("low_back.left", 11.0, "sss", "", 12.0, true, -1, -1, "", "chest_pressure", "unsure")
	f.Add("", math.NaN(), "jaw.opening", "", -400.0, true, 999, 1<<30, "x", "", "")
	_, e := engine(f)
	f.Fuzz(func(t *testing.T, cell string, pain float64, id, answer string, value float64, valued bool, age, days int, kind, danger, said string) {
		a, err := e.Infer(assess.Input{Person: unknot.Person{Age: age}, Onset: assess.Onset{Days: days, Kind: kind}, Brief: true,
			Drawing:  unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{unknot.CellID(cell)}, Intensity: pain}}},
			Findings: []assess.Finding{{ID: id, Answer: answer, Value: value, Valued: valued}},
			Danger:   map[string]unknot.Answer{danger: unknot.Answer(said)}})
		if err != nil {
			return
		}
		for _, c := range append(a.Candidates, a.Lookalikes...) {
			if !(c.Probability >= 0 && c.Probability <= 1) || math.IsNaN(c.Score) {
				t.Fatalf("%+v", c)
			}
		}
	})
}
