package posterior

import "slices"

// layFindings fills what belongs to findings alone.
func (n *Network) layFindings() {
	n.stride = 1
	for _, f := range n.spec.Findings {
		n.stride = max(n.stride, len(f.Leak))
		tau := f.Tau
		if tau == 0 {
			tau = 1
		}
		n.tau = append(n.tau, tau)
		doubt, quiet, weight := f.Doubt, f.Quiet, f.Weight
		if doubt == 0 {
			doubt = tau
		}
		if quiet == 0 {
			quiet = tau
		}
		if weight == 0 {
			weight = 1
		}
		n.doubt = append(n.doubt, doubt)
		n.quiet, n.weight = append(n.quiet, quiet), append(n.weight, weight)
		n.levels = append(n.levels, int8(len(f.Leak)))
		n.def = append(n.def, f.Default)
	}
	n.leakOff = make([]float64, len(n.levels)*n.stride)
	n.leakLog = make([]float64, len(n.levels)*n.stride)
	for f, spec := range n.spec.Findings {
		no := float64(n.quiet[f] * log1p(-spec.Leak[0]))
		n.leakNo = append(n.leakNo, no)
		if spec.Default {
			n.baseConst += no
		}
		for l := range spec.Leak {
			over := at(spec.Leak, l+1)
			n.leakOff[f*n.stride+l] = n.softLeak(f, (1-spec.Leak[l])/(1-over))
			n.leakLog[f*n.stride+l] = float64(n.tau[f] * log1p(-over))
		}
	}
}

// at reads level l+1 of a table that may end early.
func at(reach []float64, l int) float64 {
	if l < len(reach) {
		return reach[l]
	}
	return 0
}

func (n *Network) layAtoms() {
	key := uint64(0x9e3779b97f4a7c15)
	var counts []int
	for c, cause := range n.spec.Causes {
		n.first = append(n.first, int32(len(n.causeOf)))
		if len(cause.States) > 1 {
			n.several = append(n.several, int32(c))
		}
		for _, a := range cause.States {
			n.causeOf = append(n.causeOf, int32(c))
			n.odds = append(n.odds, a.Odds)
			n.logOdds = append(n.logOdds, log(a.Odds))
			counts = append(counts, reaching(a.Links))
			// splitmix64 (Steele 2014, 10.1145/2660193.2660195): one word per atom.
			key += 0x9e3779b97f4a7c15
			z := (key ^ key>>30) * 0xbf58476d1ce4e5b9
			z = (z ^ z>>27) * 0x94d049bb133111eb
			n.key = append(n.key, z^z>>31)
		}
	}
	n.first = append(n.first, int32(len(n.causeOf)))
	slices.Sort(counts)
	wide := max(3, 3*counts[len(counts)/2])
	for _, cause := range n.spec.Causes {
		for _, a := range cause.States {
			var f uint8
			if a.Background {
				f |= isBackground
			} else if a.Wide || reaching(a.Links) >= wide {
				f |= isWide
			}
			if a.Danger {
				f |= isDanger
			}
			n.flags = append(n.flags, f)
		}
	}
}

// reaching counts the links that can bring anything about.
func reaching(links []Link) int {
	n := 0
	for _, l := range links {
		if at(l.Reach, 0) > 0 {
			n++
		}
	}
	return n
}

// layLinks fills the tables of links, findings first.
func (n *Network) layLinks() {
	n.off = make([]int32, len(n.levels)+1)
	for _, cause := range n.spec.Causes {
		for _, s := range cause.States {
			for _, l := range s.Links {
				n.off[l.Finding+1]++
			}
		}
	}
	for f := range n.levels {
		n.off[f+1] += n.off[f]
	}
	links := int(n.off[len(n.levels)])
	n.parent = make([]int32, links)
	n.linkOf = make([]int32, links)
	n.clear = make([]float64, links)
	n.reach = make([]float64, links*n.stride)
	n.unary = make([]float64, links*n.stride)
	n.gain = make([]float64, links*n.stride)
	n.hidden = make([]float64, links*n.stride)
	n.base = make([]float64, len(n.causeOf))
	fill := slices.Clone(n.off)
	a := 0
	for _, cause := range n.spec.Causes {
		for _, s := range cause.States {
			for _, l := range s.Links {
				x := fill[l.Finding]
				fill[l.Finding]++
				n.parent[x], n.linkOf[x] = int32(a), int32(l.Finding)
				copy(n.reach[int(x)*n.stride:], l.Reach)
				n.layLink(int(x), l.Finding)
				if n.def[l.Finding] {
					n.base[a] += n.clear[x]
				}
			}
			n.expBase = append(n.expBase, exp(n.base[a]))
			a++
		}
	}
}

