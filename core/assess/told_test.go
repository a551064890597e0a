package assess_test

import (
	"fmt"
	"testing"

	"github.com/unknot/unknot/core/assess"
)

// Written with one decimal, what is told adds up; what would be written as 0.0
// is told only in the rest.
func TestWhatIsToldAddsUp(t *testing.T) {
	c := assess.Candidate{Start: -3.24, Score: -2.57, Together: 1.29,
		For:     []assess.Reason{{Words: "a", LogOdds: .64}, {Words: "b", LogOdds: .049}},
		Against: []assess.Reason{{Words: "c", LogOdds: -.76}, {Words: "d", LogOdds: -.55}, {Words: "e", LogOdds: -.001}}}
	speaks, against, rest := c.Told()
	if len(speaks) != 1 || len(against) != 2 {
		t.Fatalf("told are %v and %v", speaks, against)
	}
	tenths := func(x float64) (n int) { // as it is written
		var whole, part int
		sign := 1
		s := fmt.Sprintf("%.1f", x)
		if s[0] == '-' {
			sign, s = -1, s[1:]
		}
		if _, err := fmt.Sscanf(s, "%d.%d", &whole, &part); err != nil {
			t.Fatal(err)
		}
		return sign * (10*whole + part)
	}
	sum := tenths(c.Start) + tenths(rest)
	for _, r := range append(speaks, against...) {
		sum += tenths(r.LogOdds)
	}
	if sum != tenths(c.Score) {
		t.Errorf("the lines add up to %d tenths, the score is %.1f", sum, c.Score)
	}
	if rest < 1.2 || rest > 1.4 {
		t.Errorf("the rest is %.2f, of which %.2f is shared", rest, c.Together)
	}
}
