package assess

import (
	"math"
	"sort"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
)

// The search that takes over for large drawings must agree with the exact sum
// where both can judge: drawings as people make them, with a test.
func TestSearchAgreesWithTheExactSum(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e := NewEngine(base)
	random := num.NewStream(11, 0)
	var worst []float64
	for range 60 {
		m := &base.Muscles[random.Intn(len(base.Muscles))]
		zones := append(append([]unknot.ZoneID{}, m.Refers.Primary...), m.Refers.Spill...)
		side := unknot.Sides[random.Intn(2)]
		in := Input{Person: unknot.Person{Age: 20 + random.Intn(60)},
			Findings: []Finding{{ID: "press." + string(m.ID) + "." + string(side), Answer: PressAnswers[random.Intn(4)]}}}
		for _, z := range zones[:min(len(zones), 1+random.Intn(7))] {
			in.Drawing.Places = append(in.Drawing.Places, unknot.Place{Cells: []unknot.CellID{body.ZoneCell(z, side)}, Intensity: 5})
		}
		items, err := e.items(in)
		if err != nil {
			t.Fatal(err)
		}
		s := e.newScale(e.plain)
		for i := range items {
			s.put(&items[i], in.Person)
		}
		w := weight{make([]float64, len(e.causes)), make([]float64, len(e.causes))}
		if err := s.read(w); err != nil {
			t.Fatal(err)
		}
		r, err := s.search()
		if err != nil {
			t.Fatal(err)
		}
		far := 0.0
		for i, a := range s.chart.atom {
			far = max(far, math.Abs(r.Marginal[a]-w.active[i]))
		}
		worst = append(worst, far)
		s.done()
	}
	sort.Float64s(worst)
	t.Logf("error of the worst cause: median %.4f, largest %.4f", worst[30], worst[59])
	if worst[30] > 0.01 || worst[59] > 0.08 {
		t.Errorf("error of the worst cause: median %.4f, largest %.4f; want 0.01 and 0.08", worst[30], worst[59])
	}
}
