package locale

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"testing"
	"time"
)

func TestAccept(t *testing.T) {
	for header, want := range map[string]string{
		"": "en", "es": "es", "es-MX,es;q=0.9,en;q=0.8": "es", "fr-FR": "en", "fr,es;q=0.5": "es", "en-GB,es;q=0.9": "en", "%%%": "en", "zh": "en",
	} {
		if got := Accept(header); got.Code != want {
			t.Errorf("%q is read as %s, not %s", header, got.Code, want)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[\d+\])?[-+#0]*\d*(?:\.\d+)?[a-zA-Z%]`)

// place is the number of an argument, as in %[1]d.
var place = regexp.MustCompile(`%\[\d+\]`)

// A translation takes the same things as the text it stands for.
func TestTranslationsKeepTheirVerbs(t *testing.T) {
	compared := 0
	for _, l := range Languages {
		if l != English && len(l.texts) == 0 {
			t.Errorf("%s has no texts", l.Code)
		}
		for text, m := range l.texts {
			want := verb.FindAllString(place.ReplaceAllString(text, "%"), -1)
			slices.Sort(want)
			said := []string{m.text}
			if m.forms != nil {
				said = []string{m.forms["one"], m.forms["other"]}
			}
			for _, s := range said {
				if len(want) > 0 {
					compared++
				}
				got := verb.FindAllString(place.ReplaceAllString(s, "%"), -1) // an order of its own is fine
				slices.Sort(got)
				if s == "" || !slices.Equal(got, want) {
					t.Errorf("%s: %q is said as %q", l.Code, text, s)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("no translation with a verb was compared")
	}
}

func TestTextAndPlural(t *testing.T) {
	es := &Language{Code: "es", texts: map[string]message{
		"Hello, %s.": {text: "Hola, %s."}, "%d days": {forms: map[string]string{"one": "%d día", "other": "%d días"}},
	}}
	for _, c := range []struct{ got, want string }{
		{English.Text("100 %"), "100 %"},
		{English.Plural(1, "%d day", "%d days"), "1 day"},
		{English.Plural(0, "%d day", "%d days"), "0 days"},
		{es.Text("Hello, %s.", "Ana"), "Hola, Ana."},
		{es.Text("Nobody said this"), "Nobody said this"},
		{es.Plural(1, "%d day", "%d days"), "1 día"},
		{es.Plural(3, "%d day", "%d days"), "3 días"},
		{Mirrored.Text("Hello"), "⟦Hello⟧"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	es, _ := Named("es")
	day := time.Date(2026, 3, 9, 7, 5, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{English.Date(day), "9 March 2026"}, {es.Date(day), "9 de marzo de 2026"}, {es.ShortDate(day), "9 mar"}, {English.DateTime(day), "9 March 2026, 07:05"},
		{es.Weekday(day.Weekday()), "lunes"}, {English.Number(2.5, 1), "2.5"}, {es.Number(-2.5, 1), "−2,5"}, {English.Percent(.614), "61\u00a0%"}, {English.Score(10), "10"}, {English.Score(0), "0"}, {es.Score(.5), "0,5"},
		{Locale{Language: English, Units: Kilopascal}.Pressure(245), "245\u00a0kPa"}, {Locale{Language: es, Units: KgPerCm2}.Pressure(245), "2,5\u00a0kg/cm²"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
	if k := (Locale{Language: English, Units: KgPerCm2}).KPa(1); k != 98.0665 {
		t.Errorf("1 kg/cm² is %v kPa", k)
	}
	if From(context.Background()).Code != "en" {
		t.Error("without a word the language is not English")
	}
}

// From right to left a sign stays in front of its number.
func TestSignsStayInFront(t *testing.T) {
	for _, c := range []struct {
		l              *Language
		number, signed string
	}{{English, "−0.2", "−0.2"}, {Mirrored, "\u200e−0.2", "\u200e−0.2"}} {
		if got := c.l.Number(-.2, 1); got != c.number {
			t.Errorf("%s writes %q", c.l.Code, got)
		}
		if got := c.l.Signed(-.2, 1); got != c.signed {
			t.Errorf("%s writes %q", c.l.Code, got)
		}
	}
	if got := Mirrored.Number(.2, 1) + English.Signed(.2, 1); got != "0.2+0.2" {
		t.Errorf("without need: %q", got)
	}
}

// Numbers that belong together stay in their order from right to left, and
// nothing is added where words run from left to right.
func TestNumbersKeepTheirOrder(t *testing.T) {
	es, _ := Named("es")
	for _, c := range []struct{ got, want string }{
		{English.Percent(.85), "85\u00a0%"}, {es.Percent(.85), "85\u00a0%"}, {Mirrored.Percent(.85), "\u206685\u00a0%\u2069"},
		{English.Span("20", "44"), "20–44"}, {es.Span("0,9", "3,3"), "0,9–3,3"}, {Mirrored.Span("20", "44"), "\u206620–44\u2069"},
		{Locale{Language: Mirrored, Units: Kilopascal}.Pressure(245), "\u2066245\u00a0kPa\u2069"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	es, _ := Named("es")
	for _, c := range []struct{ got, want string }{
		{English.Quotes(`no place called "wardrobe"; nearest: "chin", "nose"`), "no place called “wardrobe”; nearest: “chin”, “nose”"},
		{es.Quotes(`la cuenta "ana" existe`), "la cuenta «ana» existe"},
		{es.Quotes("ningún lugar se llama «armario»"), "ningún lugar se llama «armario»"},
		{English.Quotes(`5" of pain`), `5" of pain`},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

// A text has one translation, whichever file it stands in.
func TestATextIsTranslatedOnce(t *testing.T) {
	for _, l := range Languages {
		said := map[string]string{}
		for file, raw := range Catalogue(l.Code) {
			texts := map[string]message{}
			if err := json.Unmarshal([]byte(raw), &texts); err != nil {
				t.Fatal(file, err)
			}
			for text, m := range texts {
				if before, ok := said[text]; ok && before != m.text {
					t.Errorf("%s: %q is %q and %q", l.Code, text, before, m.text)
				}
				said[text] = m.text
			}
		}
	}
	if len(Catalogue("es")) == 0 {
		t.Error("nothing was compared")
	}
}
