package knowledge

import "github.com/unknot/unknot"

// Zone is a named pain area. It exists on both sides; Midline zones are named
// without a side and mean both halves.
type Zone struct {
	ID         unknot.ZoneID   `toml:"id"`
	Name       string          `toml:"name"`
	Region     string          `toml:"region"`
	Words      []string        `toml:"words"` // synonyms people use
	Midline    bool            `toml:"midline"`
	Neighbours []unknot.ZoneID `toml:"neighbours"`
	ChoirRight []int           `toml:"choir_right"`
	ChoirLeft  []int           `toml:"choir_left"`
}

// Region groups zones and muscles for lists and pages.
type Region struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
}
