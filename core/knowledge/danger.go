package knowledge

import (
	"slices"

	"github.com/unknot/unknot"
)

// DangerQuestion is one plain question about a danger sign.
type DangerQuestion struct {
	ID      string          `toml:"id"`
	Ask     string          `toml:"ask"`
	Sign    string          `toml:"sign"` // the same as a line to tick; needed unless Alone
	Why     string          `toml:"why"`
	Order   int             `toml:"order"` // lower is asked first
	Zones   []unknot.ZoneID `toml:"zones"` // a drawing that touches one opens the question; empty: always asked
	AgeMin  int             `toml:"age_min"`
	AgeMax  int             `toml:"age_max"`
	Sex     unknot.Sex      `toml:"sex"`
	Screens string          `toml:"screens"` // "everyone" or "place"
	Alone   bool            `toml:"-"`       // a yes to it is an emergency, whatever else is said: it is asked by itself, before the others
	Record
}

// alone reports whether a sign by itself leads to an emergency, for anybody who
// has it: no other sign, illness or age is needed.
func (r *DangerRule) alone(sign string) bool {
	others := func(list []string) bool { return slices.ContainsFunc(list, func(s string) bool { return s != sign }) }
	return r.Level == unknot.Emergency.String() && len(r.Person) == 0 && r.AgeMin == 0 && r.AgeMax == 0 &&
		(len(r.Any) == 0 || slices.Contains(r.Any, sign)) && !others(r.All) &&
		(r.AtLeast == 0 || r.AtLeast == 1 && slices.Contains(r.Of, sign)) &&
		(slices.Contains(r.Any, sign) || slices.Contains(r.All, sign) || r.AtLeast == 1)
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
