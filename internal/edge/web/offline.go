//go:build !js

package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// offlineRoutes hand out what a browser takes along, and take back what was
// written there.
func (s *Site) offlineRoutes(mux *http.ServeMux) {
	luggage := sync.OnceValue(s.luggage)
	mux.HandleFunc("GET /offline", s.page(s.offline))
	mux.HandleFunc("GET /offline/kit", func(w http.ResponseWriter, r *http.Request) { s.kit(w, r, luggage()) })
	mux.HandleFunc("GET /offline/{kind}/{name}", func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, luggage()[r.PathValue("kind")+"/"+r.PathValue("name")])
	})
	mux.HandleFunc("POST /offline/records", s.unload)
}

// programFile is the program for browsers. It is sent as it was compressed, and
// only to who can read that: every browser that has service workers.
const programFile = "offline/program.wasm"

// looks are the files that the pages of the program need.
var looks = slices.Concat([]string{"icon.svg", "dist/app.css", "dist/app.js", "dist/diary.js", "dist/session.js"}, planStyles, mapScripts)

// luggage are the files that a browser takes along besides the program: the
// knowledge, each figure, and the texts of each language.
func (s *Site) luggage() map[string]asset {
	out := map[string]asset{}
	add := func(name string, content any) {
		raw, ok := content.(string)
		if !ok {
			text, _ := json.Marshal(content) // maps of strings
			raw = string(text)
		}
		var zipped bytes.Buffer
		w, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression) // the level is valid
		_, _ = w.Write([]byte(raw))                                // a buffer takes everything
		_ = w.Close()
		var packed bytes.Buffer
		b := brotli.NewWriterLevel(&packed, 9) // a fifth smaller than gzip, in a third of a second
		_, _ = b.Write([]byte(raw))
		_ = b.Close()
		sum := sha256.Sum256([]byte(raw))
		out[name] = asset{raw: []byte(raw), zipped: zipped.Bytes(), packed: packed.Bytes(), kind: "text/plain; charset=utf-8", mark: hex.EncodeToString(sum[:6])}
	}
	add("knowledge/base", s.practice.Base.Texts())
	for _, name := range figure.Names {
		add("figure/"+name, figure.Text(name))
	}
	for _, l := range locale.Languages {
		if l.Code != locale.English.Code {
			add("texts/"+l.Code, locale.Catalogue(l.Code))
		}
	}
	return out
}

// kit says what to take along, with the records of the person.
func (s *Site) kit(w http.ResponseWriter, r *http.Request, luggage map[string]asset) {
	w.Header().Set("Cache-Control", "no-store")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		http.Error(w, "A browser that reads brotli is needed to take the program along.", http.StatusNotAcceptable)
		return
	}
	l := locale.From(r.Context())
	k := Kit{Owner: ownerMark(r), Language: l.Code, Region: l.Region, Units: l.Units, Theme: themeOf(r), Figure: figureOf(s.withFigure(r)), Demo: s.practice.Shown, House: s.accounts != nil,
		Marks: map[string]string{}, Words: scriptTexts(), Files: map[string]string{"program": assetURL(programFile)}}
	for name, a := range assets() {
		if !strings.HasPrefix(name, "offline/") {
			k.Marks[name] = a.mark
		}
	}
	for _, name := range looks {
		k.Looks = append(k.Looks, assetURL(name))
	}
	for part, name := range map[string]string{"knowledge": "knowledge/base", "figure": "figure/" + k.Figure, "texts": "texts/" + l.Code} {
		if a, ok := luggage[name]; ok {
			k.Files[part] = "/offline/" + name + "?v=" + a.mark
		}
	}
	var err error
	if k.Records, err = s.practice.Carry(r.Context(), tenantOf(r)); err != nil {
		s.log.Error("kit not made")
		http.Error(w, "The database does not answer.", http.StatusServiceUnavailable)
		return
	}
	raw, err := json.Marshal(k)
	if err != nil {
		s.log.Error("kit not written")
		http.Error(w, "The kit could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	send(w, r, http.StatusOK, raw)
}

// ownerMark stands for whose records a request is about, without naming them:
// what one person wrote offline must never reach the records of another.
func ownerMark(r *http.Request) string {
	sum := sha256.Sum256([]byte("unknot offline " + tenantOf(r)))
	return hex.EncodeToString(sum[:9])
}

// unload keeps what was written in a browser while the server was out of reach.
func (s *Site) unload(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Owner   string       `json:"owner"`
		Records care.Records `json:"records"`
	}
	if r.Header.Get("Content-Type") != "application/json" || json.NewDecoder(r.Body).Decode(&in) != nil {
		http.Error(w, "These are no records.", http.StatusBadRequest)
		return
	}
	if in.Owner != ownerMark(r) {
		http.Error(w, "These are the records of somebody else.", http.StatusConflict)
		return
	}
	done, err := s.practice.Unload(r.Context(), tenantOf(r), in.Records)
	if err != nil {
		s.log.Error("records not kept", "kept", len(done.Kept), "not found", unknot.IsKind(err, unknot.NotFound))
		http.Error(w, "The database does not answer.", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(done) // the reader has gone; there is nobody to tell
}
