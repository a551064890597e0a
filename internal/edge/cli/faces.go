package cli

import (
	"log/slog"
	"net/http"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/web"
)

// faces puts the pages and the interfaces for programs side by side.
func faces(p *care.Practice, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	programs := api.Handler(p, api.AtHome, log)
	for _, path := range []string{"/api/", "/openapi.json"} {
		mux.Handle(path, programs)
	}
	mux.Handle("/", web.Handler(p, log))
	return mux
}
