package posterior_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

// O8: information gain against brute force; the best question is the best.
func TestQuestionsAgainstBruteForce(t *testing.T) {
	questionsAgainstBruteForce(t, posterior.Options{}, 99, 0.03)
	questionsAgainstBruteForce(t, searched, 95, 0.1) // summed-out states of different causes count as independent there
}

func questionsAgainstBruteForce(t *testing.T, o posterior.Options, least int, off99 float64) {
	r := rand.New(rand.NewPCG(10, 1))
	rounds, right := soak(150, 1000), 0
	var off []float64
	for i := range rounds {
		n, c := small(r, shape{parts: 5, others: 2, cells: 7, exams: 6, wide: i%3 == 0})
		spec := n.Spec()
		level, _ := levelsOf(spec, c)
		var ask []posterior.Candidate
		for f, l := range level {
			if l < 0 {
				ask = append(ask, posterior.Candidate{Finding: f})
			}
		}
		if len(ask) == 0 {
			right++
			continue
		}
		gain := bruteGain(n, c, ask)
		s := solver(t, n, o)
		solve(t, s, c)
		got := s.Questions(ask, nil)
		if len(got) != len(ask) {
			t.Fatalf("network %d: %d questions, want %d", i, len(got), len(ask))
		}
		best := 0.0
		for _, q := range got {
			off = append(off, math.Abs(q.Bits-gain[q.Finding]))
			best = max(best, gain[q.Finding])
		}
		if gain[got[0].Finding] >= 0.98*best {
			right++
		}
	}
	t.Logf("best question right in %d of %d; error in bits p50 %.5f p99 %.4f", right, rounds, quantile(off, 0.5), quantile(off, 0.99))
	if 100*right < rounds*least {
		t.Errorf("best question right in only %d of %d", right, rounds)
	}
	if p := quantile(off, 0.99); p > off99 {
		t.Errorf("99th percentile of the error %g bits", p)
	}
}

// bruteGain is H(answer) - E[H(answer | all causes)] by enumeration.
func bruteGain(n *posterior.Network, c *posterior.Case, ask []posterior.Candidate) map[int]float64 {
	spec := n.Spec()
	z := 0.0
	mean := map[int][]float64{}
	inside := map[int]float64{}
	for _, q := range ask {
		mean[q.Finding] = make([]float64, len(spec.Findings[q.Finding].Leak)+1)
	}
	entropy := func(p []float64, sum float64) float64 {
		h := 0.0
		for _, x := range p {
			if x > 0 {
				h -= x / sum * math.Log2(x/sum)
			}
		}
		return h
	}
	enumerate(spec, c, func(state []int, w float64) {
		z += w
		for f, m := range mean {
			p := make([]float64, len(m))
			for l := range p {
				p[l] = chance(spec, f, l, 1, state)
				m[l] += w * p[l]
			}
			inside[f] += w * entropy(p, 1)
		}
	})
	gain := map[int]float64{}
	for f, m := range mean {
		gain[f] = entropy(m, z) - inside[f]/z
	}
	return gain
}

// O7: what-if equals solving the changed case, and leaves the case alone.
func TestWhatIfIsSolvingAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	for i := range 30 {
		n, c := small(r, shape{parts: 5, others: 2, cells: 7, exams: 5})
		s, again := solver(t, n, ways[i%2]), solver(t, n, ways[i%2])
		before := append([]float64{}, solve(t, s, c).Marginal...)
		f := r.IntN(n.Findings())
		change := posterior.Observation{Finding: f, Level: r.IntN(len(n.Spec().Findings[f].Leak) + 1)}
		got, err := s.WhatIf(change)
		if err != nil {
			t.Fatal(err)
		}
		changed := &posterior.Case{Adjust: c.Adjust}
		for _, o := range c.Observations {
			if o.Finding != f {
				changed.Observations = append(changed.Observations, o)
			}
		}
		changed.Observations = append(changed.Observations, change)
		want := solve(t, again, changed)
		exact := brute(n, changed)
		for a := range want.Marginal {
			if got.Marginal[a] != want.Marginal[a] {
				t.Fatalf("network %d atom %d: %g, solving again %g", i, a, got.Marginal[a], want.Marginal[a])
			}
			if math.Abs(got.Marginal[a]-exact.marginal[a]) > 0.05 {
				t.Errorf("network %d atom %d: %g, brute force %g", i, a, got.Marginal[a], exact.marginal[a])
			}
		}
		for a, p := range solve(t, s, c).Marginal {
			if p != before[a] {
				t.Fatalf("what-if changed the case")
			}
		}
	}
}

