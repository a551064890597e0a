//go:build !js

package web

import (
	"context"

	"github.com/unknot/unknot/core/trial"
)

// trialWords is the plain conclusion of a trial that is over.
func trialWords(ctx context.Context, f trialForm) string {
	r := f.Now.Result
	a, b := know(ctx, f.A), know(ctx, f.B)
	switch {
	case r.State == trial.Running:
		return tr(ctx, "Too few days were written down to compare.")
	case r.State == trial.Unclear:
		return tr(ctx, "No clear difference. If there is one, it is too small or your days differ too much to see it.")
	case r.State == trial.BBetter:
		a, b = b, a
	}
	if max(r.High, -r.Low) < 1 {
		return tr(ctx, "It hurt a little less with “%s” than with “%s”. That is less than most people notice.", a, b)
	}
	return tr(ctx, "It hurt less with “%s” than with “%s”.", a, b)
}
