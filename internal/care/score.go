//go:build !js

package care

import (
	"context"
	"time"

	"github.com/unknot/unknot/core/forecast"
)

// Score is how well kept forecasts foretold what came. Distances are mean
// continuous ranked probability scores in points of pain; lower is better.
type Score struct {
	Forecasts int     `json:"forecasts"`
	Days      int     `json:"days"` // days that were foretold and rated, all places together
	In50      float64 `json:"in50"` // share of the ratings within the band of 50 %
	In80      float64 `json:"in80"`
	Model     float64 `json:"model"`
	Last      float64 `json:"last"`     // of the rule: as the last rating
	Smoothed  float64 `json:"smoothed"` // of the rule: as the smoothed diary
}

// ForecastScore holds the kept forecasts of an episode against the diary that
// came after them.
func (p *Practice) ForecastScore(ctx context.Context, tenant, id string, zone *time.Location) (Score, error) {
	diary, err := p.byDay(ctx, tenant, id, zone)
	if err != nil {
		return Score{}, err
	}
	rated := map[string][]float64{} // by day
	for day := range diary.Days {
		date := diary.First.AddDate(0, 0, day).Format(time.DateOnly)
		for _, place := range diary.Places {
			rated[date] = append(rated[date], place.Pain[day])
		}
	}
	var s Score
	cursor := ""
	for {
		list, next, err := Forecasts.Page(ctx, p, tenant, id, cursor, 50)
		if err != nil {
			return s, err
		}
		for _, doc := range list {
			used := false
			for i, place := range doc.Body.Places {
				if place.Place > 0 {
					i = place.Place - 1
				}
				last, smoothed := forecast.Chances(place.Last.Chance), forecast.Chances(place.Smoothed.Chance)
				for _, d := range place.Plan.Days {
					if i >= len(rated[d.Date]) || rated[d.Date][i] < 0 {
						continue
					}
					y, c := rated[d.Date][i], forecast.Chances(d.Chance)
					used = true
					s.Days++
					if pit := c.PIT(y, .5); pit > .1 && pit < .9 {
						s.In80++
						if pit > .25 && pit < .75 {
							s.In50++
						}
					}
					s.Model += c.CRPS(y)
					s.Last += last.CRPS(y)
					s.Smoothed += smoothed.CRPS(y)
				}
			}
			if used {
				s.Forecasts++
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	if n := float64(s.Days); n > 0 {
		s.In50, s.In80, s.Model, s.Last, s.Smoothed = s.In50/n, s.In80/n, s.Model/n, s.Last/n, s.Smoothed/n
	}
	return s, nil
}
