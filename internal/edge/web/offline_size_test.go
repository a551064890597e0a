package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/edge/web"
)

// mostLuggage is how much a browser may take along to work without a server:
// program, knowledge, figure and texts, in bytes on the wire.
const mostLuggage = 2_500_000

// What a browser takes along for the way without a server stays below the
// budget in every language.
func TestTheLuggageIsLight(t *testing.T) {
	s := site(t)
	fetch := func(language, path string) (body []byte, wire int) {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "br")
		r.Header.Set("Accept-Language", language)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		packed := &counted{r: answer.Body}
		read := io.Reader(packed)
		if answer.Header.Get("Content-Encoding") == "br" {
			read = brotli.NewReader(packed)
		}
		if body, err = io.ReadAll(read); err != nil || answer.StatusCode != http.StatusOK || len(body) == 0 {
			t.Fatalf("%s: status %d, %d bytes, %v", path, answer.StatusCode, len(body), err)
		}
		return body, packed.n
	}
	for _, l := range locale.Languages {
		raw, total := fetch(l.Code, "/offline/kit")
		var kit web.Kit
		if err := json.Unmarshal(raw, &kit); err != nil {
			t.Fatal(err)
		}
		if kit.Language != l.Code || kit.Files["program"] == "" || kit.Files["knowledge"] == "" || (kit.Files["texts"] == "") != (l.Code == locale.English.Code) {
			t.Errorf("%s: the kit names %v in %s", l.Code, kit.Files, kit.Language)
		}
		for _, path := range kit.Files {
			_, n := fetch(l.Code, path)
			total += n
		}
		t.Logf("%s: %d bytes", l.Code, total)
		if total > mostLuggage {
			t.Errorf("%s: %d bytes, budget %d", l.Code, total, mostLuggage)
		}
	}
}

// counted counts the bytes that are read.
type counted struct {
	r io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}
