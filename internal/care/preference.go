package care

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
)

// Preferences are what a person set for all pages. The zero value of each
// field is unsaid.
type Preferences struct {
	Figure    string     `json:"figure,omitempty"`    // see Figures
	Units     string     `json:"units,omitempty"`     // of pressure: kPa, kg/cm²
	Language  string     `json:"language,omitempty"`  // a BCP 47 tag, such as de
	Theme     string     `json:"theme,omitempty"`     // light, dark; "" as the device says
	Zone      string     `json:"zone,omitempty"`      // where a day begins: an IANA name, such as Europe/Berlin
	Emergency string     `json:"emergency,omitempty"` // number to call, such as 112
	Tools     []string   `json:"tools,omitempty"`     // what the person owns: ids of knowledge/data/person.toml
	Reminders []Reminder `json:"reminders,omitempty"`
}

// Reminder is when to be reminded of what.
type Reminder struct {
	What string         `json:"what"`           // log, session, break
	At   string         `json:"at"`             // 08:30, in the person's zone
	Days []time.Weekday `json:"days,omitempty"` // 0 is Sunday; every day when empty
}

// Choices of the preferences. A figure is a set of body proportions.
var (
	Figures = []string{"neutral", "female", "male"}
	Units   = []string{"kPa", "kg/cm²"}
	Themes  = []string{"light", "dark"}
	Remind  = []string{"log", "session", "break"}
)

// mostReminders is how many reminders a person may have.
const mostReminders = 20

// Prefs keeps the preferences of each person.
var Prefs = Shelf[Preferences]{Kind: "preferences", One: true, Check: checkPreferences}

func checkPreferences(p Preferences) error {
	for _, c := range []struct {
		what, is string
		of       []string
	}{{"figure", p.Figure, Figures}, {"units", p.Units, Units}, {"theme", p.Theme, Themes}} {
		if c.is != "" && !slices.Contains(c.of, c.is) {
			return unknot.Errorf(unknot.Invalid, "there is no %s %q; use %s", c.what, c.is, strings.Join(c.of, ", "))
		}
	}
	if _, err := time.LoadLocation(p.Zone); err != nil {
		return unknot.FieldErrorf("zone", "there is no time zone %q; use a name such as Europe/Berlin", p.Zone)
	}
	if len(p.Emergency) > 20 || strings.Trim(p.Emergency, "0123456789 +-/()") != "" {
		return unknot.FieldErrorf("emergency", "%q is no number to call; use digits", p.Emergency)
	}
	if len(p.Reminders) > mostReminders {
		return unknot.Errorf(unknot.Invalid, "%d reminders are too many; keep at most %d", len(p.Reminders), mostReminders)
	}
	for _, r := range p.Reminders {
		if _, err := time.Parse("15:04", r.At); err != nil || !slices.Contains(Remind, r.What) {
			return unknot.Errorf(unknot.Invalid, "a reminder needs a time such as 08:30, and one of %s", strings.Join(Remind, ", "))
		}
		for _, d := range r.Days {
			if d < time.Sunday || d > time.Saturday {
				return unknot.Errorf(unknot.Invalid, "there is no day %d of the week; Sunday is 0", d)
			}
		}
	}
	return nil
}

// Zone is where the days of a person begin: as they chose, or as this computer
// has it.
func (p *Practice) Zone(ctx context.Context, tenant string) *time.Location {
	prefs, err := Prefs.Get(ctx, p, tenant, "")
	if err != nil {
		return time.Local
	}
	return prefs.Body.zone()
}

func (p Preferences) zone() *time.Location {
	if z, err := time.LoadLocation(p.Zone); err == nil && p.Zone != "" {
		return z
	}
	return time.Local
}
