//go:build !js

package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// shelf is one kind of record as a list, in groups, with chips that narrow it.
type shelf struct {
	Kind, Title, About string
	Chips              []chip
	Groups             []shelfGroup
	Count              int
}

type chip struct {
	Name, Path string
	On         bool
}

type shelfGroup struct {
	Name  string
	Items []tile
}

// openGroup is how many entries the first group of a long shelf may have to
// stand open: more would bury the other groups (judgement).
const openGroup = 20

// narrow is the word in the address by which a shelf is narrowed, and the
// values that it takes with their names.
var narrow = map[string]struct {
	by     string
	values [][2]string
}{
	"claim": {"stance", [][2]string{{"adopt", msg("Kept")}, {"adopt_with_grade", msg("Kept, with a grade")}, {"contest", msg("Contested")}, {"omit", msg("Left out")}}},
	"test":  {"who", [][2]string{{"self", msg("By yourself")}, {"helper", msg("With a helper")}, {"clinician", msg("By a clinician")}}},
}

// guideShelf lists one kind.
func (s *Site) guideShelf(r *http.Request) (view, error) {
	kind, ctx := r.PathValue("kind"), r.Context()
	i := slices.IndexFunc(guideKinds, func(t tile) bool { return t.Path == kind })
	if i < 0 {
		return view{}, unknot.Errorf(unknot.NotFound, "there is no such shelf in the guide")
	}
	k := guideKinds[i]
	sh := shelf{Kind: kind, Title: k.Name, About: k.About}
	only := ""
	if n, ok := narrow[kind]; ok {
		only = r.URL.Query().Get(n.by)
		sh.Chips = append(sh.Chips, chip{tr(ctx, "All"), "/guide/" + kind, only == ""})
		for _, v := range n.values {
			sh.Chips = append(sh.Chips, chip{tr(ctx, v[1]), "/guide/" + kind + "?" + n.by + "=" + v[0], only == v[0]})
		}
	}
	sh.Groups = s.shelfGroups(ctx, kind, only)
	for _, g := range sh.Groups {
		sh.Count += len(g.Items)
	}
	return view{title: k.Name, body: shelfPage(sh), styles: guideStyles}, nil
}

// shelfGroups sorts the records of a kind under headings, in file order. only
// narrows claims by stance and tests by who can do them; "" shows all.
func (s *Site) shelfGroups(ctx context.Context, kind, only string) []shelfGroup {
	base := s.practice.Base
	var groups []shelfGroup
	at := map[string]int{}
	add := func(group, shelf, id, name, about string) {
		i, ok := at[group]
		if !ok {
			i = len(groups)
			at[group] = i
			groups = append(groups, shelfGroup{Name: group})
		}
		groups[i].Items = append(groups[i].Items, tile{"/guide/" + shelf + "/" + id, capital(name), about})
	}
	say := func(text string) string { return know(ctx, text) }
	switch kind {
	case "question":
		for _, q := range base.FAQs {
			add("", kind, q.ID, say(q.Ask), capital(tr(ctx, gradeWords[q.Grade])))
		}
	case "lesson":
		for _, l := range base.Lessons {
			add("", kind, l.ID, say(l.Title), "")
		}
	case "muscle":
		for _, g := range base.Regions { // head to foot
			for _, m := range base.Muscles {
				if m.Region == g.ID {
					add(capital(say(g.Name)), kind, string(m.ID), say(m.Name), "")
				}
			}
		}
	case "place":
		for _, p := range base.NamedPlaces {
			add(tr(ctx, "As people say it"), "part", p.ID, say(p.Name), "")
		}
		for _, g := range base.Regions {
			for _, z := range base.Zones {
				if z.Region == g.ID {
					add(capital(say(g.Name)), kind, string(z.ID), say(z.Name), "")
				}
			}
		}
	case "test":
		for _, g := range testKinds {
			for i := range base.Findings {
				if f := &base.Findings[i]; f.Kind == g[0] && (only == "" || f.Who == only) {
					who := "" // what anybody can do needs no word
					if f.Who != "self" && only == "" {
						who = tr(ctx, whoCan[f.Who])
					}
					add(tr(ctx, g[1]), kind, f.ID, say(f.Name), who)
				}
			}
		}
	case "treatment":
		for _, t := range base.Treatments {
			add(tr(ctx, whoHeading[t.Who]), kind, t.ID, say(t.Name), capital(tr(ctx, gradeWords[t.Grade])))
		}
	case "cause":
		for _, level := range levelOrder {
			for _, l := range base.Lookalikes {
				if l.Level == level {
					add(tr(ctx, levelHeading[level]), kind, l.ID, say(l.Name), "")
				}
			}
		}
	case "lump":
		for _, level := range levelOrder { // what cannot wait comes first
			for _, l := range base.Lumps {
				if l.Level == level {
					add(tr(ctx, levelHeading[level]), kind, l.ID, say(l.Name), "")
				}
			}
		}
	case "claim":
		for _, t := range topics {
			for _, c := range base.Claims {
				switch {
				case c.Topic != t[0]:
				case only == "":
					add(tr(ctx, t[1]), kind, c.ID, say(c.Says), tr(ctx, stanceWords[c.Stance]))
				case only == c.Stance:
					add(tr(ctx, t[1]), kind, c.ID, say(c.Says), "")
				}
			}
		}
	case "point":
		for _, l := range base.PointLists {
			for _, code := range l.Points {
				where := ""
				if a := base.AcupointByCode(code); len(a) > 0 {
					where = say(a[0].Where)
				}
				add(capital(say(l.Name)), kind, strings.ToLower(code), code, where)
			}
		}
	}
	return groups
}
