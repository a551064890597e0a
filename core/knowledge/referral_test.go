package knowledge_test

import (
	"math"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Both directions tell the same links, and the weights of a zone add up to 1.
func TestReferralBothWays(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]bool{}
	for _, m := range base.Muscles {
		if m.Painless {
			continue
		}
		for _, z := range base.ZonesOf(m.ID) {
			links[string(m.ID)+" "+string(z.Zone)] = true
		}
	}
	back := 0
	for _, z := range base.Zones {
		sum := 0.0
		for _, m := range base.MusclesOf(z.ID) {
			sum += m.Weight
			back++
			if !links[string(m.Muscle)+" "+string(z.ID)] {
				t.Errorf("%s → %s has no way back", z.ID, m.Muscle)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the weights of %s add up to %v", z.ID, sum)
		}
	}
	if back != len(links) {
		t.Errorf("%d links one way, %d the other", len(links), back)
	}
	if base.ZonesOf("nobody") != nil || base.MusclesOf("nowhere") != nil {
		t.Error("unknown ids gave an answer")
	}
}

// The places that popular texts name lead to muscles; neck and shoulder to the
// trapezius first; ear, tooth, hand and head to candidates.
func TestNamedPlacesLeadToMuscles(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, z := range []unknot.ZoneID{"upper_back", "interscapular", "scapula", "neck_back", "shoulder_top", "mid_back", "low_back", "hip_lateral",
		"buttock", "calf", "thigh_back", "abdomen_upper", "upper_arm_back", "forearm_dorsal", "chest_upper", "neck_shoulder_angle", "ear_deep", "teeth_lower", "palm", "temple"} {
		if len(base.MusclesOf(z)) == 0 {
			t.Errorf("%s leads to no muscle", z)
		}
	}
	for _, z := range []unknot.ZoneID{"neck_side", "temple"} {
		if first := base.MusclesOf(z)[0].Muscle; first != "trapezius_upper" {
			t.Errorf("%s leads to %s first, want trapezius_upper", z, first)
		}
	}
	zones := map[unknot.ZoneID]bool{}
	for _, z := range base.ZonesOf("trapezius_upper") {
		zones[z.Zone] = true
	}
	if !zones["temple"] || !zones["neck_side"] || zones["heel"] {
		t.Errorf("the upper trapezius is felt at %v", zones)
	}
}

// The sixteen places that the popular texts name, in their words (claims C042
// to C057), each lead to muscles; at neck and shoulders the trapezius is first.
func TestSixteenPlacesOfTheDocuments(t *testing.T) {
	base := embedded(t)
	if len(base.NamedPlaces) != 16 {
		t.Fatalf("%d places", len(base.NamedPlaces))
	}
	for _, p := range base.NamedPlaces {
		claim, place := p.Claim, p.Words[0]
		zones := base.ZonesNamed(place)
		muscles := base.MusclesAt(zones)
		if len(muscles) == 0 {
			t.Errorf("%s %q: zones %v, no muscle", claim, place, zones)
			continue
		}
		sum := 0.0
		for _, m := range muscles {
			sum += m.Weight
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: weights add up to %v", place, sum)
		}
		if first := muscles[0].Muscle; (claim == "C046" || claim == "C047") && first != "trapezius_upper" {
			t.Errorf("%s ranks %s first: %v", place, first, muscles[:3])
		}
	}
}
