package knowledge

import "github.com/unknot/unknot"

// Habit is one thing to do from day to day.
type Habit struct {
	ID     string       `toml:"id"`
	Name   string       `toml:"name"`
	Do     string       `toml:"do"`
	Why    string       `toml:"why"`
	Area   string       `toml:"area"`          // desk, breaks, sleep, move, stress, food, load
	Every  string       `toml:"every"`         // rhythm in words
	Cause  string       `toml:"cause"`         // the treatment that is the same thing in a plan, or ""
	EveryM int          `toml:"every_minutes"` // minutes between two times in waking hours; 0: no clock
	Claims []string     `toml:"claims"`
	Grade  unknot.Grade `toml:"grade"`
	Doubt  string       `toml:"doubt"`
	Record
}
