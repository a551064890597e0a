package knowledge_test

import (
	"math"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

// Reading ages by hand count: age = 0.39 words/sentences + 11.8
// syllables/words - 10.59.
func TestReadingAge(t *testing.T) {
	for text, want := range map[string]float64{
		"The cat sat on the mat.": 0.39*6 + 11.8*1 - 10.59,
		"Press the sore spot. Stop if it hurts more than seven of ten.": 0.39*13/2 + 11.8*14/13 - 10.59,
		"": 0,
		"Intramuscular vascularisation deteriorates considerably": 0.39*4 + 11.8*21/4 - 10.59,
	} {
		if got := knowledge.ReadingAge(text); math.Abs(got-want) > 3 { // "io" and "ia" count as one vowel
			t.Errorf("%q: %.1f, by hand %.1f", text, got, want)
		}
	}
	if easy, hard := knowledge.ReadingAge("Rest for a day. Then walk a bit more each day."), knowledge.ReadingAge("Immobilisation is contraindicated; progressive remobilisation is recommended."); easy >= hard || easy > 8 || hard < 16 {
		t.Errorf("easy %.1f, hard %.1f", easy, hard)
	}
}

// All text for people together, by kind of record, is far below the limit
// (records are held to it one by one by the linter).
func TestTextForPeopleIsEasy(t *testing.T) {
	base := embedded(t)
	for _, kind := range knowledge.WordingKinds() {
		if kind == "medicine" || kind == "condition" || kind == "tool" {
			continue // names, no sentences
		}
		whole := ""
		for _, text := range base.Wording(kind) {
			whole += text + ". "
		}
		if age := knowledge.ReadingAge(whole); age > knowledge.MostReadingAge {
			t.Errorf("%s: reading age %.1f", kind, age)
		}
	}
}
