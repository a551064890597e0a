//go:build !js

package web

import (
	"net/http"

	"github.com/unknot/unknot/internal/base/archive"
)

// export hands everything of a person out as one file.
func (s *Site) export(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="unknot-export.zip"`)
	h.Set("Cache-Control", "no-store")
	if _, err := s.practice.Export(r.Context(), tenantOf(r), w, archive.Lock{}); err != nil {
		// the answer has begun: cut it off, so that the browser sees a failure
		// and not half a file
		s.log.Error("export failed", "path", r.Pattern)
		panic(http.ErrAbortHandler)
	}
}
