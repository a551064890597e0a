package ics

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// hours are when the sessions of a day begin: after waking, around midday,
// before the evening ends. Judgement; everybody moves them to suit.
var hours = []int{8, 13, 19, 11, 16}

// minutes says how long a session is put down for. Judgement.
const minutes = 15 * time.Minute

// Of writes the calendar of an episode as it stands now.
func Of(ctx context.Context, w io.Writer, p *care.Practice, tenant, episode string, zone *time.Location) error {
	kept, err := p.Kept(ctx, tenant, episode)
	if err != nil {
		return err
	}
	a, err := p.RecallPlan(ctx, tenant, episode)
	if err != nil {
		return err
	}
	prefs, err := care.Prefs.Get(ctx, p, tenant, "")
	if err != nil {
		return err
	}
	kept.Version += prefs.Version // times that were changed are a change of each event
	return Calendar(w, locale.From(ctx).Language, p.Base, kept, a, prefs.Body, zone)
}

// Calendar writes the plan of an episode. The same plan gives the same bytes,
// and each event keeps its UID for life, so that a calendar that reads the
// file again updates what it has. When there is no plan any more, because the
// episode is quiet or a danger sign stops it, the same events come back as
// cancelled.
//
// Times that the person set for sessions and breaks take the place of ours. An
// event that a plan had once and has no more comes back as cancelled from the
// second version of an episode on.
func Calendar(w io.Writer, l *locale.Language, base *knowledge.Base, kept care.Kept, a care.Answer, prefs care.Preferences, zone *time.Location) error {
	c := &calendar{Calendar: ical.NewCalendarFor("unknot"), l: l, base: base, kept: kept, zone: zone, prefs: prefs}
	c.SetMethod(ical.MethodPublish)
	c.SetXWRCalName(c.tr("Care plan"))
	c.over = a.PlanErr != nil || !kept.Ended.IsZero()
	start := kept.When.In(zone)
	days := a.Plan.Review.Days
	if days == 0 {
		days = 14
	}
	c.first = time.Date(start.Year(), start.Month(), start.Day()+1, 0, 0, 0, 0, zone)
	c.last = c.first.AddDate(0, 0, days-1)
	if zone != time.UTC {
		c.timezone()
	}
	stale := kept.Version > 1 || c.over
	for n, items := range sessions(a.Plan) {
		if len(items) > 0 || stale {
			c.session(n, items)
		}
	}
	if planned := has(a.Plan, "breaks"); planned || stale {
		c.breaks(planned)
	}
	c.review(a.Plan)
	return c.SerializeTo(w, ical.WithNewLine("\r\n"))
}

type calendar struct {
	*ical.Calendar
	l           *locale.Language
	base        *knowledge.Base
	kept        care.Kept
	zone        *time.Location
	prefs       care.Preferences
	first, last time.Time
	over        bool
}

// tr says a text that stands here written out, so that a test finds it.
func (c *calendar) tr(text string) string { return c.l.Text(text) }

// sessions deals the items of a plan to the sessions of a day: an item that is
// due twice a day stands in the first two. The low end of a dose is taken.
func sessions(p plan.Plan) [5][]plan.Item {
	var out [5][]plan.Item
	for _, it := range p.Items {
		if it.Who != "self" && it.Who != "partner" || len(it.Dose.PerDay) == 0 && len(it.Dose.PerWeek) == 0 {
			continue
		}
		times := 1
		if len(it.Dose.PerDay) > 0 {
			times = min(max(it.Dose.PerDay[0], 1), len(out))
		}
		for n := range times {
			out[n] = append(out[n], it)
		}
	}
	return out
}

func has(p plan.Plan, treatment string) bool {
	for _, it := range p.Items {
		if it.Treatment == treatment {
			return true
		}
	}
	return false
}

// event begins an event with what each of them has.
func (c *calendar) event(name, title string, over bool) *ical.VEvent {
	e := c.AddEvent(name + "." + c.kept.ID + "@unknot")
	e.SetDtStampTime(c.kept.When)
	e.SetSequence(int(c.kept.Version))
	e.SetSummary(title)
	e.SetClass(ical.ClassificationPrivate)
	if over {
		e.SetStatus(ical.ObjectStatusCancelled)
	} else {
		e.SetStatus(ical.ObjectStatusConfirmed)
	}
	return e
}

// local sets a time with its zone: a daily session stays at eight o'clock when
// the clocks change.
func (c *calendar) local(e *ical.VEvent, what ical.ComponentProperty, t time.Time) {
	if c.zone == time.UTC {
		e.SetProperty(what, t.UTC().Format("20060102T150405Z"))
		return
	}
	e.SetProperty(what, t.Format("20060102T150405"), ical.WithTZID(c.zone.String()))
}

func (c *calendar) until() string { return c.last.AddDate(0, 0, 1).UTC().Format("20060102T150405Z") }

func (c *calendar) alarm(e *ical.VEvent, text, before string) {
	if s := e.GetProperty(ical.ComponentPropertyStatus); s != nil && s.Value == string(ical.ObjectStatusCancelled) {
		return
	}
	a := e.AddAlarm()
	a.SetAction(ical.ActionDisplay)
	a.SetTrigger(before)
	a.SetProperty(ical.ComponentPropertyDescription, text)
}

