package assess_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
)

// A denied danger sign is weighed on the sets at hand; solving the case
// without it comes to nearly the same.
func TestLightReasonsAreNearlyExact(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: 50}, Onset: assess.Onset{Days: 30, Kind: "gradual"},
		Drawing: unknot.Drawing{Places: []unknot.Place{place("low_back", unknot.Left, 6), place("buttock", unknot.Left, 4)}},
		Danger:  map[string]unknot.Answer{"fever": unknot.No, "saddle_numbness": unknot.No}}
	whole, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	for id := range in.Danger {
		less := in
		less.Danger = map[string]unknot.Answer{}
		for other, a := range in.Danger {
			if other != id {
				less.Danger[other] = a
			}
		}
		without, err := e.Infer(less)
		if err != nil {
			t.Fatal(err)
		}
		checked := 0
		for _, c := range append(slices.Clone(whole.Candidates), whole.Lookalikes...) {
			for _, d := range append(slices.Clone(without.Candidates), without.Lookalikes...) {
				if c.Muscle != d.Muscle || c.Lookalike != d.Lookalike || c.Side != d.Side {
					continue
				}
				stated := 0.0
				for _, r := range append(slices.Clone(c.For), c.Against...) {
					if r.Finding == id {
						stated = r.LogOdds
					}
				}
				checked++
				if math.Abs(c.Score-d.Score-stated) > 0.05 {
					t.Errorf("%s%s without %s: the score moves by %.4f, stated %.4f", c.Muscle, c.Lookalike, id, c.Score-d.Score, stated)
				}
			}
		}
		if checked == 0 {
			t.Error("no cause is in both answers")
		}
	}
}

// Reasons are worked out side by side; the answer is the same every time.
func TestSameAnswerEveryTime(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: 50}, Onset: assess.Onset{Days: 30, Kind: "gradual"},
		Drawing: unknot.Drawing{Places: []unknot.Place{place("low_back", unknot.Left, 6), place("buttock", unknot.Left, 4), place("calf", unknot.Left, 3)}},
		Danger:  map[string]unknot.Answer{"fever": unknot.No, "saddle_numbness": unknot.No}}
	first, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if again, err := e.Infer(in); err != nil || !reflect.DeepEqual(first, again) {
			t.Fatalf("the answer changed (%v)", err)
		}
	}
}
