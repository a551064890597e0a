package posterior

import "slices"

// absorbPatch lists a patch seen above level 0 as one positive. Its links are
// the means over its findings, so that where in a zone somebody painted still
// counts, but painting six cells of one zone is no stronger a witness than
// painting one (docs/engine.md, "patches").
func (n *Network) absorbPatch(ev *evidence, c *Case, i int) {
	o := &c.Observations[i]
	trust := o.Reliability
	if trust == 0 {
		trust = 1
	}
	whole := n.weight[o.Finding]
	for _, f := range o.Patch {
		whole += n.weight[f]
	}
	ev.met = ev.met[:0]
	leak, leakOver := n.gather(ev, c, o.Finding, o.Level, whole)
	for _, f := range o.Patch {
		a, b := n.gather(ev, c, f, o.Level, whole)
		leak, leakOver = leak+a, leakOver+b
	}
	slices.Sort(ev.met)
	tau := n.tau[o.Finding]
	ev.norm += float64(tau * log1p(-leakOver))
	off := (1 - leak) / (1 - leakOver)
	e0 := int32(len(ev.parent))
	for _, a := range ev.met {
		here, over := float64(trust*ev.here[a]), float64(trust*ev.over[a])
		ev.here[a], ev.over[a] = 0, 0
		if over > 0 {
			ev.logW[a] += float64(tau * log1p(-over))
		}
		ev.parent = append(ev.parent, a)
		ev.q = append(ev.q, n.soften(o.Finding, off, (here-over)/(1-over)))
	}
	ev.pos = append(ev.pos, positive{finding: int32(o.Finding), obs: int32(i),
		leakOff: n.softLeak(o.Finding, off), e0: e0, e1: int32(len(ev.parent))})
}

// gather adds finding f to the means of its patch, takes back what the base
// table says of it, and returns its share of the leak at the level and above.
func (n *Network) gather(ev *evidence, c *Case, f, level int, whole float64) (leak, over float64) {
	share := n.weight[f] / whole
	inBase := n.def[f] && !c.IgnoreDefaults
	if inBase {
		ev.norm -= n.leakNo[f]
	}
	for x := int(n.off[f]); x < int(n.off[f+1]); x++ {
		a := n.parent[x]
		if inBase {
			ev.logW[a] -= n.clear[x]
		}
		ev.moved[a] = true
		reach := n.reach[x*n.stride : (x+1)*n.stride]
		if here := at(reach, level-1); here > 0 {
			if ev.here[a] == 0 {
				ev.met = append(ev.met, a)
			}
			ev.here[a] += float64(share * here)
			ev.over[a] += float64(share * at(reach, level))
		}
	}
	spec := n.spec.Findings[f].Leak
	return float64(share * spec[level-1]), float64(share * at(spec, level))
}
