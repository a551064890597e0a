package assess

import (
	"fmt"
	"math"
	"sort"

	"github.com/unknot/unknot"
)

// Assessment is the answer of the engine to one complaint.
type Assessment struct {
	Version    string
	Candidates []Candidate // muscles, most probable first
	Lookalikes []Candidate
	Joint      []Explanation // sets of causes that explain the drawing together
	CannotTell bool
	Certified  bool    // no probability can be further than Gap from the exact one
	Gap        float64 // 0 to 1; 0 when the sum is exact, 1 when nobody asked
	Next       []Next
	Limits     []string
}

// Candidate is one muscle or look-alike with its standing.
type Candidate struct {
	Muscle      unknot.MuscleID // empty for look-alikes
	Lookalike   string          // empty for muscles
	Side        unknot.Side     // empty for causes of the whole body
	State       string          // "active" for muscles
	Probability float64         // 0-1, at most the cap for self-examination
	Low, High   float64         // when the map numbers are a quarter weaker or stronger
	Score       float64         // log-odds: Start plus all reasons
	Start       float64         // log-odds before any evidence
	For         []Reason        // strongest first
	Against     []Reason
	Sources     []string
}

// Reason is what one piece of evidence added to the log-odds.
type Reason struct {
	Finding string
	LogOdds float64
	Words   string
	Sources []string
}

// Explanation is a set of causes, and the probability that these and no other
// cause among those that touch the drawing are at work.
type Explanation struct {
	Causes      []string
	Probability float64
}

// Shown below this probability a candidate is left out; it is a twentieth of
// the level at which a muscle may be named. Judgement.
const leastShown = 0.01

// wantedGap is the gap below which an answer counts as certified.
const wantedGap = 0.01

// mapTilt is how far the range of a probability moves the strength of the
// referral maps. Judgement: a quarter either way.
const mapTilt = 0.25

// Infer weighs all causes. It returns an error for an empty drawing and for
// findings that do not exist or cannot be.
func (e *Engine) Infer(in Input) (Assessment, error) {
	items, err := e.items(in)
	if err != nil {
		return Assessment{}, err
	}
	painted := 0
	for _, it := range items {
		painted += len(it.cells)
	}
	if painted == 0 {
		return Assessment{}, fmt.Errorf("drawing: nothing is painted; name at least one place with an intensity above 0")
	}
	steps, latent, joint, gap, err := e.weighInSteps(items, in)
	if err != nil {
		return Assessment{}, err
	}
	score := steps[len(items)]
	weak, err := e.weighAt(e.weak, items, in.Person)
	if err != nil {
		return Assessment{}, err
	}
	strong, err := e.weighAt(e.strong, items, in.Person)
	if err != nil {
		return Assessment{}, err
	}
	touched := e.touched(items)
	a := Assessment{Version: e.base.Version, Joint: joint, Gap: round6(gap), Certified: gap <= wantedGap}
	for i := range e.causes {
		if p := sigmoid(score[i]); p < leastShown || !touched[i] {
			continue
		}
		c := e.candidate(i, score[i], steps[0][i], weak[i], strong[i])
		for k, it := range items {
			e.addReason(&c, i, it, steps[k+1][i]-steps[k][i])
		}
		sortReasons(c.For, -1)
		sortReasons(c.Against, 1)
		if e.causes[i].muscle >= 0 {
			a.Candidates = append(a.Candidates, c)
		} else {
			a.Lookalikes = append(a.Lookalikes, c)
		}
	}
	sortCandidates(a.Candidates)
	sortCandidates(a.Lookalikes)
	a.CannotTell = len(a.Candidates) == 0 || a.Candidates[0].Probability < e.base.Engine.CannotTell
	a.Next = e.next(in, score, latent, touched)
	a.Limits = e.limits(a)
	return a, nil
}

