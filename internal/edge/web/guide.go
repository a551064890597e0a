//go:build !js

package web

import (
	"net/http"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// guideKinds are the shelves of the guide: the word in the address, and what
// the shelf is called.
var guideKinds = []tile{
	{"question", msg("Questions people ask"), msg("Short answers, with how sure they are.")},
	{"lesson", msg("Lessons"), msg("What a knot may be, and what nobody knows yet.")},
	{"muscle", msg("Muscles"), msg("Where each one sits, and where its pain is felt.")},
	{"place", msg("Places of pain"), msg("Which muscles may be felt at one place.")},
	{"test", msg("Tests and questions"), msg("What can be asked and tested, and how far to trust it.")},
	{"treatment", msg("What can be done"), msg("At home and by others, with doses and doubts.")},
	{"cause", msg("Other causes"), msg("What can feel like a knot and is something else.")},
	{"lump", msg("Lumps"), msg("Which lumps are knots, and which need a look.")},
	{"claim", msg("What people say"), msg("Claims about knots: kept, weighed or left out.")},
	{"point", msg("Acupressure points"), msg("Old point lists, with their codes. Unproven.")},
}

var guideStyles = []string{"map.css", "dist/guide.css"}

func (s *Site) guide(*http.Request) (view, error) {
	return view{title: "Guide", body: guidePage(s.practice.Base, "", nil), styles: guideStyles}, nil
}

// guideSearch answers a search; the words travel in the body of the request,
// so that no address keeps them.
func (s *Site) guideSearch(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return s.guide(r)
	}
	words := strings.TrimSpace(r.PostFormValue("words"))
	if len(words) > 200 {
		words = words[:200]
	}
	found := []tile{}
	for _, h := range s.practice.Base.Search(words, 12) {
		if path, ok := hitPath(h); ok {
			found = append(found, tile{path, capital(know(r.Context(), h.Title)), tr(r.Context(), hitKind[h.Kind])})
		}
	}
	return view{title: "Guide", body: guidePage(s.practice.Base, words, found), styles: guideStyles}, nil
}

var hitKind = map[string]string{
	"faq": msg("Question"), "lesson": msg("Lesson"), "treatment": msg("What can be done"), "muscle": msg("Muscle"), "habit": msg("Habit"),
	"claim": msg("What people say"), "lookalike": msg("Another cause"), "lump": msg("Lump"), "point": msg("Acupressure point"), "finding": msg("Test or question"),
}

// shelfOf is the shelf of a kind of record where the two have other names.
var shelfOf = map[string]string{"faq": "question", "lookalike": "cause", "finding": "test"}

func hitPath(h knowledge.Hit) (string, bool) {
	switch h.Kind {
	case "habit":
		return "/prevent#" + h.ID, true
	case "faq", "lookalike", "finding":
		return "/guide/" + shelfOf[h.Kind] + "/" + h.ID, true
	case "lesson", "treatment", "muscle", "claim", "lump", "point":
		return "/guide/" + h.Kind + "/" + h.ID, true
	}
	return "", false
}

// guideRecord shows one record whole.
func (s *Site) guideRecord(r *http.Request) (view, error) {
	v := s.guideBody(r)
	if v.body == nil {
		return view{}, unknot.Errorf(unknot.NotFound, "there is no such page in the guide")
	}
	v.styles = guideStyles
	return v, nil
}

func (s *Site) guideBody(r *http.Request) view {
	base, kind, id, ctx := s.practice.Base, r.PathValue("kind"), r.PathValue("id"), r.Context()
	named := func(name string) string { return capital(know(ctx, name)) }
	switch kind {
	case "muscle":
		if m, ok := base.Muscle(unknot.MuscleID(id)); ok {
			return view{title: named(m.Name), body: musclePage(base, m), wide: true}
		}
	case "place":
		if z, ok := base.Zone(unknot.ZoneID(id)); ok {
			return view{title: named(z.Name), body: placePage(base, placeOfZone(ctx, z)), wide: true}
		}
	case "part":
		for i := range base.NamedPlaces {
			if p := &base.NamedPlaces[i]; p.ID == id {
				return view{title: named(p.Name), body: placePage(base, placeOfPart(ctx, base, p)), wide: true}
			}
		}
	case "test":
		if f, ok := base.Finding(id); ok {
			return view{title: named(f.Name), body: testPage(base, f)}
		}
	case "treatment":
		if t, ok := base.Treatment(id); ok {
			return view{title: named(t.Name), body: treatmentPage(base, t)}
		}
	case "cause":
		if l, ok := base.Lookalike(id); ok {
			return view{title: named(l.Name), body: causePage(base, l), wide: true}
		}
	case "claim":
		if c, ok := base.Claim(strings.ToUpper(id)); ok {
			return view{title: tr(ctx, "Claim %s", c.ID), body: claimPage(base, c)}
		}
	case "question":
		for i := range base.FAQs {
			if q := &base.FAQs[i]; q.ID == id {
				return view{title: know(ctx, q.Ask), body: faqPage(base, q)}
			}
		}
	case "lesson":
		for i := range base.Lessons {
			if l := &base.Lessons[i]; l.ID == id {
				return view{title: know(ctx, l.Title), body: lessonPage(base, l)}
			}
		}
	case "lump":
		for i := range base.Lumps {
			if l := &base.Lumps[i]; l.ID == id {
				return view{title: named(l.Name), body: lumpPage(base, l)}
			}
		}
	case "point":
		if a := base.AcupointByCode(id); len(a) > 0 {
			return view{title: a[0].Code, body: pointPage(base, a[0])}
		}
	}
	return view{}
}

// shelfTiles are the shelves with their addresses, and the lab.
func shelfTiles() []tile {
	out := make([]tile, len(guideKinds))
	for i, k := range guideKinds {
		out[i] = tile{"/guide/" + k.Path, k.Name, k.About}
	}
	return append(out, tile{"/lab", msg("Knot lab"), msg("Play with a model of a knot.")})
}
