package assess

import (
	"math"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/posterior"
)

// Limits that keep any base solvable; the linter asks for narrower ones.
const (
	strongest  = 0.98 // a tilted link stays below certainty
	leastOdds  = 1e-9
	mostOdds   = 1e9
	leastLeak  = 1e-4
	mostLeak   = 0.95
	mostAdjust = 50 // log-odds that one case may add to one cause
)

// node is a yes-or-no finding of the network with the causes that may bring
// it about.
type node struct {
	leak  float64
	links []link
}

type link struct {
	cause  int
	chance float64
}

// chart is the network at one strength of the referral maps. It never changes.
type chart struct {
	net     *posterior.Network
	silence []float64 // by cause: log of the chance that it paints no cell at all
	atom    []int     // by cause: its active (or present) state; latent is the next
	tilt    float64
	scales  sync.Pool // of *scale
}

// strength is the chance that an active cause alone paints the cell.
func (c *chart) strength(q float64) float64 { return min(q*c.tilt, strongest) }

// newChart lays causes, cells and answers out as a network. A latent point
// paints nothing: it is summed out (posterior.State.Background) and shows only
// in the tests of its own muscle, which enter as odds.
func (e *Engine) newChart(tilt float64) *chart {
	c := &chart{tilt: tilt, silence: make([]float64, len(e.causes)), atom: make([]int, len(e.causes))}
	spec := posterior.Spec{Causes: make([]posterior.Cause, len(e.causes))}
	for j := range e.cells {
		spec.Findings = append(spec.Findings, posterior.Finding{Name: string(e.cells[j]), Leak: []float64{within(e.base.Engine.Leak, leastLeak, mostLeak)}})
	}
	for _, n := range e.nodes {
		spec.Findings = append(spec.Findings, posterior.Finding{Leak: []float64{n.leak}})
	}
	for i := range e.causes {
		x := &e.causes[i]
		s := posterior.State{Name: "active", Odds: within(x.odds, leastOdds, mostOdds), Danger: x.danger}
		for j, q := range x.paint {
			if q > 0 {
				q = c.strength(q)
				c.silence[i] += math.Log1p(-q)
				s.Links = append(s.Links, posterior.Link{Finding: j, Reach: []float64{q}})
			}
		}
		spec.Causes[i] = posterior.Cause{Name: e.key(x), States: []posterior.State{s}}
		if x.latent > 0 {
			spec.Causes[i].States = append(spec.Causes[i].States,
				posterior.State{Name: "latent", Odds: within(x.latent, leastOdds, mostOdds), Background: true})
		}
	}
	for k, n := range e.nodes {
		for _, l := range n.links {
			s := &spec.Causes[l.cause].States[0]
			s.Links = append(s.Links, posterior.Link{Finding: len(e.cells) + k, Reach: []float64{l.chance}})
		}
	}
	net, err := posterior.NewNetwork(spec)
	if err != nil {
		panic("assess: " + err.Error()) // every number was brought within its limits above
	}
	c.net = net
	for i := range c.atom {
		c.atom[i] = net.Atom(i, 0)
	}
	return c
}

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
			e.nodes = append(e.nodes, node{leak: within(leak, leastLeak, mostLeak)})
		}
		n := &e.nodes[k]
		l.chance = min(l.chance, strongest)
		if last := len(n.links) - 1; last >= 0 && n.links[last].cause == l.cause {
			n.links[last].chance = max(n.links[last].chance, l.chance)
			return
		}
		n.links = append(n.links, l)
	}
	for i := range e.causes {
		c := &e.causes[i]
		for _, l := range e.answersOf(c) {
			if l.Chance <= 0 {
				continue
			}
			leak := e.base.Engine.SignLeak
			if f, ok := e.base.Finding(l.Finding); ok && f.Leak > 0 {
				leak = f.Leak
			}
			raise(l.Finding, "", leak, link{i, l.Chance})
			for _, s := range unknot.Sides {
				same := c.side == "" || c.side == s
				if l.Side == "both" || c.side == "" || same == (l.Side == "same") {
					raise(l.Finding, s, leak, link{i, l.Chance})
				}
			}
		}
	}
}

// signKey names an answer: "fever", "neck_turn.left".
func signKey(id string, side unknot.Side) string {
	if side == "" {
		return id
	}
	return id + "." + string(side)
}
