package plan_test

import (
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/plan"
)

var begun = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// pains makes a diary with one entry a day.
func pains(list ...float64) []unknot.Entry {
	var out []unknot.Entry
	for day, pain := range list {
		out = append(out, unknot.Entry{At: begun.AddDate(0, 0, day).Add(time.Hour), Sleep: -1, Stress: -1,
			Places: []unknot.PainAt{{Cells: []unknot.CellID{"temple.right"}, Now: pain, Worst: -1, Average: -1}}})
	}
	return out
}

func repeat(pain float64, days int) []float64 {
	out := make([]float64, days)
	for i := range out {
		out[i] = pain
	}
	return out
}

func TestTheDiaryMovesThePlanOn(t *testing.T) {
	base := load(t)
	falling := []float64{6, 6, 6, 5, 6, 5, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2}
	for name, c := range map[string]struct {
		pain  []float64
		days  int
		want  string // who comes next
		phase string
		check func(plan.Course) bool
	}{
		"too early to say":       {repeat(6, 5), 5, plan.ToSelf, "settling", func(c plan.Course) bool { return !c.NoGain() && !c.Worse() }},
		"no gain at two weeks":   {repeat(6, 15), 15, plan.ToTherapist, "settling", plan.Course.NoGain},
		"gain at two weeks":      {falling, 15, plan.ToSelf, "settling", func(c plan.Course) bool { return !c.NoGain() && c.Gain() > 2 }},
		"clearly worse":          {append(repeat(4, 6), repeat(7, 6)...), 12, plan.ToDoctor, "settling", plan.Course.Worse},
		"unsettled at six weeks": {append(repeat(6, 20), repeat(4, 25)...), 44, plan.ToTherapist, "lasting", plan.Course.Unsettled},
		"quiet for two weeks":    {append(repeat(5, 10), repeat(0, 15)...), 24, plan.ToSelf, "quiet", func(c plan.Course) bool { return c.Calm }},
	} {
		course := plan.Follow(base, pains(c.pain...), begun, begun.AddDate(0, 0, c.days))
		if !c.check(course) {
			t.Errorf("%s: %+v", name, course)
		}
		p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Onset: assess.Onset{Days: 5, Kind: "gradual"}, Assessment: answer("trapezius_upper"), Pain: 5, Course: course})
		if p.Route.To != c.want || p.Phase != c.phase || len(p.Route.Reasons) == 0 {
			t.Errorf("%s: route %s (%v), phase %s", name, p.Route.To, p.Route.Reasons, p.Phase)
		}
	}
}

// What gets better, and is still not settled after six weeks, is said to do
// both: the course beside the plan may well call it on track.
func TestWhatEasesTooSlowlyIsSaidToEase(t *testing.T) {
	base := load(t)
	for _, c := range []struct {
		then, now float64
		eases     bool
	}{{7, 3, true}, {4, 4, false}, {4, 5, false}} {
		p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Onset: assess.Onset{Days: 5, Kind: "gradual"}, Assessment: answer("trapezius_upper"), Pain: 5,
			Course: plan.Course{Days: 50, Logged: 40, Then: c.then, Now: c.now}})
		reason := strings.Join(p.Route.Reasons, " ")
		if !strings.Contains(reason, "Not settled after six weeks") || strings.Contains(reason, "It gets better, but so slowly") != c.eases {
			t.Errorf("from %v to %v: %q", c.then, c.now, reason)
		}
	}
}

