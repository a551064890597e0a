package assess_test

import (
	"fmt"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
)

func criterion(t *testing.T, e *assess.Engine, in assess.Input, id, about string) string {
	t.Helper()
	in.Brief = true
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Criteria {
		if c.ID == id && c.About == about {
			return c.Met
		}
	}
	return ""
}

// Every combination of answers to the jaw rules against the rule written out.
func TestJawRules(t *testing.T) {
	_, e := engine(t)
	says := []string{"", "no", "yes"}
	for _, place := range []unknot.ZoneID{"jaw", "calf"} {
		for n := range 27 * 4 {
			mod, palp, open := says[n%3], says[n/3%3], says[n/9%3]
			extent := []string{"", "local", "within", "beyond"}[n/27]
			in := assess.Input{Person: unknot.Person{Age: 30}, Drawing: unknot.Drawing{Places: []unknot.Place{onSide(place)}}}
			add := func(id, answer string) {
				if answer != "" {
					in.Findings = append(in.Findings, assess.Finding{ID: id, Answer: answer})
				}
			}
			add("dctmd.extent.right", extent)
			add("dctmd.modified", mod)
			add("dctmd.opening_pain.right", open)
			add("jaw.masseter_press.right", palp)
			add("jaw.temporalis_press.right", palp)
			if mod == "" && palp == "" && open == "" {
				continue
			}
			where := place == "jaw"
			want := func(yes, no bool) string {
				switch {
				case yes:
					return "yes"
				case no:
					return "no"
				}
				return "open"
			}
			name := fmt.Sprintf("%s modified=%s palpation=%s opening=%s extent=%s", place, mod, palp, open, extent)
			if got, w := criterion(t, e, in, "dctmd_myalgia", "right"),
				want(where && mod == "yes" && (palp == "yes" || open == "yes"), !where || mod == "no" || palp == "no" && open == "no"); got != w {
				t.Errorf("%s: myalgia %q, want %q", name, got, w)
			}
			for id, answer := range map[string]string{"dctmd_local": "local", "dctmd_spreading": "within", "dctmd_referral": "beyond"} {
				yes := where && mod == "yes" && palp == "yes" && extent == answer
				no := !where || mod == "no" || palp == "no" || extent != "" && extent != answer
				if got := criterion(t, e, in, id, "right"); got != want(yes, no) {
					t.Errorf("%s: %s %q, want %q", name, id, got, want(yes, no))
				}
			}
		}
	}
}

func onSide(z unknot.ZoneID) unknot.Place { return place(z, unknot.Right, 5) }

func TestTwoOfThreeExpertSigns(t *testing.T) {
	_, e := engine(t)
	d := unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}
	for _, c := range []struct {
		findings []assess.Finding
		want     string
	}{
		{[]assess.Finding{{ID: "press.trapezius_upper.right", Answer: "spreads"}}, "yes"},
		{[]assess.Finding{{ID: "press.trapezius_upper.right", Answer: "tender"}}, "open"},
		{[]assess.Finding{{ID: "band.trapezius_upper.right", Answer: "yes"}, {ID: "press.trapezius_upper.right", Answer: "tender"}}, "yes"},
		{[]assess.Finding{{ID: "band.trapezius_upper.right", Answer: "yes"}, {ID: "press.trapezius_upper.right", Answer: "nothing"}}, "no"},
		{[]assess.Finding{{ID: "band.trapezius_upper.right", Answer: "no"}, {ID: "press.trapezius_upper.right", Answer: "familiar_pain"}}, "open"},
	} {
		if got := criterion(t, e, assess.Input{Person: unknot.Person{Age: -1}, Drawing: d, Findings: c.findings}, "delphi_2018", "trapezius_upper.right"); got != c.want {
			t.Errorf("%v: %q, want %q", c.findings, got, c.want)
		}
	}
}

func TestWidespreadPain(t *testing.T) {
	_, e := engine(t)
	var four, three unknot.Drawing
	for _, s := range unknot.Sides {
		for _, z := range []unknot.ZoneID{"shoulder_top", "upper_arm_side", "forearm_dorsal", "thigh_front"} {
			four.Places = append(four.Places, place(z, s, 5))
		}
		three.Places = append(three.Places, place("shoulder_top", s, 5))
	}
	three.Places = append(three.Places, place("low_back", unknot.Right, 5), place("jaw", unknot.Right, 5), place("chest_upper", unknot.Left, 5))
	sss := func(x float64) []assess.Finding { return []assess.Finding{{ID: "sss", Value: x, Valued: true}} }
	long := assess.Onset{Days: 400}
	for _, c := range []struct {
		name, id string
		in       assess.Input
		want     string
	}{
		{"four regions", "acr_2016_pain", assess.Input{Drawing: four}, "yes"},
		{"three regions, jaw and chest do not count", "acr_2016_pain", assess.Input{Drawing: three}, "no"},
		{"eight areas and severity 5", "acr_2016", assess.Input{Drawing: four, Findings: sss(5), Onset: long}, "yes"},
		{"eight areas and severity 4", "acr_2016", assess.Input{Drawing: four, Findings: sss(4), Onset: long}, "no"},
		{"severity not asked", "acr_2016", assess.Input{Drawing: four, Onset: long}, "open"},
		{"too fresh", "acr_2016", assess.Input{Drawing: four, Findings: sss(9), Onset: assess.Onset{Days: 20}}, "no"},
	} {
		if got := criterion(t, e, c.in, c.id, ""); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
