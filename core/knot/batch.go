package knot

import "fmt"

// lanes is how many knots are stepped side by side: enough to keep the
// processor busy while one knot waits for its divisions, few enough for the
// nearest cache.
const lanes = 32

// Batch holds many knots, each with its own parameters, as structures of
// arrays. It solves the same equations as Step and stays within
// 1e-3 of it in every state, even at the tipping point where a knot magnifies
// every difference (tested): the exponential of the fast equation is a rational
// one, and conditioning is held within a segment.
type Batch struct {
	n                  int
	blocks             []block
	p                  []Parameters
	left               []after
	held               []bool // for each block, whether a session left anything behind
	on                 *work
	input              []Input
	fall               decay
	lastLoad, lastPool float64 // of the share of units that the last load recruits
	dt                 float64 // step for which the decay factors of the blocks are right
}

// block is lanes knots: their states; what prepare sets for one segment of
// constant input; what depends on the step; and the parameters. Rates are per
// step and not per day, and products that stay the same are made beforehand.
type block struct {
	c, i, s, w, a, k                                     [lanes]float64
	room, supply, supplyA, cost0, grow, heal, train      [lanes]float64
	plate, plate0, plateI, damage                        [lanes]float64
	relax, relaxH, keepI, keepS, keepWu, keepWd, keepK   [lanes]float64
	squeeze, squeezeA, costC, b, psi, th, rA, wI, gS, wh [lanes]float64
	floor, kf, gA                                        [lanes]float64
	a0, qK, tauK, span, kv, klam, scap, gm, gheat, gK    [lanes]float64
	gsig, gy, d0, da, kAf, tauA, s0, sa, ssig, sI        [lanes]float64
}

// work is where a batch calculates. It is kept from step to step only so that it
// need not be cleared, and apart from the stack so that fours lie even in it.
type work struct {
	middle
	inputs
}

// NewBatch starts one knot for each state, with the parameters of the same
// index.
func NewBatch(start []State, p []Parameters) (*Batch, error) {
	if len(start) != len(p) || len(p) == 0 {
		return nil, fmt.Errorf("%d states for %d sets of parameters; give as many of each, and at least one", len(start), len(p))
	}
	b := &Batch{n: len(p), p: append([]Parameters(nil), p...), left: make([]after, len(p)), input: make([]Input, len(p))}
	b.blocks = make([]block, (len(p)+lanes-1)/lanes)
	b.held, b.on = make([]bool, len(b.blocks)), new(work)
	for j := range b.blocks { // idle lanes must stay finite
		k := &b.blocks[j]
		for l := range lanes {
			k.kf[l], k.relax[l], k.th[l], k.b[l], k.floor[l] = 1, 1, 1, .01, .01
			k.a0[l], k.tauK[l], k.span[l], k.scap[l], k.d0[l], k.tauA[l] = 1, 1, 1, 1, .01, 1
		}
	}
	for j, x := range start {
		b.SetState(j, x)
		b.shared(j)
	}
	return b, nil
}

// shared copies the parameters that no input changes.
func (b *Batch) shared(j int) {
	k, l, p := &b.blocks[j/lanes], j%lanes, &b.p[j]
	k.costC[l], k.b[l], k.kf[l], k.gA[l], k.rA[l] = p.Dc, p.B, p.Kf, p.GA, p.RA
	k.squeeze[l] = p.Kc / (p.Pa - p.Pr)
	k.squeezeA[l] = k.squeeze[l] * p.KA
	k.psi[l], k.th[l], k.wI[l], k.gS[l], k.wh[l] = p.Psi, p.Th, p.WI, p.GS, p.Wh*p.Psi
	k.floor[l] = 4 * p.Eps * p.Eps
	k.a0[l], k.qK[l], k.tauK[l], k.span[l], k.kv[l], k.klam[l] = p.A0, p.QK, p.TauK, p.Pa-p.Pr, p.Kv, p.Klam
	k.scap[l], k.gm[l], k.gheat[l], k.gK[l], k.gsig[l], k.gy[l] = p.Scap, p.Gm, p.Gheat, p.GK, p.Gsig, p.Gy
	k.d0[l], k.da[l], k.kAf[l], k.tauA[l], k.s0[l], k.sa[l], k.ssig[l], k.sI[l] = p.D0, p.Da, p.KAf, p.TauA, p.S0, p.Sa, p.Ssig, p.SI
}

// Len returns the number of knots.
func (b *Batch) Len() int { return b.n }

// State returns the state of knot j.
func (b *Batch) State(j int) State {
	k, l := &b.blocks[j/lanes], j%lanes
	return State{C: k.c[l], I: k.i[l], S: k.s[l], W: k.w[l], A: k.a[l], K: k.k[l]}
}

// SetState overwrites the state of knot j; what sessions left behind stays.
func (b *Batch) SetState(j int, x State) {
	k, l := &b.blocks[j/lanes], j%lanes
	k.c[l], k.i[l], k.s[l], k.w[l], k.a[l], k.k[l] = x.C, x.I, x.S, x.W, x.A, x.K
}

// Parameters returns the parameters of knot j.
func (b *Batch) Parameters(j int) Parameters { return b.p[j] }

// SetParameters overwrites the parameters of knot j.
func (b *Batch) SetParameters(j int, p Parameters) {
	b.p[j] = p
	b.shared(j)
	b.dt = 0
}

// Apply lets an event act on knot j now.
func (b *Batch) Apply(j int, e Event) error {
	x := b.State(j)
	if err := b.left[j].apply(e, &x, &b.p[j]); err != nil {
		return err
	}
	b.SetState(j, x)
	b.held[j/lanes] = true
	return nil
}

// Read gives what could be felt of knot j under the input of the last segment.
func (b *Batch) Read(j int) Reading {
	return b.left[j].read(b.State(j), &b.input[j], &b.p[j])
}

// Select rearranges the batch: knot j becomes what knot from[j] was, with its
// state, parameters and after-effects. A particle filter resamples with it.
func (b *Batch) Select(from []int) {
	x, p, left := make([]State, b.n), make([]Parameters, b.n), make([]after, b.n)
	for j, o := range from {
		x[j], p[j], left[j] = b.State(o), b.p[o], b.left[o]
	}
	copy(b.p, p)
	copy(b.left, left)
	for j := range x {
		b.SetState(j, x[j])
		b.shared(j)
		b.held[j/lanes] = left[j].some() || j%lanes != 0 && b.held[j/lanes]
	}
	b.dt = 0
}

// Clone returns a batch that goes on by itself from here.
func (b *Batch) Clone() *Batch {
	c := *b
	c.blocks = append([]block(nil), b.blocks...)
	c.p = append([]Parameters(nil), b.p...)
	c.left = append([]after(nil), b.left...)
	c.input = append([]Input(nil), b.input...)
	c.held, c.on = append([]bool(nil), b.held...), new(work)
	return &c
}
