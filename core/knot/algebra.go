package knot

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// fast is the slaved physiology of one moment.
type fast struct {
	short       float64 // share of the core short of energy, 0-1
	flow        float64 // share of full flow, 0-1
	form, relax float64 // rates of contracture, per day
}

// algebra solves flow, energy and calcium leak for the present state: they
// settle within minutes. Every product is rounded on its own (float64(…)), so
// that no machine fuses it with the next addition and all give the same bytes.
func algebra(c, i, a, k float64, u *Input, p *Parameters) fast {
	load := u.Load / (1 + float64(p.QK*k))
	pool := 1 - num.Exp(-load/p.A0) // size principle: small units first
	inside := p.Pr + float64(p.Kv*load) + float64(p.Klam*u.Strain) + float64(p.Kc*c*(1+float64(p.KA*a)))
	x := (p.Pa - inside) / (p.Pa - p.Pr) // Starling resistor, smoothed at its stop
	flow := .5 * (x + math.Sqrt(float64(x*x)+float64(4*p.Eps*p.Eps)))
	supply := (1 + float64(p.Gm*u.Move)) * (1 + float64(p.Gheat*u.Heat)) * (1 + float64(p.GK*k)) *
		(1 - float64(p.Gsig*u.Stress)) * (1 - float64(p.GA*a)) * (1 - float64(p.Gy*u.Dry))
	rho := (p.D0 + float64(p.Da*pool) + float64(p.Dc*c)) / (p.Scap * supply * flow)
	r3 := rho * rho * rho // Hill of 3: perfusion differs over the core
	short := r3 / (1 + r3)
	plate := (p.S0 + float64(p.Sa*pool) + float64(p.Ssig*(u.Stress+float64(.5*u.NoSleep))) + float64(p.SI*i) + u.excited) * (1 - u.quiet)
	return fast{short: short, flow: flow, form: p.Kf * plate * (p.B + short),
		relax: p.Kr * (1 - float64(p.Zeta*short)) * (1 - float64(p.RA*a))}
}

// drive is the nociceptive drive of the spot.
func drive(c, i, s, short float64, p *Parameters) float64 {
	return float64(p.WI*i*(1+float64(p.GS*s))) + float64(p.Wh*p.Psi*short*c*c)
}

// Derivative is the right-hand side of the six equations, per day. The model
// itself uses Step; this is for reference integrators.
func Derivative(x State, u *Input, p *Parameters) State {
	f := algebra(x.C, x.I, x.A, x.K, u, p)
	n := drive(x.C, x.I, x.S, f.short, p)
	toW := n / (n + p.Th)
	tau := p.TauWd
	if toW > x.W {
		tau = p.TauWu
	}
	hc := f.short * x.C
	return State{
		C: float64(f.form*(1-x.C)) - float64(f.relax*x.C),
		I: (float64(p.Psi*hc*hc*hc) - x.I) / p.TauI,
		S: (x.I + u.damage - x.S) / p.TauS,
		W: (toW - x.W) / tau,
		A: float64(p.KAf*x.C*(1-u.Move)*(1-x.A)) - float64((1+u.Move)*x.A/p.TauA),
		K: (u.Train - x.K) / p.TauK,
	}
}

// Step advances the state by dt days with the exponential trapezoid: each
// equation is y' = (goal - y)·rate; the first pass takes goal and rate as they
// are, the second the mean of both ends. It is of order 2, stable for any dt,
// and cannot leave 0-1 in C, W and A.
func Step(x State, u *Input, p *Parameters, dt float64) State {
	f := algebra(x.C, x.I, x.A, x.K, u, p)
	y := advance(x, f, x, u, p, dt)
	g := algebra(y.C, y.I, y.A, y.K, u, p)
	mean := fast{short: .5 * (f.short + g.short), form: .5 * (f.form + g.form), relax: .5 * (f.relax + g.relax)}
	return advance(x, mean, State{C: .5 * (x.C + y.C), I: .5 * (x.I + y.I), S: .5 * (x.S + y.S)}, u, p, dt)
}

// advance moves x towards the goals that the states in at set.
func advance(x State, f fast, at State, u *Input, p *Parameters, dt float64) State {
	z := f.form + f.relax
	hc := f.short * at.C
	n := drive(at.C, at.I, at.S, f.short, p)
	toW := n / (n + p.Th)
	tau := p.TauWd
	if toW > x.W {
		tau = p.TauWu
	}
	grow := p.KAf * at.C * (1 - u.Move)
	za := grow + (1+u.Move)/p.TauA
	return State{
		C: towards(x.C, f.form/z, z*dt),
		I: towards(x.I, float64(p.Psi*hc*hc*hc), dt/p.TauI),
		S: towards(x.S, at.I+u.damage, dt/p.TauS),
		W: towards(x.W, toW, dt/tau),
		A: towards(x.A, grow/za, za*dt),
		K: towards(x.K, u.Train, dt/p.TauK),
	}
}

// towards moves from y to goal by the share 1-exp(-t).
func towards(y, goal, t float64) float64 {
	return goal + float64((y-goal)*num.Exp(-t))
}

// Read gives what could be felt: gate (0-1) is pain held back after a session,
// sore the soreness of a needle.
func Read(x State, u *Input, p *Parameters, gate, sore float64) Reading {
	f := algebra(x.C, x.I, x.A, x.K, u, p)
	n := drive(x.C, x.I, x.S, f.short, p)
	felt := float64((float64(n*(1+float64(p.GW*x.W)))+float64(p.WW*x.W)+float64(p.WQ*x.W*x.W)+u.central)*(1+float64(p.Gz*u.NoSleep)+float64(p.Gps*u.Stress)+float64(p.Gpy*u.Dry))*(1-gate)) + sore
	f3, t3 := felt*felt*felt, p.Th*p.Th*p.Th
	return Reading{
		NRS:   10 * f3 / (f3 + t3),
		PPT:   p.PPT0 * num.Exp(float64(-p.BS*x.S)-float64(p.BW*x.W)-float64(p.Bh*f.short*x.C)+float64(p.GG*gate)-float64(p.GN*sore)),
		Stiff: p.Mu0 + float64(p.Mu1*x.C) + float64(p.Mu2*x.A),
		Lost:  float64(p.RomC*x.C) + float64(p.RomA*x.A) + float64(p.RomS*x.S),
		Short: f.short,
		Flow:  min(f.flow, 1),
	}
}
