package knot

// State is the knot: six slow states without unit.
type State struct {
	C float64 // share of fibres in unwilled contraction, 0-1
	I float64 // sensitising mediators, ≥ 0
	S float64 // sensitised nerve endings, ≥ 0
	W float64 // central sensitisation, 0-1
	A float64 // old, stiffened tissue, 0-1
	K float64 // conditioning of this muscle, ≥ 0
}

// Healthy is a muscle without a knot.
var Healthy = State{C: .03, A: .02}

// Input is what acts on the muscle during one step.
type Input struct {
	Load    float64 // share of the strength (MVC), 0-1
	Strain  float64 // held long, 0-0.3
	Move    float64 // 0-1
	Stress  float64 // 0-1
	NoSleep float64 // share of the night lost, 0-1
	Dry     float64 // dehydration, 1 is about 1.5 % of body mass
	Heat    float64 // 1 is a warm pack, below 0 cold
	Train   float64 // training of this muscle, 0-1
	quiet   float64 // end plate quieted, 0-1
	damage  float64 // drive of soreness after unused work
	excited float64 // end plate excited by other knots
	central float64 // central part shared with other knots
}

// Reading is what could be seen or felt from outside.
type Reading struct {
	NRS   float64 // pain at rest, 0-10
	PPT   float64 // pressure that begins to hurt, kPa
	Stiff float64 // shear stiffness, kPa
	Lost  float64 // share of the range of motion lost, 0-1
	Short float64 // share of the core short of energy, 0-1: model inside, not a measurement
	Flow  float64 // share of full flow in the core, 0-1: model inside
}

// Class is what an examiner would call the spot.
type Class string

// The classes. A spot is palpable when it is a third stiffer than its
// surroundings; judgement.
const (
	None   Class = "none"
	Latent Class = "latent"
	Active Class = "active"
)

// Class returns active when a palpable spot hurts by itself (NRS of 1 or
// more), latent when it is palpable only.
func (r Reading) Class(p *Parameters) Class {
	switch {
	case r.Stiff <= 1.35*p.Mu0:
		return None
	case r.NRS >= 1:
		return Active
	}
	return Latent
}

// Pressed returns the pain (0-10) while pressing with the given pressure in
// kPa: 4 points for each PPT above the PPT. The slope is judgement.
func (r Reading) Pressed(kPa float64) float64 {
	return min(max(r.NRS+4*max(0, kPa/r.PPT-1), 0), 10)
}