func (c *calendar) session(n int, items []plan.Item) {
	// The title says nothing of the body: calendars are shared and shown on
	// locked screens.
	e := c.event(fmt.Sprintf("session-%d", n+1), c.tr("Care session"), c.over || len(items) == 0)
	var text []string
	for _, it := range items {
		line := c.l.Text(it.Name)
		if m, ok := c.base.Muscle(it.Muscle); ok {
			line += " (" + c.l.Text(strings.TrimSpace(string(it.Side)+" "+m.Name)) + ")"
		}
		line += ": " + c.l.Text(it.Dose.Use)
		if it.Light {
			line += " " + c.tr("Light pressure only.")
		}
		text = append(text, line)
	}
	if len(text) > 0 {
		text = append(text, c.tr("Stop when it gets worse, or when you notice a danger sign."))
	}
	e.SetDescription(strings.Join(text, "\n"))
	hour, minute := c.begins(n)
	at := time.Date(c.first.Year(), c.first.Month(), c.first.Day(), hour, minute, 0, 0, c.zone)
	c.local(e, ical.ComponentPropertyDtStart, at)
	c.local(e, ical.ComponentPropertyDtEnd, at.Add(minutes))
	e.AddRrule("FREQ=DAILY;UNTIL=" + c.until())
	c.alarm(e, c.tr("Care session"), "-PT5M")
}

// begins is when the session of a number begins: as the person set it, or ours.
func (c *calendar) begins(n int) (hour, minute int) {
	for _, r := range c.prefs.Reminders {
		if r.What != "session" {
			continue
		}
		if at, err := time.Parse("15:04", r.At); err == nil && n == 0 {
			return at.Hour(), at.Minute()
		}
		n--
	}
	return hours[max(n, 0)], 0
}

var days = map[time.Weekday]string{time.Sunday: "SU", time.Monday: "MO", time.Tuesday: "TU", time.Wednesday: "WE", time.Thursday: "TH", time.Friday: "FR", time.Saturday: "SA"}

// breaks writes one event for each time of a day.
func (c *calendar) breaks(planned bool) {
	for _, r := range care.BreakTimes(c.prefs) {
		clock, err := time.Parse("15:04", r.At)
		if err != nil { // the preferences hold only such times
			continue
		}
		e := c.event("break-"+clock.Format("1504"), c.tr("Move for a moment"), c.over || !planned)
		e.SetDescription(c.tr("Stand up, move what was still, go on."))
		at := time.Date(c.first.Year(), c.first.Month(), c.first.Day(), clock.Hour(), clock.Minute(), 0, 0, c.zone)
		rule := "FREQ=DAILY;UNTIL=" + c.until()
		if len(r.Days) > 0 {
			var list []string
			for _, d := range r.Days {
				list = append(list, days[d])
			}
			for !slices.Contains(r.Days, at.Weekday()) {
				at = at.AddDate(0, 0, 1)
			}
			rule = "FREQ=WEEKLY;UNTIL=" + c.until() + ";BYDAY=" + strings.Join(list, ",")
		}
		c.local(e, ical.ComponentPropertyDtStart, at)
		c.local(e, ical.ComponentPropertyDtEnd, at.Add(3*time.Minute))
		e.AddRrule(rule)
		c.alarm(e, c.tr("Move for a moment"), "PT0M")
	}
}

func (c *calendar) review(p plan.Plan) {
	e := c.event("review", c.tr("Review: is it getting better?"), c.over)
	e.SetDescription(c.l.Text(p.Review.Unless))
	day := c.last.AddDate(0, 0, 1)
	e.SetProperty(ical.ComponentPropertyDtStart, day.Format("20060102"), ical.WithValue("DATE"))
	e.SetProperty(ical.ComponentPropertyDtEnd, day.AddDate(0, 0, 1).Format("20060102"), ical.WithValue("DATE"))
	c.alarm(e, c.tr("Review"), "PT9H")
}

// timezone writes the rules of the zone as far as the plan reaches: each
// change of the clocks from the year before it begins until after it ends.
func (c *calendar) timezone() {
	z := c.AddTimezone(c.zone.String())
	at := c.first.AddDate(-1, 0, 0)
	for at.Before(c.last.AddDate(0, 1, 0)) {
		start, end := at.ZoneBounds()
		name, offset := at.Zone()
		before := offset
		if !start.IsZero() {
			_, before = start.Add(-time.Second).Zone()
		} else {
			start = at
		}
		var part ical.Component
		base := ical.ComponentBase{}
		// the clock face just before the change
		base.AddProperty(ical.ComponentPropertyDtStart, start.UTC().Add(time.Duration(before)*time.Second).Format("20060102T150405"))
		base.AddProperty("TZOFFSETFROM", offsetText(before))
		base.AddProperty("TZOFFSETTO", offsetText(offset))
		base.AddProperty("TZNAME", name)
		if at.IsDST() {
			part = &ical.Daylight{ComponentBase: base}
		} else {
			part = &ical.Standard{ComponentBase: base}
		}
		z.Components = append(z.Components, part)
		if end.IsZero() {
			return
		}
		at = end
	}
}

func offsetText(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	return fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
}