func (n *Network) layLink(x, f int) {
	reach := n.reach[x*n.stride : (x+1)*n.stride]
	for l := 1; l <= int(n.levels[f]); l++ {
		t := n.terms(f, l, reach, 1)
		i := x*n.stride + l - 1
		n.unary[i], n.gain[i], n.hidden[i], n.clear[x] = t.unary, t.gain, t.hidden, t.clear
		if n.def[f] {
			n.unary[i] -= t.clear // the base table already holds level 0
		}
	}
}

// linkTerms are what one link says once its finding was seen at some level.
type linkTerms struct{ unary, clear, gain, hidden float64 }

// terms applies the exact reduction of a graded finding seen at level l >= 1
// to a yes/no finding and a factor per cause (docs/engine.md, "graded
// findings"). reliability scales the link.
func (n *Network) terms(f, l int, reach []float64, reliability float64) linkTerms {
	here := float64(reliability * at(reach, l-1))
	over := float64(reliability * at(reach, l))
	tau := n.tau[f]
	var t linkTerms
	t.unary = float64(tau * log1p(-over))
	t.clear = float64(n.quiet[f] * log1p(-float64(reliability*at(reach, 0))))
	c := (1 - n.spec.Findings[f].Leak[l-1]) / (1 - at(n.spec.Findings[f].Leak, l))
	t.hidden = n.soften(f, c, (here-over)/(1-over))
	c = n.leakOff[f*n.stride+l-1]
	t.gain = log1p(float64(c / (1 - c) * t.hidden))
	return t
}

// softLeak is the chance that the leak leaves finding f off, softened by its
// Doubt: the chance that it turns it on is raised to that power.
func (n *Network) softLeak(f int, off float64) float64 {
	if n.doubt[f] == 1 {
		return off
	}
	return 1 - exp(float64(n.doubt[f]*log(1-off)))
}

// soften is the chance q of a yes/no link, softened: of a seen finding that has
// the chance p = 1 - off·(1-q) with one cause alone, the part of p^Tau that the
// cause adds to the power of the leak. With Doubt equal to Tau the finding then
// has the chance p^Tau with that cause alone. It stays a noisy-OR, which a power
// of one is not, and everything that is exact for those stays exact. off is
// that of the leak before it is softened.
func (n *Network) soften(f int, off, q float64) float64 {
	if n.tau[f] == 1 || q == 0 {
		return q
	}
	tau, h := n.tau[f], off/(1-off)
	return min((exp(float64(tau*log1p(float64(h*q))))-1)/(exp(float64(tau*log1p(h)))-1), MaxChance)
}

// layBits fills the entropies of answers that no cause, or one, brings about.
func (n *Network) layBits() {
	n.leakBits, n.linkBits = make([]float64, len(n.levels)), make([]float64, len(n.parent))
	for f, spec := range n.spec.Findings {
		levels := int(n.levels[f])
		var alone askState
		for l, p := range spec.Leak {
			alone.upTo[l] = 1 - p
		}
		n.leakBits[f] = entropyOf(&alone, levels)
		for x := n.off[f]; x < n.off[f+1]; x++ {
			with := alone
			for l := range levels {
				with.upTo[l] *= 1 - n.reach[int(x)*n.stride+l]
			}
			n.linkBits[x] = entropyOf(&with, levels)
		}
	}
}
