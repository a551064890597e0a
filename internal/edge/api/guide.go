package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/knowledge"
)

// guideCalls read the knowledge.
func (s *server) guideCalls() {
	base := s.practice.Base
	get := func(id, path, summary string) call {
		return call{id: id, method: http.MethodGet, path: "/api/v1/" + path, tag: "knowledge", summary: summary}
	}
	search := call{id: "search", method: http.MethodPost, path: "/api/v1/knowledge/search", tag: "knowledge", summary: "Find records in one's own words"}
	typed(s, search, func(_ context.Context, in *struct{ Body client.SearchRequest }) (*out[client.SearchAnswer], error) {
		o := client.SearchAnswer{Knowledge: base.Version, Hits: []client.Hit{}}
		for _, h := range base.Search(in.Body.Words, in.Body.Limit) {
			o.Hits = append(o.Hits, client.Hit{Kind: h.Kind, ID: h.ID, Title: h.Title, Score: h.Score})
		}
		return &out[client.SearchAnswer]{o}, nil
	})
	typed(s, get("muscles", "muscles", "All muscles"), func(context.Context, *struct{}) (*out[client.List], error) {
		o := client.List{Knowledge: base.Version, Items: []client.Name{}}
		for i := range base.Muscles {
			o.Items = append(o.Items, client.Name{ID: string(base.Muscles[i].ID), Name: base.Muscles[i].Name})
		}
		return &out[client.List]{o}, nil
	})
	typed(s, get("muscle", "muscles/{id}", "One muscle"), s.muscle)
	typed(s, get("claim", "claims/{id}", "One claim with its grade and its dissent"), s.claim)
	typed(s, get("treatment", "treatments/{id}", "One treatment with its grade and its doubt"), s.treatment)
}

func (s *server) muscle(_ context.Context, in *named) (*out[client.Muscle], error) {
	m, ok := s.practice.Base.Muscle(unknot.MuscleID(in.ID))
	if !ok {
		return nil, noRecord("muscle", in.ID, knowledge.Texts(s.practice.Base.MuscleIDs()))
	}
	o := client.Muscle{ID: in.ID, Name: m.Name, Latin: m.Latin, Region: m.Region, Describe: m.Describe, Action: m.Action,
		Antagonists: knowledge.Texts(m.Antagonists), Sites: []client.Site{}, Refers: m.Refers.Words, Primary: knowledge.Texts(m.Refers.Primary), Spill: knowledge.Texts(m.Refers.Spill),
		HurtsWhen: m.HurtsWhen, KeepsGoing: list(m.KeepsGoing), Press: m.Press.How, Stretch: m.Stretch, Caution: m.Caution, Sources: s.sources(m.Sources)}
	for _, site := range m.Sites {
		o.Sites = append(o.Sites, client.Site{ID: site.ID, Where: site.Where, Zone: string(site.Zone)})
	}
	return &out[client.Muscle]{o}, nil
}

func (s *server) claim(_ context.Context, in *named) (*out[client.Claim], error) {
	c, ok := s.practice.Base.Claim(strings.ToUpper(in.ID))
	if !ok {
		ids := make([]string, len(s.practice.Base.Claims))
		for i := range ids {
			ids[i] = s.practice.Base.Claims[i].ID
		}
		return nil, noRecord("claim", in.ID, ids)
	}
	return &out[client.Claim]{client.Claim{ID: c.ID, Topic: c.Topic, Stance: c.Stance, Says: c.Says, Numbers: c.Numbers, Grade: string(c.Grade), Doubt: c.Doubt,
		Instead: c.Instead, Conflicts: list(c.Conflicts), Population: c.Population, Checked: c.Checked, Date: c.Date, Sources: s.sources(c.Sources)}}, nil
}

func (s *server) treatment(_ context.Context, in *named) (*out[client.Treatment], error) {
	t, ok := s.practice.Base.Treatment(in.ID)
	if !ok {
		ids := make([]string, len(s.practice.Base.Treatments))
		for i := range ids {
			ids[i] = s.practice.Base.Treatments[i].ID
		}
		return nil, noRecord("treatment", in.ID, ids)
	}
	return &out[client.Treatment]{client.Treatment{ID: t.ID, Name: t.Name, Kind: t.Kind, Who: t.Who, What: t.What, Steps: list(t.Steps), Dose: t.Doses.Use,
		Effect: t.Effect.Words, Grade: string(t.Grade), Doubt: t.Doubt, Harms: t.Harms, Stop: list(t.Stop), Claims: list(t.Claims), Sources: s.sources(t.Sources)}}, nil
}

func (s *server) sources(refs []string) []client.Source {
	list := []client.Source{}
	for _, ref := range refs {
		if k, ok := s.practice.Base.Source(ref); ok {
			list = append(list, client.Source{ID: ref, Cite: k.Cite, Title: k.Title, Where: k.Where, DOI: k.DOI, PMID: k.PMID, URL: k.URL})
		}
	}
	return list
}

func zoneIDs(base *knowledge.Base) []string {
	ids := make([]string, len(base.Zones))
	for i := range ids {
		ids[i] = string(base.Zones[i].ID)
	}
	return ids
}

// noRecord says that an id is unknown, with the nearest one.
func noRecord(kind, id string, known []string) error {
	if near := knowledge.Nearest(id, known); near != "" {
		return unknot.Errorf(unknot.NotFound, "There is no %s %q; did you mean %q?", kind, id, near)
	}
	return unknot.Errorf(unknot.NotFound, "There is no %s %q.", kind, id)
}
