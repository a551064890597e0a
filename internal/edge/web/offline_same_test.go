package web_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care/caretest"
)

// inBrowser is the program for browsers, run by Node.
type inBrowser struct {
	t   testing.TB
	in  io.Writer
	out *bufio.Reader
}

// madeHere is what it answers.
type madeHere struct {
	Status int               `json:"status"`
	Head   map[string]string `json:"head"`
	Body   string            `json:"body"`
	Fresh  string            `json:"fresh"`
}

// takeAlong gets from a server what a browser takes along, and opens the
// program with it.
func takeAlong(t testing.TB, server, language string) *inBrowser {
	t.Helper()
	fetch := func(path string) string {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, server+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", language)
		if path == "/offline/kit" {
			r.Header.Set("Accept-Encoding", "br")
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v", path, answer.StatusCode, err)
		}
		return string(text)
	}
	kit := fetch("/offline/kit")
	var named struct {
		Files map[string]string `json:"files"`
	}
	if err := json.Unmarshal([]byte(kit), &named); err != nil {
		t.Fatal(err)
	}
	first := map[string]string{"folder": "assets/offline", "kit": kit, "knowledge": fetch(named.Files["knowledge"]), "figure": fetch(named.Files["figure"]), "texts": "", "fresh": ""}
	if path := named.Files["texts"]; path != "" {
		first["texts"] = fetch(path)
	}
	node := exec.Command("node", "testdata/offline.mjs")
	in, err := node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); node.Wait() })
	b := &inBrowser{t, in, bufio.NewReader(out)}
	var fault string
	b.say(first, &fault)
	if fault != "" {
		t.Fatal(fault)
	}
	return b
}

func (b *inBrowser) say(what, answer any) {
	b.t.Helper()
	line, err := json.Marshal(what)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(line, '\n')); err != nil {
		b.t.Fatal(err)
	}
	text, err := b.out.ReadBytes('\n')
	if err != nil {
		b.t.Fatal(err)
	}
	if err := json.Unmarshal(text, answer); err != nil {
		b.t.Fatalf("%v: %.200s", err, text)
	}
}

func (b *inBrowser) ask(method, path, kind, body string) (a madeHere) {
	b.t.Helper()
	b.say(map[string]string{"method": method, "path": path, "kind": kind, "body": body}, &a)
	return a
}

// both asks the server and the program the same, and wants the same answer; ids
// by chance count as alike. It follows where the answer leads, and gives that
// path of each, and the page.
type both struct {
	t        testing.TB
	server   string
	language string
	program  *inBrowser
	at       [2]string // path: on the server, in the program
	page     string
}

var (
	chance = regexp.MustCompile(`[A-Z2-7]{26}`)
	away   = regexp.MustCompile(`(?s)<p class="offline".*?</p>`)
)

