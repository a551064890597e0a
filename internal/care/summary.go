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
	dates, felt := make([]string, len(list)), make([][]zoneFelt, len(list))
	logged, zoneOf := map[unknot.CellID]int{}, map[unknot.CellID]unknot.CellID{}
	for i := range list {
		dates[i] = list[i].At.In(zone).Format(time.DateOnly)
		felt[i] = zonesIn(&list[i], zoneOf)
		for _, at := range felt[i] {
			logged[at.zone]++
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
	order := map[unknot.CellID]int{} // where a zone stands in s.Places
	for i, c := range s.Places {
		order[c] = i
	}
	found := map[unknot.Spot]bool{} // by muscle and side, the state left out
	for end := 0; end < len(list); {
		start := end
		for end < len(list) && dates[end] == dates[start] {
			for _, spot := range list[end].Spots {
				key := unknot.Spot{Muscle: spot.Muscle, Side: spot.Side}
				if !found[key] {
					found[key] = true
					s.Spots = append(s.Spots, spot)
				}
			}
			end++
		}
		d := day(dates[start], list[start:end])
		d.Places = placesOf(felt[start:end], order)
		s.Days = append(s.Days, d)
	}
	slices.Reverse(s.Days)
	slices.SortFunc(s.Spots, func(a, b unknot.Spot) int {
		return strings.Compare(string(a.Muscle)+string(a.Side), string(b.Muscle)+string(b.Side))
	})
	s.Measures = measures(list, dates)
	s.NoGain = noGain(s.Days)
	return s
}

// day sums the entries of one day up, latest first, but for its places.
func day(date string, list []unknot.Entry) Day {
	d := Day{Date: date, Entries: len(list), Sleep: -1}
	var effort, stress mean
	for i := range list {
		e := &list[i]
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
	}
	slices.Sort(d.Medicine)
	d.Effort, d.Stress = effort.value(), stress.value()
	return d
}

// placesOf sums up how the zones of one day were, in the order that is given.
func placesOf(list [][]zoneFelt, order map[unknot.CellID]int) []PlaceDay {
	var out []PlaceDay
	var pains []mean // beside out
	for _, entry := range list {
		for _, at := range entry {
			i := slices.IndexFunc(out, func(d PlaceDay) bool { return d.Cell == at.zone })
			if i < 0 {
				i = len(out)
				out, pains = append(out, PlaceDay{Cell: at.zone, Worst: -1}), append(pains, mean{})
			}
			pains[i].add(at.pain)
			out[i].Worst = max(out[i].Worst, at.worst)
			out[i].Entries++
		}
	}
	for i := range out {
		out[i].Mean = pains[i].value()
	}
	slices.SortFunc(out, func(a, b PlaceDay) int { return order[a.Cell] - order[b.Cell] })
	return out
}

// zoneFelt is how a zone was in one entry; -1 what was not said.
type zoneFelt struct {
	zone        unknot.CellID
	pain, worst float64
}

// zonesIn is how each zone was that an entry names, or a part of which it names:
// the strongest of its parts. zoneOf remembers the zones of cells.
func zonesIn(e *unknot.Entry, zoneOf map[unknot.CellID]unknot.CellID) []zoneFelt {
	var out []zoneFelt
	for _, at := range e.Places {
		for _, c := range at.Cells {
			zone, known := zoneOf[c]
			if !known {
				zone = body.ZoneOf(c)
				zoneOf[c] = zone
			}
			i := slices.IndexFunc(out, func(f zoneFelt) bool { return f.zone == zone })
			if i < 0 {
				i = len(out)
				out = append(out, zoneFelt{zone, -1, -1})
			}
			out[i].pain = max(out[i].pain, at.Pain())
			out[i].worst = max(out[i].worst, at.Now, at.Worst, at.Average)
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
