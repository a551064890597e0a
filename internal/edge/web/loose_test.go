package web_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/unknot/unknot/internal/base/locale"
)

// loose is text of the page that is neither marked as English nor went through
// the functions of languages: those put ⟦⟧ around it. What a person wrote, names
// of units and of people, and the words of programs are no text.
const loose = `(() => {
	const out = new Set()
	const bare = s => { for (let was; was !== s;) { was = s; s = s.replace(/⟦[^⟦⟧]*⟧/g, "") } return s }
	const words = s => bare(s).replace(/\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2})\b/g, "")
		.replace(/https?:\/\/\S*|\bdoi:? ?\S+|Europe\/\w+|shlink:\S*|\b(kPa|NDI|PEG|PSFS|PDF|UTC|ada|bob|doc|unknot)\b/g, "").match(/\p{L}{3,}/gu)
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let n; n = walk.nextNode();) {
		const e = n.parentElement
		if (e.closest("[lang=en], label[lang], noscript, code, pre, script, style, textarea, [translate=no], .brand, .tongues, [dir=auto]")) continue
		if (words(e.textContent) && words(n.textContent)) out.add(n.textContent.trim().slice(0, 80))
	}
	for (const e of document.querySelectorAll("main [aria-label], main [placeholder], main [alt], main [title]"))
		for (const a of ["aria-label", "placeholder", "alt", "title"]) {
			const s = e.getAttribute(a)
			if (s && !e.closest("[lang=en], [translate=no]") && words(s) && !s.includes("⟦")) out.add(a + ": " + s.slice(0, 80))
		}
	return [...out]
})()`

// Whatever is on the screen is said in the language of the reader, or is marked
// as English: texts that were put together, too, which reading the source does
// not find.
func TestNothingOnTheScreenEscapesTheLanguages(t *testing.T) {
	ctx, found := browserFor(t, 10*time.Minute), map[string][]string{}
	for _, v := range sights(t) {
		if v.name == "report" { // a document for a clinician, in English so far
			continue
		}
		if _, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: "lang", Value: locale.Mirrored.Code, URL: v.world.base}); err != nil {
			t.Fatal(err)
		}
		v.open(t, ctx)
		for _, text := range eval[[]string](t, ctx, loose) {
			found[text] = append(found[text], v.name)
		}
	}
	for text, where := range found {
		t.Errorf("%q on %v", text, where[:min(3, len(where))])
	}
}
