package plan

import (
	"fmt"

	"github.com/unknot/unknot"
)

// Who a plan may send to, nearest first.
const (
	ToSelf      = "self"
	ToTherapist = "therapist"
	ToDoctor    = "doctor"
	ToNeedles   = "needle_service"
)

// Route is who to go on to now, and who next when nothing changes.
type Route struct {
	To      string
	Name    string
	Reasons []string // why now
	Bring   []string
	Cards   []string // treatments that are done there
	Next    string   // who comes next, when there is no gain until the review
	NextWhy string
	Claims  []string
	Sources []string
}

// adequate is how many sessions of professional care count as a fair try: the
// trials give one or two a week for four weeks. fullCare is a full course
// (weekly for 12 weeks in Bron 2011, doi:10.1186/1741-7015-9-8; half of it is
// judgement).
const adequate, fullCare = 4, 6

// strongPain, 0-10, and littleFunction, PSFS 0-10, are where daily life is
// clearly limited (severe pain is 7 and more). Judgement.
const strongPain, littleFunction = 7, 3

// route picks who to go on to: a danger sign first, then what the diary says.
func (b *builder) route() {
	to, reasons := b.pick()
	r := Route{To: to, Reasons: reasons}
	if k, ok := b.base.Route(to); ok {
		r.Name, r.Bring, r.Cards, r.Claims, r.Sources = k.Name, k.Bring, k.Cards, k.Claims, k.Sources
		switch {
		case len(r.Reasons) == 0 && b.in.Course.Days == 0:
			r.Reasons = []string{"No danger sign in your answers. You can begin at home."}
		case len(r.Reasons) == 0:
			r.Reasons = []string{k.When}
		}
	}
	r.Next = map[string]string{ToSelf: ToTherapist, ToTherapist: ToDoctor, ToDoctor: ToNeedles}[to]
	if to == ToSelf && b.in.Course.Pro >= adequate {
		r.Next = ToDoctor
	}
	if k, ok := b.base.Route(r.Next); ok {
		r.NextWhy = k.When
		if to == ToTherapist && k.AfterCare != "" { // its words say adequate
			r.NextWhy = k.AfterCare
		}
	}
	b.plan.Route = r
}

func (b *builder) pick() (to string, reasons []string) {
	c := b.in.Course
	had := func(who string) bool { return contains(b.in.Wishes.Seen, who) }
	therapist, doctor := c.Pro >= adequate || had("therapist"), c.Doctor || had("doctor")
	after := func() string { // who comes after what was tried
		switch {
		case doctor && (c.Pro >= fullCare || therapist):
			return ToNeedles
		case therapist:
			return ToDoctor
		}
		return ToTherapist
	}
	tried := ""
	if therapist {
		tried = " A therapist has tried already."
	}
	if therapist && doctor {
		tried = " A therapist and a doctor have tried already."
	}
	switch {
	case b.plan.Level == unknot.Soon:
		return ToDoctor, []string{"Within days: a sign you named should be looked at."}
	case b.plan.Level == unknot.Routine:
		return ToDoctor, []string{"A planned visit: a sign you named should be looked at."}
	case c.Worse():
		return ToDoctor, []string{fmt.Sprintf("It grows: from %.0f to %.0f of 10 since the plan began. Have it looked at within days.", c.Then, c.Now)}
	case c.Unsettled():
		slow := ""
		if c.Gain() >= gainPoints { // a course may run as usual and still last too long
			slow = " It gets better, but so slowly that somebody should look."
		}
		return after(), []string{fmt.Sprintf("Not settled after six weeks: still %.0f of 10.%s%s", c.Now, slow, tried)}
	case c.NoGain():
		return after(), []string{fmt.Sprintf("No gain after two weeks of care: %.0f of 10 then, %.0f now.%s", c.Then, c.Now, tried)}
	case b.limited():
		return ToDoctor, []string{"It keeps you from daily life. Plan a visit, besides the plan."}
	}
	for _, k := range b.muscles {
		if m, ok := b.base.Muscle(k.Muscle); ok && m.ProfessionalOnly() {
			return ToTherapist, []string{fmt.Sprintf("The %s is not safe to press yourself.", sideName(k.Side, m))}
		}
	}
	if c.Relapse {
		return ToTherapist, []string{"It came back. A therapist can look for what keeps it going, besides the plan."}
	}
	return ToSelf, nil
}

// limited reports strong pain for two weeks, or hardly any of the person's own
// activities.
func (b *builder) limited() bool {
	function := unknot.PSFS(b.in.Wishes.Goals)
	return b.pain() >= strongPain && today(b.in) >= noGainDays || function >= 0 && function <= littleFunction
}

// visit says in words who to see besides.
func (b *builder) visit() {
	if b.plan.Level == unknot.Soon {
		b.plan.Visit = append(b.plan.Visit, "See a doctor within days. A sign you named should be looked at.")
	}
	if b.plan.Level == unknot.Routine {
		b.plan.Visit = append(b.plan.Visit, "Book a planned visit. A sign you named should be looked at.")
	}
	for _, c := range b.muscles {
		if m, ok := b.base.Muscle(c.Muscle); ok && m.ProfessionalOnly() {
			b.plan.Visit = append(b.plan.Visit, fmt.Sprintf("The %s is not safe to press yourself. A trained professional can test it.", sideName(c.Side, m)))
		}
	}
}

// review sets the next look: every two weeks, after three days for a fresh
// injury, and six weeks as the border.
func (b *builder) review() {
	b.plan.Review = Review{Days: noGainDays - b.in.Course.Days%noGainDays, Settled: settlingDays,
		Unless: "No gain after 2 weeks, or not settled after 6 weeks: see a physiotherapist or a doctor. If it gets better bit by bit, go on to week 6."}
	switch b.plan.Phase {
	case "fresh":
		b.plan.Review.Days = freshDays
	case "quiet":
		b.plan.Review.Unless = "It stays quiet: keep the training and the habit, and press the spot once a week to see. It comes back: log it, and the plan begins one step lower."
	}
	if c := b.in.Course; c.Worse() || c.Unsettled() || c.NoGain() { // the time to wait is over
		b.plan.Review.Unless = "Do not wait that long: book a visit now. Until then go on with what helps, and leave out what makes it worse."
	}
	if b.in.Course.Gain() >= gainPoints && b.in.Course.Days >= noGainDays && b.in.Course.Days < settlingDays {
		b.plan.Review.Unless = fmt.Sprintf("It gets better: %.0f of 10 at the start, %.0f now. Go on to week 6. Not settled by then: see a physiotherapist or a doctor.", b.in.Course.Then, b.in.Course.Now)
	}
}
