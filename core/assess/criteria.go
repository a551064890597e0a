package assess

import (
	"fmt"
	"slices"

	"github.com/unknot/unknot"
)

// Criterion is a named set of criteria of the field, as far as the answers
// reach. It is reported, never used as evidence: its parts are.
type Criterion struct {
	ID      string // delphi_2018, dctmd_myalgia, acr_2016_pain, …
	Name    string
	About   string // muscle with side, or a side; empty for the whole body
	Met     string // yes, no, or open when answers are missing
	Parts   []Part
	Needed  int // so many parts are needed; 0 when all are
	Words   string
	Sources []string
}

// Part is one item of a criterion.
type Part struct {
	ID, Words string
	Met       string // yes, no or open
}

// What a part or criterion may be.
const (
	met     = "yes"
	unmet   = "no"
	pending = "open"
)

// criteria lists the named criteria that the case has begun to answer.
func (e *Engine) criteria(in Input) []Criterion {
	a := answers{e: e, in: in, said: make(map[string]Finding, len(in.Findings)), hurts: make([]bool, len(e.zones))}
	for _, f := range in.Findings {
		a.said[f.ID] = f
	}
	for _, p := range in.Drawing.Places {
		if p.Intensity > 0 {
			for _, c := range p.Cells {
				for _, j := range e.cell[c] {
					a.hurts[e.zone[j]] = true
				}
			}
		}
	}
	out := a.delphi()
	out = append(out, a.jaw()...)
	return append(out, a.widespread()...)
}

// answers looks findings up by id.
type answers struct {
	e     *Engine
	in    Input
	said  map[string]Finding
	hurts []bool // by zone and side: something is painted
}

// yes reads a finding as a part: met when positive, open when unsaid or unsure.
func (a *answers) yes(id string) string {
	f, ok := a.said[id]
	if !ok {
		return pending
	}
	test, name, _ := splitFinding(a.e.base, id)
	if test == "" {
		test = name
	}
	k, ok := a.e.base.Finding(test)
	if !ok {
		return pending
	}
	level, known, err := k.Level(f.Answer, f.Value, f.Valued)
	switch {
	case err != nil || !known:
		return pending
	case level > 0:
		return met
	}
	return unmet
}

// or is met when one is, unmet when all are.
func or(list ...string) string {
	out := unmet
	for _, x := range list {
		switch {
		case x == met:
			return met
		case x == pending:
			out = pending
		}
	}
	return out
}

// and is met when all are, unmet when one is.
func and(list ...string) string {
	out := met
	for _, x := range list {
		switch {
		case x == unmet:
			return unmet
		case x == pending:
			out = pending
		}
	}
	return out
}

// atLeast is met when n parts are, unmet when so many no longer can be.
func atLeast(n int, parts []Part) string {
	yes, open := 0, 0
	for _, p := range parts {
		switch p.Met {
		case met:
			yes++
		case pending:
			open++
		}
	}
	switch {
	case yes >= n:
		return met
	case yes+open < n:
		return unmet
	}
	return pending
}

// delphi applies the consensus of 60 experts to every muscle that was
// examined: two of taut band, hypersensitive spot and referred pain
// (Fernández-de-las-Peñas & Dommerholt 2018, 10.1093/pm/pnx207). The point is
// active when the person knows the pain.
func (a *answers) delphi() []Criterion {
	var out []Criterion
	for _, i := range a.examined() {
		c := &a.e.causes[i]
		press, pressed := a.said["press."+c.name]
		band, spot, refers := a.yes("band."+c.name), a.yes("tender_spot."+c.name), a.yes("spread."+c.name)
		if !pressed && band == pending && spot == pending && refers == pending {
			continue
		}
		known := a.yes("recognition." + c.name)
		switch press.Answer {
		case "familiar_pain":
			spot, known = or(spot, met), or(known, met)
		case "spreads":
			spot, refers = or(spot, met), or(refers, met)
		case "tender":
			spot = or(spot, met)
		case "nothing":
			if spot == pending {
				spot = unmet
			}
			if refers == pending {
				refers = unmet
			}
		}
		x := Criterion{ID: "delphi_2018", Name: "Expert criteria of a trigger point (Delphi 2018)", About: c.name, Needed: 2, Sources: []string{"fernandez_2018"},
			Parts: []Part{{"band", "a taut band is felt", band}, {"spot", "one spot is very sore", spot}, {"refers", "pain is felt elsewhere", refers}}}
		x.Met = atLeast(2, x.Parts)
		switch {
		case x.Met == met && known == met:
			x.Words = "Two of three signs, and the pain is known: an active point by these criteria."
		case x.Met == met && known == unmet:
			x.Words = "Two of three signs, but the pain is not the known one: a latent point by these criteria."
		case x.Met == met:
			x.Words = "Two of three signs. Whether it is your own pain was not said."
		case x.Met == unmet:
			x.Words = "Fewer than two of the three signs."
		default:
			x.Words = "Not all three signs were looked at."
		}
		out = append(out, x)
	}
	return out
}

