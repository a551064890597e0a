package knot

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// village is the invented population of the facts: half a year of life with
// one strain in a third of the people, and then the groups of the trials.
type village struct {
	c       *crowd
	chance  *num.Stream
	r       []Reading // at the end of the half year
	none    []int
	latent  []int
	active  []int
	chronic []int // active, pain 3 to 8
}

// villagers is how many people live there: enough for means to hold within
// 0.1 points, few enough for a second of work.
const villagers = 3000

func newVillage(p *Parameters) *village {
	who := People(villagers, 1, *p)
	start := make([]State, villagers)
	for j := range start {
		start[j] = Healthy
	}
	v := &village{c: newCrowd(who, start), chance: num.NewStream(7, 0), r: make([]Reading, villagers)}
	v.c.live(90, way{}, nil)
	for j := range who {
		if v.chance.Float() < .35 {
			x := v.c.b.State(j)
			x.C += .55 * (1 - x.C)
			v.c.b.SetState(j, x)
		}
	}
	v.c.live(90, way{}, func(day, j int, r Reading) {
		if day == 89 {
			v.r[j] = r
		}
	})
	for j := range who {
		switch v.r[j].Class(&who[j].P) {
		case Active:
			v.active = append(v.active, j)
			if v.r[j].NRS >= 3 && v.r[j].NRS <= 8 {
				v.chronic = append(v.chronic, j)
			}
		case Latent:
			v.latent = append(v.latent, j)
		default:
			v.none = append(v.none, j)
		}
	}
	return v
}

// rate is how a person would write the pain down: whole numbers, 0.9 off, with
// pain that is not this knot (other).
func (v *village) rate(nrs, other float64) float64 {
	return min(max(math.Floor(nrs+other+.9*v.chance.Normal()+.5), 0), 10)
}

// others draws the pain that is not this knot at the start and so many days
// later; it wanders with the memory of 0.95 a day.
func (v *village) others(days int, n int) (now, then []float64) {
	sd := v.c.who[0].P.Wander
	keep := num.Power(.95, float64(days))
	for range n {
		a := sd * v.chance.Normal()
		now = append(now, a)
		then = append(then, keep*a+sd*math.Sqrt(1-keep*keep)*v.chance.Normal())
	}
	return now, then
}

// mean of f over the readings of the picked.
func (v *village) mean(picked []int, f func(j int) float64) float64 {
	sum := 0.
	for _, j := range picked {
		sum += f(j)
	}
	return sum / float64(len(picked))
}

// follow lets a group live and returns its readings by day.
func (v *village) follow(picked []int, days int, w way) [][]Reading {
	course := make([][]Reading, days)
	for d := range course {
		course[d] = make([]Reading, len(picked))
	}
	v.c.some(picked).live(days, w, func(day, j int, r Reading) { course[day][j] = r })
	return course
}

func meanNRS(rs []Reading) float64 {
	sum := 0.
	for _, r := range rs {
		sum += r.NRS
	}
	return sum / float64(len(rs))
}

// populationFacts are people and trial arms.
func populationFacts(p *Parameters) []Fact {
	v := newVillage(p)
	ppt := func(j int) float64 { return v.r[j].PPT }
	var plate, pain []float64
	for _, group := range [][]int{v.active, v.latent} {
		for _, j := range group {
			q := &v.c.who[j].P
			plate = append(plate, v.r[j].Short*(q.S0+q.SI*v.c.b.State(j).I))
			pain = append(pain, v.r[j].NRS)
		}
	}
	mediator := func(j int) float64 { return v.c.b.State(j).I }
	list := []Fact{
		{"7", "pressure pain threshold, active minus healthy people, kPa", "-105 [-149, -61]", -149, -61, v.mean(v.active, ppt) - v.mean(v.none, ppt), Watched, "Geri 2022"},
		{"9", "stiffness of active points, kPa", "11.5 ± 2.4", 9.1, 13.9, v.mean(v.active, func(j int) float64 { return v.r[j].Stiff }), Watched, "Chen 2016, PMC4696888"},
		{"10a", "end-plate activity with pain, correlation", "0.74", .5, .95, num.Correlation(plate, pain), Watched, "Kuan 2007"},
		{"10b", "mediators, active against latent", "clearly higher", 1.5, 20, v.mean(v.active, mediator) / v.mean(v.latent, mediator), Watched, "Shah 2008, doi:10.1016/j.apmr.2007.10.018"},
	}
	list = append(list, v.freshFacts()...)
	list = append(list, v.lastingFacts()...)
	return append(list, v.untouchedFacts()...)
}

