//go:build !js

package web

import (
	"context"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

func sortRows(rows []outcomeRow) {
	slices.SortStableFunc(rows, func(a, b outcomeRow) int { return a.When.Compare(b.When) })
}

// said is an answer of the criteria in words.
func said(ctx context.Context, a unknot.Answer) string {
	switch a {
	case unknot.Yes:
		return tr(ctx, "Yes")
	case unknot.No:
		return tr(ctx, "No")
	case unknot.Unsure:
		return tr(ctx, "Not sure")
	}
	return "–"
}

// criteriaWords is what the criteria say of a muscle.
func criteriaWords(ctx context.Context, c care.Criteria) string {
	switch c.State() {
	case unknot.Active:
		return tr(ctx, "Fits an active trigger point")
	case unknot.Latent:
		return tr(ctx, "Fits a latent trigger point")
	case unknot.Gone:
		return tr(ctx, "Does not fit the criteria")
	}
	return tr(ctx, "Open")
}

// scoreOf writes a score; a dash when it was not asked.
func scoreOf(ctx context.Context, x float64) string {
	if x < 0 {
		return "–"
	}
	return number(ctx, x, 1)
}

// change is how a score moved from the first to the last row that has it.
func change(rows []outcomeRow, of func(outcomeRow) float64) (first, last float64, ok bool) {
	first = -1
	n := 0
	for _, r := range rows {
		if x := of(r); x >= 0 {
			if n == 0 {
				first = x
			}
			last = x
			n++
		}
	}
	return first, last, n > 1
}

func muscleName(base *knowledge.Base, id unknot.MuscleID, side unknot.Side) string {
	m, ok := base.Muscle(id)
	if !ok {
		return string(id)
	}
	if side == "" {
		return m.Name
	}
	return string(side) + " " + m.Name
}

func treatmentName(base *knowledge.Base, id string) string {
	if t, ok := base.Treatment(id); ok {
		return t.Name
	}
	return id
}

// sent is what a field of a form held when it came back.
func sent(form map[string][]string, name string) string {
	if list := form[name]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// levelText is how soon to be seen, for a caseload.
func levelText(ctx context.Context, level string) string {
	switch level {
	case "emergency":
		return tr(ctx, "Emergency")
	case "same_day":
		return tr(ctx, "Today")
	case "soon":
		return tr(ctx, "Within days")
	case "routine":
		return tr(ctx, "A planned visit")
	}
	return tr(ctx, "Care at home")
}

// criterionLabel names a field of the form of criteria.
func criterionLabel(ctx context.Context, sign, muscle string) string {
	name := map[string]string{"band": tr(ctx, "Taut band"), "spot": tr(ctx, "Sensitive spot"), "refers": tr(ctx, "Refers pain"), "known": tr(ctx, "Known pain"), "twitch": tr(ctx, "Twitch")}[sign]
	if muscle == "" {
		return tr(ctx, "Another muscle") + ": " + name
	}
	return capital(know(ctx, muscle)) + ": " + name
}

// uniqueItems lists the treatments of the plan, each once.
func uniqueItems(v patientView) []string {
	var out []string
	for _, it := range v.Answer.Plan.Items {
		if !slices.Contains(out, it.Treatment) {
			out = append(out, it.Treatment)
		}
	}
	return out
}

// levelTag is how loud a level is in a list.
func levelTag(level string) string {
	switch level {
	case "emergency", "same_day":
		return "bad"
	case "self_care", "routine":
		return ""
	}
	return "warn"
}