// The contributions add up, and taking a cited finding away moves the score
// as stated.
func TestExplanationAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for i := range 20 {
		n, c := small(r, shape{parts: 4, others: 2, cells: 6, exams: 4})
		s := solver(t, n, ways[i%2])
		solve(t, s, c)
		xs, err := s.Explain(0, 1, n.Atoms()-1)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range xs {
			sum := x.Prior + x.Interaction
			for _, k := range x.Contributions {
				sum += k.LogOdds
			}
			if math.Abs(sum-x.Score) > 1e-9 {
				t.Errorf("network %d atom %d: parts add up to %g, score %g", i, x.Atom, sum, x.Score)
			}
			for _, k := range x.Contributions {
				less := *c
				less.Observations = nil
				for _, o := range c.Observations {
					switch {
					case o.Finding != k.Finding:
						less.Observations = append(less.Observations, o)
					case n.Spec().Findings[o.Finding].Default:
						less.Observations = append(less.Observations, posterior.Observation{Finding: o.Finding, Level: posterior.Unknown})
					}
				}
				less.IgnoreDefaults = k.Finding == posterior.Defaults
				p := solve(t, s, &less).Marginal[x.Atom]
				if got := math.Log(p / (1 - p)); math.Abs(got-(x.Score-k.LogOdds)) > 1e-6 {
					t.Errorf("network %d atom %d without finding %d: score %g, stated %g", i, x.Atom, k.Finding, got, x.Score-k.LogOdds)
				}
			}
		}
	}
}

// O9: but-for never exceeds fired-by, which never exceeds 1; against brute
// force for the chance that an atom brings the finding.
func TestReasonsAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	compared := 0
	for i := range 30 {
		n, c := small(r, shape{parts: 4, others: 2, cells: 6, exams: 3})
		for k := range c.Observations {
			c.Observations[k].Reliability = 0
		}
		s := solver(t, n, posterior.Options{Delta: 1e-5, Eta: 1e-3, Cap: 20000})
		solve(t, s, c)
		spec := n.Spec()
		for _, o := range c.Observations {
			if o.Level < 1 || !spec.Findings[o.Finding].Default {
				continue
			}
			reasons, leak := s.Reasons(o.Finding)
			if leak < 0 || leak > 1+1e-9 {
				t.Errorf("leak share %g", leak)
			}
			for _, x := range reasons {
				if !(x.ButFor >= 0 && x.ButFor <= x.Fired+1e-12 && x.Fired <= 1+1e-9) {
					t.Errorf("network %d: but-for %g, fired %g", i, x.ButFor, x.Fired)
				}
				compared++
				if want := bruteFired(n, c, o, x.Atom); math.Abs(want-x.Fired) > 0.05 {
					t.Errorf("network %d finding %d atom %d: fired %g, want %g", i, o.Finding, x.Atom, x.Fired, want)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("no reason was compared")
	}
}

// bruteFired is P(atom present and reaching the level by itself | case), where
// the level seen is the largest: hidden chance over the chance of the level.
func bruteFired(n *posterior.Network, c *posterior.Case, o posterior.Observation, atom int) float64 {
	cause, st := n.Cause(atom)
	spec := n.Spec()
	var reach []float64
	for _, l := range spec.Causes[cause].States[st].Links {
		if l.Finding == o.Finding {
			reach = l.Reach
		}
	}
	over := 0.0
	if o.Level < len(reach) {
		over = reach[o.Level]
	}
	hidden := (reach[o.Level-1] - over) / (1 - over)
	z, sum := 0.0, 0.0
	enumerate(spec, c, func(state []int, w float64) {
		z += w
		if state[cause] != st {
			return
		}
		// P(no cause above the level) / P(exactly the level)
		p := chance(spec, o.Finding, o.Level, 1, state)
		upTo := 0.0
		for l := 0; l <= o.Level; l++ {
			upTo += chance(spec, o.Finding, l, 1, state)
		}
		sum += w * hidden * upTo / p
	})
	return sum / z
}

// The list of joint explanations is sorted, adds up to at most 1 and its best
// entry is the best set of brute force.
func TestJointsAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	agree := 0
	for i := range 40 {
		n, c := small(r, shape{parts: 4, others: 2, cells: 7, exams: 0})
		s := solver(t, n, ways[i%2])
		solve(t, s, c)
		joints := s.Joints(5)
		sum, last := 0.0, 1.0
		for _, j := range joints {
			if j.Chance > last+1e-12 {
				t.Errorf("not sorted: %g after %g", j.Chance, last)
			}
			last = j.Chance
			sum += j.Chance
		}
		if sum > 1+1e-9 {
			t.Errorf("chances add up to %g", sum)
		}
		most, best := 0.0, map[int]bool{}
		enumerate(n.Spec(), c, func(state []int, w float64) {
			if w > most {
				most = w
				clear(best)
				for k, st := range state {
					if st >= 0 {
						best[n.Atom(k, st)] = true
					}
				}
			}
		})
		same := len(best) == len(joints[0].Atoms)
		for _, a := range joints[0].Atoms {
			same = same && best[a]
		}
		if same {
			agree++
		}
	}
	if agree < 36 {
		t.Errorf("best explanation agrees in %d of 40", agree)
	}
}
