package web

import (
	"context"
	"math"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// testKinds are the kinds of findings, in the order of a consultation, with
// what their group is called.
var testKinds = [][2]string{
	{"history", msg("What to ask")}, {"aggravating", msg("What makes it worse")}, {"easing", msg("What eases it")},
	{"self_test", msg("Tests at home")}, {"motion", msg("Movement and its usual range")}, {"examination", msg("Examination")},
}

var whoCan = map[string]string{"self": msg("You can do it"), "helper": msg("You and a helper"), "clinician": msg("A clinician")}

var whoHeading = map[string]string{
	"self": msg("By yourself"), "partner": msg("With a helper"), "professional": msg("By a trained professional"), "doctor": msg("By a doctor"),
}

var levelOrder = []string{"emergency", "same_day", "soon", "routine", "self_care"}

var levelHeading = map[string]string{
	"emergency": msg("Get help now"), "same_day": msg("Get help today"), "soon": msg("See somebody within days"), "routine": msg("Plan a visit"), "self_care": msg("Care at home"),
}

var stanceWords = map[string]string{
	"adopt": msg("Kept"), "adopt_with_grade": msg("Kept, with a grade"), "contest": msg("Contested"), "omit": msg("Left out"),
}

var accessWords = map[string]string{
	"self": msg("You may press it yourself."), "professional_or_self": msg("Lightly by yourself, better by a professional."),
	"professional": msg("Only a trained professional should press it."), "professional_first": msg("Have it looked at by a professional first."),
}

var spreadWords = map[string]string{"primary": msg("often felt here"), "spill": msg("sometimes felt here"), "local": msg("the muscle itself lies here")}

// spreadOrder is the order in which a muscle says where it is felt.
var spreadOrder = []string{"primary", "spill", "local"}

var toolWords = map[string]string{
	"finger": msg("fingertips"), "knuckle": msg("knuckles"), "partner": msg("a helper"), "ball": msg("a ball"), "roller": msg("a foam roller"), "cane": msg("a massage hook"), "massage_gun": msg("a massage gun"),
}

// topics are what claims are about, in the order of a talk: when to see
// somebody, what it is, what helps. A test keeps them complete.
var topics = [][2]string{
	{"escalate", msg("When to see somebody")}, {"caution", msg("Cautions")}, {"definition", msg("What a knot is")}, {"anatomy", msg("How muscle is built")},
	{"mechanism", msg("How it may come about")}, {"type", msg("Kinds of knots")}, {"location", msg("Where knots sit")}, {"symptom", msg("What is felt")},
	{"diagnosis", msg("How it is found")}, {"differential", msg("What else it may be")}, {"risk_factor", msg("What may bring it on")}, {"prognosis", msg("How it goes on")},
	{"treatment", msg("What helps")}, {"dose", msg("How much")}, {"prevention", msg("How to keep it away")}, {"faq", msg("Questions")}, {"acupressure", msg("Acupressure")},
}

func topicHeading(ctx context.Context, topic string) string {
	for _, t := range topics {
		if t[0] == topic {
			return tr(ctx, t[1])
		}
	}
	return capital(strings.ReplaceAll(topic, "_", " "))
}

// toolList names what one can press with.
func toolList(ctx context.Context, tools []string) string {
	words := make([]string, len(tools))
	for i, t := range tools {
		words[i] = tr(ctx, toolWords[t])
	}
	return capital(strings.Join(words, ", ")) + "."
}

// effectNumbers writes the effect of a treatment with its interval, when
// trials gave one.
func effectNumbers(ctx context.Context, e knowledge.Effect) string {
	if e.Measure == "" || len(e.Range) != 2 {
		return ""
	}
	text := tr(ctx, "%s: %s (95 %% interval %s to %s).", capital(know(ctx, e.Measure)), number(ctx, e.Mean, 1), number(ctx, e.Range[0], 1), number(ctx, e.Range[1], 1))
	if e.Against != "" {
		text += " " + tr(ctx, "Compared with: %s.", know(ctx, e.Against))
	}
	if e.Horizon != "" {
		text += " " + tr(ctx, "Measured: %s.", know(ctx, e.Horizon))
	}
	return text
}

// agreementWords says how far examiners agree, and what that means.
func agreementWords(ctx context.Context, a knowledge.Agreement) string {
	switch {
	case a.Kappa != 0:
		return tr(ctx, "%s between examiners (kappa %s, where 1 is perfect and 0 is chance).", capital(tr(ctx, agreeWord(a.Kappa))), number(ctx, a.Kappa, 2))
	case a.ICC != 0:
		return tr(ctx, "%s between measurements (ICC %s, where 1 is perfect).", capital(tr(ctx, agreeWord(a.ICC))), number(ctx, a.ICC, 2))
	case a.Percent != 0:
		return tr(ctx, "Examiners agreed in %s of 100.", number(ctx, a.Percent, 0))
	}
	return tr(ctx, "We know of no study of how far examiners agree.")
}

// agreeWord names a kappa (Landis 1977, doi 10.2307/2529310).
func agreeWord(k float64) string {
	switch {
	case k < 0.2:
		return msg("slight agreement")
	case k < 0.4:
		return msg("fair agreement")
	case k < 0.6:
		return msg("moderate agreement")
	case k < 0.8:
		return msg("good agreement")
	}
	return msg("very good agreement")
}

// accuracyWords says the published figures of a link, or the guess.
func accuracyWords(ctx context.Context, l *knowledge.Bearing, leak float64) string {
	of := func(p float64) string { return number(ctx, p*100, 0) }
	switch {
	case l.Sens > 0 && l.Spec > 0:
		return tr(ctx, "positive in %s of 100 with it, negative in %s of 100 without it", of(l.Sens), of(l.Spec))
	case l.Sens > 0:
		return tr(ctx, "positive in %s of 100 with it", of(l.Sens))
	case l.Latent > 0:
		return tr(ctx, "about %s of 100 with an active point, %s with a latent one, %s with none", of(l.Chance), of(l.Latent), of(leak))
	}
	return tr(ctx, "about %s of 100 with it alone", of(l.Chance))
}

func limits(ctx context.Context, f *knowledge.Finding) string {
	if len(f.Normal) != 2 {
		return ""
	}
	unit := know(ctx, f.Unit)
	text := tr(ctx, "%s to %s %s.", number(ctx, f.Normal[0], 0), number(ctx, f.Normal[1], 0), unit)
	if f.Noise > 0 {
		decimals := 0
		if f.Noise != math.Trunc(f.Noise) {
			decimals = 1
		}
		text += " " + tr(ctx, "A change of less than %s %s is noise.", number(ctx, f.Noise, decimals), unit)
	}
	return text
}

var sexWords = map[string]string{"female": msg("Women"), "male": msg("Men"), "": msg("All")}
