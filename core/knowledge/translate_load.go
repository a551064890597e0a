package knowledge

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// wordsPrefix begins the name of a folder that holds translations: "words_es".
const wordsPrefix = "words_"

// languageOf tells the language of a file of translations; "" for other files.
func languageOf(name string) string {
	dir, _, _ := strings.Cut(path.Clean(name), "/")
	language, ok := strings.CutPrefix(dir, wordsPrefix)
	if !ok {
		return ""
	}
	return language
}

// translate makes the base of every language that has files. A record, field
// or list that does not fit is a Problem with its line.
func (b *Base) translate(files []parsed) []Problem {
	byLanguage := map[string][]parsed{}
	for _, p := range files {
		if l := languageOf(p.name); l != "" {
			byLanguage[l] = append(byLanguage[l], p)
		}
	}
	var problems []Problem
	for _, language := range slices.Sorted(maps.Keys(byLanguage)) {
		other := b.copyFor(language)
		for _, p := range byLanguage[language] {
			problems = append(problems, other.say(b, p)...)
		}
		if b.spoken == nil {
			b.spoken = map[string]*Base{}
		}
		b.spoken[language] = other
	}
	return problems
}

// copyFor copies all that translation changes; the rest is shared.
func (b *Base) copyFor(language string) *Base {
	other := *b
	other.language, other.said, other.spoken = language, map[string]bool{}, nil
	other.search = &searchCache{}
	for kind, list := range other.kinds() {
		fresh := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
		reflect.Copy(fresh, list)
		for i := range fresh.Len() {
			for _, field := range wording[kind] {
				own(fresh.Index(i), strings.Split(field, "."))
			}
		}
		list.Set(fresh)
	}
	return &other
}

// own copies the lists along a path, so that changing them leaves the English
// base alone.
func own(v reflect.Value, path []string) {
	switch v.Kind() {
	case reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		v.Set(fresh)
		for i := range v.Len() {
			own(v.Index(i), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if len(path) > 0 && v.Type().Field(i).Tag.Get("toml") == path[0] {
				own(v.Field(i), path[1:])
			}
		}
	}
}

// say puts the texts of one file into b, which began as a copy of english.
func (b *Base) say(english *Base, p parsed) []Problem {
	var all translations
	if err := toml.Unmarshal([]byte(p.text), &all); err != nil {
		return []Problem{{File: p.name, Line: 1, Message: err.Error(), Mend: "write [kind.id] and below it field = \"text\""}}
	}
	var problems []Problem
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		for _, id := range slices.Sorted(maps.Keys(all[kind])) {
			fault := func(format string, args ...any) {
				problems = append(problems, Problem{File: p.name, Line: p.lineOfTable(kind, id), Record: kind + " " + id,
					Message: fmt.Sprintf(format, args...), Mend: "see docs/data.md, Other languages"})
			}
			record, ok := b.record(kind, id)
			if !ok {
				fault("there is no such record in English")
				continue
			}
			fields := map[string]any{}
			flatten(fields, "", all[kind][id])
			if fields["of"] != english.Mark(kind, id) {
				b.stale = append(b.stale, kind+" "+id)
				continue
			}
			for _, field := range slices.Sorted(maps.Keys(fields)) {
				if field == "of" {
					continue
				}
				if !slices.Contains(wording[kind], field) {
					fault("%q is no text of a %s", field, kind)
					continue
				}
				spots, _ := spotsOf(record, strings.Split(field, "."))
				words, ok := wordsOf(fields[field])
				if !ok || len(words) != len(spots) {
					fault("%q needs %d texts, as in English", field, len(spots))
					continue
				}
				for i, s := range spots {
					s.SetString(words[i])
					b.said[words[i]] = true
				}
			}
		}
	}
	return problems
}

// flatten turns the nested tables that dotted keys make ("doses.use") back
// into paths.
func flatten(out map[string]any, prefix string, table map[string]any) {
	for key, v := range table {
		if sub, ok := v.(map[string]any); ok {
			flatten(out, prefix+key+".", sub)
		} else {
			out[prefix+key] = v
		}
	}
}

func wordsOf(v any) ([]string, bool) {
	switch v := v.(type) {
	case string:
		return []string{v}, v != ""
	case []any:
		var out []string
		for _, x := range v {
			s, ok := x.(string)
			if !ok {
				return nil, false
			}
			out = append(out, s)
		}
		return out, true
	}
	return nil, false
}

// lineOfTable finds the line of [kind.id].
func (p *parsed) lineOfTable(kind, id string) int {
	line := 0
	for text := range strings.Lines(p.text) {
		line++
		t := strings.ReplaceAll(strings.TrimSpace(text), `"`, "")
		if t == "["+kind+"."+id+"]" {
			return line
		}
	}
	return 1
}

// Stale lists the records ("question chest_pressure") whose translation was
// made from other English than there is now; they are shown in English.
func (b *Base) Stale() []string { return b.stale }
