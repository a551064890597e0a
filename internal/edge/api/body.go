package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
)

// bodyCalls translate between words and cells. They are posts, since what
// hurts does not belong into an address.
func (s *server) bodyCalls() {
	typed(s, call{id: "find", method: http.MethodPost, path: "/api/v1/body/find", tag: "body", summary: "Which cells do words name?"},
		func(_ context.Context, in *struct{ Body client.FindRequest }) (*out[client.Found], error) {
			f, err := s.practice.Words.Find(in.Body.Words)
			if err != nil {
				return nil, &wire.Fault{Path: "$.words", Read: err.Error()}
			}
			o := client.Found{Cells: []string{}, Names: []string{}, Quality: f.Quality}
			for _, c := range f.Cells {
				o.Cells, o.Names = append(o.Cells, string(c)), append(o.Names, body.Name(s.practice.Base, c))
			}
			if f.HasIntensity {
				o.Intensity = &f.Intensity
			}
			if f.Ask != nil {
				o.Ask = &client.Ask{Of: f.Ask.Of, Text: f.Ask.Text, Choices: list(f.Ask.Choices)}
			}
			return &out[client.Found]{o}, nil
		})
	raw[client.DescribeRequest, client.Described](s, call{id: "describe", method: http.MethodPost, path: "/api/v1/body/describe", tag: "body", summary: "Say a drawing in one plain sentence"},
		func(_ context.Context, in []byte) ([]byte, error) {
			var ask struct {
				Drawing json.RawMessage `json:"drawing"`
			}
			if err := json.Unmarshal(in, &ask); err != nil || len(ask.Drawing) == 0 {
				return nil, &wire.Fault{Path: "$.drawing", Read: "there is no drawing", Mend: "name at least one place"}
			}
			text, err := json.Marshal(map[string]any{"schema": wire.CaseSchema, "drawing": ask.Drawing})
			if err != nil {
				return nil, err
			}
			c, err := wire.ReadCase(s.practice.Base, s.practice.Words, text)
			if err != nil {
				return nil, err
			}
			return json.Marshal(client.Described{Words: body.Describe(s.practice.Base, c.Drawing)})
		})
	typed(s, call{id: "zones", method: http.MethodGet, path: "/api/v1/zones", tag: "body", summary: "All pain areas, head to foot"},
		func(context.Context, *struct{}) (*out[client.List], error) {
			o := client.List{Knowledge: s.practice.Base.Version, Items: []client.Name{}}
			for _, z := range s.practice.Base.Zones {
				o.Items = append(o.Items, client.Name{ID: string(z.ID), Name: z.Name})
			}
			return &out[client.List]{o}, nil
		})
	typed(s, call{id: "zone", method: http.MethodGet, path: "/api/v1/zones/{id}", tag: "body", summary: "One pain area and the muscles that may refer there"}, s.zone)
}

func (s *server) zone(_ context.Context, in *named) (*out[client.Zone], error) {
	base := s.practice.Base
	z, ok := base.Zone(unknot.ZoneID(in.ID))
	if !ok {
		return nil, noRecord("zone", in.ID, zoneIDs(base))
	}
	o := client.Zone{ID: in.ID, Name: z.Name, Region: z.Region, Words: list(z.Words), Muscles: []string{}}
	for _, side := range unknot.Sides {
		o.Cells = append(o.Cells, string(body.ZoneCell(z.ID, side)))
	}
	for i := range base.Muscles {
		for _, id := range base.Muscles[i].Refers.Primary {
			if id == z.ID {
				o.Muscles = append(o.Muscles, string(base.Muscles[i].ID))
			}
		}
	}
	return &out[client.Zone]{o}, nil
}
