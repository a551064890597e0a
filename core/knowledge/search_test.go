package knowledge_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

// The same question in five other wordings finds the same entry first.
func TestSearchFindsTheQuestionInOtherWords(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	stored := map[string]bool{}
	for _, q := range base.FAQs {
		for _, w := range append([]string{q.Ask}, q.Wordings...) {
			stored[plainWords(w)] = true
		}
	}
	raw, err := os.ReadFile("testdata/faq_questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		id, words, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		asked[id]++
		if stored[plainWords(words)] {
			t.Errorf("%q is stored in the data, so it tests nothing", words)
		}
		hits := base.Search(words, 3)
		if len(hits) == 0 || hits[0].Kind != "faq" || hits[0].ID != id {
			t.Errorf("%q: want %s, got %v", words, id, hits)
		}
	}
	for _, q := range base.FAQs {
		if asked[q.ID] < 5 {
			t.Errorf("%s is asked in %d other wordings, want 5", q.ID, asked[q.ID])
		}
	}
	if len(asked) < 20 {
		t.Errorf("%d questions asked, want 20", len(asked))
	}
}

func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < 'a' || r > 'z' }), " ")
}

// Slips of spelling are forgiven, every kind of record is found, and the same
// words give the same list.
func TestSearchFindsRecordsOfEveryKind(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, kind, id string }{
		{"upper trapezius", "muscle", "trapezius_upper"},
		{"uper trapezuis", "muscle", "trapezius_upper"},
		{"C076", "claim", "C076"},
		{"TENS", "treatment", "tens"},
	} {
		first := base.Search(c.words, 5)
		if len(first) == 0 || first[0].Kind != c.kind || first[0].ID != c.id {
			t.Errorf("%q: want %s %s, got %v", c.words, c.kind, c.id, first)
		}
		if again := base.Search(c.words, 5); !reflect.DeepEqual(first, again) {
			t.Errorf("%q gives two different lists", c.words)
		}
	}
	if hits := base.Search("qqqqzzzz", 5); len(hits) != 0 {
		t.Errorf("nonsense finds %v", hits)
	}
	if hits := base.Search("  ", 5); len(hits) != 0 {
		t.Errorf("nothing finds %v", hits)
	}
	if hits := base.Search("shoulder", 3); len(hits) != 3 {
		t.Errorf("limit 3 gives %d hits", len(hits))
	}
}
