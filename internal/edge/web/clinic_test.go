package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
)

// sharedCase keeps an example for ada with a week of diary, and shares it.
func sharedCase(t testing.TB, p *care.Practice, example string, add bool) (consent, episode string) {
	t.Helper()
	ctx := context.Background()
	ada, err := p.AccountNamed(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	episode, a := caretest.Keep(t, p, ada.Tenant, caretest.Example(t, example))
	for d := range 8 {
		e := unknot.Entry{At: p.Now().AddDate(0, 0, d-8), Sleep: -1, Stress: -1, Episode: episode,
			Places: []unknot.PainAt{{Cells: a.Case.Drawing.Places[0].Cells, Now: 6 - float64(d)/2, Worst: -1, Average: -1}}}
		if d%7 == 0 {
			e.PEG, e.Function = []float64{6 - float64(d)/7, 5, 4}, []unknot.Activity{{Name: "look over the shoulder", Score: 3 + float64(d)/7}}
		}
		if _, _, err := p.Log(ctx, ada.Tenant, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	c, err := p.Share(ctx, ada, episode, "doc", 30*24*time.Hour, add)
	if err != nil {
		t.Fatal(err)
	}
	return c.ID, episode
}

// A clinician sees who shared, draws beside the person, notes the criteria,
// and turns the plan within the interlocks; the person has it all.
func TestAClinicianAddsAVisit(t *testing.T) {
	s, p := house(t)
	ctx := context.Background()
	consent, episode := sharedCase(t, p, "blood-thinner-neck", true)
	urgent, _ := sharedCase(t, p, "chest-pressure-stop", false)
	doc := visit(t, s).signIn("doc")
	_, list := doc.get("/clinic")
	if first, second := strings.Index(list, "/clinic/"+urgent), strings.Index(list, "/clinic/"+consent); first < 0 || second < first || !strings.Contains(list, "Emergency") {
		t.Errorf("the most urgent does not come first:\n%s", list)
	}
	path := "/clinic/" + consent
	_, page := doc.get(path)
	for _, want := range []string{"Drawings over time", "first told", "Outcome", "New visit", "Taut band", "PSFS", "Left out for safety"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if _, answer := doc.get(path + "/answer"); !strings.Contains(answer, "So far the first in the list is left upper trapezius, at ") {
		t.Error("the first muscle has a large letter in the middle of a sentence, or is not said")
	}
	if strings.Contains(page, ">Overlap") {
		t.Error("an overlap without a drawing of one's own")
	}
	status, page := doc.post(path+"/visit", "words", "the wardrobe, 5", "note", "my words")
	if status != 422 || !strings.Contains(page, "my words") || !strings.Contains(page, `role="alert"`) {
		t.Errorf("unclear words: %d", status)
	}
	a, err := p.Recall(ctx, owner(t, p), episode)
	if err != nil || len(a.Plan.Items) == 0 || len(a.Plan.Withheld) == 0 {
		t.Fatalf("%+v %v", a.Plan, err)
	}
	takeOut, forbidden := a.Plan.Items[0].Treatment, a.Plan.Withheld[0].Treatment
	form := []string{"words", "right side of the neck, 6", "muscle0", "trapezius_upper.right", "band0", "yes", "spot0", "yes", "refers0", "no", "known0", "yes",
		"muscle6", "Right levator scapulae", "band6", "no", "spot6", "no", "refers6", "unsure", "did0", "press_fingers", "on0", "Right upper trapezius", "minutes0", "5",
		"nrs", "4", "ndi", "18", "peg0", "5", "peg1", "4", "peg2", "3", "activity0", "swim", "score0", "5", "remove", takeOut, "add", forbidden, "note", "went well"}
	if status, page = doc.post(path+"/visit", form...); status != 200 || !strings.Contains(page, "The visit is kept") {
		t.Fatalf("%d\n%.3000s", status, page)
	}
	for _, want := range []string{"Fits an active trigger point", "Does not fit the criteria", ">Overlap", "went well", "18", "Given:", "Pain went from"} {
		if !strings.Contains(page, want) {
			t.Errorf("after the visit the page lacks %q", want)
		}
	}
	after, err := p.Recall(ctx, owner(t, p), episode)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range after.Plan.Items {
		if it.Treatment == takeOut {
			t.Errorf("%s is still in the plan", takeOut)
		}
		if it.Treatment == forbidden {
			t.Errorf("%s went around the interlock", forbidden)
		}
	}
	visits, err := p.VisitsOf(ctx, owner(t, p), episode)
	if err != nil || len(visits) != 1 || visits[0].Body.Author != "doc" || len(visits[0].Body.Found) != 2 || visits[0].Body.Outcome.PSFS[0].Name != "swim" {
		t.Errorf("%+v %v", visits, err)
	}
	lines, err := p.Audit(ctx, owner(t, p), 30)
	said := fmt.Sprint(lines)
	if err != nil || !strings.Contains(said, "add_shared") || !strings.Contains(said, "visit_kept") {
		t.Errorf("%s %v", said, err)
	}
}

// A visit that cannot be kept comes back with all that was chosen, its folds
// open, and leads to the field; what was scored last stands ready to be scored
// again.
func TestAVisitComesBackWhole(t *testing.T) {
	s, p := house(t)
	consent, episode := sharedCase(t, p, "desk-worker", true)
	doc := visit(t, s).signIn("doc")
	_, page := doc.get("/clinic/" + consent)
	if n := strings.Count(page, `<details class="more" open`); n != 1 || !strings.Contains(page, `value="look over the shoulder"`) {
		t.Errorf("an untouched form has %d open folds; the activity is named: %v", n, strings.Contains(page, "look over the shoulder"))
	}
	a, err := p.Recall(context.Background(), owner(t, p), episode)
	if err != nil {
		t.Fatal(err)
	}
	status, page := doc.post("/clinic/"+consent+"/visit", "nrs", "11", "muscle5", "Right masseter", "band1", "yes", "did1", "press_fingers",
		"remove", a.Plan.Items[0].Treatment, "add", "heat_pack", "add", "press_ball", "activity0", "pull weeds", "score0", "4")
	if status != 422 {
		t.Fatalf("kept: %d", status)
	}
	for _, want := range []string{`href="#nrs"`, `name="band1" value="yes" checked`, `value="Right masseter"`, `<option value="press_fingers" selected`,
		`<option value="heat_pack" selected`, `<option value="press_ball" selected`, `name="remove" value="` + a.Plan.Items[0].Treatment + `" checked`, `value="pull weeds"`} {
		if strings.Count(page, want) != 1 {
			t.Errorf("the page has %q %d times", want, strings.Count(page, want))
		}
	}
	if n := strings.Count(page, `aria-invalid="true"`); n != 1 {
		t.Errorf("%d fields are marked", n)
	}
	if n := strings.Count(page, `<details class="more" open`); n != 5 { // two muscles, treatments, activities, plan
		t.Errorf("%d folds are open", n)
	}
}

func owner(t testing.TB, p *care.Practice) string {
	t.Helper()
	a, err := p.AccountNamed(context.Background(), "ada")
	if err != nil {
		t.Fatal(err)
	}
	return a.Tenant
}

// Who may only read adds nothing; bad numbers and names are refused whole; and
// no clinician gets a plan where a danger sign stands before it.
func TestAVisitNeedsThePersonsLeave(t *testing.T) {
	s, p := house(t)
	ctx := context.Background()
	reading, episode := sharedCase(t, p, "desk-worker", false)
	doc := visit(t, s).signIn("doc")
	if _, page := doc.get("/clinic/" + reading); strings.Contains(page, "New visit") || !strings.Contains(page, "lets you read") {
		t.Error("who may only read is offered a form")
	}
	if status, _ := doc.post("/clinic/"+reading+"/visit", "note", "x"); status != 422 {
		t.Errorf("written without leave: %d", status)
	}
	adding, stopped := sharedCase(t, p, "chest-pressure-stop", true)
	for name, form := range map[string][]string{
		"a number too high": {"nrs", "11"}, "words for a number": {"minutes0", "long", "did0", "press_fingers"}, "half a PEG": {"peg0", "3"},
		"no such muscle": {"muscle5", "Right wardrobe", "band5", "yes"}, "no such treatment": {"add", "magic"},
	} {
		if status, page := doc.post("/clinic/"+adding+"/visit", form...); status != 422 || !strings.Contains(page, `role="alert"`) {
			t.Errorf("%s: %d", name, status)
		}
	}
	if status, _ := doc.post("/clinic/"+adding+"/visit", "add", "press_fingers", "note", "try"); status != 200 {
		t.Errorf("%d", status)
	}
	if a, err := p.Recall(ctx, owner(t, p), stopped); err != nil || a.PlanErr == nil || len(a.Plan.Items) > 0 {
		t.Errorf("a clinician's wish opened the gate: %+v %v", a.Plan.Items, err)
	}
	if list, err := p.VisitsOf(ctx, owner(t, p), episode); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
	for _, who := range []string{"bob", "ada"} {
		if status, _ := visit(t, s).signIn(who).get("/clinic/" + adding); status != 404 {
			t.Errorf("%s opens the page of a clinician: %d", who, status)
		}
	}
}
