package knowledge

import "github.com/unknot/unknot"

// Finding is one thing that can be asked, self-tested or examined.
type Finding struct {
	ID          string          `toml:"id"`
	Kind        string          `toml:"kind"` // history, aggravating, easing, self_test, examination, motion
	Ask         string          `toml:"ask"`
	How         string          `toml:"how"`
	Why         string          `toml:"why"`
	Who         string          `toml:"who"` // self, helper, clinician
	Sided       bool            `toml:"sided"`
	Unit        string          `toml:"unit"`   // degrees, cm, hours, … for measured findings
	Normal      []float64       `toml:"normal"` // low and high of the usual range, in the unit
	Low         float64         `toml:"low"`    // a value below counts as a positive finding
	High        float64         `toml:"high"`   // a value above counts as a positive finding
	Min         float64         `toml:"min"`    // smallest value that can be
	Max         float64         `toml:"max"`    // largest value that can be
	Noise       float64         `toml:"noise"`  // change below this is measurement noise
	Kappa       float64         `toml:"kappa"`  // agreement between examiners, 0 when unknown
	Reliability float64         `toml:"reliability"`
	Leak        float64         `toml:"leak"` // chance of yes with none of the listed causes
	Zones       []unknot.ZoneID `toml:"zones"`
	Muscles     []Link          `toml:"muscles"` // an active point in the muscle makes it positive with this chance
	Judgement   []string        `toml:"judgement"`
	Record
}
