package knot

import (
	"math"
)

// energyFacts are closed forms: supply, flow and the reference for fatigue.
func energyFacts(p *Parameters) []Fact {
	// ATP by blood: 0.2 ml O2/ml, 22.4 ml/mmol, 5 ATP/O2, 0.67 l water/kg
	perFlow := 0.2 / 22.4 * 10 * 5 / 0.67 / 60
	flow := func(mmHg float64) float64 { return max(0, (p.Pa-mmHg)/(p.Pa-p.Pr)) }
	endure := func(load float64) float64 { // three-compartment fatigue of the shoulder, closed form
		const f, r = .0182, .00168
		return -math.Log(1-r*(1-load)/(f*load)) / r
	}
	return []Fact{
		{"1", "oxygen taken from the blood at rest, share", "0.25 to 0.30", .15, .40, .0079 / (3 * perFlow), Watched, "Schmid 2011 (demand); textbook"},
		{"2a", "flow in the core at 42 mmHg, share", "falls", .3, .85, flow(42), Watched, "Jarvholm 1988"},
		{"2b", "flow in the core at 90 mmHg, share", "stops", 0, .05, flow(90), Watched, "Sadamoto 1983, PMID 6685038"},
		{"3a", "shoulder held at 30 % of strength, s", "135", 115, 165, endure(.3), Watched, "Frey-Law 2012, PMC3397684"},
		{"3b", "shoulder held at 10 % of strength, s", "1005", 850, 1200, endure(.1), Watched, "Frey-Law 2012, PMC3397684"},
	}
}

// story runs one knot and gives the end and the course; inputs are ours.
func story(from State, days int, p *Parameters, life Schedule, events ...Event) (State, []Sample) {
	x, course, err := Run(from, days, p, life, events)
	if err != nil {
		panic(err)
	}
	return x, course
}

// first is the first day on which a sample is so; the length when never.
func first(course []Sample, so func(Sample) bool) float64 {
	for d, s := range course {
		if so(s) {
			return float64(d)
		}
	}
	return float64(len(course))
}

