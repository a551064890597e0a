package knowledge

import "github.com/unknot/unknot"

// Lookalike is a cause of pain other than a knot.
type Lookalike struct {
	ID        string       `toml:"id"`
	Name      string       `toml:"name"`
	Describe  string       `toml:"describe"`
	Level     string       `toml:"level"`
	Danger    bool         `toml:"danger"` // gets its own forced-in search and bound
	Sided     bool         `toml:"sided"`  // can sit on one side; false: one for the whole body
	Chance    float64      `toml:"chance"` // prior among people with pain in one of its zones, 0-1
	Zones     []ZoneChance `toml:"zones"`
	Findings  []Link       `toml:"findings"`
	Factors   []Factor     `toml:"factors"`
	TellApart string       `toml:"tell_apart"`
	Judgement []string     `toml:"judgement"` // fields whose numbers are our own judgement
	Record
}

// ZoneChance is the chance that the cause makes a person paint the zone.
type ZoneChance struct {
	Zone   unknot.ZoneID `toml:"zone"`
	Chance float64       `toml:"chance"`
}

// Link is the chance that the cause makes the finding positive.
type Link struct {
	ID     string  `toml:"id"`
	Chance float64 `toml:"chance"`
}

// Factor multiplies the prior odds when the person fits.
type Factor struct {
	AgeMin int        `toml:"age_min"`
	AgeMax int        `toml:"age_max"`
	Sex    unknot.Sex `toml:"sex"`
	Person string     `toml:"person"` // a condition or medicine
	Odds   float64    `toml:"odds"`
}
