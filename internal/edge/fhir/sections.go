package fhir

import (
	"fmt"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
)

func (k *record) cause(c assess.Candidate) *concept {
	side := ""
	if c.Side != "" {
		side = string(c.Side) + " "
	}
	if m, ok := k.know.Muscle(c.Muscle); ok {
		return &concept{Coding: []coding{{muscleSystem, string(m.ID), m.Name}}, Text: k.tr("Pattern consistent with: %s", k.say(side+m.Name))}
	}
	text := c.Lookalike
	if l, ok := k.know.Lookalike(c.Lookalike); ok {
		text = l.Name
	}
	return &concept{Text: k.tr("To think of: %s", k.say(side+text))}
}

// weight writes log-odds with their sign.
func (k *record) weight(x float64) string {
	sign := "+"
	if x < 0 {
		sign = ""
	}
	return sign + k.l.Number(x, 1)
}

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: msg("high certainty"), unknot.GradeModerate: msg("moderate certainty"), unknot.GradeLow: msg("low certainty"),
	unknot.GradeVeryLow: msg("very low certainty"), unknot.GradeNone: msg("no study found"),
}

// impression is what fits, with reasons; nothing when danger comes first.
func (k *record) impression() section {
	a := k.r.Answer.Assessment
	s := section{Title: k.tr("What the pattern is consistent with"), Text: k.div(k.tr("Not weighed: a danger sign comes first."))}
	if k.r.Answer.Gate.Level.StopsPlan() {
		return s
	}
	s.Text = k.div(k.tr("Weighed by self-report; a model, not an examination."))
	c := clinicalImpression{base: base{ResourceType: "ClinicalImpression", ID: name("impression", k.r.Kept.ID)}, Status: "completed", Subject: k.subject(), Date: k.made,
		Summary: k.tr("Muscles whose referral pattern is consistent with the drawing, and other causes. No diagnosis.")}
	risk := riskAssessment{base: base{ResourceType: "RiskAssessment", ID: name("weights", k.r.Kept.ID)}, Status: "preliminary", Method: &concept{Text: k.tr("unknot, knowledge %s", k.know.Version)},
		Subject: k.subject(), Occurrence: k.made}
	for _, list := range [][]assess.Candidate{a.Candidates[:min(5, len(a.Candidates))], a.Lookalikes[:min(5, len(a.Lookalikes))]} {
		for _, x := range list {
			var words []string
			for _, r := range x.For {
				words = append(words, k.tr("for (%s): %s", k.weight(r.LogOdds), k.say(r.Words)))
			}
			for _, r := range x.Against {
				words = append(words, k.tr("against (%s): %s", k.weight(r.LogOdds), k.say(r.Words)))
			}
			basis := strings.Join(words, "; ")
			if basis == "" {
				basis = k.tr("how common it is at these places")
			}
			c.Finding = append(c.Finding, finding{k.cause(x), k.tr("%s (%s to %s)", k.l.Percent(x.Probability), k.l.Percent(x.Low), k.l.Percent(x.High)) + ". " + basis})
			risk.Prediction = append(risk.Prediction, prediction{k.cause(x), float64(int(x.Probability*1e4+.5)) / 1e4, basis})
		}
	}
	for _, l := range a.Limits {
		c.Note = append(c.Note, annotation{k.say(l)})
		risk.Note = append(risk.Note, annotation{k.say(l)})
	}
	s.Entry = []reference{*k.add(c), *k.add(risk)}
	if ahead, ok := k.outlook(); ok {
		s.Entry = append(s.Entry, *k.add(ahead))
	}
	return s
}

