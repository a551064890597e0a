package assess

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/posterior"
)

// Limits that keep any base solvable; the linter asks for narrower ones.
// Judgement: wide enough to leave a sound base alone, narrow enough that no
// product of them leaves the range of a float64.
const (
	strongest  = 0.98 // a tilted link stays below certainty
	leastOdds  = 1e-9
	mostOdds   = 1e9
	leastLeak  = 1e-7
	mostLeak   = 0.95
	mostAdjust = 50 // log-odds that one case may add to one cause
)

// node is a finding of the network that is not a cell: an answer with the
// causes that may bring it about, by two grades (yes, strongly).
type node struct {
	id    string
	side  unknot.Side
	leak  float64
	links []link
}

type link struct {
	cause          int
	chance, strong float64
}

// chart is the network at one strength of the referral maps. It never changes.
type chart struct {
	net    *posterior.Network
	atom   []int       // by cause: its active (or present) state; latent is the next
	scales chan *scale // at rest
}

// mostAtRest is how many scales of a chart are kept for the next case; each
// holds some megabytes.
const mostAtRest = 16

// newChart lays causes, cells and answers out as a network. Every cell counts
// as seen empty unless it is painted, with an exponent so small that all cells
// of a zone together are one weak witness. A latent point paints nothing: it
// is summed out (posterior.State.Background) and shows only in the tests of
// its own muscle, which enter as odds.
func (e *Engine) newChart(tilt float64) *chart {
	c := &chart{atom: make([]int, len(e.causes)), scales: make(chan *scale, mostAtRest)}
	net, err := posterior.NewNetwork(e.spec(tilt, e.soft))
	if err != nil {
		panic("assess: " + err.Error()) // every number was brought within its limits above
	}
	c.net = net
	for i := range c.atom {
		c.atom[i] = net.Atom(i, 0)
	}
	return c
}

// spec describes the network: cells in the order of body.Cells, then answers.
func (e *Engine) spec(tilt float64, soft softness) posterior.Spec {
	n := e.base.Engine
	area := make([]float64, len(e.zones))
	for j, z := range e.zone {
		area[z] += e.cells[j].AreaCM2
	}
	spec := posterior.Spec{Causes: make([]posterior.Cause, len(e.causes))}
	for j := range e.cells {
		quiet := 1.0
		if soft.silent < 1 {
			quiet = max(soft.silent*e.cells[j].AreaCM2/area[e.zone[j]], 1e-6)
		}
		spec.Findings = append(spec.Findings, posterior.Finding{Name: string(e.cells[j].ID), Default: true, Tau: soft.tau, Doubt: soft.doubt,
			Quiet: quiet, Weight: e.cells[j].AreaCM2, Leak: graded(within(n.Leak, leastLeak, mostLeak), n.LeakGrade)})
	}
	for _, k := range e.nodes {
		spec.Findings = append(spec.Findings, posterior.Finding{Name: signKey(k.id, k.side), Leak: []float64{k.leak, k.leak * within(n.StrongLeak, 0.01, 0.99)}})
	}
	for i := range e.causes {
		x := &e.causes[i]
		s := posterior.State{Name: "active", Odds: within(x.odds, leastOdds, mostOdds), Danger: x.danger}
		for _, p := range x.paint {
			s.Links = append(s.Links, posterior.Link{Finding: p.cell, Reach: graded(min(p.chance*tilt, strongest), p.grade)})
		}
		spec.Causes[i] = posterior.Cause{Name: x.name, States: []posterior.State{s}}
		if x.latent > 0 {
			spec.Causes[i].States = append(spec.Causes[i].States,
				posterior.State{Name: "latent", Odds: within(x.latent, leastOdds, mostOdds), Background: true})
		}
	}
	for k, n := range e.nodes {
		for _, l := range n.links {
			s := &spec.Causes[l.cause].States[0]
			s.Links = append(s.Links, posterior.Link{Finding: len(e.cells) + k, Reach: []float64{l.chance, min(l.strong, l.chance)}})
		}
	}
	return spec
}

// graded spreads a chance over the grades of pain.
func graded(chance float64, share []float64) []float64 {
	out := make([]float64, grades)
	last := chance
	for l := range out {
		x := last * 0.999 // grades fall strictly, whatever the file says
		if l < len(share) {
			x = min(chance*share[l], last)
			if l > 0 {
				x = min(x, last*0.999)
			}
		}
		out[l], last = x, x
	}
	return out
}

// grades of a painted place: mild, moderate, severe.
const grades = 3

func within(x, low, high float64) float64 {
	if !(x > low) { // also when x is not a number
		return low
	}
	return min(x, high)
}

// layNodes makes a node of every question and finding that some cause bears
// on: one that hears all sides, and one for each side.
func (e *Engine) layNodes() {
	e.node = map[string]int{}
	raise := func(id string, side unknot.Side, leak float64, l link) {
		key := signKey(id, side)
		k, ok := e.node[key]
		if !ok {
			k = len(e.nodes)
			e.node[key] = k
			e.nodes = append(e.nodes, node{id: id, side: side, leak: within(leak, leastLeak, mostLeak)})
		}
		n := &e.nodes[k]
		l.chance = min(l.chance, strongest)
		if last := len(n.links) - 1; last >= 0 && n.links[last].cause == l.cause {
			n.links[last].chance = max(n.links[last].chance, l.chance)
			n.links[last].strong = max(n.links[last].strong, l.strong)
			return
		}
		n.links = append(n.links, l)
	}
	for i := range e.causes {
		c := &e.causes[i]
		for _, l := range e.answersOf(c) {
			if !(l.Chance > 0) {
				continue
			}
			leak := e.base.Engine.SignLeak
			if f, ok := e.base.Finding(l.Finding); ok && f.Leak > 0 {
				leak = f.Leak
			}
			strong := l.Strong
			if strong == 0 {
				strong = l.Chance / 2 // judgement: half of the yeses are strong ones
			}
			x := link{i, l.Chance, strong}
			raise(l.Finding, "", leak, x)
			for _, s := range unknot.Sides {
				same := c.side == "" || c.side == s
				if l.Side == "both" || c.side == "" || same == (l.Side == "same") {
					raise(l.Finding, s, leak, x)
				}
			}
		}
	}
}

// answersOf lists the questions and findings that a cause bears on.
func (e *Engine) answersOf(c *cause) []knowledge.Reading {
	if c.lookalike >= 0 {
		return e.base.FindingsOfLookalike(e.base.Lookalikes[c.lookalike].ID)
	}
	return e.base.FindingsOfMuscle(e.base.Muscles[c.muscle].ID)
}

// signKey names an answer or a cause: "fever", "neck_turn.left".
func signKey(id string, side unknot.Side) string {
	if side == "" {
		return id
	}
	return id + "." + string(side)
}
