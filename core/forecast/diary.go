package forecast

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/core/knowledge"
)

// Spot is a place of a complaint: its cells, and the pain when it was first
// told.
type Spot struct {
	Name  string
	Cells []unknot.CellID
	Pain  float64 // NRS 0-10
}

// Diary is what Gather makes of entries.
type Diary struct {
	Places  []Place
	Days    []Day
	First   time.Time // noon of the first day, UTC
	Weekday int       // of the first day, 0 is Monday
	Ignored int       // entries that were left out: from the future, told twice, or of other places
}

// Gather makes days of entries. A day is a day of the calendar where the
// person is, so that a change of the clock makes no gap and no double day. The
// first telling of the complaint, at started, is its first rating. Several
// entries of a day are averaged; the average since the last entry counts before
// the pain now, and that before the worst. Entries with the id of an earlier
// one, or later than now, are left out.
func Gather(base *knowledge.Base, spots []Spot, started time.Time, entries []unknot.Entry, now time.Time, zone *time.Location) Diary {
	first, last := dayOf(started, zone), dayOf(now, zone)
	list := unknot.OldestFirst(entries)
	if len(list) > 0 {
		first = min(first, dayOf(list[0].At, zone))
	}
	first = max(first, last-MostDays+1)
	n := max(1, last-first+1)
	d := Diary{Days: make([]Day, n), First: time.Unix(int64(first)*86400, 0).UTC().Add(12 * time.Hour), Weekday: ((first+3)%7 + 7) % 7}
	pain, kPa := newMeans(len(spots), n), newMeans(len(spots), n)
	stress, sleep := newMeans(1, n), newMeans(1, n)
	if at := dayOf(started, zone) - first; at >= 0 && at < n {
		for i, s := range spots {
			pain.add(i, at, s.Pain)
		}
	}
	seen, zones := map[string]bool{}, spotZones(spots)
	for _, e := range list {
		day := dayOf(e.At, zone) - first
		if day < 0 || day >= n || e.At.After(now) || seen[e.ID] && e.ID != "" {
			d.Ignored++
			continue
		}
		seen[e.ID] = true
		used := false
		for _, p := range e.Places {
			i := nearest(spots, zones, p.Cells)
			if i < 0 {
				continue
			}
			used = true
			if y := ratingOf(p); y >= 0 {
				pain.add(i, day, y)
			}
			if p.Threshold > 0 {
				kPa.add(i, day, p.Threshold)
			}
		}
		if len(e.Places) > 0 && !used {
			d.Ignored++
		}
		if e.Stress >= 0 {
			stress.add(0, day, e.Stress)
		}
		if e.Sleep >= 0 {
			sleep.add(0, day, e.Sleep)
		}
		for _, x := range e.Did {
			if s, ok := SessionOf(base, x.Treatment, x.Minutes); ok {
				d.Days[day].Done = append(d.Days[day].Done, s)
			}
		}
	}
	for day := range d.Days {
		d.Days[day].Stress, d.Days[day].Sleep = stress.at(0, day, -1), sleep.at(0, day, -1)
	}
	for i, s := range spots {
		p := Place{Name: s.Name}
		for day := range n {
			p.Pain = append(p.Pain, pain.at(i, day, -1))
			p.PPT = append(p.PPT, kPa.at(i, day, 0))
		}
		d.Places = append(d.Places, p)
	}
	return d
}

// dayOf numbers the days of the calendar.
func dayOf(t time.Time, zone *time.Location) int {
	y, m, d := t.In(zone).Date()
	return int(math.Floor(float64(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()) / 86400))
}

// spotZones are the zones of each spot.
func spotZones(spots []Spot) [][]unknot.CellID {
	out := make([][]unknot.CellID, len(spots))
	for i, s := range spots {
		for _, c := range s.Cells {
			out[i] = append(out[i], body.ZoneOf(c))
		}
	}
	return out
}

// nearest is the place that shares most cells, else the first in the same zone
// and on the same side, or -1.
func nearest(spots []Spot, zones [][]unknot.CellID, cells []unknot.CellID) int {
	best, most := -1, 0
	for i, s := range spots {
		n := 0
		for _, c := range cells {
			if slices.Contains(s.Cells, c) {
				n += 1000
			} else if slices.Contains(zones[i], body.ZoneOf(c)) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

func ratingOf(p unknot.PainAt) float64 {
	for _, y := range []float64{p.Average, p.Now, p.Worst} {
		if y >= 0 {
			return y
		}
	}
	return -1
}

// means collects several values of a day.
type means [][][2]float64

func newMeans(rows, days int) means {
	m := make(means, rows)
	for i := range m {
		m[i] = make([][2]float64, days)
	}
	return m
}

func (m means) add(row, day int, v float64) {
	m[row][day][0] += v
	m[row][day][1]++
}

func (m means) at(row, day int, none float64) float64 {
	if v := m[row][day]; v[1] > 0 {
		return v[0] / v[1]
	}
	return none
}

// SessionOf says what a treatment does here, by the time that was said (-1
// when unsaid); not ok when it does nothing that the forecast knows.
func SessionOf(base *knowledge.Base, treatment string, minutes float64) (Session, bool) {
	s, ok := base.Session(treatment)
	if !ok {
		return Session{}, false
	}
	dose := s.Dose
	if minutes >= 0 && s.PerMinute > 0 {
		dose = minutes * s.PerMinute
	}
	return Session{Kind: s.Does, Dose: dose}, true
}

// Check tells whether the knowledge asks for something that no model does.
func Check(base *knowledge.Base) error {
	for _, s := range base.Sessions {
		if err := (Session{s.Does, s.Dose}).check(); err != nil {
			return fmt.Errorf("session of %s: %w", s.Treatment, err)
		}
		if !slices.Contains(knot.EventKinds, s.Does) && !slices.Contains(StateKinds, s.Does) {
			return fmt.Errorf("session of %s: %q is neither an event of the model nor a state of the day", s.Treatment, s.Does)
		}
	}
	return nil
}
