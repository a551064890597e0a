package posterior

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func tableOf(t *rapid.T, name string, k int) []float64 {
	return rapid.SliceOfN(rapid.Float64Range(0, 2), 1<<k, 1<<k).Draw(t, name)
}

// or, need and worth are what their definitions by sums over subsets say.
func TestOrOfTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(0, 5).Draw(t, "positives")
		a, g, b := tableOf(t, "table", k), tableOf(t, "put in", k), tableOf(t, "worth", k)
		wantOr, wantNeed, wantWorth := make([]float64, len(a)), make([]float64, len(a)), make([]float64, len(a))
		third := 1
		for range k {
			third *= 3
		}
		for v := range a {
			for u := range g {
				wantOr[v|u] += a[v] * g[u]
				wantNeed[v] += g[u] * b[v|u]
				wantWorth[u] += a[v] * b[v|u]
			}
		}
		r, spare := make([]float64, third), make([]float64, len(a)+1)
		ready(g, r)
		gotOr, gotNeed, gotWorth := append([]float64(nil), a...), append([]float64(nil), b...), make([]float64, len(a))
		or(gotOr, r, spare)
		need(gotNeed, r, spare)
		worth(a, b, gotWorth, spare)
		near := func(what string, got, want []float64) {
			for u := range want {
				if math.Abs(got[u]-want[u]) > 1e-12*(1+want[u]) {
					t.Fatalf("%s, subset %b: %g, want %g", what, u, got[u], want[u])
				}
			}
		}
		near("or", gotOr, wantOr)
		near("need", gotNeed, wantNeed)
		near("worth", gotWorth, wantWorth)
		if k == 2 { // the same in place within a larger table
			inPlace, needed, out := append([]float64(nil), a...), append([]float64(nil), b...), make([]float64, 4)
			orPair(inPlace, r, 0, 1, 2)
			undoPair(a, needed, out, r, 0, 1, 2)
			near("orPair", inPlace, wantOr)
			near("undoPair, need", needed, wantNeed)
			near("undoPair, worth", out, wantWorth)
		}
	})
}