// A stubborn case goes to a therapist, then to a doctor, and only after both,
// and full care, to needles.
func TestTheLadderOfCare(t *testing.T) {
	base := load(t)
	stuck := plan.Course{Days: 20, Logged: 18, Then: 6, Now: 6}
	for name, c := range map[string]struct {
		pro    int
		doctor bool
		seen   []string
		want   string
	}{
		"nobody yet":             {want: plan.ToTherapist},
		"two visits are no try":  {pro: 2, want: plan.ToTherapist},
		"a fair try":             {pro: 4, want: plan.ToDoctor},
		"by word":                {seen: []string{"therapist"}, want: plan.ToDoctor},
		"a doctor first":         {doctor: true, want: plan.ToTherapist},
		"both, with full care":   {pro: 6, doctor: true, want: plan.ToNeedles},
		"both, by word":          {seen: []string{"therapist", "doctor"}, want: plan.ToNeedles},
		"needles are never home": {pro: 12, doctor: true, want: plan.ToNeedles},
	} {
		course := stuck
		course.Pro, course.Doctor = c.pro, c.doctor
		p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Onset: assess.Onset{Days: 30, Kind: "gradual"}, Assessment: answer("trapezius_upper"), Pain: 6, Course: course, Wishes: unknot.Wishes{Seen: c.seen}})
		if p.Route.To != c.want {
			t.Errorf("%s: %s, %v", name, p.Route.To, p.Route.Reasons)
		}
		if strings.Contains(p.Review.Unless, "No gain after 2 weeks") {
			t.Errorf("%s: two weeks brought no gain, and the review speaks of them as if they were to come", name)
		}
		for _, it := range p.Items {
			if it.Who != "self" && it.Who != "partner" {
				t.Errorf("%s: %s is a step of self-care", name, it.Treatment)
			}
		}
	}
	if p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Assessment: answer("longus_colli")}); p.Route.To != plan.ToTherapist {
		t.Errorf("a muscle that is not for oneself leads to %s", p.Route.To)
	}
}

func TestStepsByTheDiary(t *testing.T) {
	base := load(t)
	session := func(day, effort float64, stopped string) unknot.Entry {
		return unknot.Entry{At: begun.Add(time.Duration(day * 24 * float64(time.Hour))), Sleep: -1, Stress: -1,
			Did: []unknot.Done{{Treatment: "press_fingers", Effort: effort, Minutes: -1, Stopped: stopped}}}
	}
	felt := func(day, pain float64) unknot.Entry {
		e := pains(pain)[0]
		e.At = begun.Add(time.Duration(day * 24 * float64(time.Hour)))
		return e
	}
	for name, c := range map[string]struct {
		diary   []unknot.Entry
		relapse bool
		before  int
		want    int
	}{
		"nothing done":                {nil, false, 0, 0},
		"within the range":            {[]unknot.Entry{session(1, 5, ""), session(2, 5, ""), session(3, 6, "")}, false, 0, 0},
		"easy three times":            {[]unknot.Entry{session(1, 4, ""), session(2, 3, ""), session(3, 4, "")}, false, 0, 1},
		"easy, but only twice":        {[]unknot.Entry{session(1, 3, ""), session(2, 3, "")}, false, 0, 0},
		"above the range":             {[]unknot.Entry{session(1, 7, ""), session(2, 8, "")}, false, 0, -1},
		"stopped":                     {[]unknot.Entry{session(1, 4, ""), session(2, 4, "too_much_pain"), session(3, 4, "")}, false, 0, -1},
		"sore the next day":           {[]unknot.Entry{felt(0.9, 3), session(1, 4, ""), felt(1.8, 5.5)}, false, 0, -1},
		"a little more pain is not":   {[]unknot.Entry{felt(0.9, 3), session(1, 5, ""), felt(1.8, 4)}, false, 0, 0},
		"right after is not sore yet": {[]unknot.Entry{felt(0.9, 3), session(1, 5, ""), felt(1.01, 6)}, false, 0, 0},
		"long ago does not count":     {[]unknot.Entry{session(-9, 9, "too_much_pain")}, false, 0, 0},
		"came back, one step lower":   {nil, true, 0, -1},
		"came back from further on":   {nil, true, 1, 0},
	} {
		course := plan.Follow(base, c.diary, begun.AddDate(0, 0, -20), begun.AddDate(0, 0, 4))
		course.Relapse, course.Before = c.relapse, c.before
		p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Onset: assess.Onset{Days: 10}, Assessment: answer("trapezius_upper"), Pain: 4, Course: course})
		if got := p.Items[0]; got.Treatment != "press_fingers" || got.Step != c.want || got.Step != 0 && got.StepWhy == "" {
			t.Errorf("%s: %s at step %d (%s), want %d", name, got.Treatment, got.Step, got.StepWhy, c.want)
		}
	}
}

