// Package localetest tells tests what is still English on a Spanish page.
package localetest

import (
	"regexp"
	"strings"

	"github.com/unknot/unknot/internal/base/locale"
)

// words are common in our English and are no words of Spanish.
var words = regexp.MustCompile(`(?i)(^|[^\p{L}\d])(the|of|and|is|are|was|were|be|been|with|without|your|you|that|this|these|those|from|not|it|its|to|in|on|or|by|for|at|an|if|when|where|what|which|who|how|why|has|have|does|did|do|can|may|then|than|there|they|their|after|before|about|more|most|less|least|other|each|every|pain|ache|right|left|side|muscle|neck|shoulder|head|back|low|upper|lower|temple|days|day|week|weeks|year|years|minutes|seconds|times|today|yes|press|stretch|ask|answer|page|report|show|save|open|close|hour|hours|only|said|says|female|male|certainty|kept|deleted|visit)($|[^\p{L}\d])`)

// names are no English, though a word of them is.
var names = strings.NewReplacer("Simons, Travell & Simons", "", "CC BY", "", "WHO", "", "Health Link", "", "Neck Disability Index", "", "Prueba WHAT", "", "de oído", "", "oído", "")

// English says which word of a text for a Spanish reader is English: a word
// that Spanish does not have, or the whole text where the catalogue has it in
// other words. It is "" when none is.
func English(text string) string {
	es, _ := locale.Named("es")
	if said := es.Text(text); said != text {
		return text
	}
	if m := words.FindStringSubmatch(names.Replace(text)); m != nil {
		return m[2]
	}
	return ""
}