// freshFacts: a new episode by a strain in people without pain before. Those
// treated get four short visits and advice (the load falls to 0.8), the
// untreated keep 1.2 of their load.
func (v *village) freshFacts() []Fact {
	all := make([]int, villagers)
	for j := range all {
		all[j] = j
	}
	hurt := v.c.some(all)
	for j := range all {
		x := hurt.b.State(j)
		x.C += (.4 + .55*v.chance.Float()) * (1 - x.C)
		x.I += 1.2 * num.Exp(.5*v.chance.Normal())
		x.S += .5
		hurt.b.SetState(j, x)
	}
	now := make([]float64, villagers)
	hurt.live(4, way{stress: func(int, int) float64 { return .2 }}, func(day, j int, r Reading) { now[j] = r.NRS })
	var sick []int
	for j := range all {
		if now[j] >= 3 && v.r[j].NRS < 1 {
			sick = append(sick, j)
		}
	}
	weight, total := make([]float64, len(sick)), 0.
	for i, j := range sick { // as in the trial at its start: 6.1
		d := (now[j] - 6.1) / 1.5
		weight[i] = num.Exp(-.5 * d * d)
		total += weight[i]
	}
	days := make([][]float64, len(sick)) // day-to-day load, sd 0.3 of the log
	for i := range days {
		days[i] = make([]float64, 365)
		for d := 1; d < 365; d++ {
			days[i][d] = .8*days[i][d-1] + .18*v.chance.Normal()
		}
	}
	fade := func(f, tau, end float64) way {
		return way{
			days:   days,
			load:   func(j, d int) float64 { return end + f*num.Exp(-float64(d)/tau) },
			stress: func(j, d int) float64 { return .1 * num.Exp(-float64(d)/tau) },
		}
	}
	mean := func(f func(i int) float64) float64 {
		sum := 0.
		for i := range sick {
			sum += weight[i] * f(i)
		}
		return sum / total
	}
	run := func(n int, w way) [][]float64 {
		course := make([][]float64, n)
		for d := range course {
			course[d] = make([]float64, len(sick))
		}
		hurt.some(sick).live(n, w, func(day, j int, r Reading) { course[day][j] = r.NRS })
		return course
	}
	care := fade(.4, 30, .8)
	for _, d := range []float64{0, 4, 8, 12} {
		care.events = append(care.events, Event{d + .7, "massage", 15})
	}
	treated, left := run(91, care), run(365, fade(0, 30, 1.2))
	on := func(course [][]float64, day int) float64 {
		_, other := v.others(day, len(sick))
		return mean(func(i int) float64 { return v.rate(course[day][i], other[i]) })
	}
	_, other := v.others(90, len(sick))
	well := mean(func(i int) float64 {
		if v.rate(treated[90][i], other[i]) < 1 {
			return 1
		}
		return 0
	})
	const leaver, hush = "Leaver 2013, PMID 23419913", "Hush 2011, doi:10.1016/j.apmr.2010.12.025"
	return []Fact{
		{"22a", "new neck pain, treated: at the start", "6.1", 5, 6.8, mean(func(i int) float64 { return now[sick[i]] }), Tuned, leaver},
		{"22b", "new neck pain, treated: at 2 weeks", "2.5", 1.5, 3.6, on(treated, 13), Tuned, leaver},
		{"22c", "new neck pain, treated: at 3 months", "1.5", .5, 2.6, on(treated, 90), Tuned, leaver},
		{"23", "new neck pain, treated: share recovered at 3 months", "0.53", .38, .75, well, Tuned, leaver},
		{"24a", "new neck pain, untreated: at 6.5 weeks", "3.5 (from 6.4)", 2.2, 4.8, on(left, 45), Tuned, hush},
		{"24b", "new neck pain, untreated: at 12 months", "4.2", 2.6, 5.2, on(left, 364), Tuned, hush},
		{"40", "new neck pain, untreated: fall from week 4 to week 8, points", "0.91 [0.50, 1.32]", .50, 1.32, on(left, 28) - on(left, 56), HeldOut, "Vasseljen 2013, doi:10.1016/j.pain.2013.03.032"},
	}
}