// No warmth over a fresh rub, wherever it was logged; a day later it is back.
func TestNoWarmthOverAFreshRub(t *testing.T) {
	base := load(t)
	in := plan.Input{Person: unknot.Person{Age: 40, Tools: []string{"heat_pack", "heat_wrap"}}, Onset: assess.Onset{Days: 20}, Assessment: answer("trapezius_upper"), Pain: 4}
	for hours, warm := range map[float64]bool{1: false, 11: false, 13: true} {
		entry := unknot.Entry{At: begun, Did: []unknot.Done{{Treatment: "rub_capsaicin", Effort: -1, Minutes: -1}}}
		in.Course = plan.Course{Recent: plan.Lately(base, []unknot.Entry{entry}, begun.Add(time.Duration(hours*float64(time.Hour))))}
		p := build(t, base, in)
		got := false
		for _, it := range p.Items {
			got = got || it.Technique == "heat"
		}
		if got != warm {
			t.Errorf("%v hours after capsaicin: warmth %v", hours, got)
		}
		if !warm && len(p.Withheld) == 0 {
			t.Error("nothing says why there is no warmth")
		}
	}
}

// The clashes are settled as the table of claims says.
func TestClashesAreSettled(t *testing.T) {
	base := load(t)
	p := build(t, base, plan.Input{Person: unknot.Person{Age: 40, Tools: []string{"band", "heat_pack"}}, Onset: assess.Onset{Days: 90}, Assessment: answer("trapezius_upper"), Pain: 4})
	settled := map[string]bool{}
	for _, r := range p.Settled {
		settled[r.ID] = r.Rule != "" && len(r.Claims) > 0
	}
	for _, id := range []string{"rest", "stretch_hold", "stretch_end", "lengthen", "pressure", "how_often_press", "cold_heat"} {
		if !settled[id] {
			t.Errorf("%s is not settled beside the items it concerns", id)
		}
	}
	for _, it := range p.Items {
		if it.Technique == "stretch" && it.Dose.Now.Hold > 30 {
			t.Errorf("a stretch is held %d seconds", it.Dose.Now.Hold)
		}
		if it.Technique == "press" && it.Dose.Now.PerDay > 2 {
			t.Errorf("pressed %d times a day", it.Dose.Now.PerDay)
		}
	}
	for _, claims := range [][]string{{"C264", "C033"}, {"C210", "C200"}, {"C088", "C087"}, {"C095", "C096"}, {"C260", "C138"}, {"C258", "C266"}, {"C134", "C137"}, {"C145", "C143"}, {"C108", "C124"}, {"C116", "C184"}, {"C157", "C162"}, {"C122", "C148"}, {"C113", "C126"}, {"C011", "C079"}, {"C026", "C031"}, {"C037", "C034"}, {"C246", "C245"}, {"C182", "C179"}} {
		found := false
		for _, k := range base.Clashes {
			has := map[string]bool{}
			for _, c := range k.Claims {
				has[c] = true
			}
			found = found || has[claims[0]] && has[claims[1]]
		}
		if !found {
			t.Errorf("the clash of %v has no rule", claims)
		}
	}
}

func BenchmarkFollow(b *testing.B) {
	base := load(b)
	diary := pains(repeat(5, 365)...)
	for b.Loop() {
		plan.Follow(base, diary, begun, begun.AddDate(1, 0, 0))
	}
}
