package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// guideKinds are the shelves of the guide: the word in the address, and what
// the shelf is called.
var guideKinds = []tile{
	{"question", "Questions people ask", "Short answers, with how sure they are"},
	{"lesson", "Lessons", "What a knot may be, and what nobody knows yet"},
	{"muscle", "Muscles", "Where each one sits, and where its pain is felt"},
	{"place", "Places of pain", "Which muscles may be felt at one place"},
	{"treatment", "What can be done", "At home and by others, with doses and doubts"},
	{"cause", "Other causes", "What can feel like a knot and is something else"},
	{"lump", "Lumps", "Which lumps are knots, and which need a look"},
	{"claim", "What people say", "Claims about knots: kept, weighed or left out"},
	{"point", "Acupressure points", "Old point lists, with their codes. Unproven."},
}

// shelf is one kind of record as a list, in groups.
type shelf struct {
	Kind, Title, About string
	Groups             []shelfGroup
}

type shelfGroup struct {
	Name  string
	Items []tile
}

func (s *Site) guide(*http.Request) (view, error) {
	return view{title: "Guide", body: guidePage("", nil)}, nil
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
			found = append(found, tile{path, capital(h.Title), hitKind[h.Kind]})
		}
	}
	return view{title: "Guide", body: guidePage(words, found)}, nil
}

var hitKind = map[string]string{"faq": "Question", "lesson": "Lesson", "treatment": "What can be done", "muscle": "Muscle", "habit": "Habit", "claim": "What people say"}

func hitPath(h knowledge.Hit) (string, bool) {
	switch h.Kind {
	case "faq":
		return "/guide/question/" + h.ID, true
	case "habit":
		return "/prevent#" + h.ID, true
	case "lesson", "treatment", "muscle", "claim":
		return "/guide/" + h.Kind + "/" + h.ID, true
	}
	return "", false
}

// guideShelf lists one kind.
func (s *Site) guideShelf(r *http.Request) (view, error) {
	kind := r.PathValue("kind")
	for _, k := range guideKinds {
		if k.Path == kind {
			sh := shelf{Kind: kind, Title: k.Name, About: k.About, Groups: s.shelfGroups(kind)}
			return view{title: k.Name, body: shelfPage(sh)}, nil
		}
	}
	return view{}, unknot.Errorf(unknot.NotFound, "there is no such shelf in the guide")
}

// shelfGroups sorts the records of a kind under headings, in file order.
func (s *Site) shelfGroups(kind string) []shelfGroup {
	base := s.practice.Base
	var groups []shelfGroup
	at := map[string]int{}
	add := func(group, id, name, about string) {
		i, ok := at[group]
		if !ok {
			i = len(groups)
			at[group] = i
			groups = append(groups, shelfGroup{Name: group})
		}
		groups[i].Items = append(groups[i].Items, tile{"/guide/" + kind + "/" + id, capital(name), about})
	}
	region := map[string]string{}
	for _, r := range base.Regions {
		region[r.ID] = capital(r.Name)
	}
	switch kind {
	case "question":
		for _, q := range base.FAQs {
			add("", q.ID, q.Ask, "")
		}
	case "lesson":
		for _, l := range base.Lessons {
			add("", l.ID, l.Title, "")
		}
	case "muscle":
		for _, g := range base.Regions { // head to foot
			for _, m := range base.Muscles {
				if m.Region == g.ID {
					add(region[m.Region], string(m.ID), m.Name, "")
				}
			}
		}
	case "place":
		for _, g := range base.Regions {
			for _, z := range base.Zones {
				if z.Region == g.ID {
					add(region[z.Region], string(z.ID), z.Name, "")
				}
			}
		}
	case "treatment":
		for _, t := range base.Treatments {
			add(whoHeading[t.Who], t.ID, t.Name, capital(gradeWords[t.Grade]))
		}
	case "cause":
		for _, l := range base.Lookalikes {
			add(levelHeading[l.Level], l.ID, l.Name, "")
		}
	case "lump":
		for _, l := range base.Lumps {
			add("", l.ID, l.Name, lumpLevel[l.Level])
		}
	case "claim":
		for _, c := range base.Claims {
			add(topicHeading(c.Topic), c.ID, c.Says, stanceWords[c.Stance])
		}
	case "point":
		for _, a := range base.Acupoints {
			add("Points", a.ID, a.Code, a.Where)
		}
	}
	return groups
}

