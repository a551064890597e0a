package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/internal/care"
)

// guided runs the first item of a plan with scripted keys; a second lasts a
// fifth of a millisecond.
func guided(t *testing.T, keys string, plain bool) (string, unknot.Done, float64, float64) {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	a := planFor(t, p, "testdata/plans/02-lasting-neck-with-band.json", courses["none"])
	session, err := coach.Guide(p.Base, a.Plan, 0)
	if err != nil {
		t.Fatal(err)
	}
	pressed := make(chan byte)
	quit := make(chan struct{})
	go func() {
		for _, k := range []byte(keys) {
			select {
			case pressed <- k:
			case <-quit:
				return
			}
		}
	}()
	defer close(quit)
	var out bytes.Buffer
	g := &guide{out: &out, keys: pressed, tick: 200 * time.Microsecond, plain: plain, newline: "\n"}
	before, after := -1.0, -1.0
	d, err := g.run(p.Base, session, unknot.Done{Treatment: session.Item.Treatment, Effort: -1, Of: len(session.Steps)}, &before, &after)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), d, before, after
}

func TestGuidedToTheEnd(t *testing.T) {
	out, d, before, after := guided(t, "6\rnnnnnnnnnn5\r3\r", true)
	if d.Stopped != "" || d.Steps != d.Of || d.Effort != 5 || before != 6 || after != 3 {
		t.Errorf("%+v, before %v, after %v", d, before, after)
	}
	if strings.Contains(out, "\x1b") || !strings.Contains(out, "Round 3 of 3") || !strings.Contains(out, "Stop if:") {
		t.Errorf("a plain terminal gets:\n%s", out)
	}
}

// Nobody presses a key: the clock alone ends a step.
func TestTheClockEndsAStep(t *testing.T) {
	var out bytes.Buffer
	g := &guide{out: &out, keys: make(chan byte), tick: 200 * time.Microsecond, newline: "\n"}
	if spent, stop := g.step(coach.Step{Do: "hold", Seconds: 30}); spent != 30 || stop || !strings.Contains(out.String(), "   0 s") {
		t.Errorf("%d seconds, stopped %v: %q", spent, stop, out.String())
	}
}

func TestGuidedStops(t *testing.T) {
	for name, c := range map[string]struct{ keys, stopped string }{
		"by key, with a reason": {"6\rnns25\r4\r", care.StoppedTingling},
		"by too much pain":      {"6\rnn94\r", care.StoppedPain},
		"effort told too high":  {"6\rnnnnnnnnnn9\r4\r", care.StoppedPain},
	} {
		_, d, _, _ := guided(t, c.keys, true)
		if d.Stopped != c.stopped {
			t.Errorf("%s: stopped %q, %+v", name, d.Stopped, d)
		}
	}
}

func run(t *testing.T, stdin string, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = Run(args, strings.NewReader(stdin), &o, &e)
	return o.String(), e.String(), code
}

// Elsewhere than on a terminal the steps are printed, and nothing is waited for.
func TestDoOnPaper(t *testing.T) {
	out, errs, code := run(t, "", "do", "1", "--case", "testdata/plans/01-new-neck-at-the-desk.json")
	if code != ExitAnswered || !strings.Contains(out, "30 s") || !strings.Contains(out, "Stop if:") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	for _, args := range [][]string{{"do", "99", "--case", "testdata/plans/01-new-neck-at-the-desk.json"}, {"do", "gun", "--case", "testdata/plans/01-new-neck-at-the-desk.json"}} {
		if _, errs, code := run(t, "", args...); code != ExitBadInput || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
	if out, _, code := run(t, "", "do", "1", "--case", "../../../examples/calf-clot-stop.json"); code != ExitStop || strings.Contains(out, "Round") {
		t.Errorf("a danger sign is passed by: exit %d\n%s", code, out)
	}
}

// A session that is kept moves the plan: what made it sore is eased.
func TestDoneSessionsMoveThePlan(t *testing.T) {
	data := t.TempDir()
	if _, errs, code := run(t, "", "plan", "testdata/plans/01-new-neck-at-the-desk.json", "--keep", "--data", data); code != ExitAnswered {
		t.Fatal(code, errs)
	}
	if out, errs, code := run(t, "", "do", "1", "--done", "--effort", "9", "--before", "4", "--after", "5", "--data", data); code != ExitAnswered || !strings.Contains(out, "Kept in the diary") {
		t.Fatal(code, out, errs)
	}
	out, errs, code := run(t, "", "plan", "--episode", "newest", "--data", data)
	if code != ExitAnswered || !strings.Contains(out, "Gentler: the sessions of the last week felt like 9 of 10") {
		t.Errorf("exit %d, %s\n%s", code, errs, out)
	}
	if out, _, code := run(t, "", "diary", "--data", data); code != ExitAnswered || !strings.Contains(out, "press") {
		t.Errorf("exit %d, the diary says %s", code, out)
	}
}

func TestCardsPointsHabitsAndChecks(t *testing.T) {
	for want, args := range map[string][]string{
		"A licensed professional only.":   {"card", "graston"},
		"Only a doctor":                   {"card", "wet", "needling"},
		"No drug was":                     {"card", "injection"},
		"Not for you":                     {"card", "cupping", "--has", "anticoagulant"},
		"rare risk for the arteries":      {"card", "adjustment"},
		"also UB40, BL54 (old)":           {"points", "bl40"},
		"two places":                      {"points", "UB54"},
		"By tradition the points":         {"points", "neck", "--has", "pregnant"},
		"nothing":                         {"habits", "dehydration"},
		"Nothing to do":                   {"habits", "ageing"},
		"Shake out the hands":             {"habits", "--breaks", "45", "--muscle", "ecrb.right"},
		"May be short":                    {"balance", "ankle_wall.left=4"},
		"No press test":                   {"test", "scalenes.left"},
		"press.soleus_lower.left=tender:": {"test", "soleus_lower.left"},
	} {
		if out, errs, code := run(t, "", args...); code != ExitAnswered || !strings.Contains(out, want) {
			t.Errorf("%v does not say %q: exit %d %s\n%s", args, want, code, errs, out)
		}
	}
	for _, args := range [][]string{{"card", "grastn"}, {"points", "xx99"}, {"habits", "sloth"}, {"habits", "--breaks", "90"}, {"balance", "ankle_wall=4"}, {"balance", "ankle_wall.left=400"}, {"test", "soleus.left"}} {
		if _, errs, code := run(t, "", args...); code == ExitAnswered || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}
