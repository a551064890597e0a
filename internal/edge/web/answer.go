package web

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

func stopTitle(l unknot.Level) string {
	if l == unknot.Emergency {
		return msg("Get help now")
	}
	return msg("Get help today")
}

// chanceWords puts a probability into words; the bounds are judgement.
func chanceWords(p float64) string {
	switch {
	case p >= 0.6:
		return msg("fits well")
	case p >= 0.3:
		return msg("fits")
	case p >= 0.1:
		return msg("may fit")
	}
	return msg("fits a little")
}

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: msg("high certainty"), unknot.GradeModerate: msg("moderate certainty"), unknot.GradeLow: msg("low certainty"),
	unknot.GradeVeryLow: msg("very low certainty"), unknot.GradeNone: msg("no study found"),
}

// hasPlan reports whether the gate was passed and there is something to do.
func hasPlan(a care.Answer) bool { return a.PlanErr == nil && len(a.Plan.Items) > 0 }
