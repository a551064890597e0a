package assess

import (
	"fmt"
	"io"

	"github.com/unknot/unknot/core/posterior"
)

// WriteUAI writes one case in the UAI model format, for other inference
// engines. The answer of any exact engine on it is the answer that Infer
// approaches once tau and silent of engine.toml are 1 (exponents have no form
// in these files); logFactor is the log of what the tables leave out.
func (e *Engine) WriteUAI(w io.Writer, in Input) (logFactor float64, err error) {
	items, err := e.items(in)
	if err != nil {
		return 0, err
	}
	items, _ = e.conflicts(in, items)
	net, err := posterior.NewNetwork(e.spec(1, softness{1, 1, 1}))
	if err != nil {
		return 0, fmt.Errorf("network: %w", err)
	}
	s := e.newScale(e.plain) // the same causes and findings, so the same numbers of atoms
	defer s.done()
	s.lay(items, all, in.Person)
	return net.WriteUAI(w, &s.input)
}

// WriteBIF writes the whole network in the Bayesian Interchange Format: causes
// c0… and findings f0… in the order of Names. The exponents that make an empty
// place a weak witness have no form there, so every place left empty counts in
// full.
func (e *Engine) WriteBIF(w io.Writer) error {
	net, err := posterior.NewNetwork(e.spec(1, softness{1, 1, 1}))
	if err != nil {
		return fmt.Errorf("network: %w", err)
	}
	return net.WriteBIF(w)
}

// Names lists causes and findings in the order of the exports.
func (e *Engine) Names() (causes, findings []string) {
	for i := range e.causes {
		causes = append(causes, e.causes[i].name)
	}
	for _, c := range e.cells {
		findings = append(findings, string(c.ID))
	}
	for _, n := range e.nodes {
		findings = append(findings, signKey(n.id, n.side))
	}
	return causes, findings
}
