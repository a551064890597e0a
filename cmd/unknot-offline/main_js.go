// Command unknot-offline is the part of unknot that runs in a browser, in the
// service worker, while the server is out of reach: the same pages, gate, engine
// and plan, built for WebAssembly. tools/offline builds it, internal/edge/web
// ships it.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"syscall/js"

	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/web"
)

// main offers the two calls of the worker, and waits for them.
func main() {
	var pages http.Handler
	var practice *care.Practice
	js.Global().Set("unknotOpen", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var err error
		if pages, practice, err = open(args[0].String(), args[1].String(), args[2].String(), args[3].String(), args[4].String()); err != nil {
			return err.Error()
		}
		return ""
	}))
	js.Global().Set("unknotAnswer", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return answer(pages, practice, args[0].String(), args[1].String(), args[2].String(), args[3].String())
	}))
	js.Global().Get("unknotReady").Invoke()
	select {}
}

// open makes the pages of what came with the person: the kit and what was
// written since, the knowledge, a figure, and the texts of a language.
func open(kitText, knowledgeText, figureText, catalogueText, freshText string) (http.Handler, *care.Practice, error) {
	var kit web.Kit
	var files, catalogue map[string]string
	var fresh care.Records
	for _, part := range []struct {
		name, text string
		into       any
	}{{"kit", kitText, &kit}, {"knowledge", knowledgeText, &files}, {"catalogue", catalogueText, &catalogue}, {"records", freshText, &fresh}} {
		if part.text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(part.text), part.into); err != nil {
			return nil, nil, fmt.Errorf("the %s cannot be read", part.name) // what it holds stays out
		}
	}
	base, err := knowledge.Read(files)
	if err != nil {
		return nil, nil, err
	}
	figure.Bring(kit.Figure, figureText)
	if language, ok := locale.Named(kit.Language); ok && len(catalogue) > 0 {
		if err := language.Bring(catalogue); err != nil {
			return nil, nil, err
		}
	}
	p := care.Carrying(base, kit.Records, fresh)
	return web.Handler(p, kit), p, nil
}

// answer gives one page, and all records that wait for the server.
func answer(pages http.Handler, practice *care.Practice, method, address, kind, body string) any {
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		return js.Null()
	}
	r.Header.Set("Content-Type", kind)
	w := &page{head: http.Header{}, status: http.StatusOK}
	pages.ServeHTTP(w, r)
	fresh, err := json.Marshal(practice.Store.Fresh())
	if err != nil {
		return js.Null()
	}
	head := map[string]any{}
	for name := range w.head {
		head[name] = w.head.Get(name)
	}
	return map[string]any{"status": w.status, "head": head, "body": w.body.String(), "fresh": string(fresh)}
}

// page gathers an answer.
type page struct {
	head   http.Header
	body   bytes.Buffer
	status int
}

func (p *page) Header() http.Header         { return p.head }
func (p *page) Write(b []byte) (int, error) { return p.body.Write(b) }
func (p *page) WriteHeader(status int)      { p.status = status }
