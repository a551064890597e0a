package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// Whatever a page names is there, is kept for a year under its mark, and comes
// the same zipped and plain; without its mark it is checked each time.
func TestAssetsAreMarkedAndKept(t *testing.T) {
	s := site(t)
	get := func(address, encoding string) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body := io.Reader(answer.Body)
		if answer.Header.Get("Content-Encoding") == "gzip" {
			if body, err = gzip.NewReader(answer.Body); err != nil {
				t.Fatal(err)
			}
		}
		raw, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(raw)
	}
	_, page := get(s.URL, "identity")
	named := regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(named) < 2 {
		t.Fatalf("the page names %d assets", len(named))
	}
	for _, m := range named {
		plain, text := get(s.URL+m[1], "identity")
		zipped, same := get(s.URL+m[1], "gzip, br")
		if plain.StatusCode != http.StatusOK || !strings.Contains(plain.Header.Get("Cache-Control"), "immutable") || text == "" || text != same {
			t.Errorf("%s: %s, %v, zipped alike: %v", m[1], plain.Status, plain.Header, text == same)
		}
		if plain.Header.Get("ETag") == zipped.Header.Get("ETag") && zipped.Header.Get("Content-Encoding") == "gzip" {
			t.Errorf("%s: zipped and plain carry one mark", m[1])
		}
		bare, _, _ := strings.Cut(m[1], "?")
		if loose, _ := get(s.URL+bare, "identity"); loose.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s without its mark: %v", bare, loose.Header)
		}
	}
	if gone, _ := get(s.URL+"/assets/../server.go", ""); gone.StatusCode == http.StatusOK {
		t.Error("a file that is no asset was sent")
	}
}
