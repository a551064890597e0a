package plan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
)

// anyInput draws from the whole space of what a plan can be built from.
func anyInput(base *knowledge.Base, rt *rapid.T) plan.Input {
	pick := func(name string, ids []string, most int) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, most, rapid.ID[string]).Draw(rt, name)
	}
	named := func(list []knowledge.Named) []string {
		ids := make([]string, len(list))
		for i := range list {
			ids[i] = list[i].ID
		}
		return ids
	}
	var treatments, risks, techniques []string
	for i := range base.Treatments {
		treatments = append(treatments, base.Treatments[i].ID)
		techniques = append(techniques, base.Treatments[i].Technique)
	}
	for i := range base.Risks {
		risks = append(risks, base.Risks[i].ID)
	}
	in := plan.Input{
		Person: unknot.Person{Age: rapid.IntRange(-1, 95).Draw(rt, "age"),
			Pregnant:   rapid.SampledFrom([]unknot.Answer{"", "yes", "no", "unsure"}).Draw(rt, "pregnant"),
			Conditions: pick("conditions", named(base.Conditions), 4), Medicines: pick("medicines", named(base.Medicines), 3), Tools: pick("tools", named(base.Tools), 8)},
		Onset: assess.Onset{Days: rapid.IntRange(-1, 400).Draw(rt, "days"), Kind: rapid.SampledFrom([]string{"", "gradual", "sudden", "after_load", "after_injury"}).Draw(rt, "kind")},
		Desk:  rapid.Bool().Draw(rt, "desk"),
		Pain:  float64(rapid.IntRange(0, 10).Draw(rt, "pain")),
		Wishes: unknot.Wishes{Minutes: rapid.SampledFrom([]int{0, 5, 10, 20, 60}).Draw(rt, "minutes"), At: pick("at", knowledge.AtPlaces, 3),
			Prefer: pick("prefer", treatments, 4), Avoid: pick("avoid", treatments, 3), Risks: pick("risks", risks, 3), Seen: pick("seen", []string{"therapist", "doctor"}, 2)},
	}
	in.Assessment = answer(rapid.SliceOfN(rapid.SampledFrom(base.MuscleIDs()), 1, 3).Draw(rt, "muscles")...)
	for i := range in.Assessment.Candidates {
		in.Assessment.Candidates[i].State = rapid.SampledFrom([]string{"active", "latent", "quiet"}).Draw(rt, "state")
	}
	if rapid.Bool().Draw(rt, "followed") {
		c := plan.Course{Days: rapid.IntRange(0, 90).Draw(rt, "since"), Logged: rapid.IntRange(0, 60).Draw(rt, "logged"),
			Then: float64(rapid.IntRange(0, 10).Draw(rt, "then")), Now: float64(rapid.IntRange(0, 10).Draw(rt, "now")),
			Calm: rapid.Bool().Draw(rt, "calm"), Pro: rapid.IntRange(0, 12).Draw(rt, "pro"), Doctor: rapid.Bool().Draw(rt, "doctor"),
			Relapse: rapid.Bool().Draw(rt, "relapse"), Before: rapid.IntRange(-1, 1).Draw(rt, "before"),
			Recent: map[string]float64{}, Done: map[string]plan.Practised{}}
		for _, t := range pick("recent", techniques[:1], 1) {
			c.Recent[t] = float64(rapid.IntRange(0, 47).Draw(rt, "ago"))
		}
		for _, t := range []string{"rub_menthol", "rub_capsaicin", "lidocaine_patch"} {
			if rapid.Bool().Draw(rt, t) {
				c.Recent[t] = float64(rapid.IntRange(0, 47).Draw(rt, "ago"))
			}
		}
		for _, id := range pick("done", treatments, 5) {
			c.Done[id] = plan.Practised{Times: rapid.IntRange(1, 14).Draw(rt, "times"), Effort: float64(rapid.IntRange(-1, 10).Draw(rt, "effort")),
				Stopped: rapid.IntRange(0, 2).Draw(rt, "stopped"), Sore: rapid.IntRange(0, 2).Draw(rt, "sore")}
		}
		in.Course = c
	}
	for i := range base.Checks {
		k := &base.Checks[i]
		if rapid.IntRange(0, 4).Draw(rt, "check") == 0 {
			in.Checks = append(in.Checks, balance.Result{Check: k.ID, Name: k.Name, Verdict: balance.Low, Short: k.Short, Weak: k.Weak})
		}
	}
	return in
}

