//go:build !js

package care

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/unknot/unknot"
)

// demoDays is how long the person of the demo has kept a diary.
const demoDays = 56

// demoCase is the person of the demo. She does not exist.
const demoCase = `{"schema":"unknot.case/v1","person":{"age":41,"sex":"female","pregnant":"no","tools":["ball","heat_pack","band"]},
"drawing":{"places":[{"words":"right temple","intensity":5,"quality":["ache"]},{"words":"between neck and right shoulder","intensity":6}]},
"onset":{"days":20,"kind":"gradual"},"findings":{"desk_hours":8,"press.trapezius_upper.right":"familiar_pain"},"danger":{"*":"no"}}`

// Demo keeps eight weeks of an invented person, for who wants to look around:
// pain that falls, a bad week after a deadline, sessions on most days. The same
// day gives the same diary.
func (p *Practice) Demo(ctx context.Context) error {
	now := p.Now()
	start := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location()).AddDate(0, 0, -demoDays)
	const episode = "DEMO"
	a, err := p.Assess([]byte(demoCase))
	if err != nil {
		return err
	}
	var entries []unknot.Entry
	var treatments []string
	for _, it := range a.Plan.Items {
		if len(treatments) == 0 || treatments[len(treatments)-1] != it.Treatment {
			treatments = append(treatments, it.Treatment)
		}
	}
	for day := 1; day <= demoDays; day++ {
		for part, hour := range []float64{8.25, 18.5} {
			e := demoEntry(day, part, treatments, start.AddDate(0, 0, day).Add(time.Duration(hour*float64(time.Hour))))
			if e.At.After(now) || part == 0 && day%3 == 0 { // nobody writes twice each day
				continue
			}
			e.Episode = episode
			for i, place := range a.Case.Drawing.Places {
				at := unknot.PainAt{Cells: place.Cells, Now: max(0, math.Round(e.Places[0].Now-1.5*float64(i%2))), Worst: -1, Average: -1}
				e.Places = append(e.Places, at)
			}
			e.Places = e.Places[1:]
			entries = append(entries, e)
		}
	}
	if err := p.Bring(ctx, Home, Brought{Cases: []BroughtCase{{ID: episode, Kept: start.Add(20 * time.Hour), Raw: []byte(demoCase)}}, Entries: entries}); err != nil {
		return fmt.Errorf("keep the diary of the demo: %w", err)
	}
	return nil
}

// demoEntry is one entry of the demo, with one number of pain for all places.
func demoEntry(day, part int, treatments []string, at time.Time) unknot.Entry {
	t := float64(day)
	pain := 1.8 + 4.6*math.Exp(-t/19)                               // settles
	pain += 2.4 * math.Exp(-(t-33)*(t-33)/14)                       // the week of the deadline
	pain += .7*math.Sin(t*2.4) + .4*math.Sin(t*5.1+float64(part)*2) // days differ
	pain += .5 * float64(part)                                      // evenings are worse
	if weekday := at.Weekday(); weekday == time.Sunday || weekday == time.Saturday {
		pain -= .6
	}
	e := unknot.Entry{ID: fmt.Sprintf("DEMO%02d%d", day, part), At: at, Sleep: -1, Stress: -1, Places: []unknot.PainAt{{Now: min(max(pain, 0), 10)}}}
	if part == 0 {
		e.Sleep = math.Round((7+.8*math.Sin(t*1.7))*2) / 2
		e.Stress = math.Round(min(max(3+1.5*math.Sin(t/3)+4*math.Exp(-(t-32)*(t-32)/18), 0), 10))
	}
	if part == 1 && day%7 != 0 && day%5 != 0 && len(treatments) > 0 {
		e.Did = []unknot.Done{{Treatment: treatments[0], Minutes: 4, Effort: 4}}
		if len(treatments) > 1 && day%2 == 0 {
			e.Did = append(e.Did, unknot.Done{Treatment: treatments[1], Minutes: 3, Effort: 3})
		}
	}
	switch day*10 + part {
	case 320:
		e.Note = "Deadline. Ten hours at the screen."
	case 481:
		e.Note = "Turned the head without thinking of it."
	}
	return e
}
