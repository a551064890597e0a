//go:build !js

package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/unknot/unknot/internal/base/locale"
)

// installRoutes make the pages an app that can be installed and opens without
// a connection.
func (s *Site) installRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /manifest.webmanifest", manifest)
	mux.HandleFunc("GET /sw.js", worker)
	s.offlineRoutes(mux)
}

func manifest(w http.ResponseWriter, r *http.Request) {
	l := locale.From(r.Context())
	w.Header().Set("Content-Type", "application/manifest+json")
	w.Header().Set("Cache-Control", "no-cache")
	_ = json.NewEncoder(w).Encode(map[string]any{ // the reader has gone; there is nobody to tell
		"id": "/", "start_url": "/", "scope": "/", "display": "standalone", "name": "unknot", "short_name": "unknot", "lang": l.Code, "dir": l.Dir,
		"description": l.Text("Where does it hurt? Which muscle may it be, and what helps?"), "background_color": "#fbfaf7", "theme_color": "#0f5f5c",
		"icons": []map[string]string{
			{"src": assetURL("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
			{"src": assetURL("icon-maskable.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
		},
		"shortcuts": []map[string]string{{"name": l.Text("Diary"), "url": "/diary"}, {"name": l.Text("Plan"), "url": "/plan"}},
	})
}

// worker is the service worker. It lies at the root so that it may look after
// every page, and is asked for anew each time.
func worker(w http.ResponseWriter, r *http.Request) {
	// It compiles the program for offline pages. That right is its own; no page has it.
	h := w.Header()
	h.Set("Content-Security-Policy", strings.Replace(h.Get("Content-Security-Policy"), "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", 1))
	r.SetPathValue("name", "dist/sw.js")
	w.Header().Set("Service-Worker-Allowed", "/")
	serveAsset(w, r)
}

func (s *Site) offline(r *http.Request) (view, error) {
	number, _ := s.emergencyNumber(r)
	return view{title: "Without a connection", body: offlinePage(number), script: []string{"dist/offline.js"}}, nil
}

// texts of the manifest, which tr does not see
var _ = []string{msg("Where does it hurt? Which muscle may it be, and what helps?")}
