package knowledge

import "github.com/unknot/unknot"

// DangerQuestion is one plain question about a danger sign.
type DangerQuestion struct {
	ID      string          `toml:"id"`
	Ask     string          `toml:"ask"`
	Why     string          `toml:"why"`
	Order   int             `toml:"order"` // lower is asked first
	Zones   []unknot.ZoneID `toml:"zones"` // a drawing that touches one opens the question; empty: always asked
	AgeMin  int             `toml:"age_min"`
	AgeMax  int             `toml:"age_max"`
	Sex     unknot.Sex      `toml:"sex"`
	Screens string          `toml:"screens"` // "everyone" or "place"
	Record
}

// DangerRule raises the level of care when its signs are there.
type DangerRule struct {
	ID        string          `toml:"id"`
	Name      string          `toml:"name"`
	Level     string          `toml:"level"`
	Any       []string        `toml:"any"`      // one yes is enough
	All       []string        `toml:"all"`      // every one must be yes
	AtLeast   int             `toml:"at_least"` // so many of Of
	Of        []string        `toml:"of"`
	Zones     []unknot.ZoneID `toml:"zones"` // the drawing must touch one; empty: any place
	AgeMin    int             `toml:"age_min"`
	AgeMax    int             `toml:"age_max"`
	Sex       unknot.Sex      `toml:"sex"`
	Person    []string        `toml:"person"`    // one of these conditions or medicines must be named
	Lookalike string          `toml:"lookalike"` // the cause it looks for
	Reason    string          `toml:"reason"`    // why this matters, in plain words
	Do        string          `toml:"do"`        // what to do now, in plain words
	NoPress   bool            `toml:"no_press"`
	Record
}