// examined lists the muscles that some answer names, in the order of causes.
func (a *answers) examined() []int {
	var out []int
	for _, f := range a.in.Findings {
		if test, name, side := splitFinding(a.e.base, f.ID); test != "" {
			if i, ok := a.e.byKey[signKey(name, side)]; ok && a.e.causes[i].muscle >= 0 {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// jawPlaces are where the DC/TMD ask for pain: jaw, temple, ear, before the ear.
var jawPlaces = []unknot.ZoneID{"jaw", "temple", "ear_deep", "tmj", "cheek"}

// jaw applies the muscle rules of the DC/TMD on each side (Schiffman 2014,
// 10.11607/jop.1151): myalgia needs pain in the place, changed by jaw use,
// located and familiar on pressing masseter or temporalis or on opening. The
// three kinds need familiar pain on pressing for five seconds, and differ by
// how far it goes.
func (a *answers) jaw() []Criterion {
	var out []Criterion
	for _, s := range unknot.Sides {
		palpated := or(a.yes(signKey("jaw.masseter_press", s)), a.yes(signKey("jaw.temporalis_press", s)))
		opening := a.yes(signKey("dctmd.opening_pain", s))
		modified := a.yes("dctmd.modified")
		if palpated == pending && opening == pending && modified == pending {
			continue
		}
		place := unmet
		for _, z := range jawPlaces {
			place = or(place, a.painted(z, s))
		}
		parts := []Part{{"place", "pain in jaw, temple or ear in the last 30 days", place},
			{"modified", "jaw use changes the pain", modified},
			{"familiar", "the same pain on pressing the muscle or on opening", or(palpated, opening)}}
		src := []string{"schiffman_2014"}
		m := Criterion{ID: "dctmd_myalgia", Name: "Muscle pain of the jaw (DC/TMD)", About: string(s), Parts: parts, Sources: src,
			Met:   and(place, modified, or(palpated, opening)),
			Words: "Counts only when no other cause explains the pain better."}
		out = append(out, m)
		extent, said := a.said[signKey("dctmd.extent", s)]
		for _, kind := range []struct{ id, name, answer string }{
			{"dctmd_local", "local muscle pain", "local"},
			{"dctmd_spreading", "muscle pain that spreads within the muscle", "within"},
			{"dctmd_referral", "muscle pain that is felt elsewhere", "beyond"}} {
			goes := pending
			if said && extent.Answer != "unsure" {
				goes = unmet
				if extent.Answer == kind.answer {
					goes = met
				}
			}
			out = append(out, Criterion{ID: kind.id, Name: "Jaw, " + kind.name + " (DC/TMD)", About: string(s), Sources: src,
				Met:   and(place, modified, palpated, goes),
				Parts: []Part{parts[0], parts[1], {"palpation", "the same pain on pressing", palpated}, {"extent", "how far it goes on five seconds", goes}}})
		}
	}
	return out
}

func (a *answers) painted(z unknot.ZoneID, s unknot.Side) string {
	if k, ok := a.e.zoneAt[zoneSide{z, s}]; ok && a.hurts[k] {
		return met
	}
	return unmet
}

// area of the widespread pain index with the region that it counts for.
type area struct {
	id     string
	region string // upper, lower (each by side), axial; empty: not counted for spread
	sided  bool
	zones  []unknot.ZoneID
}

// widespreadAreas are the 19 areas of the index (7 by side, 5 of the trunk)
// over our zones (Wolfe 2016, 10.1016/j.semarthrit.2016.08.012). Jaw, chest
// and belly do not count for spread.
var widespreadAreas = []area{
	{"jaw", "", true, []unknot.ZoneID{"jaw", "tmj", "cheek", "chin", "teeth_upper", "teeth_lower"}},
	{"shoulder", "upper", true, []unknot.ZoneID{"shoulder_top", "shoulder_front", "shoulder_side", "shoulder_back", "neck_shoulder_angle", "scapula_upper", "scapula"}},
	{"upper_arm", "upper", true, []unknot.ZoneID{"upper_arm_front", "upper_arm_side", "upper_arm_back"}},
	{"lower_arm", "upper", true, []unknot.ZoneID{"elbow_front", "elbow_lateral", "elbow_medial", "elbow_back", "forearm_volar", "forearm_dorsal", "forearm_radial", "forearm_ulnar"}},
	{"hip", "lower", true, []unknot.ZoneID{"buttock", "buttock_fold", "hip_lateral", "hip_front"}},
	{"upper_leg", "lower", true, []unknot.ZoneID{"thigh_front", "thigh_medial", "thigh_lateral", "thigh_back"}},
	{"lower_leg", "lower", true, []unknot.ZoneID{"shin", "lateral_leg", "calf", "achilles"}},
	{"neck", "axial", false, []unknot.ZoneID{"neck_back", "neck_side", "neck_front"}},
	{"upper_back", "axial", false, []unknot.ZoneID{"upper_back", "interscapular", "mid_back", "scapula_inferior"}},
	{"lower_back", "axial", false, []unknot.ZoneID{"low_back", "sacroiliac", "sacrum", "iliac_crest"}},
	{"chest", "", false, []unknot.ZoneID{"chest_upper", "breast", "sternum", "chest_side"}},
	{"abdomen", "", false, []unknot.ZoneID{"epigastrium", "abdomen_upper", "abdomen_lower"}},
}

// widespread counts areas and regions of the drawing: pain in at least four of
// five regions is widespread; with the severity scale (finding sss, 0-12) and
// three months it makes the criteria of 2016.
func (a *answers) widespread() []Criterion {
	index, regions := 0, map[string]bool{}
	for _, x := range widespreadAreas {
		for i, s := range unknot.Sides {
			hurts := false
			for _, z := range x.zones {
				hurts = hurts || a.painted(z, s) == met || !x.sided && a.painted(z, s.Mirror()) == met
			}
			if !hurts || !x.sided && i > 0 {
				continue
			}
			index++
			switch {
			case x.region == "axial":
				regions["axial"] = true
			case x.region != "":
				regions[x.region+string(s)] = true
			}
		}
	}
	sss, said := a.said["sss"]
	if len(regions) < 3 && !said { // nobody asked and nothing is near
		return nil
	}
	if w, ok := a.said["wpi"]; ok && w.Valued {
		index = max(index, int(w.Value))
	}
	spread := unmet
	if len(regions) >= 4 {
		spread = met
	}
	src := []string{"wolfe_2016"}
	out := []Criterion{{ID: "acr_2016_pain", Name: "Widespread pain (ACR 2016)", Met: spread, Sources: src,
		Parts: []Part{{"regions", fmt.Sprintf("pain in at least 4 of 5 regions; drawn: %d", len(regions)), spread}},
		Words: fmt.Sprintf("%d of 19 areas are drawn.", index)}}
	lasting := pending
	if d := a.in.Onset.Days; d >= lastingDays {
		lasting = met
	} else if d > 0 {
		lasting = unmet
	}
	severity := pending
	if said && sss.Valued {
		severity = unmet
		if index >= 7 && sss.Value >= 5 || index >= 4 && index <= 6 && sss.Value >= 9 {
			severity = met
		}
	} else if index < 4 {
		severity = unmet
	}
	return append(out, Criterion{ID: "acr_2016", Name: "Fibromyalgia criteria (ACR 2016)", Sources: src, Met: and(spread, severity, lasting),
		Parts: []Part{{"regions", "pain in at least 4 of 5 regions", spread}, {"severity", "enough areas and symptoms", severity}, {"lasting", "for three months", lasting}},
		Words: "They hold whatever else is there as well."})
}