var whoHeading = map[string]string{
	"self": "By yourself", "partner": "With a helper", "professional": "By a trained professional", "doctor": "By a doctor",
}

var levelHeading = map[string]string{
	"emergency": "Needs help at once", "same_day": "Needs a look the same day", "soon": "Needs a look within days",
	"routine": "Needs a planned visit", "self_care": "Can mostly wait",
}

var lumpLevel = map[string]string{
	"emergency": "Get help now", "same_day": "See somebody today", "soon": "See somebody within days", "routine": "Plan a visit", "self_care": "Care at home",
}

var stanceWords = map[string]string{
	"adopt": "Kept", "adopt_with_grade": "Kept, with a grade", "contest": "Contested", "omit": "Left out",
}

func topicHeading(topic string) string {
	if topic == "faq" {
		return "Questions"
	}
	return capital(strings.ReplaceAll(topic, "_", " "))
}

// guideRecord shows one record whole.
func (s *Site) guideRecord(r *http.Request) (view, error) {
	base, kind, id := s.practice.Base, r.PathValue("kind"), r.PathValue("id")
	missing := unknot.Errorf(unknot.NotFound, "there is no such page in the guide")
	switch kind {
	case "muscle":
		if m, ok := base.Muscle(unknot.MuscleID(id)); ok {
			return view{title: capital(m.Name), body: musclePage(base, m)}, nil
		}
	case "place":
		if z, ok := base.Zone(unknot.ZoneID(id)); ok {
			return view{title: capital(z.Name), body: zonePage(base, z)}, nil
		}
	case "treatment":
		if t, ok := base.Treatment(id); ok {
			return view{title: capital(t.Name), body: treatmentPage(base, t)}, nil
		}
	case "cause":
		if l, ok := base.Lookalike(id); ok {
			return view{title: capital(l.Name), body: lookalikePage(base, l)}, nil
		}
	case "claim":
		if c, ok := base.Claim(strings.ToUpper(id)); ok {
			return view{title: tr(r.Context(), "Claim %s", c.ID), body: claimPage(base, c)}, nil
		}
	case "question":
		for i := range base.FAQs {
			if q := &base.FAQs[i]; q.ID == id {
				return view{title: q.Ask, body: faqPage(base, q)}, nil
			}
		}
	case "lesson":
		for i := range base.Lessons {
			if l := &base.Lessons[i]; l.ID == id {
				return view{title: l.Title, body: lessonPage(base, l)}, nil
			}
		}
	case "lump":
		for i := range base.Lumps {
			if l := &base.Lumps[i]; l.ID == id {
				return view{title: capital(l.Name), body: lumpPage(base, l)}, nil
			}
		}
	case "point":
		if a := base.AcupointByCode(id); len(a) > 0 {
			return view{title: a[0].Code, body: pointPage(base, a[0])}, nil
		}
	}
	return view{}, missing
}

// effectNumbers writes the effect of a treatment with its interval, when
// trials gave one.
func effectNumbers(e knowledge.Effect) string {
	if e.Measure == "" || len(e.Range) != 2 {
		return ""
	}
	text := fmt.Sprintf("%s: %+.1f (95 %% interval %+.1f to %+.1f)", capital(e.Measure), e.Mean, e.Range[0], e.Range[1])
	if e.Against != "" {
		text += " against " + e.Against
	}
	if e.Horizon != "" {
		text += ", " + e.Horizon
	}
	return text + "."
}

var accessWords = map[string]string{
	"self": "You may press it yourself.", "professional_or_self": "Lightly by yourself, better by a professional.",
	"professional": "Only a trained professional should press it.", "professional_first": "Have it looked at by a professional first.",
}

var spreadWords = map[string]string{"primary": "often felt here", "spill": "sometimes felt here", "local": "the muscle itself lies here"}
