package plan

import (
	"fmt"

	"github.com/unknot/unknot/core/knowledge"
)

// easyTimes is how often a treatment must have gone well in a week before it
// goes further. Judgement.
const easyTimes = 3

// step decides from the diary whether an item is eased, stays or goes further,
// and says why. An own session that was stopped, went over its limit or made
// the place sore eases it; a week that was easy and brought no more pain lets
// it go further. A complaint that came back begins one step lower than the
// plan before had reached.
func (b *builder) step(t *knowledge.Treatment) (step int, why string) {
	c := b.in.Course
	p, done := c.Done[t.ID]
	switch {
	case done && p.Stopped > 0:
		return -1, "Gentler: a session of the last week had to be stopped."
	case done && p.Sore > 0:
		return -1, "Gentler: the pain was clearly higher within two days after a session."
	case done && t.Discomfort.Max > 0 && p.Effort > float64(t.Discomfort.High):
		return -1, fmt.Sprintf("Gentler: the sessions of the last week felt like %.0f of 10, above the range.", p.Effort)
	case done && p.Times >= easyTimes && p.Effort >= 0 && p.Effort <= easy(t) && !c.Worse():
		if tapers[t.Technique] {
			return 1, fmt.Sprintf("It goes well: %d easy sessions in the last week. Every second day is enough now.", p.Times)
		}
		return 1, fmt.Sprintf("Further: %d easy sessions in the last week.", p.Times)
	case c.Relapse && !done:
		step = max(-1, min(1, c.Before)-1)
		if step < 0 {
			return step, "It came back: begin one step lower than before."
		}
		return step, ""
	}
	return 0, ""
}

// easy is the discomfort at or below which a session was easy: the low end of
// its range.
func easy(t *knowledge.Treatment) float64 {
	return float64(max(t.Discomfort.Low, t.Discomfort.High-2))
}

// Reached is the highest step that any treatment of the course has reached:
// what a relapse begins below.
func (c Course) Reached(base *knowledge.Base) int {
	b := &builder{base: base, in: Input{Course: c}}
	top := 0
	for i := range base.Treatments {
		if _, done := c.Done[base.Treatments[i].ID]; done {
			s, _ := b.step(&base.Treatments[i])
			top = max(top, s)
		}
	}
	return top
}

// tapers are the techniques that go further by being done less often: a spot
// that has grown calm is pressed every second day (step text of the dose).
var tapers = map[string]bool{"press": true, "self_massage": true}

// amount picks the numbers of today from the dose: half of the least when
// eased, the least at the start, the most when it goes further. Pressing is the
// other way round: each day at first, and less often when it goes well.
func amount(t *knowledge.Treatment, step int) Amount {
	d := t.Doses
	pick := func(r []int) int {
		switch {
		case len(r) == 0:
			return 0
		case step > 0:
			return r[len(r)-1]
		}
		return r[0]
	}
	half := func(n, least int) int {
		if step < 0 && n > 0 {
			return max(min(n, least), n/2)
		}
		return n
	}
	a := Amount{Hold: half(pick(d.Hold), 10), Repeats: pick(d.Repeats), Minutes: half(pick(d.Minutes), 1), PerDay: pick(d.PerDay), PerWeek: pick(d.PerWeek)}
	if step < 0 && len(d.Hold) == 0 {
		a.Repeats = half(a.Repeats, 3)
	}
	if n := len(d.PerWeek); n > 0 && tapers[t.Technique] {
		gentle := amountOf(d, a)
		gentle.PerWeek = d.PerWeek[n-1]
		if step > 0 {
			gentle.PerWeek = d.PerWeek[0]
		}
		a = gentle
	}
	a.Words = a.say()
	return a
}

// amountOf is an amount with the least time, as pressing keeps it at every
// step but the eased one, which is less already.
func amountOf(d knowledge.Doses, a Amount) Amount {
	least := func(now int, r []int) int {
		if len(r) == 0 {
			return now
		}
		return min(now, r[0])
	}
	a.Hold, a.Repeats, a.Minutes, a.PerDay = least(a.Hold, d.Hold), least(a.Repeats, d.Repeats), least(a.Minutes, d.Minutes), least(a.PerDay, d.PerDay)
	return a
}

// say puts the numbers into words: "30 seconds, 3 times, once a day, on 3 days a
// week". Numbers that do not say how often are no amount for a day: "" leaves it
// to the words of the dose.
func (a Amount) say() string {
	if a.PerDay == 0 && a.PerWeek == 0 {
		return ""
	}
	words := ""
	add := func(s string) {
		if words != "" {
			words += ", "
		}
		words += s
	}
	if a.Hold > 0 {
		add(count(a.Hold, "second"))
	}
	if a.Minutes > 0 {
		add(count(a.Minutes, "minute"))
	}
	if a.Repeats > 0 && a.Hold+a.Minutes > 0 {
		add(times(a.Repeats))
	} else if a.Repeats > 0 {
		add(count(a.Repeats, "repeat"))
	}
	switch {
	case a.PerDay == 1:
		add("once a day")
	case a.PerDay == 2:
		add("twice a day")
	case a.PerDay > 2:
		add(fmt.Sprintf("%d times a day", a.PerDay))
	}
	switch {
	case a.PerWeek == 7 && a.PerDay == 0:
		add("every day")
	case a.PerWeek == 1:
		add("one day a week")
	case a.PerWeek > 1 && a.PerWeek < 7:
		add(fmt.Sprintf("on %d days a week", a.PerWeek))
	}
	return words
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
