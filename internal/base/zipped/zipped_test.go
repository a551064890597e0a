package zipped_test

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/base/zipped"
)

// The same text comes either way, short and again short when it was asked for
// twice, with a mark for caches.
func TestTheSameTextComesEitherWay(t *testing.T) {
	for i, accept := range []string{"", "gzip", "gzip", "br, gzip;q=1.0", "gzip", "gzip"} {
		text := strings.Repeat("it hurts here. ", 400+1000*(i/2)) // some are known already, some are too short for that
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		zipped.Write(w, r, 418, []byte(text))
		sent, body := w.Body.Len(), io.Reader(w.Body)
		if accept != "" {
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		got, err := io.ReadAll(body)
		if err != nil || string(got) != text || w.Code != 418 || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: status %d, %d bytes, %v", accept, w.Code, len(got), err)
		}
		if short := sent < len(text)/10; short != (accept != "") {
			t.Errorf("%q: %d bytes were sent", accept, sent)
		}
	}
}
