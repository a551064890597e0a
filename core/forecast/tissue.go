package forecast

import (
	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/core/num"
)

// tissue is a knot with its owner's life in each particle.
type tissue struct {
	b    *knot.Batch
	who  []knot.Person
	load []float64 // wandering log of the load
	pain []float64
	ppt  []float64
}

// newTissue draws people with a knot whose pain is about start, give or take
// spread: four are drawn for each that is kept. Response to treatment is held in
// doubt: three in ten hardly respond, as in the natural course. All numbers here
// are judgement: nobody has counted how knots of people in pain are made up, so
// contracture is mostly high, sensitisers lie anywhere below what it makes, and
// the slow parts lie anywhere in their lower half.
func newTissue(n int, start, spread float64, seed uint64, chance *num.Stream) (*tissue, error) {
	const tries = 4
	p := knot.Default()
	who := knot.People(tries*n, seed, p)
	state := make([]knot.State, len(who))
	weight := make([]float64, len(who))
	sum := 0.
	for j := range who {
		q := &who[j].P
		q.Eta = .15
		if chance.Float() < .7 {
			q.Eta = .8 * num.Exp(float64(.6*chance.Normal()))
		}
		c := chance.Beta(4, 1.2)
		i := float64(c*c*c) * chance.Float() * .6 * q.Psi
		state[j] = knot.State{C: c, I: i, S: i, W: .5 * chance.Float(), A: .4 * chance.Float()}
		evening := who[j].At(2, 1, 1, false)
		off := (knot.Read(state[j], &evening, q, 0, 0).NRS - start) / spread
		weight[j] = num.Exp(-.5*off*off) + 1e-4 // so that the sum is never 0
		sum += weight[j]
	}
	for j := range weight {
		weight[j] /= sum
	}
	all := systematic(weight, chance.Float())
	t := &tissue{who: make([]knot.Person, n), load: make([]float64, n), pain: make([]float64, n), ppt: make([]float64, n)}
	first, ps := make([]knot.State, n), make([]knot.Parameters, n)
	for j := range n {
		o := all[j*tries]
		t.who[j], first[j], ps[j] = who[o], state[o], who[o].P
	}
	var err error
	t.b, err = knot.NewBatch(first, ps)
	return t, err
}

// Steps of two hours, days; a day is read at 18:00. Judgement: diaries are mostly
// written in the evening, and the model is stable at any step (docs/model.md).
const step = 1. / 12

// How a day is guessed at where the diary is silent. All of it is judgement; no
// diary of loads on one muscle exists.
const (
	loadKeep, loadStep = .8, .15    // memory a day and daily spread of the log of the load
	calm, tense        = .5, .05    // factor on stress without any said, and what each of ten points adds, against one's usual
	sleepNeed          = 7.         // hours; less than seven a night counts as short (Watson 2015, doi:10.5665/sleep.4716)
	warmOver           = 480.       // minutes over which warmth is spread
	breakMove          = .3         // least share of moving at work with breaks
	loose              = .02        // daily spread of contracture that nothing explains
	leastC, mostC      = .001, .999 // contracture stays a share
)

func (t *tissue) live(d today, chance *num.Stream) {
	factor, strain := make([]float64, len(t.load)), make([]float64, len(t.load))
	for j := range t.load {
		t.load[j] = float64(loadKeep*t.load[j]) + float64(loadStep*chance.Normal())
		factor[j], strain[j] = d.load*num.Exp(t.load[j]), 1
		if d.stress >= 0 { // what was said counts as much as what was guessed
			strain[j] = calm + float64(tense*d.stress)/t.who[j].Stress
		}
	}
	lost := 0.
	if d.sleep >= 0 {
		lost = min(max((sleepNeed-d.sleep)/sleepNeed, 0), 1)
	}
	var early, late []knot.Event
	train, heat, breaks := 0., 0., 0.
	for i, s := range d.done {
		switch s.Kind {
		case "train":
			train = 1
		case "heat":
			heat += s.Dose / warmOver
		case "breaks":
			breaks = breakMove
		default:
			e := knot.Event{Kind: s.Kind, Dose: s.Dose}
			if i%2 == 0 {
				early = append(early, e)
			} else {
				late = append(late, e)
			}
		}
	}
	input := func(part int) func(j int) knot.Input {
		return func(j int) knot.Input {
			u := t.who[j].At(part, factor[j], strain[j], d.off)
			u.Train, u.NoSleep = train, lost
			if part == 1 {
				u.Move = max(u.Move, breaks)
			}
			if part == 2 {
				u.Heat = min(1, heat)
			}
			return u
		}
	}
	t.segment(input(0), 4)
	t.segment(input(1), 2)
	t.apply(early)
	t.b.More(2)
	t.segment(input(2), 1)
	for j := range t.pain {
		r := t.b.Read(j)
		t.pain[j], t.ppt[j] = r.NRS, r.PPT
	}
	t.apply(late)
	t.b.More(3)
	for j := range t.pain {
		x := t.b.State(j)
		x.C = min(max(x.C+float64(loose*chance.Normal()), leastC), mostC)
		t.b.SetState(j, x)
	}
}

// segment and apply only fail on input that was checked before.
func (t *tissue) segment(input func(j int) knot.Input, steps int) {
	if err := t.b.Segment(input, step, steps); err != nil {
		panic(err)
	}
}

func (t *tissue) apply(list []knot.Event) {
	for _, e := range list {
		for j := range t.pain {
			if err := t.b.Apply(j, e); err != nil {
				panic(err)
			}
		}
	}
}

func (t *tissue) level(j int) float64     { return t.pain[j] }
func (t *tissue) threshold(j int) float64 { return t.ppt[j] }

func (t *tissue) pick(from []int) {
	t.b.Select(from)
	who, load, pain, ppt := make([]knot.Person, len(from)), make([]float64, len(from)), make([]float64, len(from)), make([]float64, len(from))
	for j, o := range from {
		who[j], load[j], pain[j], ppt[j] = t.who[o], t.load[o], t.pain[o], t.ppt[o]
	}
	t.who, t.load, t.pain, t.ppt = who, load, pain, ppt
}

func (t *tissue) traits(j int) []float64 {
	w := &t.who[j]
	stress := min(max(w.Stress, .01), .99)
	return []float64{num.Log(w.P.Kf), num.Log(w.P.Scap), num.Log(w.P.Th), num.Log(w.P.Psi), num.Log(w.P.Eta), num.Log(w.Load), num.Log(stress / (1 - stress))}
}

func (t *tissue) setTraits(j int, v []float64) {
	w := &t.who[j]
	w.P.Kf, w.P.Scap, w.P.Th, w.P.Psi, w.P.Eta = num.Exp(v[0]), num.Exp(v[1]), num.Exp(v[2]), num.Exp(v[3]), num.Exp(v[4])
	w.Load, w.Stress = min(num.Exp(v[5]), 1), 1/(1+num.Exp(-v[6]))
	t.b.SetParameters(j, w.P)
}

func (t *tissue) clone() explanation {
	c := *t
	c.b = t.b.Clone()
	c.who = append([]knot.Person(nil), t.who...)
	c.load = append([]float64(nil), t.load...)
	c.pain = append([]float64(nil), t.pain...)
	c.ppt = append([]float64(nil), t.ppt...)
	return &c
}
