package locale_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/base/locale"
)

// No line ends between a number and what makes no sense without it; elsewhere
// it may.
func TestNumbersStayWithTheirWords(t *testing.T) {
	for text, want := range map[string]string{
		"Right temple, 5 of 10, dull":       "Right temple, 5_of_10, dull",
		"Pain now, 0 to 10":                 "Pain now, 0_to_10",
		"Dolor ahora, de 0 a 10":            "Dolor ahora, de_0_a_10",
		"sien derecha, 5 de 10.":            "sien derecha, 5_de_10.",
		"opened 2 times, ended":             "opened 2_times, ended",
		"3 to 5 of 10. Never above 6.":      "3_to_5_of_10. Never above 6.",
		"8 of such courses, or to 3 places": "8 of such courses, or to 3 places",
		"Go on to the plan":                 "Go on to the plan",
	} {
		if got := strings.ReplaceAll(locale.Joined(text), "\u00a0", "_"); got != want {
			t.Errorf("%q is written %q, not %q", text, got, want)
		}
	}
}
