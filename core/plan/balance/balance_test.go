package balance_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/balance"
)

func load(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestJudge(t *testing.T) {
	base := load(t)
	for name, c := range map[string]struct {
		age  int
		in   unknot.Checked
		want balance.Verdict
	}{
		"a stiff ankle":                      {30, unknot.Checked{Check: "ankle_wall", Side: "left", Value: 4}, balance.Low},
		"within the noise it says nothing":   {30, unknot.Checked{Check: "ankle_wall", Side: "left", Value: 7.5}, balance.Unclear},
		"a good ankle":                       {30, unknot.Checked{Check: "ankle_wall", Side: "left", Value: 12}, balance.Fine},
		"a neck of 30 at 40 degrees":         {30, unknot.Checked{Check: "neck_rotation", Side: "right", Value: 40}, balance.Low},
		"the same neck at 80 years":          {80, unknot.Checked{Check: "neck_rotation", Side: "right", Value: 40}, balance.Unclear},
		"a head far from the wall":           {30, unknot.Checked{Check: "head_wall", Value: 14}, balance.Low},
		"a head at the wall":                 {30, unknot.Checked{Check: "head_wall", Value: 1}, balance.Fine},
		"yes is fine":                        {30, unknot.Checked{Check: "wall_angel", Answer: "yes"}, balance.Fine},
		"no is not":                          {30, unknot.Checked{Check: "wall_angel", Answer: "no"}, balance.Low},
		"not sure says nothing":              {30, unknot.Checked{Check: "wall_angel", Answer: "unsure"}, balance.Unclear},
		"one short hold is within its noise": {30, unknot.Checked{Check: "chin_tuck", Value: 5}, balance.Unclear},
	} {
		r, err := balance.Judge(base, unknot.Person{Age: c.age}, []unknot.Checked{c.in})
		if err != nil || r[0].Verdict != c.want {
			t.Errorf("%s: %+v, %v", name, r, err)
			continue
		}
		if (len(r[0].Short)+len(r[0].Weak) > 0) != (c.want == balance.Low) || r[0].Words == "" || r[0].Grade == "" || len(r[0].Sources) == 0 {
			t.Errorf("%s: %+v", name, r[0])
		}
	}
	for _, bad := range []unknot.Checked{{Check: "no_such"}, {Check: "ankle_wall", Value: 5}, {Check: "ankle_wall", Side: "left", Value: 400}, {Check: "wall_angel"}, {Check: "wall_angel", Side: "left", Answer: "yes"}} {
		if _, err := balance.Judge(base, unknot.Person{Age: 30}, []unknot.Checked{bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// A worse number never reads as a better verdict.
func TestVerdictsFollowTheNumber(t *testing.T) {
	base := load(t)
	rank := map[balance.Verdict]int{balance.Low: 0, balance.Unclear: 1, balance.Fine: 2}
	rapid.Check(t, func(rt *rapid.T) {
		k := rapid.SampledFrom(base.Checks).Draw(rt, "check")
		if k.Unit == "" {
			return
		}
		side := unknot.Side("")
		if k.Sides {
			side = unknot.Left
		}
		a, b := rapid.Float64Range(k.Min, k.Max).Draw(rt, "a"), rapid.Float64Range(k.Min, k.Max).Draw(rt, "b")
		if a > b {
			a, b = b, a
		}
		if k.High != 0 {
			a, b = b, a
		}
		r, err := balance.Judge(base, unknot.Person{Age: rapid.IntRange(-1, 95).Draw(rt, "age")}, []unknot.Checked{{Check: k.ID, Side: side, Value: a}, {Check: k.ID, Side: side, Value: b}})
		if err != nil || rank[r[0].Verdict] > rank[r[1].Verdict] {
			rt.Fatalf("%s: %v is %s, %v is %s (%v)", k.ID, a, r[0].Verdict, b, r[1].Verdict, err)
		}
	})
}

// Checks that contradict each other say nothing of the muscle.
func TestHeldOf(t *testing.T) {
	short := balance.Result{Side: unknot.Left, Short: []unknot.MuscleID{"pectoralis_minor"}}
	weak := balance.Result{Side: unknot.Left, Weak: []unknot.MuscleID{"pectoralis_minor"}}
	for name, c := range map[string]struct {
		in   []balance.Result
		side unknot.Side
		want balance.Held
	}{
		"short": {[]balance.Result{short}, unknot.Left, balance.Short}, "other side": {[]balance.Result{short}, unknot.Right, balance.NotKnown},
		"long": {[]balance.Result{weak}, unknot.Left, balance.Long}, "both": {[]balance.Result{short, weak}, unknot.Left, balance.NotKnown},
	} {
		if got, _ := balance.HeldOf(c.in, "pectoralis_minor", c.side); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Each pair has one exercise and one stretch; the shoulder blade is among them.
func TestPairs(t *testing.T) {
	base := load(t)
	couples := 0
	for _, p := range base.Pairs {
		if p.Stretch == "" || p.Strengthen == "" || len(p.Short)+len(p.Long) < 2 || p.Grade == "" {
			t.Errorf("%s is not whole", p.ID)
		}
		if p.Couple {
			couples++
		}
	}
	if couples != 1 {
		t.Errorf("%d force couples", couples)
	}
	if p, ok := balance.PairFor(base, "rhomboids", balance.Long); !ok || p.ID != "chest_back" {
		t.Errorf("rhomboids held long: %v", p)
	}
}
