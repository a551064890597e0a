//go:build !js

package web

import (
	"context"
	"fmt"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
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

// another names a row that waits for a muscle to be named.
func (v patientView) another(ctx context.Context, i int) string {
	if i > 0 && v.Rows[i-1].Muscle == "" {
		return tr(ctx, "One more muscle")
	}
	return tr(ctx, "Another muscle")
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
	return nth(form[name], 0)
}

// filled says whether one of the fields came back with something in it.
func filled(form map[string][]string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(form[name], func(said string) bool { return said != "" })
	})
}

// nth is one of the values of a field that was sent more than once.
func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
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

// signsOf are the signs of the form, in the order of examining.
var signsOf = []struct{ ID, Name string }{{"band", msg("Taut band")}, {"spot", msg("Sensitive spot")}, {"refers", msg("Refers pain")}, {"known", msg("Known pain")}, {"twitch", msg("Twitch")}}

// signs are the fields of one muscle that a person fills.
func (v patientView) signs(i int) []string {
	var out []string
	if v.Rows[i].Muscle == "" {
		out = append(out, fmt.Sprintf("muscle%d", i))
	}
	for _, s := range signsOf {
		out = append(out, fmt.Sprintf("%s%d", s.ID, i))
	}
	return out
}

// activities are the names of the three activities: what was sent, else those
// scored last, because only the same ones can be compared.
func (v patientView) activities() [3]string {
	var out [3]string
	var last []unknot.Activity
	if len(v.Visits) > 0 {
		last = v.Visits[0].Body.Outcome.PSFS
	}
	for i := 0; i < len(v.Entries) && len(last) == 0; i++ {
		last = v.Entries[i].Function
	}
	for i := range out {
		if v.Form != nil {
			out[i] = sent(v.Form, fmt.Sprintf("activity%d", i))
		} else if i < len(last) {
			out[i] = last[i].Name
		}
	}
	return out
}

// likely are the first muscles of an answer, then the first look-alikes.
func likely(a assess.Assessment) []assess.Candidate {
	return slices.Concat(a.Candidates[:min(4, len(a.Candidates))], a.Lookalikes[:min(3, len(a.Lookalikes))])
}

// scoreColumn is a column of the outcome table.
type scoreColumn struct {
	Name string
	Of   func(outcomeRow) float64
}

// scoresIn are the columns in which something stands.
func scoresIn(ctx context.Context, rows []outcomeRow) []scoreColumn {
	return slices.DeleteFunc([]scoreColumn{
		{tr(ctx, "Pain (NRS)"), func(r outcomeRow) float64 { return r.NRS }},
		{"PEG", func(r outcomeRow) float64 { return r.PEG }},
		{"PSFS", func(r outcomeRow) float64 { return r.PSFS }},
		{"NDI", func(r outcomeRow) float64 { return r.NDI }},
	}, func(c scoreColumn) bool {
		return !slices.ContainsFunc(rows, func(r outcomeRow) bool { return c.Of(r) >= 0 })
	})
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
