package knowledge

import (
	"strings"

	"github.com/unknot/unknot"
)

// Zone is a named pain area. It exists on both sides; a Midline zone named
// without a side means both halves.
type Zone struct {
	ID         unknot.ZoneID `toml:"id"`
	Name       string        `toml:"name"`
	SideName   string        `toml:"side_name"` // with "{s}" where "right" or "left" goes
	Region     string        `toml:"region"`
	Midline    bool          `toml:"midline"`
	Words      []string      `toml:"words"` // synonyms people use
	Both       []string      `toml:"both"`  // synonyms that mean both sides when none is named
	ChoirRight []int         `toml:"choir_right"`
	ChoirLeft  []int         `toml:"choir_left"`
}

// NameOn returns the name of the zone on one side, such as "front of the right
// shoulder".
func (z *Zone) NameOn(s unknot.Side) string {
	return strings.Replace(z.SideName, "{s}", string(s), 1)
}

// Broad is a word that covers several zones, so that a question must follow.
type Broad struct {
	Words []string        `toml:"words"`
	Zones []unknot.ZoneID `toml:"zones"`
}

// Region groups zones and muscles for lists and pages.
type Region struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
}

// NamedPlace is a part of the body as popular texts name it, with the zones it
// means.
type NamedPlace struct {
	ID    string          `toml:"id"`
	Name  string          `toml:"name"`
	Claim string          `toml:"claim"` // that names it
	Words []string        `toml:"words"`
	Zones []unknot.ZoneID `toml:"zones"`
	Record
}
