package assess

import (
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/posterior"
)

// Softened is the engine with other exponents, for measuring.
func Softened(base *knowledge.Base, tau, doubt, silent float64) *Engine {
	return newEngine(base, softness{tau, doubt, silent}, base.Engine.SelfCap)
}

// Weighed gives the chances of a case by a solver with other options, whether
// they are exact, and how many patches are painted.
func (e *Engine) Weighed(in Input, o posterior.Options) (chances []float64, exact bool, patches int) {
	items, err := e.items(in)
	if err != nil {
		panic(err)
	}
	s := e.newScale(e.plain)
	if s.solver, err = e.plain.net.NewSolver(o); err != nil {
		panic(err)
	}
	r, err := s.weigh(items, all, in.Person)
	if err != nil {
		panic(err)
	}
	for _, k := range s.at {
		if k >= 0 {
			patches++
		}
	}
	return r.Marginal, r.Exact, patches
}