// plan is what to do, what was left out for safety, and whom to see.
func (k *record) plan() section {
	p := k.r.Answer.Plan
	s := section{Title: k.tr("Plan"), Code: code(loinc, planOfCare[0], planOfCare[1]), Text: k.div(k.tr("There is no plan: danger signs come first."))}
	if len(p.Items) > 0 {
		s.Text = k.div(k.trn(len(p.Items), "%d item until the review after %d days.", "%d items until the review after %d days.", p.Review.Days))
		status := "active"
		if !k.r.Kept.Ended.IsZero() {
			status = "completed"
		}
		c := carePlan{base: base{ResourceType: "CarePlan", ID: name("plan", k.r.Kept.ID)}, Status: status, Intent: "plan", Title: k.tr("Care for a muscle knot"), Subject: k.subject(),
			Period: &period{instant(k.r.Kept.When), instant(k.r.Kept.When.AddDate(0, 0, p.Review.Days))}, Created: instant(k.r.Kept.When), Note: []annotation{{k.say(p.Review.Unless)}}}
		for _, it := range p.Items {
			text := k.say(it.Dose.Use)
			if it.Light {
				text += " " + k.tr("Light pressure only.")
			}
			text += " " + k.tr("How sure: %s.", k.tr(gradeWords[it.Grade]))
			c.Activity = append(c.Activity, planActivity{activityDetail{k.code(careSystem, it.Treatment, it.Name), "scheduled", false, text}})
		}
		for _, w := range p.Withheld {
			title := w.Treatment
			if t, ok := k.know.Treatment(w.Treatment); ok {
				title = t.Name
			}
			c.Activity = append(c.Activity, planActivity{activityDetail{k.code(careSystem, w.Treatment, title), "cancelled", true, k.tr("Left out for safety: %s", k.say(w.Reason))}})
		}
		c.Goal = k.goals(k.r.Kept.When.AddDate(0, 0, p.Review.Days))
		s.Entry = append(append(s.Entry, *k.add(c)), c.Goal...)
	}
	if level := k.r.Answer.Gate.Level; level > unknot.SelfCare {
		priority := map[unknot.Level]string{unknot.Routine: "routine", unknot.Soon: "urgent", unknot.SameDay: "asap", unknot.Emergency: "stat"}[level]
		var notes []annotation
		for _, r := range k.r.Answer.Gate.Reasons {
			notes = append(notes, annotation{k.say(r.Why) + " " + k.say(r.Do)})
		}
		s.Entry = append(s.Entry, *k.add(serviceRequest{base: base{ResourceType: "ServiceRequest", ID: name("visit", k.r.Kept.ID)}, Status: "draft", Intent: "proposal", Priority: priority,
			Code: &concept{Text: k.tr("Clinical examination")}, Subject: k.subject(), Authored: instant(k.r.Kept.When), Note: notes}))
	}
	return s
}

// diary are the entries as observations, oldest first.
func (k *record) diary() section {
	s := section{Title: k.tr("Diary"), Code: code(loinc, results[0], results[1]), Text: k.div(k.trn(len(k.r.Entries), "%d diary entry.", "%d diary entries."))}
	for i := len(k.r.Entries) - 1; i >= 0; i-- {
		e := k.r.Entries[i]
		put := func(o observation) { s.Entry = append(s.Entry, *k.add(o)) }
		for _, p := range e.Places {
			for _, c := range p.Cells {
				if p.Now >= 0 || p.Worst >= 0 || p.Average >= 0 {
					put(k.pain(name("pain", string(c), e.ID), c, p.Now, p.Worst, p.Average, e.At))
				}
				if p.Threshold > 0 {
					o := k.measure(name("threshold", string(c), e.ID), "pressure-pain-threshold", "Pressure pain threshold", quantity{p.Threshold, "kPa", ucum, "kPa"}, e.At)
					o.Body = k.site(c)
					put(o)
				}
			}
		}
		for _, m := range e.Motion {
			put(k.measure(name("motion", m.What, e.ID), "motion", "Range of motion: "+strings.ReplaceAll(m.What, ".", " "), quantity{m.Degrees, "deg", ucum, "deg"}, e.At))
		}
		for n, a := range e.Function {
			put(k.measure(name("function", fmt.Sprint(n), e.ID), "psfs", "Patient-Specific Functional Scale: "+a.Name, quantity{a.Score, "{score}", ucum, "{score}"}, e.At))
		}
		if len(e.PEG) == 3 {
			q := questionnaireResponse{base: base{ResourceType: "QuestionnaireResponse", ID: name("peg", e.ID)}, Questionnaire: system + "/Questionnaire/peg", Status: "completed", Subject: k.subject(), Authored: instant(e.At)}
			q.Item = pegAnswers(e.PEG)
			s.Entry = append(s.Entry, *k.add(q))
		}
	}
	return s
}

func (k *record) measure(id, measureCode, text string, value quantity, at time.Time) observation {
	c := code(measures, measureCode, measureNames[measureCode])
	c.Text = text
	return observation{base: base{ResourceType: "Observation", ID: id}, Status: "final", Category: []concept{*hl7("observation-category", "survey")}, Code: c,
		Subject: k.subject(), Effective: instant(at), Performer: []reference{*k.subject()}, Value: &value}
}