// weighInSteps puts the items on one by one. Row k of steps holds the log-odds
// of every cause after the first k items, so that differences of rows add up
// to the score. latent is the chance of a latent point at the end.
func (e *Engine) weighInSteps(items []item, in Input) (steps [][]float64, latent []float64, joint []Explanation, gap float64, err error) {
	s := e.newScale(e.plain)
	defer s.done()
	n := len(e.causes)
	all := make([]float64, (len(items)+2)*n)
	steps = make([][]float64, len(items)+1)
	latent = all[(len(items)+1)*n:]
	for k := range steps {
		steps[k] = all[k*n : (k+1)*n]
		if k > 0 {
			s.put(&items[k-1], in.Person)
		}
		if err := s.scores(steps[k], latent); err != nil {
			return nil, nil, nil, 1, err
		}
	}
	joint, gap = s.joint(), 1
	if in.Certify || len(s.positives) <= mostPositives {
		gap, err = s.certify()
	}
	return steps, latent, joint, gap, err
}

// weighAt gives the log-odds of every cause on another chart.
func (e *Engine) weighAt(c *chart, items []item, person unknot.Person) ([]float64, error) {
	s := e.newScale(c)
	defer s.done()
	for k := range items {
		s.put(&items[k], person)
	}
	out := make([]float64, 2*len(e.causes))
	err := s.scores(out[:len(e.causes)], out[len(e.causes):])
	return out[:len(e.causes)], err
}

// scores fills the log-odds of every cause and its chance to be latent.
func (s *scale) scores(score, latent []float64) error {
	if err := s.read(weight{score, latent}); err != nil {
		return err
	}
	for i, p := range score {
		score[i] = logOdds(p)
	}
	return nil
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// round6 takes away the last digits, which depend on the order of additions.
func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

func (e *Engine) candidate(i int, score, start, weak, strong float64) Candidate {
	top := 1.0
	c := &e.causes[i]
	out := Candidate{Side: c.side, Score: round6(score), Start: round6(start)}
	if c.muscle >= 0 {
		m := &e.base.Muscles[c.muscle]
		top = e.base.Engine.SelfCap
		out.Muscle, out.State, out.Sources = m.ID, "active", m.Sources
	} else {
		l := &e.base.Lookalikes[c.lookalike]
		out.Lookalike, out.Sources = l.ID, l.Sources
	}
	p, w, s := sigmoid(score), sigmoid(weak), sigmoid(strong)
	out.Probability = round6(min(p, top))
	out.Low = round6(min(p, w, s, top))
	out.High = round6(min(max(p, w, s), top))
	return out
}

func (e *Engine) addReason(c *Candidate, i int, it item, shift float64) {
	shift = round6(shift)
	if math.Abs(shift) < 0.005 { // half of the last digit that is shown
		return
	}
	r := Reason{Finding: it.id, LogOdds: shift, Words: it.words, Sources: it.sources}
	if len(r.Sources) == 0 {
		r.Sources = c.Sources
	}
	if shift > 0 {
		c.For = append(c.For, r)
	} else {
		c.Against = append(c.Against, r)
	}
}

func sortReasons(list []Reason, sign float64) {
	sort.SliceStable(list, func(i, j int) bool { return sign*list[i].LogOdds < sign*list[j].LogOdds })
}

func sortCandidates(list []Candidate) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Probability > list[j].Probability })
}

// touched marks the causes that may have painted what is painted, or that bear
// on an answer that was given.
func (e *Engine) touched(items []item) []bool {
	out := make([]bool, len(e.causes))
	for _, it := range items {
		for _, j := range it.cells {
			for _, i := range e.painters[j] {
				out[i] = true
			}
		}
		for _, s := range it.signs {
			for _, l := range e.nodes[s.node].links {
				out[l.cause] = out[l.cause] || s.yes
			}
		}
		for _, f := range it.private {
			out[f.cause] = out[f.cause] || f.active > 1
		}
	}
	return out
}
