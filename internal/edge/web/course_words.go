//go:build !js

package web

import (
	"context"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

var verdictWords = map[string]string{
	"too_early": msg("Too early to say"), "on_track": msg("On track"), "slower": msg("Slower than usual"), "see_someone": msg("Have somebody look at it"),
}

func verdictClass(state string) string {
	switch state {
	case "on_track":
		return "good"
	case "slower", "see_someone":
		return "warn"
	}
	return ""
}

func shortDate(ctx context.Context, day int) string {
	return locale.From(ctx).ShortDate(time.Unix(int64(day)*86400, 0).UTC())
}

// anchor keeps the dates at both ends of a chart inside it.
func anchor(i int) string {
	switch i {
	case 0:
		return "start"
	case 3:
		return "end"
	}
	return "middle"
}

// painOn is the mean pain of one place on a day.
func painOn(ctx context.Context, d care.Day, cell unknot.CellID) string {
	for _, at := range d.Places {
		if at.Cell == cell {
			return orDash(ctx, at.Mean)
		}
	}
	return "–"
}

func orDash(ctx context.Context, v float64) string {
	if v < 0 {
		return "–"
	}
	return number(ctx, v, 1)
}
