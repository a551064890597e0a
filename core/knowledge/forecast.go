package knowledge

// Session says what a treatment does in the tissue model and the forecast.
// Treatments without one change nothing there.
type Session struct {
	Treatment string  `toml:"treatment"`
	Does      string  `toml:"does"`       // press, stretch, massage, needling, …: see docs/model.md
	Dose      float64 `toml:"dose"`       // when the time is unsaid; seconds, minutes or a count, by what it does
	PerMinute float64 `toml:"per_minute"` // of the said time; 0 when the time does not matter
	Note      string  `toml:"note"`
}

// Arm is one arm of a trial or cohort, to hold the forecast against.
type Arm struct {
	ID      string       `toml:"id"`
	Name    string       `toml:"name"` // who, and what was done
	People  int          `toml:"people"`
	Phase   string       `toml:"phase"` // fresh or lasting
	Measure string       `toml:"measure"`
	Full    float64      `toml:"full"`   // end of the scale
	Points  [][3]float64 `toml:"points"` // week, mean, spread (standard deviation between people; 0 unknown)
	Care    []ArmCare    `toml:"care"`   // nothing when none was given
	Tuned   bool         `toml:"tuned"`  // a number of the forecast was set to meet it
	Doubt   string       `toml:"doubt"`
	Record
}

// ArmCare is a session that the arm was given again and again.
type ArmCare struct {
	Does  string  `toml:"does"`
	Dose  float64 `toml:"dose"`
	Times int     `toml:"times"` // a day
	Every int     `toml:"every"` // days from one to the next
	Weeks int     `toml:"weeks"`
}

// Session returns what a treatment does in the model, and whether anything.
func (b *Base) Session(treatment string) (Session, bool) {
	for _, s := range b.Sessions {
		if s.Treatment == treatment {
			return s, true
		}
	}
	return Session{}, false
}
