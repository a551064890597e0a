package assess

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/posterior"
)

// Next is something worth asking or testing, with what it is expected to tell.
type Next struct {
	Ask      string  // finding id
	Kind     string  // history, aggravating, easing, self_test, examination, motion, press
	Bits     float64 // expected information about the causes
	Effort   float64 // of an answer: a question is 1
	Words    string  // the question itself
	Why      string
	How      string
	Answers  []Answer  // what may be answered, "unsure" left out
	Outcomes []Outcome // what the first few would change
}

// Answer is a word that may be answered.
type Answer struct{ ID, Words string }

// Outcome is what one answer would lead to.
type Outcome struct {
	Answer  string
	Leader  string  // the muscle that would be first, or "" if none could be named
	Chance  float64 // of the leader, 0-1
	Changes bool    // the first muscle, whether one can be named, or the level of care
}

// Limits of what is offered. Judgement.
const (
	mostNext    = 6    // questions listed
	lookedInto  = 3    // of which the outcomes are worked out
	leastAsked  = 0.01 // causes rarer than this are no reason to ask
	leastWorth  = 0.005
	askedAtMost = 80 // findings whose worth is worked out
)

var pressWords = []Answer{{"familiar_pain", "My own pain comes up"}, {"spreads", "Pain spreads to another place"},
	{"tender", "It is sore, but this is not my pain"}, {"nothing", "Nothing"}}

// next lists what tells most for its effort: press tests that people may do by
// themselves, and findings of the knowledge.
func (c *conclusion) next() []Next {
	done := map[string]bool{}
	for _, f := range c.in.Findings {
		done[f.ID] = true
	}
	list := append(c.pressTests(done), c.findings(done)...)
	if c.in.Examiner {
		list = append(list, c.examinations(done)...)
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Bits/list[i].Effort > list[j].Bits/list[j].Effort })
	return list[:min(mostNext, len(list))]
}

func (c *conclusion) pressTests(done map[string]bool) []Next {
	n := c.e.base.Engine
	answers := [][]float64{n.Familiar, n.Spreads, n.Tender, n.Nothing}
	var list []Next
	for _, i := range c.shown {
		x := &c.e.causes[i]
		if x.muscle < 0 {
			continue
		}
		m := &c.e.base.Muscles[x.muscle]
		id := "press." + x.name
		if done[id] || strings.HasPrefix(m.SelfAccess, "professional") && !c.in.Examiner {
			continue
		}
		bits := round6(information(c.states(i), answers))
		if bits < leastWorth {
			continue
		}
		list = append(list, Next{Ask: id, Kind: "press", Bits: bits, Effort: effort(n, "self_test"), How: m.Press.How, Answers: pressWords,
			Words: fmt.Sprintf("Press on the %s %s. What do you feel?", x.side, m.Name),
			Why:   fmt.Sprintf("It tells the %s %s from the other muscles that may refer there.", x.side, m.Name)})
	}
	return list
}

// states is the chance that a muscle carries an active, a latent or no point.
func (c *conclusion) states(i int) []float64 {
	p, l := c.active[i], c.latent[i]
	return []float64{p, l, max(1-p-l, 0)}
}

// examinations lists the findings that are asked of one muscle: band, twitch.
func (c *conclusion) examinations(done map[string]bool) []Next {
	e, n := c.e, c.e.base.Engine
	var list []Next
	for k := range e.base.Findings {
		f := &e.base.Findings[k]
		if f.Per != "muscle" || len(f.Links) == 0 {
			continue
		}
		yes, _, _, err := e.perMuscle(f.ID, Finding{ID: f.ID, Answer: "yes"})
		if err != nil || yes == nil {
			continue
		}
		no := []float64{1 - yes[0], 1 - yes[1], 1 - yes[2]}
		for _, i := range c.shown {
			x := &e.causes[i]
			id := f.ID + "." + x.name
			if x.muscle < 0 || done[id] {
				continue
			}
			bits := round6(information(c.states(i), [][]float64{yes, no}))
			if bits < leastWorth {
				continue
			}
			m := &e.base.Muscles[x.muscle]
			list = append(list, Next{Ask: id, Kind: "examination", Bits: bits, Effort: effort(n, "examination"), How: f.How,
				Words: fmt.Sprintf("%s (%s %s)", f.Ask, x.side, m.Name), Answers: answersOf(f),
				Why: fmt.Sprintf("It speaks for or against a point in the %s %s.", x.side, m.Name)})
		}
	}
	return list
}

// findings lists the findings of the knowledge that bear on a cause which is
// in question.
func (c *conclusion) findings(done map[string]bool) []Next {
	e := c.e
	var ask []posterior.Candidate
	var of []*knowledge.Finding
	for k := range e.nodes {
		n := &e.nodes[k]
		if done[signKey(n.id, n.side)] || c.s.said[k] {
			continue
		}
		f, ok := e.base.Finding(n.id)
		if !ok || f.Sided != (n.side != "") || f.Who == "clinician" && !c.in.Examiner || !c.inQuestion(n) {
			continue
		}
		ask = append(ask, posterior.Candidate{Finding: len(e.cells) + k, Effort: effort(e.base.Engine, f.Kind), Reliability: f.Reliability()})
		of = append(of, f)
		if len(ask) == askedAtMost {
			break
		}
	}
	var list []Next
	for _, q := range c.s.solver.Questions(ask, nil) {
		bits := round6(q.Bits)
		if bits < leastWorth || len(list) == mostNext {
			break
		}
		k := q.Finding - len(e.cells)
		for x := range ask {
			if ask[x].Finding == q.Finding {
				list = append(list, Next{Ask: signKey(e.nodes[k].id, e.nodes[k].side), Kind: of[x].Kind, Bits: bits, Effort: ask[x].Effort,
					Words: sidedAsk(of[x].Ask, e.nodes[k].side), Why: c.whyAsk(k, of[x]), How: of[x].How, Answers: answersOf(of[x])})
			}
		}
	}
	return list
}

