package knowledge

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// wording names, for each kind of record, the fields that people read: the paths
// of their TOML keys. A path through a list of records ("parts.text") stands
// for a list of texts. Words that are searched for (synonyms, wordings) are no
// texts; nor are notes for reviewers, or for who draws ("picture").
var wording = map[string][]string{
	"region":      {"name"},
	"zone":        {"name"},
	"named_place": {"name"},
	"muscle":      {"name", "describe", "action", "antagonist_words", "sites.where", "refers.words", "hurts_when", "keeps_going", "ergonomic", "caution", "press.how", "stretch"},
	"question":    {"ask", "sign", "why"},
	"rule":        {"name", "reason", "do"},
	"lookalike":   {"name", "describe", "tell_apart"},
	"finding":     {"name", "ask", "how", "positive", "why", "caution", "answers.words"},
	"treatment":   {"name", "what", "steps", "doses.use", "doses.documents", "doses.trials", "effect.words", "effect.measure", "effect.against", "effect.horizon", "stop", "progress", "regress", "doubt", "harms", "ask_for", "law_note"},
	"interlock":   {"reason"},
	"place":       {"name", "reason"},
	"claim":       {"says", "numbers", "doubt", "instead", "population"},
	"lesson":      {"title", "parts.text"},
	"faq":         {"ask", "answer"},
	"risk":        {"name", "ask"},
	"habit":       {"name", "do", "why", "every", "doubt"},
	"point":       {"where", "caution"},
	"point_list":  {"name", "doubt"},
	"lump":        {"name", "features", "what_to_do", "worse"},
	"condition":   {"name"},
	"medicine":    {"name"},
	"tool":        {"name"},
	"goal":        {"aim", "measure"},
	"clash":       {"name", "says", "other", "rule"},
	"route":       {"name", "when", "after_care", "bring"},
	"routine":     {"steps.words"},
	"position":    {"words"},
	"force":       {"words"},
	"move":        {"name", "steps", "easier", "harder"},
	"check":       {"name", "how", "unit", "ask", "cautions", "noise_by", "doubt"},
	"pair":        {"name", "short_words", "long_words", "stretch", "strengthen", "leave", "doubt"},
	"desk_check":  {"ask", "mend"},

	"trait":         {"words"},
	"muscle_factor": {"words"},
	"prior":         {"group"},
}

// Wording lists every text of the records of one kind ("question") that people
// read, each once, in file order: what a translation of the knowledge has to
// say. Zones are named on both sides. The answer is empty for a kind without
// texts; WordingKinds lists the others.
func (b *Base) Wording(kind string) []string {
	var out []string
	seen := map[string]bool{"": true}
	add := func(text string) {
		if !seen[text] {
			seen[text] = true
			out = append(out, text)
		}
	}
	list, ok := b.kinds()[kind]
	if !ok {
		return nil
	}
	for i := range list.Len() {
		for _, field := range wording[kind] {
			textsAt(list.Index(i), strings.Split(field, "."), add)
		}
	}
	if kind == "zone" {
		for i := range b.Zones {
			for _, s := range unknot.Sides {
				add(b.Zones[i].NameOn(s))
			}
		}
	}
	return out
}

// WordingKinds lists the kinds of records that have texts.
func WordingKinds() []string { return slices.Sorted(maps.Keys(wording)) }

// textsAt follows a path of TOML keys into a record.
func textsAt(v reflect.Value, path []string, add func(string)) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			textsAt(v.Index(i), path, add)
		}
	case reflect.String:
		add(v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("toml") == path[0] {
				textsAt(v.Field(i), path[1:], add)
			}
		}
	}
}

// kinds pairs the name of each kind of record with its list in the base.
func (b *Base) kinds() map[string]reflect.Value {
	list := func(p any) reflect.Value { return reflect.ValueOf(p).Elem() }
	return map[string]reflect.Value{
		"region": list(&b.Regions), "zone": list(&b.Zones), "named_place": list(&b.NamedPlaces), "muscle": list(&b.Muscles), "question": list(&b.Questions),
		"rule": list(&b.Rules), "lookalike": list(&b.Lookalikes), "finding": list(&b.Findings), "treatment": list(&b.Treatments),
		"interlock": list(&b.Interlocks), "place": list(&b.Places), "claim": list(&b.Claims), "lesson": list(&b.Lessons),
		"faq": list(&b.FAQs), "risk": list(&b.Risks), "habit": list(&b.Habits), "point": list(&b.Acupoints),
		"point_list": list(&b.PointLists), "lump": list(&b.Lumps), "condition": list(&b.Conditions),
		"medicine": list(&b.Medicines), "tool": list(&b.Tools), "goal": list(&b.Goals), "clash": list(&b.Clashes),
		"route": list(&b.Routes), "routine": list(&b.Routines), "position": list(&b.Positions), "force": list(&b.Forces),
		"move": list(&b.Moves), "check": list(&b.Checks), "pair": list(&b.Pairs), "desk_check": list(&b.Desk),
		"trait": list(&b.Traits), "muscle_factor": list(&b.Factors), "prior": list(&b.Priors),
	}
}
