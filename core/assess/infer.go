package assess

import (
	"fmt"
	"math"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/posterior"
)

// Below these probabilities a candidate is left out: a small part of the level
// at which a muscle may be named, and less for look-alikes, which people should
// know of although they are rare. Judgement.
const (
	leastShown     = 0.004
	leastLookalike = 0.002
)

// wantedGap is the gap, a share of the whole, below which an answer counts as
// certified. Judgement: a hundredth moves no chance that is shown by more than its
// last digit.
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
	if !slices.ContainsFunc(items, func(it item) bool { return len(it.cells) > 0 }) {
		return Assessment{}, fmt.Errorf("drawing: nothing is painted; name at least one place with an intensity above 0")
	}
	a := Assessment{Version: e.base.Version}
	items, a.Conflicts = e.conflicts(in, items)
	s := e.newScale(e.plain)
	defer s.done()
	r, err := s.weigh(items, all, in.Person)
	if err != nil {
		return Assessment{}, err
	}
	c := &conclusion{e: e, in: in, items: items, s: s, r: r, touched: e.touched(items)}
	c.read(&a)
	if !in.Brief {
		if err := c.explain(&a); err != nil {
			return Assessment{}, err
		}
	}
	a.Gap = roundUp6(a.Gap)
	a.Criteria = e.criteria(in)
	return a, nil
}

// conclusion turns a solved case into an assessment.
type conclusion struct {
	e       *Engine
	in      Input
	items   []item
	s       *scale
	r       *posterior.Result
	touched []bool
	active  []float64 // chance by cause
	latent  []float64
	shown   []int // causes, as in the lists of the assessment
}

func (c *conclusion) read(a *Assessment) {
	e := c.e
	c.active, c.latent = make([]float64, len(e.causes)), make([]float64, len(e.causes))
	for i, x := range c.s.chart.atom {
		c.active[i] = c.r.Marginal[x]
		if e.causes[i].latent > 0 {
			c.latent[i] = c.r.Marginal[x+1]
		}
	}
	c.show()
	slices.SortStableFunc(c.shown, func(x, y int) int {
		switch p, q := round6(c.active[x]), round6(c.active[y]); {
		case p > q:
			return -1
		case p < q:
			return 1
		}
		return x - y
	})
	for _, i := range c.shown {
		x := e.candidate(i, c.active[i])
		if e.causes[i].muscle >= 0 {
			a.Candidates = append(a.Candidates, x)
		} else {
			a.Lookalikes = append(a.Lookalikes, x)
		}
	}
	a.CannotTell = len(a.Candidates) == 0 || a.Candidates[0].Probability < e.base.Engine.CannotTell
	a.Care = c.care()
	a.Dangers = c.dangers()
	a.Gap = c.r.Gap
	a.Certified = a.Gap <= wantedGap
}

// show picks the causes that touch the case and are likely enough.
func (c *conclusion) show() {
	c.shown = nil
	for i, p := range c.active {
		least := leastShown
		if c.e.causes[i].lookalike >= 0 {
			least = leastLookalike
		}
		if c.touched[i] && p >= least {
			c.shown = append(c.shown, i)
		}
	}
}

// explain adds what takes solving the case again: reasons, ranges, what would
// tell more, and the certificate if one was asked for.
func (c *conclusion) explain(a *Assessment) error {
	e := c.e
	a.Joint = c.joint()
	covers := c.covers()
	a.Next = c.next()
	why, err := c.reasons()
	if err != nil {
		return err
	}
	var tilted [2][]float64 // on the weak and the strong chart
	err = sideBySide(len(tilted), func(n int) (err error) {
		tilted[n], err = e.chances([]*chart{e.weak, e.strong}[n], c.items, c.in.Person)
		return err
	})
	if err != nil {
		return err
	}
	weak, strong := tilted[0], tilted[1]
	m, l := 0, 0
	for k, i := range c.shown {
		x := &a.Lookalikes
		at := l
		if e.causes[i].muscle >= 0 {
			x, at = &a.Candidates, m
			m++
		} else {
			l++
		}
		out := &(*x)[at]
		top := e.ceiling(i)
		out.Low = round6(min(c.active[i], weak[i], strong[i], top))
		out.High = round6(min(max(c.active[i], weak[i], strong[i]), top))
		out.Covers = covers[i]
		c.give(out, why, k)
	}
	if err := c.outcomes(a); err != nil {
		return err
	}
	if c.in.Certify && !a.Certified { // last: it spoils what the solver holds
		if a.Gap, err = c.s.certify(); err != nil {
			return err
		}
		a.Certified = a.Gap <= wantedGap
	}
	a.Limits = e.limits(*a)
	return nil
}

// chances weighs the case on another chart.
func (e *Engine) chances(ch *chart, items []item, person unknot.Person) ([]float64, error) {
	s := e.newScale(ch)
	defer s.done()
	r, err := s.weigh(items, all, person)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(e.causes))
	for i, x := range ch.atom {
		out[i] = r.Marginal[x]
	}
	return out, nil
}

// round6 takes away the last digits, which depend on the order of additions.
func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// ceiling is the largest chance that may be shown for a cause.
func (e *Engine) ceiling(i int) float64 {
	if e.causes[i].muscle >= 0 {
		return e.cap
	}
	return 1
}

func (e *Engine) candidate(i int, p float64) Candidate {
	c := &e.causes[i]
	out := Candidate{Side: c.side, Score: round6(logOdds(p)), Start: round6(e.start(i))}
	if c.muscle >= 0 {
		m := &e.base.Muscles[c.muscle]
		out.Muscle, out.State, out.Sources = m.ID, "active", m.Sources
	} else {
		l := &e.base.Lookalikes[c.lookalike]
		out.Lookalike, out.Sources = l.ID, l.Sources
	}
	out.Probability = round6(min(p, e.ceiling(i)))
	out.Low, out.High = out.Probability, out.Probability
	return out
}

// start is the log-odds of a cause before any evidence.
func (e *Engine) start(i int) float64 {
	c := &e.causes[i]
	return math.Log(within(c.odds, leastOdds, mostOdds) / (1 + c.latent))
}

// touched marks the causes that may have painted what is painted, or that bear
// on an answer that was given. An answer about no side, such as hours at a desk,
// names no muscle by itself.
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
				out[l.cause] = out[l.cause] || s.level > 0 && (e.nodes[s.node].side != "" || e.causes[l.cause].muscle < 0)
			}
		}
		for _, f := range it.private {
			out[f.cause] = out[f.cause] || f.active > 0
		}
	}
	return out
}