func sidedAsk(ask string, s unknot.Side) string {
	if s == "" {
		return ask
	}
	return strings.ToUpper(string(s[:1])) + string(s[1:]) + " side: " + ask
}

func answersOf(f *knowledge.Finding) []Answer {
	var out []Answer
	for _, a := range f.Choices() {
		out = append(out, Answer{a.ID, a.Words})
	}
	return out
}

// inQuestion reports whether a node bears on a cause that may be at work.
func (c *conclusion) inQuestion(n *node) bool {
	for _, l := range n.links {
		if p := c.active[l.cause]; c.touched[l.cause] && p > leastAsked && l.chance > 2*n.leak {
			return true
		}
	}
	return false
}

// whyAsk names the cause that a yes would raise most.
func (c *conclusion) whyAsk(k int, f *knowledge.Finding) string {
	best, most := -1, 0.0
	for _, l := range c.e.nodes[k].links {
		if p := c.active[l.cause]; p*(1-p)*l.chance > most && c.touched[l.cause] {
			best, most = l.cause, p*(1-p)*l.chance
		}
	}
	if best < 0 {
		return f.Why
	}
	return strings.TrimSpace(f.Why + " A yes would speak for: " + c.e.plainName(best) + ".")
}

// plainName names a cause in words.
func (e *Engine) plainName(i int) string {
	x := &e.causes[i]
	if x.lookalike >= 0 {
		return e.base.Lookalikes[x.lookalike].Name
	}
	return string(x.side) + " " + e.base.Muscles[x.muscle].Name
}

func effort(n knowledge.Engine, kind string) float64 {
	k := 0
	switch kind {
	case "self_test", "motion", "press":
		k = 1
	case "examination":
		k = 2
	}
	if k < len(n.Effort) && n.Effort[k] > 0 {
		return n.Effort[k]
	}
	return 1
}

// outcomes works out what each answer to the first questions would lead to.
func (c *conclusion) outcomes(a *Assessment) error {
	s := c.e.newScale(c.s.chart)
	defer s.done()
	now := c.decision(c.active)
	for k := range a.Next[:min(lookedInto, len(a.Next))] {
		n := &a.Next[k]
		for _, x := range n.Answers {
			it, ok, err := c.e.findingItem(Finding{ID: n.Ask, Answer: x.ID}, false)
			if err != nil || !ok {
				continue // an answer that says nothing changes nothing
			}
			last := len(c.items) - 1
			items := append(append(append([]item{}, c.items[:last]...), it), c.items[last])
			chance, err := c.reweigh(s, items, all)
			if err != nil {
				return err
			}
			p := make([]float64, len(c.e.causes))
			for i, atom := range s.chart.atom {
				p[i] = chance[atom]
			}
			then := c.decision(p)
			n.Outcomes = append(n.Outcomes, Outcome{x.ID, then.leader, round6(then.chance), then.leader != now.leader || then.level != now.level})
		}
	}
	return nil
}

// decision is what a plan hangs on.
type decision struct {
	leader string
	chance float64
	level  unknot.Level
}

func (c *conclusion) decision(p []float64) decision {
	var d decision
	for i := range p {
		if x := &c.e.causes[i]; x.muscle >= 0 && c.touched[i] && round6(p[i]) > round6(d.chance) {
			d.leader, d.chance = x.name, min(p[i], c.e.ceiling(i))
		}
	}
	if d.chance < c.e.base.Engine.CannotTell {
		d.leader = ""
	}
	then := *c
	then.active = p
	then.show()
	d.level = then.care().Level
	return d
}

// information is the mutual information in bits between a state and an answer
// (Shannon 1948, doi 10.1002/j.1538-7305.1948.tb01338.x). answers[k][s] is the
// chance of answer k in state s, scaled so that each state's answers add to 1.
func information(state []float64, answers [][]float64) float64 {
	var total [3]float64
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
		"The maps come from clinicians' drawings, not from measurements. An expert panel expects no fixed place (Fernández-de-las-Peñas and Dommerholt 2018).",
		fmt.Sprintf("Nobody has tested self-examination. No probability for a muscle is shown above %.0f %%.", e.base.Engine.SelfCap*100),
		"The range shows how far the answer moves when the maps are a quarter weaker or stronger.",
	}
	if a.CannotTell {
		out = append(out, "The drawing alone cannot tell which muscle it is. The press tests below may help.")
	}
	if len(a.Conflicts) > 0 {
		out = append(out, "Some answers contradict each other. They were left out.")
	}
	return out
}
