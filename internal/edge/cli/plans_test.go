package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// courses are what the diaries of some of the people say.
var courses = map[string]plan.Course{
	"09-back-no-gain": {Days: 16, Logged: 15, Then: 5.8, Now: 5.6, Done: map[string]plan.Practised{
		"press_fingers": {Times: 6, Effort: 5}, "press_ball": {Times: 6, Effort: 7, Sore: 1}}},
	"10-shoulder-came-back": {Relapse: true, Before: 0, Then: -1, Now: -1},
	"11-forearm-going-well": {Days: 21, Logged: 18, Then: 4.8, Now: 2.6, Done: map[string]plan.Practised{
		"press_fingers": {Times: 5, Effort: 3}, "strength_free": {Times: 3, Effort: 2}, "stretch_static": {Times: 7, Effort: 1}}},
}

// muscles are what each drawing is taken to mean here, so that these files
// change with the plan and not with the engine.
var muscles = map[string][]assess.Candidate{
	"01-new-neck-at-the-desk":       on(unknot.Right, "trapezius_upper"),
	"02-lasting-neck-with-band":     on(unknot.Right, "trapezius_upper", "levator_scapulae"),
	"03-calf-hurt-yesterday":        on(unknot.Left, "gastrocnemius_medial"),
	"04-pregnant-buttock":           on(unknot.Right, "piriformis", "gluteus_maximus_upper"),
	"05-blood-thinner-thigh":        on(unknot.Left, "vastus_lateralis"),
	"06-plantar-heel-diabetes":      on(unknot.Right, "quadratus_plantae", "gastrocnemius_medial"),
	"07-jaw-clencher":               on(unknot.Right, "masseter_superficial"),
	"08-swimmer-between-the-blades": on(unknot.Left, "rhomboids"),
	"09-back-no-gain":               on(unknot.Left, "ql_superficial", "gluteus_medius_posterior"),
	"10-shoulder-came-back":         on(unknot.Left, "infraspinatus"),
	"11-forearm-going-well":         on(unknot.Right, "ecrb"),
}

func on(side unknot.Side, list ...unknot.MuscleID) []assess.Candidate {
	var out []assess.Candidate
	for _, m := range list {
		out = append(out, assess.Candidate{Muscle: m, Side: side, State: "active", Probability: 0.6})
	}
	return out
}

var version = regexp.MustCompile(`20\d\d\.\d+\.\d+\+sha256:[0-9a-f]+`)

// Contrasting people get sensible, different plans. The files read as a person
// would see them; after a change read them again, and write them with
// UNKNOT_GOLDEN=write.
func TestTenPeopleGetTheirOwnPlans(t *testing.T) {
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Glob("testdata/plans/*.json")
	if err != nil || len(cases) < 10 {
		t.Fatalf("%d people, %v", len(cases), err)
	}
	seen := map[string]string{}
	for _, file := range cases {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			a := planFor(t, p, file, courses[name])
			var out bytes.Buffer
			if err := printPlan(&out, p.Base, a); err != nil {
				t.Fatal(err)
			}
			got := version.ReplaceAllString(out.String(), "VERSION")
			golden := strings.TrimSuffix(file, ".json") + ".txt"
			if os.Getenv("UNKNOT_GOLDEN") == "write" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got != string(want) {
				t.Errorf("the plan differs from %s (%v); read it, then write it with UNKNOT_GOLDEN=write", golden, err)
			}
			var items []string
			for _, it := range a.Plan.Items {
				items = append(items, it.Treatment+string(it.Muscle)+it.Move)
				if it.Kind == "learn" || it.Kind == "cause" {
					continue
				}
				if it.Dose.Use == "" || it.Grade == "" || len(it.Claims) == 0 || len(it.Stop) == 0 {
					t.Errorf("%s has no dose, grade, claim or stop rule", it.Treatment)
				}
			}
			key := strings.Join(items, " ")
			if other := seen[key]; other != "" {
				t.Errorf("the same plan as %s", other)
			}
			seen[key] = name
		})
	}
}