func (b *both) serve(method, path, body string) (status int, to, page string) {
	b.t.Helper()
	r, err := http.NewRequest(method, b.server+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Accept-Language", b.language)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header.Get("Location"), string(raw)
}

func (b *both) send(method string, path [2]string, form url.Values) {
	b.t.Helper()
	for {
		status, to, page := b.serve(method, path[0], form.Encode())
		made := b.program.ask(method, path[1], "application/x-www-form-urlencoded", form.Encode())
		if status != made.Status || chance.ReplaceAllString(to, "ID") != chance.ReplaceAllString(made.Head["Location"], "ID") {
			b.t.Fatalf("%s %s: the server says %d to %q, the program %d to %q", method, path[0], status, to, made.Status, made.Head["Location"])
		}
		if to == "" {
			if !utf8.ValidString(page) {
				b.t.Errorf("%s: the page cuts letters in two", path[0])
			}
			if !strings.Contains(made.Body, `class="stopped`) && !strings.Contains(made.Body, `class="offline"`) {
				b.t.Errorf("%s: nothing says that the page was made here", path[1])
			}
			one, other := chance.ReplaceAllString(page, "ID"), chance.ReplaceAllString(away.ReplaceAllString(made.Body, ""), "ID")
			if one != other {
				k := 0
				for k < min(len(one), len(other)) && one[k] == other[k] {
					k++
				}
				b.t.Fatalf("%s %s: the pages differ:\nserver:  …%.300s\nprogram: …%.300s", method, path[0], one[max(0, k-100):], other[max(0, k-100):])
			}
			b.at, b.page = path, page
			return
		}
		method, path, form = http.MethodGet, [2]string{to, made.Head["Location"]}, nil
		for i := range path {
			path[i], _, _ = strings.Cut(path[i], "#")
		}
	}
}

// post sends a form to a path in which ID stands for the part of the present one.
func (b *both) post(path string, fields ...string) {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	b.send(http.MethodPost, b.here(path), form)
}

func (b *both) open(path string) { b.t.Helper(); b.send(http.MethodGet, b.here(path), nil) }

func (b *both) here(path string) (out [2]string) {
	for i, at := range b.at {
		out[i] = strings.ReplaceAll(path, "ID", chance.FindString(at))
		if path == "" {
			out[i] = at // as it is: an id of chance may hold the letters ID itself
		}
	}
	return out
}

var (
	askedID = regexp.MustCompile(`name="asked" value="([^"]+)"`)
	shownID = regexp.MustCompile(`name="shown" value="([^"]+)"`)
)

// answerAll answers every question with no or not sure, but some with yes, and
// the steps about the person.
func (b *both) answerAll(yes ...string) {
	b.t.Helper()
	for range 80 {
		shown, asked := shownID.FindAllStringSubmatch(b.page, -1), askedID.FindStringSubmatch(b.page)
		switch {
		case !strings.HasPrefix(b.at[0], "/ask/") || strings.HasSuffix(b.at[0], "/stop"):
			return
		case len(shown) > 0:
			var fields []string
			for _, m := range shown {
				fields = append(fields, "shown", m[1])
			}
			b.post("", append(fields, "asked", "signs")...)
		case asked == nil:
			b.t.Fatalf("%s asks nothing", b.at[0])
		case asked[1] == "you":
			b.post("", "asked", "you", "age", "41", "sex", "female", "desk", "8", "days", "30", "kind", "gradual")
		case asked[1] == "health":
			b.post("", "asked", "health")
		default:
			said := "no"
			if !strings.Contains(b.page, `value="no"`) {
				said = "unsure"
			}
			for _, id := range yes {
				if asked[1] == id {
					said = "yes"
				}
			}
			b.post("", "asked", asked[1], "answer", said)
		}
	}
	b.t.Fatal("the questions do not end")
}

// The same person, case and diary: every page of the way from the drawing to
// the plan, its sessions and the diary is the same in the browser as from the
// server, to the byte, in every language.
func TestPagesMadeInTheBrowserAreTheServersPages(t *testing.T) {
	for _, language := range []string{"en-GB", "es-MX"} {
		t.Run(language, func(t *testing.T) {
			s := demoSite(t)
			b := &both{t: t, server: s.URL, language: language, program: takeAlong(t, s.URL, language)}
			for _, path := range []string{"/", "/answer/DEMO", "/plan/DEMO", "/plan/DEMO/do/1", "/plan", "/diary/new"} {
				b.open(path)
			}
			b.post("/places", "words", "somewhere odd", "pain", "5")
			b.post("/places", "words", "right temple and neck, 5", "pain", "5", "quality", "ache")
			b.answerAll()
			if !strings.HasPrefix(b.at[0], "/answer/") {
				t.Fatalf("the questions end at %s", b.at[0])
			}
			if asked := askedID.FindStringSubmatch(b.page); asked != nil {
				b.post("/answer/ID/finding", "asked", asked[1], "answer", "unsure")
			}
			b.open("/plan/ID")
			b.open("/plan/ID/do/1")
			b.post("/plan/ID/do/1", "before", "5", "after", "11")
			b.post("/plan/ID/do/1", "before", "5", "after", "3", "effort", "4")
			b.open("/diary/new")
			b.post("/places", "words", "left chest, 7", "pain", "7")
			b.answerAll("chest_pressure")
			if !strings.HasSuffix(b.at[0], "/stop") {
				t.Fatalf("pressure on the chest ends at %s", b.at[0])
			}
		})
	}
}

// The same case gives the same bytes of unknot.assessment/v1, from the server
// and in the browser.
func TestSameCaseSameAssessment(t *testing.T) {
	s := demoSite(t)
	program, p := takeAlong(t, s.URL, "en"), caretest.Practice(t)
	files, err := filepath.Glob("../../../examples/*.json")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := p.Assess(raw)
		if err != nil {
			t.Fatal(err)
		}
		want, err := wire.WriteAssessment(p.Base, a.Gate, a.Assessment)
		if err != nil {
			t.Fatal(err)
		}
		got := program.ask(http.MethodPost, "/api/v1/assess", "application/json", string(raw))
		if got.Status != http.StatusOK || got.Body != string(want) {
			t.Errorf("%s: in the browser it is %d, %d bytes; from the server %d bytes", file, got.Status, len(got.Body), len(want))
		}
	}
}

// In the browser, too, nothing of an answer or a plan is shown before the
// danger questions are answered.
func TestGateComesFirstInTheBrowser(t *testing.T) {
	program := takeAlong(t, site(t).URL, "en")
	form := "application/x-www-form-urlencoded"
	draft := program.ask(http.MethodPost, "/places", form, url.Values{"words": {"right temple, 5"}}.Encode()).Head["Location"]
	id := chance.FindString(draft)
	for _, path := range []string{"/ask/" + id + "/done", "/ask/" + id + "/99"} {
		if a := program.ask(http.MethodPost, path, form, ""); a.Status == http.StatusOK && strings.Contains(a.Body, "What it may be") || strings.HasPrefix(a.Head["Location"], "/answer/") {
			t.Errorf("%s leads to %d %q", path, a.Status, a.Head["Location"])
		}
	}
	for _, path := range []string{"/plan/" + id, "/answer/" + id, "/plan/" + id + "/do/1"} {
		if a := program.ask(http.MethodGet, path, "", ""); a.Status != http.StatusNotFound {
			t.Errorf("%s is there: %d", path, a.Status)
		}
	}
	if a := program.ask(http.MethodGet, "/plan", "", ""); strings.Contains(a.Body, "Never above") {
		t.Error("there is a plan before the questions")
	}
}
