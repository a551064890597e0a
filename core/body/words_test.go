package body_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

func words(t testing.TB) (*knowledge.Base, *body.Words) {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base, body.NewWords(base)
}

func TestFindSaysTheCells(t *testing.T) {
	_, w := words(t)
	cases := []struct{ say, cells string }{
		{"behind the right eye", "eye_orbit.right"},
		{"between the shoulder blades", "interscapular.left interscapular.right"},
		{"left calf", "calf.left"},
		{"small of the back", "low_back.left low_back.right"},
		{"right temple", "temple.right"},
		{"right temple, 5", "temple.right"},
		{"my right temple hurts", "temple.right"},
		{"temple right", "temple.right"},
		{"both temples", "temple.left temple.right"},
		{"temples", "temple.left temple.right"},
		{"left and right temple", "temple.left temple.right"},
		{"Right Temple", "temple.right"},
		{"rihgt temple", "temple.right"},
		{"right tempel", "temple.right"},
		{"right, between spine and shoulder blade, 6", "interscapular.right"},
		{"inner edge of the left shoulder blade", "interscapular.left"},
		{"left sholder blade", "scapula.left"},
		{"below the right shoulder blade", "scapula_inferior.right"},
		{"nape of the neck", "neck_back.left neck_back.right"},
		{"stiff neck", "neck_back.left neck_back.right"},
		{"right side of the neck", "neck_side.right"},
		{"left side of neck", "neck_side.left"},
		{"back of the head", "occiput.left occiput.right"},
		{"right back of the head", "occiput.right"},
		{"top of the head", "vertex.left vertex.right"},
		{"tailbone", "coccyx.left coccyx.right"},
		{"right hamstring", "thigh_back.right"},
		{"left tennis elbow", "elbow_lateral.left"},
		{"right heel", "heel.right"},
		{"arch of the left foot", "instep.left"},
		{"ball of the right foot", "sole_forefoot.right"},
		{"left big toe", "big_toe.left"},
		{"right pinky", "little_finger.right"},
		{"front of the left shoulder", "shoulder_front.left"},
		{"under the left shoulder blade", "scapula.left"},
		{"left buttock", "buttock.left"},
		{"right jaw joint", "tmj.right"},
		{"right lower jaw", "jaw.right"},
		{"left ear", "ear_deep.left"},
		{"behind the left ear", "mastoid.left"},
		{"breast bone", "sternum.left sternum.right"},
		{"right chest", "chest_upper.right"},
		{"armpit left", "axilla.left"},
		{"right groin", "groin.right"},
		{"outer right thigh", "thigh_lateral.right"},
		{"inside of the left knee", "knee_medial.left"},
		{"back of the right knee", "knee_back.right"},
		{"left achilles", "achilles.left"},
		{"both calves", "calf.left calf.right"},
		{"left calve", "calf.left"},
		{"right si joint", "sacroiliac.right"},
		{"left flank", "flank.left"},
		{"where neck meets the right shoulder", "neck_shoulder_angle.right"},
	}
	for _, c := range cases {
		found, err := w.Find(c.say)
		if err != nil {
			t.Errorf("%q: %v", c.say, err)
			continue
		}
		if found.Ask != nil {
			t.Errorf("%q: asked back %v", c.say, found.Ask)
			continue
		}
		var got []string
		for _, id := range found.Cells {
			got = append(got, string(id))
		}
		if strings.Join(got, " ") != c.cells {
			t.Errorf("%q: got %s, want %s", c.say, strings.Join(got, " "), c.cells)
		}
	}
}

func TestFindAsksBackRatherThanGuess(t *testing.T) {
	_, w := words(t)
	for say, choice := range map[string]string{
		"temple":         "right temple",
		"right shoulder": "front of the right shoulder",
		"back":           "low back",
		"left leg":       "left calf",
		"right knee":     "front of the right knee",
		"headache":       "forehead",
		"left arm":       "front of the left upper arm",
		"calf":           "left calf",
	} {
		found, err := w.Find(say)
		if err != nil || found.Ask == nil {
			t.Errorf("%q: no question back: %v %v", say, found.Cells, err)
			continue
		}
		if !strings.Contains(strings.Join(found.Ask.Choices, "|"), choice) {
			t.Errorf("%q: %q is not among %q", say, choice, found.Ask.Choices)
		}
	}
}

