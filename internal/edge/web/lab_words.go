//go:build !js

package web

import (
	"context"
	"fmt"
	"strings"
)

// labWords says in one or two sentences what is to be seen. The script has the
// same words.
func labWords(ctx context.Context, p labPoint) string {
	day := p.Moment.Hour / 24
	switch c := p.Moment.State.C; {
	case c < .2 && p.Pain < 1:
		return tr(ctx, "Day %s. The muscle is loose. Nothing hurts.", number(ctx, float64(day), 0))
	case c < .2:
		return tr(ctx, "Day %s. The fibres have let go, but the nerve is still sensitive. Pain %s of 10.", number(ctx, float64(day), 0), number(ctx, p.Pain, 1))
	case c < .55:
		return tr(ctx, "Day %s. Some fibres are locked. It may go either way. Pain %s of 10.", number(ctx, float64(day), 0), number(ctx, p.Pain, 1))
	case p.Pain < 1:
		return tr(ctx, "Day %s. A quiet knot: locked and hard, but it does not hurt by itself.", number(ctx, float64(day), 0))
	}
	return tr(ctx, "Day %s. A knot that hurts. Pain %s of 10.", number(ctx, float64(day), 0), number(ctx, p.Pain, 1))
}

// labDays says how a part of a story was lived.
func labDays(ctx context.Context, p told) string {
	s := p.Setting
	return trn(ctx, p.Days, "%d day: load %s, moving breaks %s, stress %s.", "%d days: load %s, moving breaks %s, stress %s.",
		number(ctx, s.Load*100, 1)+" %", percent(ctx, s.Breaks), percent(ctx, s.Stress))
}

// actName is the name of a button.
func actName(ctx context.Context, kind string) string {
	for _, a := range labActs {
		if a.Kind == kind {
			return tr(ctx, a.Name)
		}
	}
	return ""
}

// actMarks is a tick for each day on which something was done.
func actMarks(past []labDay) string {
	var b strings.Builder
	for i, d := range past {
		if d.Did != "" {
			fmt.Fprintf(&b, "M%d 40v-4", i)
		}
	}
	return b.String()
}
