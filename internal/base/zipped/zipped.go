// Package zipped sends answers compressed where their reader can read that.
package zipped

import (
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// Write sends a body whose header is set. What is sent holds no secret that
// its length could betray beside what the person typed.
func Write(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		_, _ = w.Write(body) // the reader has gone; there is nobody to tell
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := writers.Get().(*gzip.Writer)
	z.Reset(w)
	_, _ = z.Write(body)
	_ = z.Close()
	writers.Put(z)
}

// writers are kept, since each holds a megabyte.
var writers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is valid
	return z
}}
