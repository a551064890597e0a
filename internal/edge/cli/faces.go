package cli

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/cds"
	"github.com/unknot/unknot/internal/edge/fhir"
	"github.com/unknot/unknot/internal/edge/link"
	"github.com/unknot/unknot/internal/edge/report"
	"github.com/unknot/unknot/internal/edge/web"
)

// faces puts the pages and the interfaces for programs side by side. With auth
// everybody signs in, or brings a token; secure says that they come by https
// alone; other lets in whom another house knows. Without auth, they answer to this computer's own names alone.
func faces(p *care.Practice, log *slog.Logger, auth, secure bool, other web.OIDC) http.Handler {
	mux := http.NewServeMux()
	if auth {
		pages := web.NewAccounts(p, log, secure, other)
		addPrograms(mux, p, web.Tenant, web.Reader, log)
		mux.Handle("/", pages.Handler())
		return pages.Guard(web.Localized(mux))
	}
	addPrograms(mux, p, api.AtHome, cds.Nobody, log)
	mux.Handle("/", web.Handler(p, log))
	return web.OwnHost(web.Localized(mux))
}

func addPrograms(mux *http.ServeMux, p *care.Practice, who api.Who, reader cds.Reader, log *slog.Logger) {
	programs := api.Handler(p, who, log, api.WithAccounts(api.Account(reader)), api.WithHealth(func(ctx context.Context, tenant, episode, root string) ([]byte, error) {
		b, err := fhir.Episode(ctx, p, tenant, episode, root)
		if err != nil {
			return nil, err
		}
		return json.Marshal(b)
	}))
	for _, path := range []string{"/api/", "/openapi.json"} {
		mux.Handle(path, programs)
	}
	mux.Handle("/fhir/", fhir.Handler(p, who, log))
	reports := report.Handler(p, who, log)
	for _, path := range []string{"/report/{id}", "/report/{id}/{file}"} { // not all below: /report itself is a page
		mux.Handle(path, reports)
	}
	hooks := cds.Handler(p, reader, log)
	mux.Handle("/cds-services", hooks)
	mux.Handle("/cds-services/", hooks)
	secret := link.Handler(p, log)
	mux.Handle("/shl/", secret)
	mux.Handle("/feed/", secret)
}
