package knowledge

import "github.com/unknot/unknot"

// Engine holds the numbers of the assessment engine; knowledge/data/engine.toml
// says where each comes from.
type Engine struct {
	Primary      float64   `toml:"primary"`       // chance that an active point paints a primary zone
	Spill        float64   `toml:"spill"`         // the same for a spill-over zone
	Local        float64   `toml:"local"`         // the same for the zone over the site itself
	Leak         float64   `toml:"leak"`          // chance that a zone is painted without any cause
	SignLeak     float64   `toml:"sign_leak"`     // chance of a yes to a question without any cause
	Silent       float64   `toml:"silent"`        // exponent on zones left unpainted, 0-1
	Prior        float64   `toml:"prior"`         // active point, no figure known
	Latent       float64   `toml:"latent"`        // latent point in a muscle of a pain-free person
	PriorWeight  float64   `toml:"prior_weight"`  // people that the guess is worth
	SampleWeight float64   `toml:"sample_weight"` // share of a sample that counts
	CareSeeker   float64   `toml:"care_seeker"`   // factor from patients to everybody
	Floor        float64   `toml:"floor"`
	Cap          float64   `toml:"cap"`
	SelfCap      float64   `toml:"self_cap"`       // highest probability shown on self-examination
	CannotTell   float64   `toml:"cannot_tell"`    // below this no muscle is named first
	LeastBits    float64   `toml:"least_bits"`     // a test that tells less is not asked for
	MostTests    int       `toml:"most_tests"`     // tests of one interview
	Familiar     []float64 `toml:"press_familiar"` // chances with an active, a latent and no point
	Spreads      []float64 `toml:"press_spreads"`
	Tender       []float64 `toml:"press_tender"`
	Nothing      []float64 `toml:"press_nothing"`
	StretchHurts []float64 `toml:"stretch_hurts"`
	UseHurts     []float64 `toml:"use_hurts"`
}

// Prior is how often patients of a group have an active point in a muscle.
type Prior struct {
	Muscle unknot.MuscleID `toml:"muscle"`
	Group  string          `toml:"group"`
	Share  float64         `toml:"share"` // 0-1
	People int             `toml:"people"`
	Source string          `toml:"source"`
}

// Odds of an active point in the muscle on one side, before the drawing is
// seen: the sample counts by SampleWeight, is pulled towards Prior, scaled to
// people who are no patients and kept between Floor and Cap.
func (b *Base) Odds(id unknot.MuscleID) float64 {
	e := b.Engine
	yes, n := e.Prior*e.PriorWeight, e.PriorWeight
	if p, ok := b.Prior(id); ok {
		yes += p.Share * float64(p.People) * e.SampleWeight * e.CareSeeker
		n += float64(p.People) * e.SampleWeight
	}
	share := min(max(yes/n, e.Floor), e.Cap)
	return share / (1 - share)
}

// Prior returns the prevalence figure of a muscle and whether there is one.
func (b *Base) Prior(id unknot.MuscleID) (Prior, bool) {
	for _, p := range b.Priors {
		if p.Muscle == id {
			return p, true
		}
	}
	return Prior{}, false
}
