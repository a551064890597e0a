package knowledge_test

import (
	"os"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

// Every claim of the list is in the ledger with its stance, and nothing else.
func TestLedgerHoldsEveryClaimWithItsStance(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/claim_stances.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")[1:]
	if len(lines) != 272 || len(base.Claims) != len(lines) {
		t.Errorf("%d claims in the list, %d in the ledger, want 272", len(lines), len(base.Claims))
	}
	for _, line := range lines {
		id, stance, _ := strings.Cut(line, "\t")
		c, ok := base.Claim(id)
		if !ok {
			t.Errorf("%s is missing", id)
			continue
		}
		if c.Stance != stance {
			t.Errorf("%s: stance %s, want %s", id, c.Stance, stance)
		}
	}
}

// A contested claim carries its doubt and what to do instead; a graded one its
// doubt; a conflict is shown from both ends.
func TestDissentIsNeverLeftOut(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range base.Claims {
		if c.Stance == "contest" && (c.Doubt == "" || c.Instead == "") {
			t.Errorf("%s is contested without doubt or what to do instead", c.ID)
		}
		if c.Stance == "adopt_with_grade" && c.Doubt == "" {
			t.Errorf("%s has a grade but no doubt", c.ID)
		}
		if !c.Grade.Valid() || c.ShownIn == "" || len(c.Documents) == 0 {
			t.Errorf("%s: grade %q, shown in %q, documents %v", c.ID, c.Grade, c.ShownIn, c.Documents)
		}
		for _, id := range c.Conflicts {
			other, ok := base.Claim(id)
			if !ok || !strings.Contains(strings.Join(other.Conflicts, " "), c.ID) {
				t.Errorf("%s conflicts with %s, but not the other way round", c.ID, id)
			}
		}
	}
}

// What the software tells people to do must not rest on a contested claim
// alone: a treatment that cites one shows its doubt.
func TestTreatmentsThatCiteContestedClaimsShowTheDoubt(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range base.Treatments {
		for _, id := range tr.Claims {
			if c, _ := base.Claim(id); c != nil && c.Stance == "contest" && tr.Doubt == "" && tr.Doses.Documents == "" {
				t.Errorf("%s rests on contested %s without a word of doubt", tr.ID, id)
			}
			if c, _ := base.Claim(id); c != nil && c.Stance == "omit" {
				t.Errorf("%s cites %s, which is left out", tr.ID, id)
			}
		}
	}
}

// Every claim that is not left out is used: some question, lesson, treatment,
// habit, risk, place or list rests on it, so that people meet it with its mark.
func TestEveryClaimIsShownSomewhere(t *testing.T) {
	base := embedded(t)
	used := map[string]bool{}
	for _, r := range base.Rows() {
		if r.Kind == "claim" {
			continue
		}
		for _, c := range r.Cells() {
			if strings.HasSuffix(c.Path, "claims") || c.Path == "claim" {
				for _, id := range strings.Split(c.Text, "; ") {
					used[id] = true
				}
			}
		}
	}
	for _, c := range base.Claims {
		if c.Stance != "omit" && !used[c.ID] {
			t.Errorf("%s (%s) is met nowhere but in the ledger", c.ID, c.Stance)
		}
		if c.Stance == "omit" && used[c.ID] {
			t.Errorf("%s is left out, but something rests on it", c.ID)
		}
	}
}

// The stories that people hear most are there, marked, with what to do in
// their place: the ban on three sleep positions, toxins, scraping and stuck
// fibres.
func TestContestedStoriesAreMarkedWithWhatToDo(t *testing.T) {
	base := embedded(t)
	for id, words := range map[string]string{"C246": "sleep", "C256": "toxins", "C026": "waste", "C023": "scrape", "C019": "stick", "C014": "glued"} {
		c, ok := base.Claim(id)
		if !ok || c.Stance != "contest" || c.Doubt == "" || c.Instead == "" || !strings.Contains(c.Says, words) {
			t.Errorf("%s: %+v", id, c)
		}
		marked := false
		for _, l := range base.Lessons {
			for _, p := range l.Parts {
				if strings.Contains(strings.Join(p.Claims, " "), id) && p.Contested {
					marked = true
				}
			}
		}
		if !marked {
			t.Errorf("%s is in no lesson with its mark", id)
		}
	}
}

// The lessons that were asked for: rival explanations side by side, kinds,
// locked short and long with an exercise and a stretch each, the shoulder
// blade with low certainty for balance and none for scraping, expectations.
func TestLessons(t *testing.T) {
	base := embedded(t)
	lesson := map[string]string{}
	for _, l := range base.Lessons {
		for _, p := range l.Parts {
			lesson[l.ID] += p.Text + " "
			if l.ID == "shoulder_blade" && strings.Contains(p.Text, "scrapes") && !p.Contested {
				t.Error("the scraping story is not marked")
			}
			if l.ID == "shoulder_blade" && strings.Contains(p.Text, "uneven in strength") && p.Grade != "low" {
				t.Errorf("muscle balance has grade %s", p.Grade)
			}
		}
	}
	for id, owes := range map[string][]string{
		"what_a_knot_may_be": {"Idea one", "Idea two", "Idea three", "hypothesis", "Critics"},
		"types":              {"active", "latent", "quiet", "example"},
		"locked_short_long":  {"Locked short", "Locked long", "A stretch that fits", "An exercise that fits"},
		"shoulder_blade":     {"two minutes a day"},
		"what_to_expect":     {"four to six weeks", "would have come anyway", "come back"},
	} {
		for _, want := range owes {
			if !strings.Contains(lesson[id], want) {
				t.Errorf("lesson %s lacks %q", id, want)
			}
		}
	}
}
