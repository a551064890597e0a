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
