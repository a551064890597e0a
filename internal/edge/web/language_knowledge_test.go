package web

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

// Every text of the knowledge is said in every language.
func TestTheKnowledgeIsSaidInEveryLanguage(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range knowledge.WordingKinds() {
		texts := base.Wording(kind)
		if len(texts) == 0 {
			t.Errorf("%s has no texts", kind)
		}
		for _, l := range locale.Languages {
			for _, text := range texts {
				if !l.Has(text) {
					t.Errorf("%s: %q is not said in %s", kind, text, l.Name)
				}
			}
		}
	}
}

// A source that is cited by what it is, and not by its authors, is said in every
// language.
func TestWhatASourceIsIsTranslated(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	authors := regexp.MustCompile(`^(van |[^ ]*\p{Lu})`)
	asked := 0
	for i := range base.Sources {
		cite := base.Sources[i].Cite
		if authors.MatchString(cite) {
			continue
		}
		asked++
		for _, l := range locale.Languages {
			if !l.Has(cite) {
				t.Errorf("%q is not said in %s", cite, l.Name)
			}
		}
	}
	if asked < 30 {
		t.Errorf("only %d sources are cited by what they are", asked)
	}
}

// A name at the start of a line is found under the name itself, and its first
// letter is large also with an accent.
func TestNamesBeginLarge(t *testing.T) {
	for name, want := range map[string]string{"": "", "neck": "Neck", "ángulo": "Ángulo", "ñandú": "Ñandú", "¿duele?": "¿duele?"} {
		if got := capital(name); got != want {
			t.Errorf("%q begins as %q", name, got)
		}
	}
	spanish, ok := locale.Named("es")
	if !ok {
		t.Fatal("no Spanish")
	}
	reader := locale.With(context.Background(), locale.Locale{Language: spanish})
	for name, want := range map[string]string{"back": "Espalda", "nobody said this": `<span lang="en" dir="ltr">Nobody said this</span>`} {
		var out strings.Builder
		if err := knownCapital(name).Render(reader, &out); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(out.String()); got != want {
			t.Errorf("%q is shown as %s", name, got)
		}
	}
}
