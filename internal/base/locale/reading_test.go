package locale

import "testing"

func TestRead(t *testing.T) {
	es, _ := Named("es")
	for text, want := range map[string]string{
		"sien derecha, 5, dolor sordo":             "right temple, 5, ache",
		"Sien Derecha y nuca, 4,5 de 10":           "right temple and back of neck, 4.5 of 10",
		"right temple, 5":                          "right temple, 5",
		"pantorrilla izquierda 3; hombro":          "left calf 3; shoulder",
		"parte baja de la espalda, lado derecho":   "right low back",
		"no me duele el cuello":                    "not    neck",
		"xyzzyx derecho":                           "xyzzyx right",
		"":                                         "",
		"rodilla derecha, ambos lados, hormigueo.": "knee right, both sides, tingling.",
	} {
		if got, _ := es.Read(text); got != want {
			t.Errorf("%q is read as %q, not %q", text, got, want)
		}
	}
	text := "sien derecha, 5; hombro izquierdo, 4"
	if words, back := es.Read(text); back("shoulder left") != "hombro izquierdo" || back("nothing of it") != "nothing of it" {
		t.Errorf("%q: the shoulder is %q", words, back("shoulder left"))
	}
	if got, back := English.Read("right temple"); got != "right temple" || back("temple") != "temple" {
		t.Errorf("%q", got)
	}
}
