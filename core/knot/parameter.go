package knot

// Parameters of the model. Behind each stands its unit and where it comes from:
// a source; "fitted" to one, when the number was set so that the model meets
// what it found; or "judgement", when nobody measured it. A test holds this.
type Parameters struct {
	// activation, pressure and flow
	A0    float64 // share of strength at which 63 % of the low-threshold units work; judgement (size principle)
	Pr    float64 // mmHg in resting muscle; Sjogaard 1986, PMID 3788624
	Kv    float64 // mmHg per share of strength; Jarvholm 1988, doi:10.1007/bf00417252 (supraspinatus)
	Kc    float64 // mmHg by a full contracture; judgement: so that loads of a desk have two stable states
	Klam  float64 // mmHg per strain; judgement
	Pa    float64 // mmHg at which flow stops; Sadamoto 1983, PMID 6685038
	Eps   float64 // smoothing of the stop, share of flow; judgement
	Scap  float64 // mM/s, aerobic ATP supply of the core at full flow; derived in docs/model.md from Schmid 2011, https://ismrm.gitlab.io/2011/1139.html
	Gsig  float64 // share of flow lost to stress; judgement
	GA    float64 // share of flow lost to fibrosis; judgement
	Gm    float64 // share of flow gained by movement; judgement
	Gheat float64 // share of flow gained by warmth; judgement; wraps do raise it (Petrofsky, https://esmed.org/MRA/mra/article/view/2336)
	GK    float64 // share of flow gained by training; fitted to Andersen 2008, PMID 18163419
	Gy    float64 // share of flow lost to dehydration; judgement
	KA    float64 // more squeeze in old tissue, share; judgement
	// ATP demand, mM/s
	D0 float64 // resting muscle; Schmid 2011, https://ismrm.gitlab.io/2011/1139.html
	Da float64 // a fully recruited low-threshold pool; after Slade 2006, PMID 16642462
	Dc float64 // a full contracture; judgement: so that loads of a desk have two stable states
	// contracture
	Kf   float64 // per day, forming; fitted to Sanchez-Infante 2021, PMID 33636373
	Kr   float64 // per day, releasing; fitted to Sanchez-Infante 2021, PMID 33636373
	B    float64 // forming without want of energy, share; judgement
	S0   float64 // end-plate excitability at rest, 1 is full; judgement
	Sa   float64 // the same by load; judgement
	Ssig float64 // the same by stress; judgement; stress raises muscle activity (Eijckelhof 2013, PMC3828497)
	SI   float64 // the same by mediators; judgement
	Zeta float64 // share of the release that needs energy; judgement: so that a knot persists
	RA   float64 // slower release in old tissue, share; judgement
	QK   float64 // smaller relative load after training, share; fitted to Andersen 2008, PMID 18163419, and doi:10.1249/MSS.0b013e3181676640
	// mediators, sensitisation, tissue, conditioning
	TauI  float64 // days; judgement
	TauS  float64 // days; fitted to soreness after unused work, PMC5630131
	TauWu float64 // days, rising; judgement
	TauWd float64 // days, falling; judgement; ten days are known (Hayashi 2013, doi:10.1016/j.pain.2013.07.007)
	TauA  float64 // days; judgement; points in rats show fibrosis within weeks (doi:10.2147/jpr.s333705)
	KAf   float64 // per day; judgement
	TauK  float64 // days; fitted to Andersen 2008, PMID 18163419
	Psi   float64 // size of the knot, 1 is typical; spread from Ballyns 2011, PMID 21968483
	// read-out, shares without unit
	WI  float64 // drive by mediators; judgement
	GS  float64 // more drive by sensitised endings; judgement
	Wh  float64 // drive by want of energy; judgement
	GW  float64 // more pain by the central part; judgement
	WW  float64 // pain at rest by the central part; judgement
	Gz  float64 // more pain after a night without sleep; fitted to Schrimpf 2015, PMID 26498229
	Gps float64 // more pain by stress; judgement
	Gpy float64 // more pain when dry; fitted to Bear 2016, PMID 26785699
	Th  float64 // drive that hurts 5 of 10; fitted to Rosendal 2004, Pain 112:324, https://liu.diva-portal.org/smash/record.jsf?pid=diva2:244324
	// the pressure that begins to hurt
	BS   float64 // share lost by sensitised endings; fitted to Rosendal 2004, Pain 112:324, https://liu.diva-portal.org/smash/record.jsf?pid=diva2:244324
	BW   float64 // share lost by the central part; see BS; fitted, https://liu.diva-portal.org/smash/record.jsf?pid=diva2:244324
	Bh   float64 // share lost by want of energy; judgement
	GG   float64 // share gained while pain is held back; fitted to Geri 2022, https://ouci.dntb.gov.ua/works/73Gz15k7
	GN   float64 // share lost by soreness of a needle; judgement
	PPT0 float64 // kPa in healthy muscle; Rosendal 2004, Pain 112:324, https://liu.diva-portal.org/smash/record.jsf?pid=diva2:244324
	// shear stiffness and range
	Mu0  float64 // kPa around a band; Chen 2016, PMC4696888
	Mu1  float64 // kPa more by a full contracture; Chen 2016, PMC4696888; the split with Mu2 is judgement
	Mu2  float64 // kPa more by old tissue; see Mu1; judgement
	RomC float64 // share of range lost by contracture; judgement
	RomA float64 // share of range lost by old tissue; judgement
	RomS float64 // share of range lost by sensitised endings; judgement
	// treatments: a session releases the share 1-exp(-k) of the contracture
	Kpress   float64 // a long press; fitted to Geri 2022, https://ouci.dntb.gov.ua/works/73Gz15k7
	Kmass    float64 // an hour of massage; fitted to Sherman 2014, https://www.annfammed.org/content/12/2/112
	Kstretch float64 // a long stretch; judgement
	Kdn      float64 // a needle; fitted to Sanchez-Infante 2021, PMID 33636373
	Kinj     float64 // an injection; judgement
	Eta      float64 // personal response to treatment, 1 is typical; judgement
	Bdn      float64 // share of the end plate quieted by a needle; fitted to Sanchez-Infante 2021, PMID 33636373
	TBdn     float64 // days of that; judgement; acetylcholine is low a week later in rats (Liu 2017, PMC5448056)
	Binj     float64 // share quieted by an injection; judgement: as a needle
	TBinj    float64 // days of that; judgement
	TG       float64 // days that pain is held back; judgement
	TN       float64 // days of soreness after a needle; fitted to Sanchez-Infante 2021, PMID 33636373
	TD       float64 // days of damage after unused work; fitted to soreness after it, PMC5630131
	// what Specified does not have
	Ndn     float64 // a needle dulls the pressed spot at once, share; fitted to Navarro-Santana 2020, PMID 33066556
	Spare   float64 // share of the load that a person sheds for each point of pain; direction Lund 1991, doi:10.1139/y91-102; size judgement
	DayLoad float64 // how much the load differs from day to day, sd of its logarithm; judgement
	WQ      float64 // pain at rest by the square of the central part: it counts once it has built up; judgement
	Wander  float64 // pain that is not this knot, sd in points; judgement: so that changes over four weeks spread nearly as in open trial data
}

