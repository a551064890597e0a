package knot

// Parameters of the model. "judgement" marks a number that nobody measured;
// "fitted" one that was set so that the model meets a published number.
type Parameters struct {
	// activation, pressure (mmHg) and flow
	A0    float64 // MVC fraction at which 63 % of the low-threshold pool is recruited; judgement (size principle)
	Pr    float64 // pressure in resting muscle, mmHg; Sjogaard 1986, PMID 3788624
	Kv    float64 // mmHg per MVC; Jarvholm 1988 (supraspinatus)
	Kc    float64 // mmHg by a full contracture; fitted to the band of two states
	Klam  float64 // mmHg per strain; judgement
	Pa    float64 // pressure at which flow stops, mmHg; Sadamoto 1983, PMID 6685038
	Eps   float64 // smoothing of the stop; judgement
	Scap  float64 // aerobic ATP supply of the core at full flow, mM/s; derived in docs/model.md
	Gsig  float64 // share of flow lost to stress; judgement
	GA    float64 // share of flow lost to fibrosis; judgement
	Gm    float64 // share of flow gained by movement; judgement
	Gheat float64 // share of flow gained by warmth; after Petrofsky
	GK    float64 // share of flow gained by training; fitted to Andersen 2008, PMID 18163419
	Gy    float64 // share of flow lost to dehydration; judgement
	KA    float64 // more squeeze in old tissue; judgement
	// ATP demand, mM/s
	D0 float64 // resting muscle; Schmid 2011
	Da float64 // a fully recruited low-threshold pool; after Slade 2006, PMID 16642462
	Dc float64 // a full contracture; fitted
	// contracture, per day
	Kf   float64 // forming; fitted to Sanchez-Infante 2021, PMID 33636373
	Kr   float64 // releasing; fitted to the same
	B    float64 // forming without want of energy; judgement
	S0   float64 // end-plate excitability at rest; judgement
	Sa   float64 // the same by load; judgement
	Ssig float64 // the same by stress; judgement
	SI   float64 // the same by mediators; judgement
	Zeta float64 // part of the release that needs energy; fitted
	RA   float64 // slower release in old tissue; judgement
	QK   float64 // smaller relative load after training; fitted to Andersen 2008
	// mediators, sensitisation, tissue, conditioning: days, or per day
	TauI, TauS, TauWu, TauWd, TauA, KAf, TauK float64
	Psi                                       float64 // size of the knot, 1 is typical; spread from Ballyns 2011
	// read-out
	WI, GS, Wh, GW, WW, Gz, Gps, Gpy, Th float64
	BS, BW, Bh, GG, GN, PPT0             float64 // PPT0 in kPa; Rosendal 2004
	Mu0, Mu1, Mu2                        float64 // shear stiffness, kPa; Chen 2016, PMC4696888
	RomC, RomA, RomS                     float64 // share of range lost; judgement
	// treatments: a session releases the share 1-exp(-k) of the contracture
	Kpress, Kmass, Kstretch, Kdn, Kinj float64
	Eta                                float64 // personal response to treatment, 1 is typical; judgement
	Bdn, TBdn, Binj, TBinj             float64 // quieting of the end plate, share and days
	TG, TN, TD                         float64 // days: gate, soreness after needling, damage
	Ndn                                float64 // needling numbs the pressed spot at once; fitted to Navarro-Santana 2020, PMID 33066556
	Spare                              float64 // share of the load that a person sheds for each point of pain; direction Lund 1991, doi:10.1139/y91-102; size judgement
	DayLoad                            float64 // how much the load differs from day to day, sd of its logarithm; judgement
	WQ                                 float64 // pain at rest by the square of the central part: it counts once it has built up; judgement
	Wander                             float64 // pain that is not this knot, sd in points; fitted to the spread of change in trials
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