func planFor(t *testing.T, p *care.Practice, file string, course plan.Course) care.Answer {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := p.Assess(raw)
	if err != nil || a.PlanErr != nil {
		t.Fatal(err, a.PlanErr)
	}
	if list, known := muscles[strings.TrimSuffix(filepath.Base(file), ".json")]; known {
		a.Assessment = assess.Assessment{Candidates: list}
	}
	c, err := wire.ReadCase(p.Base, p.Words, raw)
	if err != nil {
		t.Fatal(err)
	}
	cleared, err := a.Gate.Clear()
	if err != nil {
		t.Fatal(err)
	}
	checks, err := balance.Judge(p.Base, c.Person, c.Checks)
	if err != nil {
		t.Fatal(err)
	}
	a.Plan, err = plan.Build(p.Base, cleared, plan.Input{Person: c.Person, Onset: c.Onset, Assessment: a.Assessment, Desk: c.Desk, Pain: pain(c), Wishes: c.Wishes, Checks: checks, Course: course})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func pain(c wire.Case) float64 {
	top := 0.0
	for _, p := range c.Drawing.Pain() {
		top = max(top, p)
	}
	return top
}

// What the golden plans must show, in words that do not depend on their files.
func TestWhatTheTenPlansMustShow(t *testing.T) {
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	kinds := func(a care.Answer, field func(plan.Item) string) []string {
		var out []string
		for _, it := range a.Plan.Items {
			out = append(out, field(it))
		}
		return out
	}
	kind := func(it plan.Item) string { return it.Kind }
	id := func(it plan.Item) string { return it.Treatment }
	get := func(name string) care.Answer { return planFor(t, p, "testdata/plans/"+name+".json", courses[name]) }

	if k := kinds(get("03-calf-hurt-yesterday"), kind); !slices.Contains(k, "cold") || slices.Contains(k, "manual") || slices.Contains(k, "warmth") {
		t.Errorf("a fresh injury gets %v", k)
	}
	if k := kinds(get("02-lasting-neck-with-band"), id); !slices.Contains(k, "strength_band") || slices.Contains(kinds(get("02-lasting-neck-with-band"), kind), "rest") {
		t.Errorf("a lasting knot gets %v", k)
	}
	for _, name := range []string{"04-pregnant-buttock", "05-blood-thinner-thigh"} {
		if k := kinds(get(name), id); slices.Contains(k, "gun") || slices.Contains(k, "roller") || slices.Contains(k, "tens") {
			t.Errorf("%s gets %v", name, k)
		}
	}
	feet := func(it plan.Item) bool {
		m, ok := p.Base.Muscle(it.Muscle)
		return ok && m.Region == "foot" && it.Kind == "manual"
	}
	if a := get("06-plantar-heel-diabetes"); slices.ContainsFunc(a.Plan.Items, feet) || slices.Contains(kinds(a, kind), "warmth") || len(a.Plan.Withheld) == 0 {
		t.Errorf("numb feet get %v, withheld %v", kinds(a, id), a.Plan.Withheld)
	}
	if a := get("08-swimmer-between-the-blades"); slices.Contains(kinds(a, id), "stretch_static") {
		t.Errorf("a muscle held long is stretched: %v", kinds(a, id))
	}
	if a := get("09-back-no-gain"); a.Plan.Route.To != plan.ToTherapist {
		t.Errorf("no gain after two weeks leads to %s", a.Plan.Route.To)
	}
	if a := get("10-shoulder-came-back"); a.Plan.Items[0].Step != -1 {
		t.Errorf("a relapse begins at step %d", a.Plan.Items[0].Step)
	}
	if a := get("11-forearm-going-well"); a.Plan.Items[0].Step != 1 || a.Plan.Route.To != plan.ToSelf {
		t.Errorf("going well: step %d, route %s", a.Plan.Items[0].Step, a.Plan.Route.To)
	}
}
