package fhir

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// stored is a resource with the time and number of this version of it.
type stored struct {
	resource
	at      time.Time
	version int
	of      care.Kept // the episode it belongs to; the zero one for the knowledge
}

// stamped is the resource with its meta, as a server gives it.
func (s stored) stamped() resource { return stampedResource{s} }

type stampedResource struct{ stored }

// MarshalJSON puts the meta after the id.
func (s stampedResource) MarshalJSON() ([]byte, error) {
	raw, err := json.Marshal(s.resource)
	if err != nil {
		return nil, err
	}
	var all struct {
		ResourceType string `json:"resourceType"`
		ID           string `json:"id"`
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, err
	}
	head := fmt.Sprintf(`{"resourceType":%q,"id":%q`, all.ResourceType, all.ID)
	if len(raw) < len(head) || string(raw[:len(head)]) != head {
		return raw, nil
	}
	meta := fmt.Sprintf(`,"meta":{"versionId":"%d","lastUpdated":%q}`, s.version, instant(s.at))
	return append([]byte(head+meta), raw[len(head):]...), nil
}

// newest gives one resource as it is now.
func (s *server) newest(r *http.Request, tenant, kind, id string) (stored, error) {
	list, err := s.all(r, tenant, kind)
	if err != nil {
		return stored{}, err
	}
	if x, ok := find(list, kind, id); ok {
		return x, nil
	}
	if _, ok := s.knowledge[kind]; ok {
		return stored{}, unknot.Errorf(unknot.NotFound, "there is no such %s", kind)
	}
	mended, err := s.mended(r.Context(), tenant, root(r), kind, id)
	if err != nil {
		return stored{}, err
	}
	return mended[len(mended)-1], nil
}

func find(list []stored, kind, id string) (stored, bool) {
	for _, x := range list {
		if x.kind() == kind && x.id() == id {
			return x, true
		}
	}
	return stored{}, false
}

// versions gives every version of one resource, oldest first. Two things
// change what was stored: an episode ends, and an entry is corrected by
// another, which makes the first an error.
func (s *server) versions(r *http.Request, tenant, kind, id string) ([]stored, error) {
	x, err := s.newest(r, tenant, kind, id)
	if err != nil || x.version == 1 {
		return []stored{x}, err
	}
	if x.of.ID == "" {
		return s.mended(r.Context(), tenant, root(r), kind, id)
	}
	before, err := s.episode(r.Context(), tenant, root(r), kind, x.of, true)
	if err != nil {
		return nil, err
	}
	if old, ok := find(before, kind, id); ok {
		return []stored{{old.resource, old.at, 1, x.of}, x}, nil
	}
	return []stored{x}, nil
}

// mended looks for a resource of an entry that another entry corrected.
func (s *server) mended(ctx context.Context, tenant, root, kind, id string) ([]stored, error) {
	list, err := s.practice.Corrected(ctx, tenant)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		k := &record{know: s.practice.Base, l: locale.From(ctx).Language, r: care.Report{Kept: care.Kept{ID: c.Entry.Episode}, Entries: []unknot.Entry{c.Entry}}, root: root}
		k.diary()
		for _, x := range k.list {
			if x.kind() != kind || x.id() != id {
				continue
			}
			wrong := x
			switch v := x.(type) {
			case observation:
				v.Status = "entered-in-error"
				wrong = v
			case questionnaireResponse:
				v.Status = "entered-in-error"
				wrong = v
			}
			return []stored{{x, c.Entry.At, 1, care.Kept{}}, {wrong, c.When, 2, care.Kept{}}}, nil
		}
	}
	return nil, unknot.Errorf(unknot.NotFound, "there is no such %s", kind)
}

// everything lists the resources of all episodes, newest first, each once.
func (s *server) everything(ctx context.Context, tenant, root, kind string) ([]stored, error) {
	list, err := s.practice.Recent(ctx, tenant, mostEpisodes)
	if err != nil {
		return nil, err
	}
	var out []stored
	seen := map[string]bool{}
	for _, kept := range list {
		more, err := s.episode(ctx, tenant, root, kind, kept, false)
		if err != nil {
			return nil, err
		}
		for _, x := range more {
			if key := x.kind() + "/" + x.id(); !seen[key] {
				seen[key] = true
				out = append(out, x)
			}
		}
	}
	return out, nil
}

// episode lists the resources of one episode; with begun as they were before
// it ended.
func (s *server) episode(ctx context.Context, tenant, root, kind string, kept care.Kept, begun bool) ([]stored, error) {
	r, err := s.practice.Report(ctx, tenant, kept.ID, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		return nil, err
	}
	if kind == "RiskAssessment" || kind == "Composition" || kind == "Bundle" { // the only ones that look ahead
		if err := s.practice.LookAhead(ctx, tenant, &r, time.UTC); err != nil {
			return nil, err
		}
	}
	if begun {
		r.Kept.Ended = time.Time{}
	}
	attached, err := Attach(ctx, s.practice, tenant, r)
	if err != nil {
		return nil, err
	}
	b := Document(s.practice.Base, locale.From(ctx).Language, r, root, attached...)
	var out []stored
	for _, x := range append([]resource{b}, resourcesOf(b)...) {
		one := stored{x, kept.When, 1, kept}
		if !kept.Ended.IsZero() && !begun && (x.kind() == "Condition" && x.id() == name("complaint", kept.ID) || x.kind() == "CarePlan") {
			one.at, one.version = kept.Ended, 2
		}
		if o, ok := x.(observation); ok {
			if t, err := time.Parse(time.RFC3339Nano, o.Effective); err == nil {
				one.at = t
			}
		}
		out = append(out, one)
	}
	return out, nil
}

func resourcesOf(b Bundle) []resource {
	out := make([]resource, len(b.Entry))
	for i, e := range b.Entry {
		out[i] = e.Resource
	}
	return out
}

// past answers _history of one resource, newest version first, and one
// version by its number.
func (s *server) past(r *http.Request, tenant string) (resource, error) {
	kind, id := r.PathValue("kind"), r.PathValue("id")
	list, err := s.versions(r, tenant, kind, id)
	if err != nil {
		return nil, err
	}
	if asked := r.PathValue("version"); asked != "" {
		for _, v := range list {
			if strconv.Itoa(v.version) == asked {
				return v.stamped(), nil
			}
		}
		return nil, unknot.Errorf(unknot.NotFound, "there is no version %q of this %s", asked, kind)
	}
	total := len(list)
	out := Bundle{base: base{ResourceType: "Bundle"}, Type: "history", Total: &total}
	for i := len(list) - 1; i >= 0; i-- {
		v := list[i]
		method, status := "POST", "201"
		if v.version > 1 {
			method, status = "PUT", "200"
		}
		out.Entry = append(out.Entry, entry{FullURL: root(r) + "/" + kind + "/" + id, Resource: v.stamped(),
			Request: &entryRequest{method, kind + "/" + id}, Response: &entryResponse{status, fmt.Sprintf(`W/"%d"`, v.version), instant(v.at)}})
	}
	return out, nil
}
