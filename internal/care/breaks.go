//go:build !js

package care

import (
	"context"
	"slices"
	"time"

	"github.com/unknot/unknot"
)

// Break says how it stands with the next break, for a lamp or a loudspeaker.
// It holds nothing about the body.
type Break struct {
	State   string    // due, waiting, off (none is planned)
	Next    time.Time // when the next one begins; zero when off
	Since   time.Time // when the one that is due began; zero otherwise
	Minutes int       // until the next one
}

// breakLasts is how long a break stays due.
const breakLasts = 10 * time.Minute

// Breaks of a working day when the person has set no times of their own:
// hourly. Judgement: between the hourly and half-hourly breaks that advice on
// desk work names.
const (
	BreakFirst = 10
	BreakLast  = 16
)

// BreakTimes lists the breaks of a day: those that the person set or, without
// any, hourly ones from Monday to Friday.
func BreakTimes(prefs Preferences) []Reminder {
	var out []Reminder
	for _, r := range prefs.Reminders {
		if r.What == "break" {
			out = append(out, r)
		}
	}
	if len(out) > 0 {
		return out
	}
	for h := BreakFirst; h <= BreakLast; h++ {
		out = append(out, Reminder{What: "break", At: time.Date(0, 1, 1, h, 0, 0, 0, time.UTC).Format("15:04"),
			Days: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}})
	}
	return out
}

// BreakNow reads the sensor of a link.
func (p *Practice) BreakNow(ctx context.Context, secret string) (Break, error) {
	tenant, d, err := p.OpenLink(ctx, secret, BreaksLink)
	if err != nil {
		return Break{}, err
	}
	prefs, err := Prefs.Get(ctx, p, tenant, "")
	if err != nil {
		return Break{}, err
	}
	zone, err := time.LoadLocation(d.Body.Zone)
	if err != nil {
		return Break{}, unknot.Errorf(unknot.Invalid, "there is no time zone %q", d.Body.Zone)
	}
	return breakAt(BreakTimes(prefs.Body), p.Now().In(zone)), nil
}

func breakAt(times []Reminder, now time.Time) Break {
	out := Break{State: "off"}
	for day := range 8 {
		for _, r := range times {
			at, err := time.Parse("15:04", r.At)
			if err != nil {
				continue
			}
			t := time.Date(now.Year(), now.Month(), now.Day()+day, at.Hour(), at.Minute(), 0, 0, now.Location())
			if len(r.Days) > 0 && !slices.Contains(r.Days, t.Weekday()) {
				continue
			}
			if !now.Before(t) {
				if now.Sub(t) < breakLasts && t.After(out.Since) {
					out.Since = t
				}
				continue
			}
			if out.Next.IsZero() || t.Before(out.Next) {
				out.Next = t
			}
		}
	}
	switch {
	case !out.Since.IsZero():
		out.State = "due"
	case !out.Next.IsZero():
		out.State = "waiting"
	}
	if !out.Next.IsZero() {
		out.Minutes = int((out.Next.Sub(now) + time.Minute - 1) / time.Minute)
	}
	return out
}
