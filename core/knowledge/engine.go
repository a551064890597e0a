package knowledge

import (
	"slices"

	"github.com/unknot/unknot"
)

// Engine holds the numbers of the assessment engine; knowledge/data/engine.toml
// says where each comes from.
type Engine struct {
	Primary      float64   `toml:"primary"`       // chance that an active point paints a primary zone
	Spill        float64   `toml:"spill"`         // the same for a spill-over zone
	Local        float64   `toml:"local"`         // the same for the zone over the site itself
	Spread       float64   `toml:"spread"`        // share of a zone's chance in a cell beside it, 0-1
	Leak         float64   `toml:"leak"`          // chance that a patch is painted without any cause
	Tau          float64   `toml:"tau"`           // exponent on a painted patch, 0-1
	Doubt        float64   `toml:"doubt"`         // exponent on the leak of a painted patch, 0-1
	Silent       float64   `toml:"silent"`        // exponent on a zone left unpainted, 0-1
	PrimaryGrade []float64 `toml:"primary_grade"` // of painted places: share at all, at least moderate, severe
	SpillGrade   []float64 `toml:"spill_grade"`
	OtherGrade   []float64 `toml:"other_grade"` // of look-alikes
	LeakGrade    []float64 `toml:"leak_grade"`
	Grades       []float64 `toml:"grades"`        // least intensity of moderate and of severe pain, NRS 0-10
	SignLeak     float64   `toml:"sign_leak"`     // chance of a yes to a question without any cause
	StrongLeak   float64   `toml:"strong_leak"`   // share of those that are a strong yes
	Elsewhere    float64   `toml:"elsewhere"`     // share of people with pain in a region that has no RegionShare
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
	Effort       []float64 `toml:"effort"`         // of a question, a test by oneself, an examination
	CareAt       []float64 `toml:"care_at"`        // chance at which look-alikes call for a visit: routine, soon, same_day, emergency
	Familiar     []float64 `toml:"press_familiar"` // chances with an active, a latent and no point
	Spreads      []float64 `toml:"press_spreads"`
	Tender       []float64 `toml:"press_tender"`
	Nothing      []float64 `toml:"press_nothing"`
	StretchHurts []float64 `toml:"stretch_hurts"`
	UseHurts     []float64 `toml:"use_hurts"`
}

// RegionShare is the share of people who have pain in one of the regions.
type RegionShare struct {
	Regions []string `toml:"regions"`
	Share   float64  `toml:"share"` // 0-1
	Source  string   `toml:"source"`
}

// Share is the chance that somebody's complaint lies in a region.
func (b *Base) Share(region string) float64 {
	for _, s := range b.Shares {
		if slices.Contains(s.Regions, region) {
			return s.Share
		}
	}
	return b.Engine.Elsewhere
}

// ShareOf is the chance that somebody's complaint lies where a muscle is felt:
// the mean over its primary zones and those over its sites.
func (b *Base) ShareOf(m *Muscle) float64 {
	sum, n := 0.0, 0.0
	for _, w := range b.ZonesOf(m.ID) {
		if zone, ok := b.Zone(w.Zone); ok && w.Kind != "spill" {
			sum, n = sum+b.Share(zone.Region), n+1
		}
	}
	if n == 0 {
		return b.Share(m.Region)
	}
	return sum / n
}

// Trait is something about the complaint as a whole (how it began, how long it
// has lasted, how it goes on, when it hurts, how it feels) that moves the odds
// of some causes.
type Trait struct {
	ID    string             `toml:"id"`    // onset.sudden, days.fresh, course.worse, quality.tingling, …
	Words string             `toml:"words"` // as a reason: "it began suddenly"
	Odds  map[string]float64 `toml:"odds"`  // by look-alike; "muscle" stands for every muscle
	Record
}

// MostTrait is the most that one trait may move the odds, either way. Judgement:
// how a pain began and feels is told loosely and must not outweigh where it is.
const MostTrait = 5.

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
