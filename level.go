package unknot

// Level is how soon a person should be seen, in rising order of urgency.
type Level int

// The five levels of care.
const (
	SelfCare  Level = iota // care at home, with a review date
	Routine                // a planned visit
	Soon                   // within days, two weeks at the latest
	SameDay                // today
	Emergency              // now, call an ambulance
)

var levelNames = [...]string{"self_care", "routine", "soon", "same_day", "emergency"}

// String returns the name used in data, JSON, database and screen keys.
func (l Level) String() string {
	if l < SelfCare || l > Emergency {
		return "unknown"
	}
	return levelNames[l]
}

// ParseLevel reads a name made by String. It reports false for other text.
func ParseLevel(s string) (Level, bool) {
	for i, n := range levelNames {
		if n == s {
			return Level(i), true
		}
	}
	return SelfCare, false
}

// LevelNames lists the names of all levels, least urgent first.
func LevelNames() []string { return append([]string(nil), levelNames[:]...) }

// StopsPlan reports whether no self-care plan may be given at this level.
func (l Level) StopsPlan() bool { return l >= SameDay }
