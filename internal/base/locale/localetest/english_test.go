package localetest

import "testing"

func TestEnglish(t *testing.T) {
	for text, want := range map[string]string{
		"Sien derecha, 5 de 10": "", "Visita guardada, doc": "", "dolor de oído": "", "Los enfrían todos": "", "kPa": "", "Simons, Travell & Simons 1999": "",
		"right upper trapezius: Banda tensa": "right", "Visit kept, doc": "Visit", "Course": "Course", "Knee to the wall: escriba un número": "to",
	} {
		if got := English(text); got != want {
			t.Errorf("%q has the English %q, not %q", text, got, want)
		}
	}
}
