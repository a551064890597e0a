package knowledge

import "github.com/unknot/unknot"

// Muscle is one part of a muscle that can carry a trigger point.
type Muscle struct {
	ID              unknot.MuscleID   `toml:"id"`
	Name            string            `toml:"name"`     // plain, lower case, singular: "upper trapezius"
	Latin           string            `toml:"latin"`    // anatomical name with part
	Region          string            `toml:"region"`   // body region, see regions in zones.toml
	Describe        string            `toml:"describe"` // one or two plain sentences: where it is, what it is for
	Action          string            `toml:"action"`   // what it does when it works
	Antagonists     []unknot.MuscleID `toml:"antagonists"`
	AntagonistWords string            `toml:"antagonist_words"` // in plain words, or "none"
	Sites           []Site            `toml:"sites"`
	Refers          Referral          `toml:"refers"`
	HurtsWhen       string            `toml:"hurts_when"`
	KeepsGoing      []string          `toml:"keeps_going"`
	Ergonomic       string            `toml:"ergonomic"`
	Caution         string            `toml:"caution"`
	NoGo            []string          `toml:"no_go"` // places beside it that must not be pressed, see places in interlocks.toml
	SelfAccess      string            `toml:"self_access"`
	Press           Press             `toml:"press"`
	Stretch         string            `toml:"stretch"`
	LessDocumented  bool              `toml:"less_documented"`
	Painless        bool              `toml:"painless"` // told of for what else is claimed of it; no cause of pain, never weighed
	Record
}

// ProfessionalOnly reports whether nobody should press the muscle themselves
// before a professional has looked.
func (m *Muscle) ProfessionalOnly() bool {
	return m.SelfAccess == "professional" || m.SelfAccess == "professional_first"
}

// Site is a usual place of a trigger point within the muscle.
type Site struct {
	ID    string        `toml:"id"`
	Where string        `toml:"where"`
	Zone  unknot.ZoneID `toml:"zone"` // zone of skin over it, as near as the zones allow
	Cell  string        `toml:"cell"` // cell of the figure over it, without its side: "calf.upper_inner"
}

// Referral is where pain from the muscle tends to be felt. It is a prior drawn
// from clinicians' maps, not a rule.
type Referral struct {
	Words   string          `toml:"words"`
	Primary []unknot.ZoneID `toml:"primary"`
	Spill   []unknot.ZoneID `toml:"spill"`
}

// Press is how the muscle may be pressed, and with what.
type Press struct {
	How   string   `toml:"how"`
	Tools []string `toml:"tools"`
}

// Record is what every record says about its own footing.
type Record struct {
	Sources []string `toml:"sources"`
	Checked string   `toml:"checked"` // "read" or "memory"
	Date    string   `toml:"date"`    // when last checked, 2026-11-24
	Note    string   `toml:"note"`
}
