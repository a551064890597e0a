package plan

import (
	"slices"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Course is what the diary says of the time since the plan began. The zero
// value is a plan that begins today.
type Course struct {
	Days    int     // since the plan began
	Logged  int     // days with a pain that was logged
	Then    float64 // mean pain of the first days, the strongest place of each, 0-10; -1 when unsaid
	Now     float64 // the same of the last days
	Calm    bool    // pain at most 1 in each of the last 14 logged-on days that were logged, at least 5 of them
	Done    map[string]Practised
	Pro     int                // sessions of professional care
	Doctor  bool               // something only a doctor does was done
	Recent  map[string]float64 // technique → hours since it was last done, for the last two days
	Relapse bool               // the same place had settled before
	Before  int                // the step that the earlier plan had reached; counts when Relapse
}

// Practised is how a treatment went in the last week.
type Practised struct {
	Times   int     // in the last 7 days
	Effort  float64 // mean discomfort, 0-10; -1 when unsaid
	Stopped int     // sessions that a stop rule ended
	Sore    int     // sessions after which the pain was clearly higher within two days
}

// Numbers of the course. A change of one point is the least that people call
// slightly better, two points much better (Salaffi 2004,
// doi:10.1016/j.ejpain.2003.09.004). Windows and the rest are judgement.
const (
	gainPoints   = 1.0 // less is no gain
	clearPoints  = 2.0 // a clear change: worse, or sore after a session
	calmPain     = 1.0
	calmDays     = 14
	calmLogged   = 5
	windowDays   = 5 // days that stand for "then" and "now"
	noGainDays   = 14
	settledPain  = 2.0
	worseDays    = 7
	recentHours  = 48
	soreFrom     = 2 * time.Hour // pain right after a session is no soreness yet
	soreUntil    = 48 * time.Hour
	practiceDays = 7
)

// Follow reads the diary since the plan began. Entries may come in any order.
// Recent is for Lately to say: it asks for more than the diary of one plan.
func Follow(base *knowledge.Base, entries []unknot.Entry, began, now time.Time) Course {
	list := unknot.OldestFirst(entries)
	list = slices.DeleteFunc(list, func(e *unknot.Entry) bool { return e.At.Before(began) || e.At.After(now) })
	c := Course{Days: max(0, int(now.Sub(began).Hours()/24)), Then: -1, Now: -1}
	days := byDay(list, began)
	c.Logged = len(days)
	if n := len(days); n > 0 {
		c.Then, c.Now = meanPain(days[:min(windowDays, n)]), meanPain(days[max(0, n-windowDays):])
		c.Calm = calm(days, c.Days)
	}
	c.practice(base, list, now)
	return c
}

// Lately says how many hours ago each technique was last done, in the last two
// days. Give it the whole diary of these days: a rub counts whatever it was for.
func Lately(base *knowledge.Base, entries []unknot.Entry, now time.Time) map[string]float64 {
	out := map[string]float64{}
	for _, e := range entries {
		ago := now.Sub(e.At).Hours()
		for _, d := range e.Did {
			t, ok := base.Treatment(d.Treatment)
			if !ok || ago < 0 || ago > recentHours {
				continue
			}
			if before, seen := out[t.Technique]; !seen || ago < before {
				out[t.Technique] = ago
			}
		}
	}
	return out
}

// painDay is the strongest pain of a day, counted from the beginning.
type painDay struct {
	day  int
	pain float64
}

func byDay(list []*unknot.Entry, began time.Time) []painDay {
	var out []painDay
	for _, e := range list {
		pain := e.Pain()
		if pain < 0 {
			continue
		}
		day := int(e.At.Sub(began).Hours() / 24)
		if n := len(out); n > 0 && out[n-1].day == day {
			out[n-1].pain = max(out[n-1].pain, pain)
		} else {
			out = append(out, painDay{day, pain})
		}
	}
	return out
}

func meanPain(days []painDay) float64 {
	sum := 0.0
	for _, d := range days {
		sum += d.pain
	}
	return sum / float64(len(days))
}

func calm(days []painDay, today int) bool {
	n := 0
	for _, d := range days {
		if today-d.day >= calmDays {
			continue
		}
		if d.pain > calmPain {
			return false
		}
		n++
	}
	return n >= calmLogged
}

func (c *Course) practice(base *knowledge.Base, list []*unknot.Entry, now time.Time) {
	c.Done = map[string]Practised{}
	efforts := map[string][]float64{}
	for i, e := range list {
		for _, d := range e.Did {
			t, ok := base.Treatment(d.Treatment)
			if !ok {
				continue
			}
			switch t.Who {
			case "professional":
				c.Pro++
			case "doctor":
				c.Pro++
				c.Doctor = true
			}
			ago := now.Sub(e.At).Hours()
			if ago > practiceDays*24 {
				continue
			}
			p := c.Done[t.ID]
			p.Times++
			if d.Stopped != "" {
				p.Stopped++
			}
			if sore(list, i, d) {
				p.Sore++
			}
			if d.Effort >= 0 {
				efforts[t.ID] = append(efforts[t.ID], d.Effort)
			}
			c.Done[t.ID] = p
		}
	}
	for id, p := range c.Done {
		p.Effort = -1
		for _, e := range efforts[id] {
			p.Effort = max(p.Effort, 0) + e/float64(len(efforts[id]))
		}
		c.Done[id] = p
	}
}

// sore reports whether the pain was clearly higher within two days after a
// session than before it.
func sore(list []*unknot.Entry, at int, d unknot.Done) bool {
	before := -1.0
	if d.Pain != nil {
		before = d.Pain.Before
	}
	for i := at - 1; i >= 0 && before < 0; i-- {
		before = list[i].Pain()
	}
	if before < 0 {
		return false
	}
	for _, later := range list[at+1:] {
		gap := later.At.Sub(list[at].At)
		if gap > soreUntil {
			return false
		}
		if gap >= soreFrom && later.Pain()-before >= clearPoints {
			return true
		}
	}
	return false
}

// Gain is how much lower the pain is than at the start; 0 when too little was
// logged to say.
func (c Course) Gain() float64 {
	if c.Then < 0 || c.Logged < 2*windowDays {
		return 0
	}
	return c.Then - c.Now
}

// NoGain reports whether two weeks of care have brought no gain.
func (c Course) NoGain() bool {
	return c.Days >= noGainDays && c.Logged >= 2*windowDays && c.Gain() < gainPoints && c.Now > calmPain
}

// Worse reports whether the pain is clearly higher than at the start.
func (c Course) Worse() bool {
	return c.Days >= worseDays && c.Logged >= windowDays+2 && c.Now-c.Then >= clearPoints
}

// Unsettled reports whether the complaint, which began so many days before
// the plan, has gone on for six weeks of the plan.
func (c Course) Unsettled() bool {
	return c.Days >= settlingDays && c.Logged > 0 && c.Now > settledPain
}
