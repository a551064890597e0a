package web

import (
	"context"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

func reading(t *testing.T, code string) context.Context {
	t.Helper()
	l, ok := locale.Named(code)
	if !ok {
		t.Fatalf("nobody speaks %s", code)
	}
	return locale.With(t.Context(), locale.Locale{Language: l})
}

// A fault of the core is shown in the quotation marks of the reader, and what
// has no translation in those of English.
func TestAFaultHasTheMarksOfTheLanguage(t *testing.T) {
	said := `No place called "tempul"; nearest: "temple".`
	for _, c := range []struct{ code, text, want string }{
		{"en", said, "No place called “tempul”; nearest: “temple”."},
		{"es", said, "Ningún lugar se llama «tempul»; los más parecidos: «sien»."},
		{"es", `Nobody translated "this".`, `<span lang="en" dir="ltr">Nobody translated “this”.</span>`},
	} {
		var out strings.Builder
		if err := faultText(wrong("words", c.text)).Render(reading(t, c.code), &out); err != nil || strings.TrimSpace(out.String()) != c.want {
			t.Errorf("%s: %s, %v, not %s", c.code, out.String(), err, c.want)
		}
	}
}

// In a list of places a comma parts two places and stands in none.
func TestAListOfPlacesHasNoCommaInAName(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	zones := []unknot.CellID{"occiput.right", "temple.right", "occiput.right"}
	if got, want := zoneWords(reading(t, "es"), base, zones), "parte de atrás de la cabeza (lado derecho), sien derecha"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if got, want := zoneWords(reading(t, "en"), base, zones), "right back of the head, right temple"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
