package care

import (
	"testing"
	"time"
)

func TestDue(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2026, 11, 26, h, m, 0, 0, time.UTC) } // a Thursday
	list := []Reminder{{What: "log", At: "08:30"}, {What: "session", At: "18:00", Days: []time.Weekday{time.Thursday}}}
	for name, c := range map[string]struct {
		now  time.Time
		d    Device
		want string
	}{
		"before its time":         {at(8, 29), Device{}, ""},
		"at its time":             {at(8, 30), Device{}, "log"},
		"told already":            {at(8, 40), Device{Told: at(8, 31)}, ""},
		"told yesterday":          {at(8, 30), Device{Told: at(8, 30).AddDate(0, 0, -1)}, "log"},
		"too late":                {at(9, 0), Device{}, ""},
		"on its day":              {at(18, 5), Device{Told: at(8, 30)}, "session"},
		"not on another day":      {at(18, 5).AddDate(0, 0, 1), Device{}, ""},
		"refused today":           {at(18, 5), Device{Skip: "2026-11-26"}, ""},
		"refused yesterday":       {at(18, 5), Device{Skip: "2026-11-25"}, "session"},
		"postponed":               {at(18, 5), Device{Later: at(18, 30)}, ""},
		"postponed and due":       {at(18, 31), Device{Told: at(18, 0), Later: at(18, 30)}, "log"},
		"a session put off":       {at(18, 31), Device{Told: at(18, 0), Later: at(18, 30), What: "session"}, "session"},
		"postponed, due and told": {at(18, 40), Device{Told: at(18, 31), Later: at(18, 30)}, ""},
	} {
		if got := due(c.now, c.d, list); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}