// storyFacts are the qualitative claims about one knot.
func storyFacts(p *Parameters) []Fact {
	day := func(load, stress float64) Schedule { return Office(load, stress, false) }
	calm, _ := story(Healthy, 120, p, day(.03, .2))
	made, forming := story(Healthy, 60, p, day(.05, .2))
	kept, _ := story(made, 120, p, day(.025, .2))
	free, freeing := story(made, 90, p, day(.008, .1))
	latent, latents := story(made, 120, p, day(.019, .2))
	_, woken := story(latent, 30, p, day(.03, .6))
	moving, _ := story(Healthy, 90, p, Moving(day(.045, .2), .4, .15))
	still, _ := story(Healthy, 90, p, day(.045, .2))
	_, one := story(kept, 30, p, day(.025, .2), Event{1.75, "press", 90})
	var programme []Event
	for d := range 14 {
		for _, at := range []float64{.35, .52, .75} {
			programme = append(programme, Event{float64(d) + at, "press", 90}, Event{float64(d) + at, "stretch", 60})
		}
	}
	let, _ := story(kept, 90, p, day(.025, .2), programme...)
	back, relapse := story(made, 90, p, day(.05, .2), programme...)
	low := 1.
	for _, s := range relapse[:30] {
		low = min(low, s.C)
	}
	at := relapse[15:]
	limit := bisect(.02, .06, 2e-4, func(load float64) bool { x, _ := story(Healthy, 90, p, day(load, .2)); return x.C > .5 })
	end := forming[len(forming)-1]
	rest := Input{Load: .008, Stress: .2}
	awake, dry := rest, rest
	awake.NoSleep, dry.Dry = 1, 1
	r0, rz, ry := Read(made, &rest, p, 0, 0).NRS, Read(made, &awake, p, 0, 0).NRS, Read(made, &dry, p, 0, 0).NRS
	last := latents[len(latents)-1]
	const seeds = "the hypothesis itself"
	return []Fact{
		{"4", "steady load, 8 h a day, that just makes a knot in 90 days, share of strength", "0.02 to 0.05 (old limit for static load)", .02, .05, limit, Watched, "Jonsson 1978, from memory"},
		{"5", "stiffness of the band against normal", "11.5 / 5.8 = 1.98", 1.6, 2.4, end.Stiff / p.Mu0, Tuned, "Chen 2016, PMC4696888"},
		{"6", "pressure pain threshold, painful against healthy", "143 / 269 = 0.53", .45, .70, end.PPT / p.PPT0, Tuned, "Rosendal 2004"},
		{"8", "pressure pain threshold, latent against healthy", "about 0.8", .65, .97, last.PPT / p.PPT0, Tuned, "Sanchez-Infante 2021, PMID 33636373"},
		{"20", "a night without sleep, points of pain more", "standard difference 0.62, about +1", .4, 1.8, rz - r0, Tuned, "Schrimpf 2015, PMID 26498229"},
		{"21", "a dry day, pain against normal", "1.13", 1.05, 1.22, ry / r0, Tuned, "Bear 2016, PMID 26785699"},
		{"35a", "contracture after 120 ordinary desk days", "no knot", 0, .3, calm.C, Tuned, seeds},
		{"35b", "days of 5 % load until a knot", "days to weeks", 2, 28, first(forming, func(s Sample) bool { return s.C > .6 }), Tuned, seeds},
		{"35c", "contracture, load halved for 120 days", "stays", .5, 1, kept.C, Tuned, seeds},
		{"35d", "contracture after 90 days with the cause gone", "lets go", 0, .3, free.C, Tuned, seeds},
		{"35e", "days until quiet (below 1) with the cause gone", "one to three weeks", 1, 28, first(freeing, func(s Sample) bool { return s.NRS < 1 }), Tuned, seeds},
		{"35f", "pain at rest of a latent knot", "below 1.6", 0, 1.6, last.NRS, Tuned, seeds},
		{"35g", "pain after a latent knot meets work and stress", "active", 2.5, 8, woken[29].NRS, Tuned, seeds},
		{"35h", "contracture with moving breaks, 4.5 %", "no knot", 0, .3, moving.C, Tuned, seeds},
		{"35i", "contracture without breaks, 4.5 %", "a knot", .6, 1, still.C, Tuned, seeds},
		{"35j", "contracture three weeks after one press", "back", .6, 1, one[21].C, Tuned, seeds},
		{"35k", "contracture 11 weeks after a two-week programme", "stays free", 0, .3, let.C, Tuned, seeds},
		{"35l", "lowest contracture, same programme, cause kept", "helps meanwhile", 0, .5, low, Tuned, seeds},
		{"35m", "contracture at day 90, cause kept", "relapse", .6, 1, back.C, Tuned, seeds},
		{"35n", "days from last session to relapse", "days to weeks", 1, 40, first(at, func(s Sample) bool { return s.C > .6 }) + 1, Tuned, seeds},
	}
}

