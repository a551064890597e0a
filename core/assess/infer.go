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
	score, latent := e.scores(items, in, 1)
	weak, _ := e.scores(items, in, 1-mapTilt)
	strong, _ := e.scores(items, in, 1+mapTilt)
	start, _ := e.scores(nil, in, 1)
	steps := make([][]float64, len(items)+1)
	steps[0] = start
	for k := range items {
		if k+1 == len(items) {
			steps[k+1] = score
			break
		}
		steps[k+1], _ = e.scores(items[:k+1], in, 1)
	}
	a := Assessment{Version: e.base.Version}
	for i := range e.causes {
		if p := sigmoid(score[i]); p < leastShown || !e.touches(i, items) {
			continue
		}
		c := e.candidate(i, score[i], start[i], weak[i], strong[i])
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
	a.Joint = e.joint(items, in)
	a.Next = e.next(in, score, latent, items)
	a.Limits = e.limits(a)
	return a, nil
}

// scores returns the log-odds of every cause given the items, and the
// probability of a latent point.
func (e *Engine) scores(items []item, in Input, tilt float64) (score, latent []float64) {
	causes, leak := e.weigh(items, in, tilt)
	score, latent = make([]float64, len(causes)), make([]float64, len(causes))
	touching, index := touchingOnly(causes)
	for i, c := range causes {
		silent := 1 + c.latent
		score[i], latent[i] = logOdds(c.active/(silent+c.active)), c.latent/(silent+c.active)
	}
	touching, leak = fold(touching, leak)
	active, quiet, _ := posterior(touching, leak)
	for k, i := range index {
		score[i], latent[i] = logOdds(active[k]), quiet[k]
	}
	return score, latent
}

// touchingOnly keeps the causes that bear on a positive; all others are
// independent of it.
func touchingOnly(causes []weighted) (kept []weighted, index []int) {
	for i, c := range causes {
		for _, q := range c.fires {
			if q > 0 {
				kept, index = append(kept, c), append(index, i)
				break
			}
		}
	}
	return kept, index
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

// touches reports whether the cause may have painted what is painted, or bears
// on an answer that was given.
func (e *Engine) touches(i int, items []item) bool {
	for _, it := range items {
		for _, j := range it.cells {
			if e.causes[i].paint[j] > 0 {
				return true
			}
		}
		for _, s := range it.signs {
			if s.yes && s.links[i] > 0 {
				return true
			}
		}
		if f, ok := it.private[i]; ok && f.active > 1 {
			return true
		}
	}
	return false
}
