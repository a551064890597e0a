package care

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Summary is the diary by day, oldest first, as charts and tables need it.
type Summary struct {
	Days     []Day
	Places   []unknot.CellID // every zone by side that was logged, the most often logged first
	Measures []Measure       // function, thresholds, motion, work, by name
	Spots    []unknot.Spot   // how each trigger point was found last, by muscle and side
	NoGain   bool            // two weeks and more of entries, and the pain is not lower
}

// Day is one day of the diary; days without entries are left out.
type Day struct {
	Date     string // 2006-01-02 in the zone that was asked for
	Entries  int
	Places   []PlaceDay // in the order of Summary.Places
	Sessions int        // things done
	Minutes  float64    // of the sessions that said how long they took
	Effort   float64    // mean discomfort of the sessions, 0-10; -1 when unsaid
	Sleep    float64    // hours, the last that was said; -1 when unsaid
	Stress   float64    // 0-10, mean; -1 when unsaid
	Medicine []string   // what was taken, by name, each once
}

// Top is the strongest mean of a place on the day; -1 when none was said.
func (d Day) Top() float64 {
	top := -1.0
	for _, at := range d.Places {
		top = max(top, at.Mean)
	}
	return top
}

// PlaceDay is one zone on one day: how it was, NRS 0-10.
type PlaceDay struct {
	Cell    unknot.CellID
	Entries int
	Mean    float64 // of pain now, or of the average where only that was said; -1 when unsaid
	Worst   float64 // -1 when unsaid
}

// Summary sums the diary up since a time; with an episode, only its entries.
// zone says where a day begins.
func (p *Practice) Summary(ctx context.Context, tenant, episode string, since time.Time, zone *time.Location) (Summary, error) {
	list, err := p.DiaryOf(ctx, tenant, episode, since)
	if err != nil {
		return Summary{}, err
	}
	return Summarize(list, zone), nil
}

// mean gathers numbers; an empty one is unsaid.
type mean struct{ sum, n float64 }

func (m *mean) add(x float64) {
	if x >= 0 {
		m.sum, m.n = m.sum+x, m.n+1
	}
}

func (m mean) value() float64 {
	if m.n == 0 {
		return -1
	}
	return m.sum / m.n
}

// Summarize sums entries up, which come latest first.
func Summarize(list []unknot.Entry, zone *time.Location) Summary {
	var s Summary
	logged := map[unknot.CellID]int{}
	for _, e := range list {
		for zone := range zonesIn(e) {
			logged[zone]++
		}
	}
	for c := range logged {
		s.Places = append(s.Places, c)
	}
	slices.SortFunc(s.Places, func(a, b unknot.CellID) int {
		if logged[a] != logged[b] {
			return logged[b] - logged[a]
		}
		return strings.Compare(string(a), string(b))
	})
	found := map[unknot.Spot]bool{} // by muscle and side, the state left out
	for end := 0; end < len(list); {
		start, date := end, list[end].At.In(zone).Format(time.DateOnly)
		for end < len(list) && list[end].At.In(zone).Format(time.DateOnly) == date {
			for _, spot := range list[end].Spots {
				key := unknot.Spot{Muscle: spot.Muscle, Side: spot.Side}
				if !found[key] {
					found[key] = true
					s.Spots = append(s.Spots, spot)
				}
			}
			end++
		}
		s.Days = append(s.Days, day(date, list[start:end], s.Places))
	}
	slices.Reverse(s.Days)
	slices.SortFunc(s.Spots, func(a, b unknot.Spot) int {
		return strings.Compare(string(a.Muscle)+string(a.Side), string(b.Muscle)+string(b.Side))
	})
	s.Measures = measures(list, zone)
	s.NoGain = noGain(s.Days)
	return s
}

// day sums the entries of one day up, latest first.
func day(date string, list []unknot.Entry, places []unknot.CellID) Day {
	d := Day{Date: date, Entries: len(list), Sleep: -1}
	now, worst, times := map[unknot.CellID]*mean{}, map[unknot.CellID]float64{}, map[unknot.CellID]int{}
	var effort, stress mean
	for _, e := range list {
		if d.Sleep < 0 {
			d.Sleep = e.Sleep
		}
		stress.add(e.Stress)
		for _, m := range e.Medicine {
			if !slices.Contains(d.Medicine, m.Name) {
				d.Medicine = append(d.Medicine, m.Name)
			}
		}
		for _, done := range e.Did {
			d.Sessions++
			d.Minutes += max(done.Minutes, 0)
			effort.add(done.Effort)
		}
		for zone, at := range zonesIn(e) {
			if now[zone] == nil {
				now[zone], worst[zone] = &mean{}, -1
			}
			now[zone].add(at.pain)
			worst[zone] = max(worst[zone], at.worst)
			times[zone]++
		}
	}
	for _, c := range places {
		if times[c] > 0 {
			d.Places = append(d.Places, PlaceDay{Cell: c, Entries: times[c], Mean: now[c].value(), Worst: worst[c]})
		}
	}
	slices.Sort(d.Medicine)
	d.Effort, d.Stress = effort.value(), stress.value()
	return d
}

// felt is how a zone was in one entry; -1 what was not said.
type felt struct{ pain, worst float64 }

// zonesIn is how each zone was that an entry names, or a part of which it names:
// the strongest of its parts.
func zonesIn(e unknot.Entry) map[unknot.CellID]felt {
	out := map[unknot.CellID]felt{}
	for _, at := range e.Places {
		for _, c := range at.Cells {
			zone := body.ZoneOf(c)
			was, ok := out[zone]
			if !ok {
				was = felt{-1, -1}
			}
			out[zone] = felt{max(was.pain, at.Pain()), max(was.worst, at.Now, at.Worst, at.Average)}
		}
	}
	return out
}

// gain is how much lower the pain must be to count as any gain at all, and
// window how many days of entries stand for "then" and "now". Judgement: less
// than 2 points, the change that people call much improved (Farrar 2001,
// doi:10.1016/S0304-3959(01)00349-9), and more than the noise of one number.
const gain, window = 1, 5

// noGain compares the strongest place of the first and the last days, when at
// least two weeks lie between.
func noGain(days []Day) bool {
	if len(days) < 2*window {
		return false
	}
	first, err := time.Parse(time.DateOnly, days[0].Date)
	last, err2 := time.Parse(time.DateOnly, days[len(days)-1].Date)
	if err != nil || err2 != nil || last.Sub(first) < 14*24*time.Hour {
		return false
	}
	strongest := func(list []Day) float64 {
		var m mean
		for _, d := range list {
			m.add(d.Top())
		}
		return m.value()
	}
	then, now := strongest(days[:window]), strongest(days[len(days)-window:])
	return then > 0 && now > then-gain
}
