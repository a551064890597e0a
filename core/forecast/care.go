package forecast

import (
	"slices"

	"github.com/unknot/unknot/core/num"
)

// worth says how much care one session is, for the natural course: 1 is a press
// of a minute and a half. Trials differ far more between care and no care than
// between kinds of care (network and pooled comparisons, claims of kind
// treatment), so that only rough steps are made; judgement.
var worth = map[string]func(dose float64) float64{
	"press":     func(s float64) float64 { return 1.3 * (1 - num.Exp(-s/60)) },
	"stretch":   func(s float64) float64 { return .6 * (1 - num.Exp(-s/30)) },
	"massage":   func(min float64) float64 { return 5 * (1 - num.Exp(-min/30)) },
	"heat":      func(min float64) float64 { return .5 * (1 - num.Exp(-min/10)) },
	"train":     func(min float64) float64 { return 4 * (1 - num.Exp(-min/10)) },
	"breaks":    func(min float64) float64 { return .5 * (1 - num.Exp(-min/10)) },
	"needling":  func(n float64) float64 { return 6 * min(n, 1) },
	"injection": func(n float64) float64 { return 6 * min(n, 1) },
	"botulinum": func(n float64) float64 { return 6 * min(n, 1) },
	"sham":      func(n float64) float64 { return 2 * min(n, 1) },
	"eccentric": func(float64) float64 { return 0 },
	"strain":    func(float64) float64 { return 0 },
}

// SessionKinds lists the kinds of sessions, in order.
func SessionKinds() []string {
	list := make([]string, 0, len(worth))
	for k := range worth {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// Full care is so much a day, such as two rounds of pressing and stretching.
// Judgement: about what a plan asks for.
const fullCare = 2.5

// careKeep is how the effect of care is remembered from day to day: a memory
// of a week; judgement.
const careKeep = .8668778997501817 // exp(-1/7)

// mostADay is the most that one day counts, in days of full care: one day
// may nearly fill the memory of a week. Judgement.
const mostADay = 7

// care is how much one is cared for, 0-1, after a day with these sessions.
func care(before float64, done []Session) float64 {
	sum := 0.
	for _, s := range done {
		sum += worth[s.Kind](s.Dose)
	}
	return min(1, float64(careKeep*before)+float64((1-careKeep)*min(mostADay, sum/fullCare)))
}
