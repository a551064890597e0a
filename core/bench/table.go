package bench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// Share is a count out of a number of cases with its interval.
type Share struct {
	Name      string
	Yes, Of   int
	Low, High float64 // 95 % interval, Wilson (1927)
	Target    float64 // 0 when there is none
	Most      bool    // the target is an upper limit
	Published string  // figure of symptom checkers or doctors in the literature
}

// Value is the share itself, 0-1.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Yes) / float64(s.Of)
}

// Met reports whether the target is reached; true when there is none.
func (s Share) Met() bool {
	switch {
	case s.Target == 0:
		return true
	case s.Most:
		return s.Value() <= s.Target
	}
	return s.Value() >= s.Target
}

// wilson is the 95 % interval of a share (Wilson 1927, 10.1080/01621459.1927.10502953).
func wilson(yes, of int) (low, high float64) {
	if of == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(of), float64(yes)/float64(of)
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(mid-half, 0), min(mid+half, 1)
}

func share(list []Outcome, name string, in, yes func(*Outcome) bool) Share {
	s := Share{Name: name}
	for i := range list {
		if in(&list[i]) {
			s.Of++
			if yes(&list[i]) {
				s.Yes++
			}
		}
	}
	s.Low, s.High = wilson(s.Yes, s.Of)
	return s
}

func (s Share) target(x float64, most bool) Share { s.Target, s.Most = x, most; return s }
func (s Share) beside(text string) Share          { s.Published = text; return s }

// Shares are the rows of the report.
func Shares(list []Outcome) []Share {
	all := func(*Outcome) bool { return true }
	muscle := func(o *Outcome) bool { return len(o.Vignette.Muscle) > 0 }
	cause := func(o *Outcome) bool { return o.Vignette.Cause != "" }
	emergency := func(o *Outcome) bool { return o.Vignette.Levels[0] == unknot.Emergency }
	plain := func(o *Outcome) bool { return muscle(o) && !cause(o) && o.Vignette.Levels[0] == unknot.SelfCare }
	hard := func(o *Outcome) bool { return muscle(o) && o.Vignette.Hard }
	top := func(n int) func(*Outcome) bool { return func(o *Outcome) bool { return o.Rank > 0 && o.Rank <= n } }
	drawn := func(n int) func(*Outcome) bool { return func(o *Outcome) bool { return o.Drawn > 0 && o.Drawn <= n } }
	rows := []Share{
		share(list, "muscle first", muscle, top(1)).beside("diagnosis first 34 % (23 symptom checkers, Semigran 2015)"),
		share(list, "muscle in the first 3", muscle, top(3)).target(0.80, false).beside("51 % (Semigran 2015); best app 70.5, GPs 82.1 % (Gilbert 2020)"),
		share(list, "muscle in the first 5", muscle, top(5)),
		share(list, "  drawing alone: first", muscle, drawn(1)),
		share(list, "  drawing alone: first 3", muscle, drawn(3)).beside("drawing alone tells the class in about half (Sanders 2000)"),
		share(list, "  hard cases: first 3", hard, top(3)),
		share(list, "look-alike in the first 3 look-alikes", cause, func(o *Outcome) bool { return o.Cause > 0 && o.Cause <= 3 }),
		share(list, "right level, exactly", all, (*Outcome).Exact).beside("57 % (Semigran 2015)"),
		share(list, "level defensible", all, (*Outcome).Defensible),
		share(list, "level too low", all, (*Outcome).Under),
		share(list, "level too high", all, (*Outcome).Over),
		share(list, "emergencies sent as emergency", emergency, func(o *Outcome) bool { return o.Level == unknot.Emergency }).target(1, false).beside("80 % (Semigran 2015)"),
		share(list, "mimics at a defensible level", cause, (*Outcome).Defensible).target(0.95, false),
		share(list, "plain knots sent too high", plain, (*Outcome).Over).target(0.05, true),
	}
	kept := Share{Name: "first muscle stays in the first 3 when redrawn", Target: 0.80}
	for i := range list {
		kept.Yes, kept.Of = kept.Yes+list[i].Kept, kept.Of+list[i].Redraws
	}
	kept.Low, kept.High = cluster(list)
	return append(rows, kept)
}

// cluster is the interval of the redrawn share when the redraws of one case
// count as one: mean and standard error over cases.
func cluster(list []Outcome) (low, high float64) {
	var sum, square, n float64
	for i := range list {
		if o := &list[i]; o.Redraws > 0 {
			x := float64(o.Kept) / float64(o.Redraws)
			sum, square, n = sum+x, square+x*x, n+1
		}
	}
	if n < 2 {
		return 0, 1
	}
	mean := sum / n
	half := 1.96 * math.Sqrt(max(square/n-mean*mean, 0)/(n-1))
	return max(mean-half, 0), min(mean+half, 1)
}

// Table writes the rows for people.
func Table(rows []Share) string {
	var b strings.Builder
	for _, s := range rows {
		mark := "  "
		if s.Target > 0 {
			mark = "ok"
			if !s.Met() {
				mark = "NO"
			}
		}
		fmt.Fprintf(&b, "%-47s %5.1f %%  (%3.0f-%3.0f)  %4d/%-4d %s", s.Name, 100*s.Value(), 100*s.Low, 100*s.High, s.Yes, s.Of, mark)
		if s.Target > 0 {
			sign := "at least"
			if s.Most {
				sign = "at most"
			}
			fmt.Fprintf(&b, " %s %g %%", sign, 100*s.Target)
		}
		if s.Published != "" {
			fmt.Fprintf(&b, "\n%47s   published: %s", "", s.Published)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Brier is the mean squared error of the chance of the first muscle against
// whether it was right, over the cases with a muscle.
func Brier(list []Outcome) float64 {
	sum, n := 0.0, 0
	for i := range list {
		if o := &list[i]; len(o.Vignette.Muscle) > 0 {
			x := o.Chance
			if o.Right {
				x = 1 - x
			}
			sum, n = sum+x*x, n+1
		}
	}
	return sum / float64(max(n, 1))
}

// Asked is the median number of danger questions of a case.
func Asked(list []Outcome) int {
	var n []int
	for i := range list {
		n = append(n, list[i].Asked)
	}
	slices.Sort(n)
	if len(n) == 0 {
		return 0
	}
	return n[len(n)/2]
}
