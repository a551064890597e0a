package assess

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/unknot/unknot"
)

// leastReason is half of the last digit of a log-odds that is shown.
const leastReason = 0.005

// reasons weighs the case again without each item in turn. Row k of the answer
// holds, for each shown cause, what item k adds to its log-odds: taking the
// item out moves the score by exactly that (by nearly that, if it is light).
func (c *conclusion) reasons() ([][]float64, error) {
	out := make([][]float64, len(c.items))
	row := func(s *scale, k int, chance []float64) {
		out[k] = make([]float64, len(c.shown))
		for x, i := range c.shown {
			out[k][x] = logOdds(c.active[i]) - logOdds(chance[s.chart.atom[i]])
		}
	}
	// What a person cites is weighed by solving again; what moves odds a little
	// is read off the sets at hand, which also leaves alone what it has no
	// bearing on.
	var heavy []int
	s := c.e.newScale(c.s.chart)
	defer s.done()
	for k := range c.items {
		if !c.items[k].light {
			heavy = append(heavy, k)
			continue
		}
		if !slices.ContainsFunc(c.shown, func(i int) bool { return c.tells(k, i) }) {
			out[k] = make([]float64, len(c.shown))
			continue
		}
		chance, err := c.reweigh(s, c.items, k)
		if err != nil {
			return nil, err
		}
		row(s, k, chance)
	}
	err := sideBySide(len(heavy), func(n int) error {
		s := c.e.newScale(c.s.chart)
		defer s.done()
		r, err := s.weigh(c.items, heavy[n], c.in.Person)
		if err != nil {
			return err
		}
		row(s, heavy[n], r.Marginal)
		return nil
	})
	return out, err
}

// tells reports whether item k may be told as a reason of cause i. That women
// have more neck pain is no reason of a muscle of the leg, although it moves a
// little when its rivals do; that joins what the evidence says together.
func (c *conclusion) tells(k, i int) bool {
	t := c.items[k].trait
	return t == 0 || !c.e.traits[t-1].own || c.e.traits[t-1].shift[i] != 0
}

// reweigh is weigh on the sets of causes that the case was read off, if the
// items differ from those of the case in the odds of causes only.
func (c *conclusion) reweigh(s *scale, items []item, without int) ([]float64, error) {
	s.lay(items, without, c.in.Person)
	chance, ok, err := c.s.solver.Reweigh(&s.input)
	if err != nil {
		return nil, fmt.Errorf("weigh again: %w", err)
	}
	if ok {
		return chance, nil
	}
	r, err := s.weigh(items, without, c.in.Person)
	if err != nil {
		return nil, err
	}
	return r.Marginal, nil
}

// give writes the reasons of the x-th shown cause down. What is too small to
// show joins what the evidence says together, so that start, reasons and
// Together always add up to the score.
func (c *conclusion) give(out *Candidate, why [][]float64, x int) {
	out.Together = out.Score - out.Start
	for k := range c.items {
		it := &c.items[k]
		shift := round6(why[k][x])
		if math.Abs(shift) < leastReason || !c.tells(k, c.shown[x]) {
			continue
		}
		r := Reason{Finding: it.id, LogOdds: shift, Words: it.words, Sources: it.sources}
		if c.e.causes[c.shown[x]].besides(it.cells) {
			r.Words = it.beside
		}
		if len(r.Sources) == 0 {
			r.Sources = out.Sources
		}
		out.Together -= shift
		if shift > 0 {
			out.For = append(out.For, r)
		} else {
			out.Against = append(out.Against, r)
		}
	}
	out.Together = round6(out.Together)
	sortReasons(out.For, -1)
	sortReasons(out.Against, 1)
}

func sortReasons(list []Reason, sign float64) {
	sort.SliceStable(list, func(i, j int) bool { return sign*list[i].LogOdds < sign*list[j].LogOdds })
}

// joint lists the likeliest sets of causes.
func (c *conclusion) joint() []Explanation {
	var out []Explanation
	for _, j := range c.s.solver.Joints(6) {
		x := Explanation{Probability: round6(j.Chance)}
		for _, a := range j.Atoms {
			i, state := c.s.chart.net.Cause(a)
			if state == 0 {
				x.Causes = append(x.Causes, c.e.causes[i].name)
			}
		}
		if len(x.Causes) > 0 { // the empty set says only that it may be none of these
			sort.Strings(x.Causes)
			out = append(out, x)
		}
	}
	return out[:min(5, len(out))]
}

// leastCover is the chance below which a place is not listed as explained.
// Judgement: less than one in twenty would fill the list with what is unlikely.
const leastCover = 0.05

// covers says which painted places each shown cause explains.
func (c *conclusion) covers() map[int][]Cover {
	cause := map[int]int{}
	for _, i := range c.shown {
		cause[c.s.chart.atom[i]] = i
	}
	out := map[int][]Cover{}
	for z, k := range c.s.at {
		if k < 0 {
			continue
		}
		list, _ := c.s.solver.Reasons(c.s.input.Observations[k].Finding)
		for _, r := range list {
			if i, ok := cause[r.Atom]; ok && r.Fired >= leastCover {
				out[i] = append(out[i], Cover{c.e.zones[z], round6(min(r.Fired, 1))})
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b Cover) int {
			switch {
			case a.Share > b.Share:
				return -1
			case a.Share < b.Share:
				return 1
			}
			return 0
		})
	}
	return out
}

// dangers lists every dangerous look-alike, both sides together, in file order.
func (c *conclusion) dangers() []Danger {
	var out []Danger
	last := -1
	for i := range c.e.causes {
		x := &c.e.causes[i]
		if !x.danger {
			continue
		}
		atom := c.s.chart.atom[i]
		p, most := c.active[i], c.r.Bound(atom)
		if x.lookalike == last { // the other side
			d := &out[len(out)-1]
			d.Probability = round6(min(d.Probability+p, 1))
			d.AtMost = roundUp6(min(d.AtMost+most, 1))
			continue
		}
		last = x.lookalike
		out = append(out, Danger{c.e.base.Lookalikes[x.lookalike].ID, x.level, round6(p), roundUp6(most)})
	}
	return out
}

func roundUp6(x float64) float64 { return math.Ceil(x*1e6) / 1e6 }

// care is the most urgent level that the look-alikes which touch the case call
// for: those of a level or above together reach the chance of that level.
func (c *conclusion) care() Care {
	at := c.e.base.Engine.CareAt
	for level := unknot.Emergency; level > unknot.SelfCare; level-- {
		none, out := 1.0, Care{Level: level}
		var list []int
		for _, i := range c.shown {
			if x := &c.e.causes[i]; x.lookalike >= 0 && x.level >= level {
				none *= 1 - c.active[i]
				list = append(list, i)
			}
		}
		if len(at) < int(level) || 1-none < at[level-1] {
			continue
		}
		for _, i := range list {
			if id := c.e.base.Lookalikes[c.e.causes[i].lookalike].ID; !has(out.Because, id) {
				out.Because = append(out.Because, id)
			}
		}
		return out
	}
	return Care{}
}
