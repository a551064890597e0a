package synthetic

// examinations adds 150 palpations, 60 movements, 40 ranges of motion and 50
// questions of history.
func (b *builder) examinations() {
	for _, k := range b.r.Perm(b.Parts)[:150] {
		f := b.finding(Palpation, b.Region[k], false, 0.08)
		b.both(k, f, 0.5, 0.8)
		near := b.byRegion[b.Region[k]]
		for range 2 {
			if d := near[b.r.IntN(len(near))]; d != k {
				b.both(d, f, 0.06, 0.12)
			}
		}
		b.link(b.wide, 0, f, 0.3)
	}
	for k := range 60 {
		g := k&1*regions + k/2%regions
		f := b.finding(Movement, g, false, 0.05)
		b.strain(f, g, 4+b.r.IntN(6), 0.3, 0.7, 0.03, 0.15)
		for _, o := range b.otherBy[g] {
			b.link(o, 0, f, b.between(0.3, 0.7))
		}
	}
	for k := range 40 {
		g := k&1*regions + k/2%regions
		f := b.finding(Motion, g, false, 0.08, 0.03)
		b.strain(f, g, 4+b.r.IntN(6), 0.4, 0.7, 0.1, 0.3)
		for _, o := range b.otherBy[g] {
			b.link(o, 0, f, b.between(0.3, 0.7), 0.5)
		}
	}
	for range 50 {
		f := b.finding(History, -1, false, b.between(0.02, 0.12))
		for range 1 + b.r.IntN(5) {
			b.link(b.Parts+b.r.IntN(others), 0, f, b.between(0.3, 0.9))
		}
		if b.r.Float64() < 0.3 {
			for range 3 + b.r.IntN(6) {
				b.link(b.r.IntN(b.Parts), 0, f, b.between(0.1, 0.4))
			}
		}
	}
}

// both links both states of a muscle part.
func (b *builder) both(cause, finding int, latent, active float64) {
	b.link(cause, 0, finding, active)
	if !b.o.Plain {
		b.link(cause, 1, finding, latent)
	}
}

func (b *builder) strain(f, g, n int, la, ha, ll, hl float64) {
	near := g/regions*regions + b.near(g%regions)
	some := append(append([]int{}, b.byRegion[g]...), b.byRegion[near]...)
	b.r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	for _, k := range some[:min(n, len(some))] {
		latent := b.between(ll, hl)
		b.link(k, 0, f, b.between(la, ha), 0.5)
		if !b.o.Plain {
			b.link(k, 1, f, latent, 0.3)
		}
	}
}
