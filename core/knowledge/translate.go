package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// wording names, for each kind of record, the fields that people read: the paths
// of their TOML keys. A path through a list of records ("parts.text") stands
// for a list of texts. Words that are searched for (synonyms, wordings) are no
// texts; nor are notes for reviewers.
var wording = map[string][]string{
	"region":     {"name"},
	"zone":       {"name", "side_name"},
	"muscle":     {"name", "describe", "action", "antagonist_words", "sites.where", "refers.words", "hurts_when", "keeps_going", "ergonomic", "caution", "press.how", "stretch"},
	"question":   {"ask", "why"},
	"rule":       {"name", "reason", "do"},
	"lookalike":  {"name", "describe", "tell_apart"},
	"finding":    {"name", "ask", "how", "picture", "positive", "why", "caution", "answers.words"},
	"treatment":  {"name", "what", "steps", "doses.use", "doses.documents", "doses.trials", "effect.words", "effect.against", "effect.horizon", "stop", "progress", "regress", "doubt", "harms", "ask_for", "law_note"},
	"interlock":  {"reason"},
	"place":      {"name", "reason"},
	"claim":      {"says", "numbers", "doubt", "instead", "population"},
	"lesson":     {"title", "parts.text"},
	"faq":        {"ask", "answer"},
	"risk":       {"name", "ask"},
	"habit":      {"name", "do", "why", "every", "doubt"},
	"point":      {"where", "caution"},
	"point_list": {"name", "doubt"},
	"lump":       {"name", "features", "what_to_do", "worse"},
	"condition":  {"name"},
	"medicine":   {"name"},
	"tool":       {"name"},
}

// translations holds the records of one language as they stand in the files:
// kind, id, field path, and a text or a list of texts. The field "of" is the
// mark of the English that was translated, see Base.Mark.
type translations map[string]map[string]map[string]any

// kinds pairs the name of each kind of record with its list in the base.
func (b *Base) kinds() map[string]reflect.Value {
	list := func(p any) reflect.Value { return reflect.ValueOf(p).Elem() }
	return map[string]reflect.Value{
		"region": list(&b.Regions), "zone": list(&b.Zones), "muscle": list(&b.Muscles), "question": list(&b.Questions),
		"rule": list(&b.Rules), "lookalike": list(&b.Lookalikes), "finding": list(&b.Findings), "treatment": list(&b.Treatments),
		"interlock": list(&b.Interlocks), "place": list(&b.Places), "claim": list(&b.Claims), "lesson": list(&b.Lessons),
		"faq": list(&b.FAQs), "risk": list(&b.Risks), "habit": list(&b.Habits), "point": list(&b.Acupoints),
		"point_list": list(&b.PointLists), "lump": list(&b.Lumps), "condition": list(&b.Conditions),
		"medicine": list(&b.Medicines), "tool": list(&b.Tools),
	}
}

// Languages lists the languages besides English in which some texts exist.
func (b *Base) Languages() []string { return slices.Sorted(maps.Keys(b.spoken)) }

// In returns the same knowledge with its texts in another language ("es").
// Records without a translation, and those whose English has changed since,
// stay English; Speaks tells them apart. For English and for languages that
// are not there it returns b itself.
func (b *Base) In(language string) *Base {
	if other, ok := b.spoken[language]; ok {
		return other
	}
	return b
}

// Speaks reports whether a text is in the language of the base. Pages mark
// other texts as English, so that screen readers say them right.
func (b *Base) Speaks(text string) bool {
	return b.said == nil || text == "" || b.said[text]
}

// Language is the tag of the base's texts, "en" unless it came from In.
func (b *Base) Language() string {
	if b.language == "" {
		return "en"
	}
	return b.language
}

// Mark is the mark of a record's English texts. A translation that bears
// another mark is stale: the English changed after it was made.
func (b *Base) Mark(kind, id string) string {
	sum := sha256.New()
	for _, list := range b.Texts(kind, id) {
		fmt.Fprintf(sum, "%s\x00%s\x00", list.Field, strings.Join(list.Texts, "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil))[:8]
}

// FieldTexts are the texts of one field of a record.
type FieldTexts struct {
	Field string // path of keys, "doses.use"
	Texts []string
	List  bool // the field holds a list, even when it has one text
}

// Texts lists the texts of a record that are not empty, in the order of the
// fields of its kind. The answer is empty for a record that is not there.
func (b *Base) Texts(kind, id string) []FieldTexts {
	record, ok := b.record(kind, id)
	if !ok {
		return nil
	}
	var out []FieldTexts
	for _, field := range wording[kind] {
		spots, list := spotsOf(record, strings.Split(field, "."))
		f := FieldTexts{Field: field, List: list}
		for _, s := range spots {
			f.Texts = append(f.Texts, s.String())
		}
		if strings.Join(f.Texts, "") != "" {
			out = append(out, f)
		}
	}
	return out
}

// TextKinds lists the kinds of records that have texts.
func TextKinds() []string { return slices.Sorted(maps.Keys(wording)) }

// TextIDs lists the records of a kind in file order.
func (b *Base) TextIDs(kind string) []string {
	list := b.kinds()[kind]
	ids := make([]string, 0, list.Len())
	for i := range list.Len() {
		ids = append(ids, list.Index(i).FieldByName("ID").String())
	}
	return ids
}

func (b *Base) record(kind, id string) (reflect.Value, bool) {
	list, ok := b.kinds()[kind]
	if !ok {
		return reflect.Value{}, false
	}
	for i := range list.Len() {
		if r := list.Index(i); r.FieldByName("ID").String() == id {
			return r, true
		}
	}
	return reflect.Value{}, false
}

// spotsOf follows a path of TOML keys into a record and returns the settable
// strings at its end.
func spotsOf(v reflect.Value, path []string) (spots []reflect.Value, list bool) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			s, _ := spotsOf(v.Index(i), path)
			spots = append(spots, s...)
		}
		return spots, true
	case reflect.String:
		return []reflect.Value{v}, false
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("toml") == path[0] {
				return spotsOf(v.Field(i), path[1:])
			}
		}
	}
	return nil, false
}