// bisect finds where so turns from false to true between low and high.
func bisect(low, high, within float64, so func(float64) bool) float64 {
	for high-low > within {
		if mid := .5 * (low + high); so(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return .5 * (low + high)
}

// hourly runs one knot and reads it after every hour.
func hourly(from State, days int, p *Parameters, life Schedule, events ...Event) func(day float64) Reading {
	var at []Reading
	x, left := from, after{}
	var fall decay
	fall.of(p, 1./24)
	for h := range days * 24 {
		for _, e := range events {
			if int(math.Round(e.Day*24)) == h {
				if err := left.apply(e, &x, p); err != nil {
					panic(err)
				}
			}
		}
		u := life(h/24, float64(h%24))
		u.quiet, u.damage = 1-float64((1-left.quiet)*(1-left.frozen)), left.worn2/p.TD
		x = Step(x, &u, p, 1./24)
		left.fade(&fall)
		at = append(at, left.read(x, &u, p))
	}
	return func(day float64) Reading { return at[int(math.Round(day*24))-1] }
}

// sessionFacts are single sessions against published time courses.
func sessionFacts(p *Parameters) []Fact {
	life, light := Office(.025, .2, false), Office(.019, .2, false)
	made, _ := story(Healthy, 60, p, Office(.05, .2, false))
	kept, _ := story(made, 120, p, life)
	latent, _ := story(made, 120, p, light)
	base, needled := hourly(latent, 5, p, light), hourly(latent, 5, p, light, Event{1.5, "needling", 1})
	stiff := func(day float64) float64 { return needled(day).Stiff / base(day).Stiff }
	b, n, c := hourly(kept, 5, p, life), hourly(kept, 5, p, life, Event{1.5, "needling", 1}), hourly(kept, 5, p, life, Event{1.5, "press", 90})
	soon, late := 1.5+1./24, 3.5
	press := c(soon).PPT - b(soon).PPT
	easy := Office(.01, .1, false)
	bout := func(dose float64) func(float64) Reading {
		return hourly(Healthy, 10, p, easy, Event{.5, "eccentric", dose})
	}
	lowest := func(at func(float64) Reading) (day, ppt float64) {
		ppt = math.Inf(1)
		for h := 1; h <= 240; h++ {
			if r := at(float64(h) / 24); r.PPT < ppt {
				day, ppt = float64(h)/24, r.PPT
			}
		}
		return day, ppt
	}
	dose := bisect(.2, 8, .01, func(d float64) bool { _, q := lowest(bout(d)); return q < .76*p.PPT0 })
	sore := bout(dose)
	dip, _ := lowest(sore)
	worst := 0.
	for h := 1; h <= 240; h++ {
		worst = max(worst, sore(float64(h)/24).NRS)
	}
	const dry = "Sanchez-Infante 2021, PMID 33636373"
	return []Fact{
		{"11", "needling a latent knot: stiffness after an hour against none", "no change", .93, 1.03, stiff(soon), Tuned, "elastography of active points 2022, doi:10.1177/09645284221104831"},
		{"12a", "needling: stiffness at 24 h against before", "0.805", .70, .92, stiff(2.5), Tuned, dry},
		{"12b", "needling: stiffness at 72 h against before", "0.79", .66, .92, stiff(4.5), Tuned, dry},
		{"13", "needling: pressure pain threshold at 72 h against sham", "1.23", 1.08, 1.38, needled(4.5).PPT / base(4.5).PPT, Tuned, dry},
		{"14a", "needling: sore after 2 h, points of pain", "yes", .3, 4, n(1.5+2./24).NRS - b(1.5+2./24).NRS, Tuned, "Hong 1994, PMID 8043247; PMC5106437"},
		{"14b", "needling: better after 48 h, points of pain", "yes", -4, -.5, n(late).NRS - b(late).NRS, Tuned, "PMC5106437"},
		{"15b", "needling: pressure pain threshold within the hour, kPa", "+55 [27, 84]; another trial: none", 27, 84, n(soon).PPT - b(soon).PPT, needleUse(p), "Navarro-Santana 2020, PMID 33066556"},
		{"16", "hands: pressure pain threshold soon after, kPa", "+28 [11, 46]", 10, 46, press, Tuned, "Geri 2022"},
		{"17", "compression: effect at 48 h against that at once", "smaller", 0, .9, (c(late).PPT - b(late).PPT) / press, Watched, "PMC5106437"},
		{"18", "unused work: day of the lowest threshold", "1 to 2", .9, 2.6, dip - .5, Tuned, "PMC5630131"},
		{"19a", "unused work: threshold on day 7 against before", "back", .93, 1.01, sore(7.5).PPT / p.PPT0, Tuned, "Itoh 2004; PMC5630131"},
		{"19b", "unused work: pain at rest", "none", 0, 1, worst, Watched, "growth factor injection 2018, J Pain S1526-5900(18)30438-3"},
	}
}

// needleUse says that the mended model was set to meet the hour after needling.
func needleUse(p *Parameters) Use {
	if p.Ndn != 0 {
		return Tuned
	}
	return Watched
}