// Default returns the parameters in use: those of Specified, mended where the
// facts asked for it (docs/model.md). Pain at rest comes from the central
// part once that has built up (WQ, in place of most of WW), and that fades over a
// month (TauWd), so that pain outlives its cause by a week or more and not by two
// days, while a latent point stays silent: after three days of growth factor the
// summation of pain lasts ten days (Hayashi 2013, doi:10.1016/j.pain.2013.07.007).
// People spare themselves more
// (Spare), differ more from day to day (DayLoad), and have more pain that is not
// this knot (Wander), so that untreated people improve and changes spread as in
// trials. Training acts a little less (QK, GK), nearer to the gain in strength
// that was measured (a tenth in a year, Andersen 2008, MSSE 40:983).
func Default() Parameters {
	p := Specified()
	p.Ndn = .6
	p.WW, p.WQ, p.TauWd = .2, 5, 30
	p.Spare = .14
	p.QK, p.GK = .2, .27
	p.DayLoad = .35
	p.Wander = 1.8
	return p
}

// Specified returns the parameters as first written down, to which the golden
// numbers belong.
func Specified() Parameters {
	return Parameters{
		A0: .10, Pr: 14, Kv: 280, Kc: 34, Klam: 60, Pa: 90, Eps: .03, Scap: .33,
		Gsig: .20, GA: .15, Gm: .4, Gheat: .6, GK: .3, Gy: .10, KA: .15,
		D0: .008, Da: .30, Dc: .26,
		Kf: 3.0, Kr: 1.0, B: .015, S0: .5, Sa: 1.0, Ssig: .4, SI: .4, Zeta: .87, RA: .3, QK: .25,
		TauI: 2.0, TauS: 2.5, TauWu: 10, TauWd: 21, TauA: 60, KAf: 1. / 60, TauK: 35, Psi: 1,
		WI: 1, GS: .5, Wh: .2, GW: .5, WW: .5, Gz: .15, Gps: .2, Gpy: .07, Th: 1.1,
		BS: .7, BW: .5, Bh: .15, GG: .6, GN: .3, PPT0: 269,
		Mu0: 5.8, Mu1: 5.0, Mu2: 4.0, RomC: .12, RomA: .08, RomS: .08,
		Kpress: .15, Kmass: .34, Kstretch: .06, Kdn: .10, Kinj: .30, Eta: 1,
		Bdn: .8, TBdn: 6, Binj: .8, TBinj: 4, TG: .3, TN: .6, TD: .6,
	}
}
