package knowledge_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/knowledge"
)

func embedded(t *testing.T) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// The catalogue covers every kind of finding and every way to take one, and
// each says what it speaks for.
func TestFindingCatalogue(t *testing.T) {
	base := embedded(t)
	kind, who := map[string]int{}, map[string]int{}
	cited, agreed := 0, 0
	for i := range base.Findings {
		f := &base.Findings[i]
		kind[f.Kind]++
		who[f.Who]++
		if f.Agreement.Source != "" {
			agreed++
		}
		for j := range f.Links {
			if f.Links[j].Source != "" {
				cited++
			}
		}
		if r := f.Reliability(); r <= 0 || r > 1 {
			t.Errorf("%s: reliability %v", f.ID, r)
		}
	}
	if len(base.Findings) < 300 {
		t.Errorf("%d findings, want 300", len(base.Findings))
	}
	for k, want := range map[string]int{"history": 60, "aggravating": 40, "easing": 12, "self_test": 60, "examination": 80, "motion": 30} {
		if kind[k] < want {
			t.Errorf("%d of kind %s, want %d", kind[k], k, want)
		}
	}
	if who["helper"] == 0 || who["self"] < 150 || who["clinician"] < 80 {
		t.Errorf("who: %v", who)
	}
	if cited < 80 || agreed < 30 {
		t.Errorf("%d links with a source, %d findings with studied agreement", cited, agreed)
	}
	for _, name := range []string{"neck.spurling", "neck.ultt_median", "shoulder.hawkins", "hip.fadir", "back.slr", "ankle.ottawa", "hand.phalen", "band"} {
		if _, ok := base.Finding(name); !ok {
			t.Errorf("no finding %s", name)
		}
	}
}

// Every look-alike can be told from a knot by something that is asked.
func TestEveryLookalikeHasFindings(t *testing.T) {
	base := embedded(t)
	for i := range base.Lookalikes {
		l := &base.Lookalikes[i]
		if len(base.FindingsOfLookalike(l.ID)) == 0 {
			t.Errorf("nothing asked or tested speaks for %s", l.ID)
		}
		if l.Chance <= 0 || l.Chance >= 1 {
			t.Errorf("%s: chance %v", l.ID, l.Chance)
		}
	}
}

func TestLevelOfAnAnswer(t *testing.T) {
	base := embedded(t)
	cases := []struct {
		id, answer string
		value      float64
		valued     bool
		level      int
		known      bool
		fault      string
	}{
		{id: "neck.rotation", answer: "painful", value: 55, valued: true, level: 1, known: true},
		{id: "neck.rotation", answer: "free", value: 30, valued: true, level: 2, known: true}, // the number counts when it is worse
		{id: "neck.rotation", value: 75, valued: true, level: 0, known: true},
		{id: "neck.rotation", answer: "blocked", level: 2, known: true},
		{id: "neck.rotation", answer: "unsure"},
		{id: "neck.rotation", answer: "yes", level: 1, known: true},
		{id: "neck.rotation", value: 300, valued: true, fault: "between 0 and 110"},
		{id: "neck.rotation", answer: "sore", fault: "blocked, stiff, painful, free or unsure"},
		{id: "hand.phalen", answer: "yes", level: 1, known: true},
		{id: "hand.phalen", value: 3, valued: true, fault: "takes yes, no or unsure"},
		{id: "morning_stiff", value: 60, valued: true, level: 2, known: true},
		{id: "morning_stiff", value: 10, valued: true, level: 0, known: true},
	}
	for _, c := range cases {
		f, ok := base.Finding(c.id)
		if !ok {
			t.Fatalf("no finding %s", c.id)
		}
		level, known, err := f.Level(c.answer, c.value, c.valued)
		switch {
		case c.fault != "":
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%s %q %v: error %v, want %q", c.id, c.answer, c.value, err, c.fault)
			}
		case err != nil || level != c.level || known != c.known:
			t.Errorf("%s %q %v: level %d known %v error %v", c.id, c.answer, c.value, level, known, err)
		}
	}
}

// A published sensitivity is given back by the chance that is drawn from it.
func TestSensitivityIsGivenBack(t *testing.T) {
	base := embedded(t)
	compared := 0
	for i := range base.Findings {
		f := &base.Findings[i]
		for j := range f.Links {
			l := &f.Links[j]
			if l.Sens == 0 || l.Chance != 0 || len(l.Lookalikes) == 0 {
				continue
			}
			for _, r := range base.FindingsOfLookalike(l.Lookalikes[0]) {
				if r.Finding != f.ID || r.Chance >= 0.98 {
					continue
				}
				compared++
				if sens := 1 - (1-f.Leak)*(1-r.Chance); sens < l.Sens-1e-9 || sens > l.Sens+1e-9 {
					t.Errorf("%s for %s: sensitivity %v became %v", f.ID, l.Lookalikes[0], l.Sens, sens)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("no published sensitivity was compared")
	}
}

// Less movement is never read as a milder finding.
func TestLevelIsMonotone(t *testing.T) {
	base := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		f := &base.Findings[rapid.IntRange(0, len(base.Findings)-1).Draw(t, "finding")]
		if f.Unit == "" {
			return
		}
		a := rapid.Float64Range(f.Min, f.Max).Draw(t, "a")
		b := rapid.Float64Range(f.Min, f.Max).Draw(t, "b")
		if a > b {
			a, b = b, a
		}
		la, _, _ := f.Level("", a, true)
		lb, _, _ := f.Level("", b, true)
		if f.Low != 0 && la < lb || f.High != 0 && la > lb {
			t.Fatalf("%s: %v is level %d, %v is level %d", f.ID, a, la, b, lb)
		}
	})
}