// What is written badly is told the places near to it; what is no place at all
// is not told that an eyebrow is near.
func TestFindNamesOnlyWhatIsNear(t *testing.T) {
	_, w := words(t)
	for say, want := range map[string]string{
		"right tempul":      `no place called "tempul"; nearest: "temple"`,
		"forhed":            `no place called "forhed"; nearest: "forehead"`,
		"left eybrw":        `no place called "eybrw"; nearest: "eyebrow"`,
		"right sholdr blad": `no place called "sholdr blad"; nearest: "over shoulder blade"`,
		"coccyks":           `no place called "coccyks"; nearest: "tailbone"`, // by another of its names
		"right xyzzyx":      `no place called "xyzzyx"; name a place of the body, such as "right temple"`,
		"wardrobe":          `no place called "wardrobe"; name a place of the body, such as "right temple"`,
		"armario":           `no place called "armario"; name a place of the body, such as "right temple"`,
	} {
		if _, err := w.Find(say); err == nil || err.Error() != want {
			t.Errorf("%q: %v, not %s", say, err, want)
		}
	}
}

// Every choice that a question offers must lead somewhere: to cells, or to one
// more question, never to an error or in a circle.
func TestChoicesAreUnderstood(t *testing.T) {
	base, w := words(t)
	var phrases []string
	for _, b := range base.Broads {
		phrases = append(phrases, b.Words...)
	}
	for _, z := range base.Zones {
		phrases = append(phrases, z.Words...)
	}
	for _, say := range phrases {
		for _, side := range []string{"", "right "} {
			leads(t, w, side+say, 0)
		}
	}
}

func leads(t *testing.T, w *body.Words, say string, depth int) {
	t.Helper()
	found, err := w.Find(say)
	if err != nil {
		t.Errorf("%q: %v", say, err)
		return
	}
	if found.Ask == nil {
		return
	}
	if depth > 1 {
		t.Errorf("%q: still a question: %v", say, found.Ask)
		return
	}
	for _, c := range found.Ask.Choices {
		leads(t, w, c, depth+1)
	}
}

// Every zone name on a side means exactly that zone on that side.
func TestZoneNamesMeanThemselves(t *testing.T) {
	base, w := words(t)
	for _, z := range base.Zones {
		for _, side := range []string{"right", "left"} {
			id := string(z.ID) + "." + side
			for _, say := range []string{strings.ReplaceAll(z.SideName, "{s}", side), side + " " + z.Name, z.Name + ", " + side} {
				found, err := w.Find(say)
				if err != nil || len(found.Cells) != 1 || string(found.Cells[0]) != id {
					t.Errorf("%q: got %v %v %v, want %s", say, found.Cells, found.Ask, err, id)
				}
			}
			for _, syn := range z.Words {
				found, err := w.Find(side + " " + syn)
				if err != nil || len(found.Cells) != 1 || string(found.Cells[0]) != id {
					t.Errorf("%q: got %v %v %v, want %s", side+" "+syn, found.Cells, found.Ask, err, id)
				}
			}
		}
	}
}

func TestFindReadsIntensityAndQuality(t *testing.T) {
	_, w := words(t)
	for say, want := range map[string]float64{"right temple, 4": 4, "right temple 7/10": 7, "left calf, 6 out of 10": 6, "left calf 2.5": 2.5} {
		found, err := w.Find(say)
		if err != nil || !found.HasIntensity || found.Intensity != want {
			t.Errorf("%q: intensity %v %v, want %v", say, found.Intensity, err, want)
		}
	}
	found, err := w.Find("burning and tingling in the left heel, 3")
	if err != nil || strings.Join(found.Quality, " ") != "burning tingling" {
		t.Errorf("quality %v %v", found.Quality, err)
	}
	for _, bad := range []string{"right temple, 11", "right temple -1", "right temple 3 4", "", "right", "xylophone", "5"} {
		if found, err := w.Find(bad); err == nil {
			t.Errorf("%q: no error, got %v", bad, found)
		}
	}
}

func FuzzFind(f *testing.F) {
	_, w := words(f)
	for _, s := range []string{"right temple, 4", "between the shoulder blades", "both", "𝕝eft caⅼf", "9/10", "-", "NaN"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		found, err := w.Find(s)
		if err == nil && (found.Ask == nil) == (len(found.Cells) == 0) {
			t.Errorf("%q: neither cells nor a question, or both: %+v", s, found)
		}
		places, placesErr := w.Places(s)
		if placesErr != nil && err == nil || placesErr == nil && len(places) == 0 {
			t.Errorf("%q: one place is read, but the list is %v, %v", s, places, placesErr)
		}
		for _, p := range places {
			if (p.Ask == nil) == (len(p.Cells) == 0) || p.Ask != nil && !strings.Contains(s, p.Ask.Of) || !strings.Contains(s, p.Said) {
				t.Errorf("%q: %+v", s, p)
			}
		}
		if found.HasIntensity && !(found.Intensity >= 0 && found.Intensity <= 10) {
			t.Errorf("%q: intensity %v", s, found.Intensity)
		}
	})
}
