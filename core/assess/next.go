package assess

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Next is a test worth doing, with what it is expected to tell.
type Next struct {
	Ask  string  // finding id
	Bits float64 // expected information about the muscle
	Why  string
	How  string
}

// next lists the press tests that tell most, most telling first. Only muscles
// that people may press themselves are offered.
func (e *Engine) next(in Input, score, latent []float64, touched []bool) []Next {
	done := map[string]bool{}
	for _, f := range in.Findings {
		done[f.ID] = true
	}
	n := e.base.Engine
	answers := [][]float64{n.Familiar, n.Spreads, n.Tender, n.Nothing}
	var list []Next
	for i := range e.causes {
		c := &e.causes[i]
		if c.muscle < 0 || !touched[i] {
			continue
		}
		m := &e.base.Muscles[c.muscle]
		id := fmt.Sprintf("press.%s.%s", m.ID, c.side)
		if done[id] || strings.HasPrefix(m.SelfAccess, "professional") {
			continue
		}
		p := sigmoid(score[i])
		bits := information([]float64{p, latent[i], 1 - p - latent[i]}, answers)
		if bits = round6(bits); bits < 0.005 {
			continue
		}
		list = append(list, Next{Ask: id, Bits: bits, How: m.Press.How,
			Why: fmt.Sprintf("It tells the %s %s from the other muscles that may refer there.", c.side, m.Name)})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Bits > list[j].Bits })
	return list[:min(5, len(list))]
}

// information is the mutual information in bits between a state and an answer
// (Shannon 1948, doi 10.1002/j.1538-7305.1948.tb01338.x). answers[k][s] is the
// chance of answer k in state s, scaled so that each state's answers add to 1.
func information(state []float64, answers [][]float64) float64 {
	total := make([]float64, len(state))
	for _, a := range answers {
		for s := range state {
			total[s] += a[s]
		}
	}
	bits := 0.0
	for _, a := range answers {
		mean := 0.0
		for s, p := range state {
			mean += float64(p * a[s] / total[s])
		}
		for s, p := range state {
			if q := a[s] / total[s]; p > 0 && q > 0 {
				bits += float64(p * q * math.Log2(q/mean))
			}
		}
	}
	return bits
}

func (e *Engine) limits(a Assessment) []string {
	out := []string{
		"The maps come from clinicians' drawings, not from measurements. An expert panel expects no fixed place (fernandez_2018).",
		fmt.Sprintf("Nobody has tested self-examination. No probability for a muscle is shown above %.0f %%.", e.base.Engine.SelfCap*100),
		"The range shows how far the answer moves when the maps are a quarter weaker or stronger.",
	}
	if a.CannotTell {
		out = append(out, "The drawing alone cannot tell which muscle it is. The press tests below may help.")
	}
	return out
}
