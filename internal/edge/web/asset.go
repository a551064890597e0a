//go:build !js

package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:generate go run ../../../tools/assets .

// assets holds the icons, the style sheets of single pages and, in dist, the
// bundles that tools/assets makes of script/*.ts and style/*.css.
//
//go:embed assets
var assetFiles embed.FS

// asset is one embedded file, ready to be sent.
type asset struct {
	raw, zipped []byte // zipped is nil where it would not be smaller
	packed      []byte // with brotli; raw is nil where it is there with nothing else
	kind        string // media type
	mark        string // first 12 hex digits of the SHA-256 of raw
}

// assets reads every embedded file once.
var assets = sync.OnceValue(func() map[string]asset {
	out := map[string]asset{}
	err := fs.WalkDir(assetFiles, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		a := asset{raw: raw, kind: mime.TypeByExtension(path.Ext(name)), mark: hex.EncodeToString(sum[:6])}
		if kind, known := assetKinds[path.Ext(name)]; known { // not left to the machine's own table
			a.kind = kind
		}
		if packed, ok := strings.CutSuffix(name, ".br"); ok {
			a.raw, a.packed, a.kind = nil, raw, assetKinds[path.Ext(packed)]
			out[strings.TrimPrefix(packed, "assets/")] = a
			return nil
		}
		var zipped bytes.Buffer
		w, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression) // the level is valid
		_, _ = w.Write(raw)                                        // a buffer takes everything
		_ = w.Close()
		if zipped.Len() < len(raw) {
			a.zipped = zipped.Bytes()
		}
		out[strings.TrimPrefix(name, "assets/")] = a
		return nil
	})
	if err != nil {
		panic("web: the embedded assets cannot be read")
	}
	return out
})

var assetKinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".png": "image/png", ".wasm": "application/wasm",
}

// serveAsset answers /assets/…: kept for a year when asked for by its mark,
// else checked each time.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := assets()[r.PathValue("name")]
	if !ok {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	serveFile(w, r, a)
}

// serveFile sends one file, as compressed as it is there.
func serveFile(w http.ResponseWriter, r *http.Request, a asset) {
	if a.mark == "" {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	h, reads := w.Header(), r.Header.Get("Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == a.mark {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Content-Type", a.kind)
	h.Set("Vary", "Accept-Encoding")
	body, mark := a.raw, a.mark
	switch {
	case a.raw == nil && !strings.Contains(reads, "br"):
		http.Error(w, "This file is there with brotli only.", http.StatusNotAcceptable)
		return
	case a.packed != nil && strings.Contains(reads, "br"):
		h.Set("Content-Encoding", "br")
		body, mark = a.packed, mark+"-br"
	case a.zipped != nil && strings.Contains(reads, "gzip"):
		h.Set("Content-Encoding", "gzip")
		body, mark = a.zipped, mark+"-gzip"
	}
	h.Set("ETag", `"`+mark+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// assetMark is the mark of an asset's content, "" when there is none.
func assetMark(name string) string { return assets()[name].mark }

// scriptTexts are the texts that each bundle says, by its name.
var scriptTexts = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	if err := json.Unmarshal(assets()["dist/words.json"].raw, &out); err != nil {
		panic("web: the list of texts of the scripts cannot be read")
	}
	return out
})
