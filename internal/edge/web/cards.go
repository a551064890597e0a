//go:build !js

package web

import (
	"net/http"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/card"
	"github.com/unknot/unknot/core/plan/points"
)

// cardGroup is one shelf of cards.
type cardGroup struct {
	Name string
	List []*knowledge.Treatment
}

func (s *Site) cards(*http.Request) (view, error) {
	var groups []cardGroup
	for _, g := range card.Groups {
		groups = append(groups, cardGroup{g.Name, card.List(s.practice.Base, g.ID)})
	}
	return view{title: "Cards", body: cardsPage(groups), styles: []string{"dist/plan.css"}}, nil
}

// cardForm is one card, seen by the person of the newest complaint.
type cardForm struct {
	card.Card
	Base  *knowledge.Base
	Known bool // something is known of the person
}

func (s *Site) card(r *http.Request) (view, error) {
	base := s.practice.Base
	t, _ := card.Find(base, r.PathValue("id"))
	if t == nil {
		return view{}, unknot.Errorf(unknot.NotFound, "there is no such card")
	}
	person, muscle, _, err := s.personOf(r.Context(), tenantOf(r))
	if err != nil {
		return view{}, err
	}
	m, _ := base.Muscle(muscle)
	f := cardForm{Card: card.Of(base, plan.FactsOf(person, "", -1), m, t), Base: base, Known: muscle != ""}
	return view{title: capital(know(r.Context(), t.Name)), body: cardPage(f), styles: []string{"dist/plan.css"}}, nil
}

// fitTitles say what the interlocks mean, in a line.
var fitTitles = map[string]string{
	plan.Forbid: msg("Not for you, by what you said:"), plan.LightOnly: msg("Only lightly, by what you said:"), plan.AskFirst: msg("Ask first, by what you said:"),
}

// pointsForm is what the finder shows.
type pointsForm struct {
	Base   *knowledge.Base
	Words  string
	Asked  bool
	Result points.Result
	Lists  []string
}

// points is the finder: by list, or by a code in any spelling. The words travel
// in the body of the request.
func (s *Site) points(r *http.Request) (view, error) {
	base := s.practice.Base
	f := pointsForm{Base: base}
	for i := range base.PointLists {
		f.Lists = append(f.Lists, base.PointLists[i].Name)
	}
	if r.Method == http.MethodPost && r.ParseForm() == nil {
		f.Words = cutTo(r.PostFormValue("words"), 60)
		if l := r.PostFormValue("list"); l != "" {
			f.Words = cutTo(l, 60)
		}
	}
	person, _, _, err := s.personOf(r.Context(), tenantOf(r))
	if err != nil {
		return view{}, err
	}
	if r.PostFormValue("pregnant") == "yes" {
		person.Pregnant = unknot.Yes
	}
	if f.Words != "" {
		f.Asked = true
		f.Result = points.Search(base, plan.FactsOf(person, "", -1), f.Words)
	}
	return view{title: "Acupressure points", body: pointsPage(f, person.Pregnant.Perhaps()), styles: []string{"dist/plan.css"}}, nil
}
