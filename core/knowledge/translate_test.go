package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/knowledge/data"
)

// with returns the shipped files with more files beside them.
func with(t *testing.T, more map[string]string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	var add func(dir string)
	add = func(dir string) {
		list, err := data.Files.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			name := strings.TrimPrefix(dir+"/"+e.Name(), "./")
			if e.IsDir() {
				if !strings.HasPrefix(e.Name(), "words_") {
					add(name)
				}
				continue
			}
			raw, err := data.Files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: raw}
		}
	}
	add(".")
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestATextIsSaidInAnotherLanguage(t *testing.T) {
	english, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	base, err := knowledge.Load(with(t, map[string]string{"words_xx/danger.toml": "[question.breathless]\nof = \"" + english.Mark("question", "breathless") + "\"\nask = \"¿Le falta el aire?\"\n" +
		"[zone.knee_front]\nof = \"" + english.Mark("zone", "knee_front") + "\"\nside_name = \"rodilla {derecha|izquierda}\"\n"}))
	if err != nil {
		t.Fatal(err)
	}
	other := base.In("xx")
	q, _ := other.Question("breathless")
	if q.Ask != "¿Le falta el aire?" || !other.Speaks(q.Ask) {
		t.Errorf("asked %q, spoken %v", q.Ask, other.Speaks(q.Ask))
	}
	if other.Speaks(q.Why) {
		t.Errorf("%q has no translation, yet counts as one", q.Why)
	}
	z, _ := other.Zone("knee_front")
	if got := z.NameOn(unknot.Left); got != "rodilla izquierda" {
		t.Errorf("left knee is %q", got)
	}
	if q, _ := base.Question("breathless"); q.Ask == "¿Le falta el aire?" {
		t.Error("the English text was changed too")
	}
	if got := base.In("yy"); got != base {
		t.Error("a language that is not there must give English")
	}
}

func TestATranslationOfOlderEnglishIsNotShown(t *testing.T) {
	base, err := knowledge.Load(with(t, map[string]string{"words_xx/danger.toml": "[question.breathless]\nof = \"00000000\"\nask = \"viejo\"\n"}))
	if err != nil {
		t.Fatal(err)
	}
	other := base.In("xx")
	if q, _ := other.Question("breathless"); q.Ask == "viejo" {
		t.Error("a stale translation is shown")
	}
	if got := strings.Join(other.Stale(), ","); got != "question breathless" {
		t.Errorf("stale: %q", got)
	}
}

func TestATranslationThatDoesNotFitIsRefusedWithItsLine(t *testing.T) {
	english, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	mark := english.Mark("question", "breathless")
	for name, c := range map[string]struct{ text, want string }{
		"no record": {"\n[question.nobody]\nask = \"x\"\n", "words_xx/a.toml:2: question nobody: there is no such record"},
		"no text":   {"[question.breathless]\nof = \"" + mark + "\"\norder = \"x\"\n", `"order" is no text of a question`},
		"too many":  {"[question.breathless]\nof = \"" + mark + "\"\nask = [\"a\", \"b\"]\n", `"ask" needs 1 texts`},
		"no TOML":   {"[question", "words_xx/a.toml:1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := knowledge.Load(with(t, map[string]string{"words_xx/a.toml": c.text}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestShippedTranslationsAreFresh(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range base.Languages() {
		if stale := base.In(l).Stale(); len(stale) > 0 {
			t.Errorf("%s: the English of these changed; look at them again and set the new mark (unknot kb translate %s): %s", l, l, strings.Join(stale, ", "))
		}
	}
}