// Over the whole input space: no item and no option breaks an interlock, by an
// oracle that reads the data alone; nothing professional is a self-care step;
// a complaint that is not fresh is never told to rest, and one that lasts gets
// training; a plan has hands, movement and one cause, or says why not.
func TestNoPlanBreaksARule(t *testing.T) {
	base := load(t)
	clear := cleared(t, base, unknot.Person{Age: 40})
	rapid.Check(t, func(rt *rapid.T) {
		in := anyInput(base, rt)
		p, err := plan.Build(base, clear, in)
		if err != nil {
			rt.Fatal(err)
		}
		if id := breach(base, in, p); id != "" {
			rt.Fatalf("the plan breaks %s", id)
		}
		kinds := map[string]int{}
		strong := false
		for _, it := range p.Items {
			kinds[it.Kind]++
			strong = strong || it.Technique == "strengthen"
			tr, ok := base.Treatment(it.Treatment)
			switch {
			case !ok || tr.Who != "self" && tr.Who != "partner":
				rt.Fatalf("%s is not for oneself", it.Treatment)
			case tr.Who == "partner" && !in.Person.Owns("partner"):
				rt.Fatalf("%s without a helper", it.Treatment)
			case len(tr.Tools) > 0 && !slices.ContainsFunc(tr.Tools, in.Person.Owns):
				rt.Fatalf("%s needs a tool that the person does not own", it.Treatment)
			case it.Light && it.Dose.Max > 4:
				rt.Fatalf("%s is light, yet goes up to %d of 10", it.Treatment, it.Dose.Max)
			case it.Dose.Max > 7 || it.Dose.Low > it.Dose.High || it.Dose.High > it.Dose.Max:
				rt.Fatalf("%s: discomfort %d to %d, at most %d", it.Treatment, it.Dose.Low, it.Dose.High, it.Dose.Max)
			case it.Kind == "rest" && p.Phase != "fresh" || it.Kind == "cold" && p.Phase != "fresh" || it.Kind == "warmth" && it.Technique == "heat" && p.Phase == "fresh":
				rt.Fatalf("%s in the phase %s", it.Treatment, p.Phase)
			case it.Dose.Use == "" || it.Grade == "" || len(it.Stop) == 0 || len(it.Claims)+len(it.Sources) == 0:
				rt.Fatalf("%s has no dose, grade, stop rule or source", it.Treatment)
			case it.Light && strings.Contains(strings.Join(it.Stop, " "), "above 7 of 10"):
				rt.Fatalf("%s is light, but stops only above 7", it.Treatment)
			case slices.Contains(in.Wishes.Avoid, it.Treatment):
				rt.Fatalf("%s was to be left out", it.Treatment)
			}
		}
		if kinds["cause"] > 1 || len(p.Items) > 9 || p.Route.To == "" || p.Review.Days < 1 || len(p.Goals) == 0 {
			rt.Fatalf("%d causes, %d items, route %q, review in %d days, %d goals", kinds["cause"], len(p.Items), p.Route.To, p.Review.Days, len(p.Goals))
		}
		free := len(in.Wishes.Avoid) == 0 && len(in.Wishes.At) == 0 // wishes may take everything of a kind away
		if free && kinds["movement"] == 0 && len(p.Withheld) == 0 {
			rt.Fatalf("no movement, and nothing says why")
		}
		if free && p.Phase == "lasting" && !strong && !slices.ContainsFunc(p.Withheld, func(w plan.Withheld) bool { return w.Treatment == "strength_free" }) {
			rt.Fatalf("it lasts, and there is no training, and nothing says why")
		}
	})
}

// The same input gives the same plan.
func TestSameInputSamePlan(t *testing.T) {
	base := load(t)
	clear := cleared(t, base, unknot.Person{Age: 40})
	rapid.Check(t, func(rt *rapid.T) {
		in := anyInput(base, rt)
		a, _ := plan.Build(base, clear, in)
		b, _ := plan.Build(base, clear, in)
		if !slices.EqualFunc(a.Items, b.Items, func(x, y plan.Item) bool { return x.Treatment == y.Treatment && x.Dose.Now == y.Dose.Now }) {
			rt.Fatal("two plans for one input")
		}
	})
}
