package locale

import "testing"

// A drawing said in Spanish has its side in words that agree with the place.
func TestSidesAgreeWithTheirPlace(t *testing.T) {
	es, _ := Named("es")
	for text, want := range map[string]string{
		"right temple, 5 of 10, ache":                                                               "sien derecha, 5 de 10, dolor sordo",
		"back of the left thigh and left low back, 4.5 of 10":                                       "parte de atrás del muslo izquierdo y parte baja de la espalda (lado izquierdo), 4,5 de 10",
		"right temple, right eye or behind it and between neck and right shoulder; chin under chin": "",
		"right temple, right eye or behind it and between neck and right shoulder":                  "sien derecha, ojo derecho (o detrás de él) y entre el cuello y el hombro derecho",
		"right temple and left calf":                                                                "sien derecha y pantorrilla izquierda",
		"right eye or behind it, 4 of 10":                                                           "ojo derecho (o detrás de él), 4 de 10",
		"both sides: calf (upper inner part, lower part), 2 of 10":                                  "pantorrilla derecha e izquierda (parte alta interna, parte baja), 2 de 10",
		"both sides: calf and groin":                                                                "pantorrilla derecha e izquierda e ingle derecha e izquierda",
		"left low back (beside the spine at L1)":                                                    "parte baja de la espalda (lado izquierdo, junto a la columna a la altura de L1)",
		"right wardrobe":                                                                            "",
		"right temple, between neck and right shoulder, right calf (lower part)":                    "sien derecha, entre el cuello y el hombro derecho, pantorrilla derecha (parte baja)",
		"no place called \"tempul\"; nearest: \"temple\", \"eyebrow\", \"nose\"":                    "ningún lugar se llama «tempul»; los más parecidos: «sien», «ceja», «nariz»",
		"No place called \"wardrobe\"; name a place of the body, such as \"right temple\".":         "Ningún lugar se llama «wardrobe»; nombre un lugar del cuerpo, como «sien derecha».",
		"pain drawn: right temple":                                                                  "dolor dibujado: sien derecha",
		"pain drawn beside its area: right temple":                                                  "dolor dibujado al lado de la zona habitual: sien derecha",
	} {
		said := want
		if want == "" {
			said = text
		}
		if got := es.Text(text); got != said {
			t.Errorf("%q is said as %q, not %q", text, got, said)
		}
	}
}

func TestAnd(t *testing.T) {
	es, _ := Named("es")
	for _, c := range []struct {
		l     *Language
		names []string
		want  string
	}{
		{English, nil, ""}, {English, []string{"a"}, "a"}, {English, []string{"a", "b", "c"}, "a, b and c"},
		{es, []string{"sien", "cuello"}, "sien y cuello"}, {es, []string{"muslo", "ingle"}, "muslo e ingle"}, {es, []string{"piel", "hielo"}, "piel y hielo"}, {es, []string{"sangre", "hígado"}, "sangre e hígado"},
	} {
		if got := c.l.And(c.names); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
	if got := English.BothSides("right calf", "left calf"); got != "right calf and left calf" {
		t.Errorf("%q", got)
	}
}
