package posterior

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// ErrTempered says that a network with an exponent below 1 has no form as a
// Bayesian network.
var ErrTempered = errors.New("a tempered finding has no form as a table of chances")

// WriteUAI writes one case in the UAI model format (MARKOV), for other
// inference engines: one variable per cause that a positive touches (value 0
// is absent), in order of causes, then two-valued helpers. The evidence of
// the case is the sum of the product of all tables times e^logFactor.
func (n *Network) WriteUAI(w io.Writer, c *Case) (logFactor float64, err error) {
	var ev evidence
	if err := n.absorb(&ev, c); err != nil {
		return 0, fmt.Errorf("case: %w", err)
	}
	keep := make([]bool, n.Atoms())
	for a := range keep {
		keep[a] = true
	}
	m := newModel(n, &ev, keep)
	m.addPositives(&ev, keep)
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "MARKOV\n%d\n", len(m.card))
	line(out, len(m.card), func(i int) string { return strconv.Itoa(m.card[i]) })
	fmt.Fprintf(out, "%d\n", len(m.factors))
	for _, f := range m.factors {
		fmt.Fprintf(out, "%d ", len(f.vars))
		line(out, len(f.vars), func(i int) string { return strconv.Itoa(int(f.vars[len(f.vars)-1-i])) })
	}
	// UAI lets the last variable run fastest; here the first does, so the
	// order of the variables above is turned round.
	for _, f := range m.factors {
		fmt.Fprintf(out, "\n%d\n", len(f.tab))
		line(out, len(f.tab), func(i int) string { return number(f.tab[i]) })
	}
	return m.scale + ev.norm, out.Flush()
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func line(w *bufio.Writer, n int, item func(int) string) {
	for i := range n {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.WriteString(item(i))
	}
	w.WriteByte('\n')
}

// WriteBIF writes the whole network, without any case, in the Bayesian
// Interchange Format: variable c<i> is cause i (absent, then its states),
// f<j> is finding j (levels), f<j>_<t> are helpers that take the parents of a
// finding in one by one. It returns ErrTempered if a finding has an exponent.
func (n *Network) WriteBIF(w io.Writer) error {
	for f, tau := range n.tau {
		if tau != 1 || n.doubt[f] != 1 || n.quiet[f] != 1 {
			return fmt.Errorf("finding %d: %w", f, ErrTempered)
		}
	}
	out := bufio.NewWriter(w)
	out.WriteString("network unknot {\n}\n")
	for c := range n.spec.Causes {
		variable(out, fmt.Sprintf("c%d", c), int(n.first[c+1]-n.first[c])+1)
		sum := 1.0
		for a := n.first[c]; a < n.first[c+1]; a++ {
			sum += exp(n.logOdds[a])
		}
		fmt.Fprintf(out, "probability ( c%d ) {\n  table %s", c, number(1/sum))
		for a := n.first[c]; a < n.first[c+1]; a++ {
			fmt.Fprintf(out, ", %s", number(exp(n.logOdds[a])/sum))
		}
		out.WriteString(";\n}\n")
	}
	for f := range n.levels {
		n.writeFinding(out, f)
	}
	return out.Flush()
}

func variable(w *bufio.Writer, name string, values int) {
	fmt.Fprintf(w, "variable %s {\n  type discrete [ %d ] { ", name, values)
	for v := range values {
		if v > 0 {
			w.WriteString(", ")
		}
		fmt.Fprintf(w, "s%d", v)
	}
	w.WriteString(" };\n}\n")
}

// writeFinding writes a finding as a chain: each step is the larger of the
// step before and what one cause brings.
func (n *Network) writeFinding(w *bufio.Writer, f int) {
	values := int(n.levels[f]) + 1
	var causes []int32
	for x := n.off[f]; x < n.off[f+1]; x++ {
		if c := n.causeOf[n.parent[x]]; len(causes) == 0 || causes[len(causes)-1] != c {
			causes = append(causes, c) // the parents of a finding ascend
		}
	}
	name := func(t int) string {
		if t == len(causes) {
			return fmt.Sprintf("f%d", f)
		}
		return fmt.Sprintf("f%d_%d", f, t)
	}
	variable(w, name(0), values)
	fmt.Fprintf(w, "probability ( %s ) {\n  table ", name(0))
	row(w, steps(n.spec.Findings[f].Leak, 0))
	w.WriteString("}\n")
	for t, c := range causes {
		variable(w, name(t+1), values)
		fmt.Fprintf(w, "probability ( %s | %s, c%d ) {\n", name(t+1), name(t), c)
		for before := range values {
			for st := range int(n.first[c+1]-n.first[c]) + 1 {
				reach := make([]float64, values-1)
				for x := n.off[f]; st > 0 && x < n.off[f+1]; x++ {
					if n.parent[x] == n.first[c]+int32(st)-1 {
						copy(reach, n.reach[int(x)*n.stride:])
					}
				}
				fmt.Fprintf(w, "  (s%d, s%d) ", before, st)
				row(w, steps(reach, before))
			}
		}
		w.WriteString("}\n")
	}
}

// steps turns chances to reach each level into chances of each level, when
// level before is reached already.
func steps(reach []float64, before int) []float64 {
	p := make([]float64, len(reach)+1)
	last := 1.0
	for l := range p {
		up := 0.0
		if l < len(reach) {
			up = reach[l]
		}
		if l < before {
			up = 1
		}
		p[l] = last - up
		last = up
	}
	return p
}

func row(w *bufio.Writer, p []float64) {
	for i, x := range p {
		if i > 0 {
			w.WriteString(", ")
		}
		w.WriteString(number(x))
	}
	w.WriteString(";\n")
}
