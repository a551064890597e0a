package assess

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// brute sums over every combination of states, 3^n of them, by the definition
// of the noisy-OR alone.
func brute(causes []weighted, leak []float64) (active, latent []float64, weight float64) {
	n := len(causes)
	active, latent = make([]float64, n), make([]float64, n)
	state := make([]int, n)
	for {
		m := 1.0
		for i, s := range state {
			switch s {
			case 1:
				m *= causes[i].latent
			case 2:
				m *= causes[i].active
			}
		}
		for j := range leak {
			miss := 1 - leak[j]
			for i, s := range state {
				if s == 2 {
					miss *= 1 - causes[i].fires[j]
				}
			}
			m *= 1 - miss
		}
		weight += m
		for i, s := range state {
			if s == 2 {
				active[i] += m
			} else if s == 1 {
				latent[i] += m
			}
		}
		i := 0
		for ; i < n && state[i] == 2; i++ {
			state[i] = 0
		}
		if i == n {
			break
		}
		state[i]++
	}
	for i := range active {
		active[i] /= weight
		latent[i] /= weight
	}
	return active, latent, weight
}

func TestPosteriorAgreesWithBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 8).Draw(t, "causes"), rapid.IntRange(0, 5).Draw(t, "positives")
		causes := make([]weighted, n)
		for i := range causes {
			causes[i].active = math.Exp(rapid.Float64Range(-8, 3).Draw(t, "odds"))
			if rapid.Bool().Draw(t, "has latent") {
				causes[i].latent = math.Exp(rapid.Float64Range(-4, 1).Draw(t, "latent"))
			}
			for range m {
				q := 0.0
				if rapid.Bool().Draw(t, "linked") {
					q = rapid.Float64Range(0, 0.98).Draw(t, "q")
				}
				causes[i].fires = append(causes[i].fires, q)
			}
		}
		leak := make([]float64, m)
		for j := range leak {
			leak[j] = rapid.Float64Range(1e-4, 0.3).Draw(t, "leak")
		}
		active, latent, weight := new(exactSum).posterior(causes, leak)
		wantActive, wantLatent, wantWeight := brute(causes, leak)
		const close = 1e-9 // rounding only: both sums are exact
		if math.Abs(weight-wantWeight) > close*wantWeight {
			t.Fatalf("weight %v, want %v", weight, wantWeight)
		}
		for i := range causes {
			if math.Abs(active[i]-wantActive[i]) > close || math.Abs(latent[i]-wantLatent[i]) > close {
				t.Fatalf("cause %d: active %v want %v, latent %v want %v", i, active[i], wantActive[i], latent[i], wantLatent[i])
			}
		}
	})
}

func TestInformationIsZeroForAUselessTest(t *testing.T) {
	if b := information([]float64{0.3, 0.2, 0.5}, [][]float64{{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}}); math.Abs(b) > 1e-12 {
		t.Errorf("a test with the same chances in every state tells %v bits", b)
	}
	if b := information([]float64{0.5, 0.5}, [][]float64{{1, 0}, {0, 1}}); math.Abs(b-1) > 1e-12 {
		t.Errorf("a perfect test of an even chance tells %v bits, want 1", b)
	}
}