// lastingFacts: office workers with an active knot and pain of 3 to 8.
func (v *village) lastingFacts() []Fact {
	ch := v.chronic
	start := v.mean(ch, func(j int) float64 { return v.r[j].NRS })
	arm := func(days int, w way) [][]Reading { return v.follow(ch, days, w) }
	wait := arm(70, way{})
	strong, year, short := arm(70, way{train: 1}), arm(365, way{train: .45}), arm(70, way{train: .4})
	rated := make([]float64, len(ch))
	now, then := v.others(34, len(ch))
	for i, j := range ch {
		rated[i] = v.rate(v.r[j].NRS, now[i])
	}
	respond := func(course [][]Reading) float64 {
		n := 0.
		for i, r := range course[34] {
			if v.rate(r.NRS, then[i]) <= .7*rated[i] {
				n++
			}
		}
		return n / float64(len(ch))
	}
	base := max(respond(wait), .02)
	massage := func(minutes float64, days ...int) float64 {
		var e []Event
		for week := range 4 {
			for _, d := range days {
				e = append(e, Event{float64(7*week+d) + .7, "massage", minutes})
			}
		}
		return respond(arm(35, way{events: e})) / base
	}
	two := func(kind string) [][]Reading {
		return arm(28, way{events: []Event{{.5, kind, 1}, {7.5, kind, 1}}})
	}
	sham, needled := two("sham"), two("needling")
	late := 0.
	for d := 13; d < 28; d++ {
		late += (meanNRS(needled[d]) - meanNRS(sham[d])) / 15
	}
	var home []Event
	for d := range 5 {
		for _, at := range []float64{.4, .8} {
			home = append(home, Event{float64(d) + at, "press", 90}, Event{float64(d) + at, "stretch", 60})
		}
	}
	pressed := arm(10, way{events: home})
	ppt := func(rs []Reading) float64 {
		sum := 0.
		for _, r := range rs {
			sum += r.PPT
		}
		return sum
	}
	const dose = "Sherman 2014"
	return []Fact{
		{"15", "needling twice minus sham, points of pain in weeks 2 to 4", "-2.31 [-3.64, -0.99]", -3.64, -.99, late, Watched, "Navarro-Santana 2020, PMID 33066556"},
		{"25", "office workers, nothing changed: pain at 10 weeks against start", "no change", .85, 1.15, meanNRS(wait[69]) / start, Watched, "Andersen 2008, MSSE 40:983"},
		{"26", "strength training, 10 weeks: pain against start", "0.21 (worst pain)", .1, .5, meanNRS(strong[69]) / start, Tuned, "Andersen 2008, PMID 18163419"},
		{"27", "strength training, a year at 0.45 of the sessions", "3.4 / 5.0 = 0.68", .45, .85, meanNRS(year[364]) / start, Watched, "Andersen 2008, MSSE 40:983"},
		{"41", "two minutes of training a day, 10 weeks: points of pain against none", "-1.4 [-2.0, -0.7]", -2, -.7, meanNRS(short[69]) - meanNRS(wait[69]), HeldOut, "Andersen 2011, PMID 21177034"},
		{"28a", "massage 30 min, 3 a week: people 30 % better against waiting, ratio", "not significant", .7, 2.2, massage(30, 0, 2, 4), Tuned, dose},
		{"28b", "massage 60 min, 2 a week, ratio", "2.30", 1.4, 3.9, massage(60, 0, 3), Tuned, dose},
		{"28c", "massage 60 min, 3 a week, ratio", "2.73", 1.6, 5, massage(60, 0, 2, 4), Tuned, dose},
		{"29", "home pressing and stretching, 5 days: threshold 3 days later against none", "higher", 1.02, 1.5, ppt(pressed[7]) / ppt(wait[7]), Watched, "Hanten 2000"},
	}
}
